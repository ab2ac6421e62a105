"""Names found by rules alone: after titles and roles, from the lists, after 'told' and 'met', as initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from bot.understanding.name_checks import (
    PART,
    SURNAME_PLACES,
    WORD,
    Place,
    acts,
    after_article,
    beside_place,
    could_be_name,
    look_back,
    may_be_person,
    of_family,
    opens_sentence,
    speaks,
    stands_in_title,
)
from bot.understanding.name_lists import (
    ALSO_WORDS,
    FIRST_NAMES,
    LOWER_WORDS,
    NEVER_NAMES,
    NOT_PEOPLE,
    PLACE_ENDS,
    REPORTS,
    SET_PHRASES,
    SHORT_FORMS,
    SMALL_WORDS,
    SPEAKERS,
    SURNAMES,
    folded,
)

TITLE = (
    r"mr|mrs|ms|miss|mx|drs?|prof|professor|justice|cllrs?|clr|councillors?|sir|dame|lord|lady|baroness|baron|rev|"
    r"reverend|sgt|sergeant|inspector|superintendent|supt|insp|pcso|dci|di|ds|dc|pc|judge|hhj|mayor|auntie|aunty|uncle|"
    r"nanny|nurse|sister|father|imam|rabbi"
)
"""What stands before a name and is not masked with it."""
_SURE_TITLES = frozenset("mr mrs ms miss mx dr drs cllr cllrs clr prof".split())
_COMMON_WORDS = frozenset("judge justice sister father inspector nurse lord lady sir mayor miss".split())
_TITLED = re.compile(
    rf"\b(?P<title>(?i:{TITLE}))\b\.?\s+(?:(?:and\s+)?(?i:{TITLE})\b\.?\s+)*"
    rf"(?P<name>{PART}(?:\s+{PART}){{0,2}}|[A-Z]\.?(?:\s?[A-Z]\.?)?(?:\s+{PART})?(?!\w))"
)
_TITLED_LOW = re.compile(r"\b(?P<title>cllr|councillor|mrs|mr|ms|dr|sgt)\.?\s+(?P<name>[a-z]{3,}(?:-[a-z]+)?)\b")
_AFTER_TITLE_WORDS = SMALL_WORDS | set("being sitting having doing chair portfolio visits told cannot".split())
_PAIR = re.compile(
    rf"\b(?:Cllrs|Councillors|Drs|Messrs)\.?\s+(?P<first>{PART})\s+(?:and|&)\s+(?P<second>(?!(?i:{TITLE})\b){PART})"
)
_NAME = rf"(?P<name>(?!(?i:{TITLE})\b){PART}(?:\s+{PART})?)"
_YOUNG = re.compile(rf"\b(?:[Yy]oung|[Ll]ittle|[Pp]oor|[Oo]ld|[Ll]ate|[Dd]ear|[Bb]aby)\s+{_NAME}")
_TOLD = re.compile(
    r"\b(?:[Aa]sk(?:ed)?|[Tt]ell|[Tt]old|[Mm]et|[Tt]hank(?:ed)?|[Rr]ang|[Pp]honed|[Ee]mailed|[Tt]exted|[Pp]romised|"
    r"[Tt]rust(?:ed)?|[Ss]upervised?|[Mm]entor(?:ed)?|(?:[Ss]poke|[Ss]peak|[Tt]alk(?:ed)?|[Ss]aid) (?:to|with)|"
    rf"(?:[Ss]at|[Ll]unch|[Cc]offee|[Cc]hat) with|[Cc]all (?:him|her|them))\s+{_NAME}"
)
_CALLED = re.compile(
    r"\b(?:man|woman|boy|girl|lad|worker|manager|mum|child|carer|person|someone|somebody|baby|kid|colleague|officer|"
    rf"director|one|name is|name['’]s)\s+(?:is\s+)?(?:called|named)?\s*{_NAME}"
)
_ROLE = re.compile(
    r"\b(?:deputy|AD|head of service|heads of service|IRO|guardian|interim|lead member|DPO|"
    r"manager|mum|dad|sister|brother|son|daughter|twins|lad|boy|girl|worker|carer|lawyer|SW|PA|DSL|HMI|successor)"
    rf"(?:,\s*|\s+|\s+is\s+|\s*\(){_NAME}(?=[\s,.;:!?)]|['’]s|$)"
)
_OWN = re.compile(
    rf"(?P<name>{PART})['’]s\s+(?:mum|dad|mother|father|nan|foster|sister|brother|son|daughter|maternity|leaving|desk|"
    r"caseload|birthday|funeral|social worker|carers?|placement|bedroom|wishes)\b"
)
_MONTHS = frozenset({"jan", "april", "june", "august", "summer"})
_SPEAKER = re.compile(
    rf"(?P<name>{PART})(?=\s+(?:says|said|told|rang|thinks|chairs|chaired|disclosed|minutes|minuted)\b|"
    r"['’]s\s+(?:off|leaving|retiring|poorly)\b)"
)
_NEVER_TITLED = NOT_PEOPLE - FIRST_NAMES | SMALL_WORDS
_NEVER_LISTED = NEVER_NAMES - _MONTHS
_LOW_DOUBTFUL = ALSO_WORDS | LOWER_WORDS
_LOW_SURE = FIRST_NAMES - _LOW_DOUBTFUL - NEVER_NAMES
_SURE_SURNAMES = SURNAMES | REPORTS
_NEVER_SURNAMES = NEVER_NAMES | (PLACE_ENDS - SURNAME_PLACES)
_USUAL = FIRST_NAMES | SURNAMES
_NO_SPEAKERS = SPEAKERS | ALSO_WORDS
_LOW_TOLD = re.compile(
    r"\b(?:[Tt]old|[Tt]ell|[Aa]sk(?:ed)?|[Rr]ang|(?:[Ss]poke|[Ss]pk|[Ss]peak) (?:to|with)|[Aa]s for)\s+"
    r"(?P<name>[a-z]{4,})\b"
)
_LOW_SURNAME = re.compile(
    r"\b(?:tell|told|ask|asked|rang|met|saw|emailed)\s+(?P<name>[a-z]{5,})\b|\b(?P<speaker>[a-z]{5,})\s+(?:says|said)\b"
)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|from|until|till|early|late|mid|of|last|next|this|every|before|after|during|for)\s+$", re.I
)
_NAMED_PLACES = frozenset(
    "india brittany brooklyn jordan chelsea florence sydney paris israel virginia austin carolina georgia".split()
)
_SET_PHRASES = re.compile(
    r"\b(?:" + "|".join(re.escape(one).replace("'", "['’]").replace(r"\ ", r"[\s-]+") for one in SET_PHRASES) + r")\b",
    re.I,
)
_DO = (
    "chair|minute|chase|draft|call|ring|speak|send|email|write|check|book|visit|arrange|confirm|update|lead|do|sign|"
    "report|discuss|look|contact|follow|find|ask|tell|share|circulate|action|sort|cover|attend|present|review|meet"
)
_INITIALS = re.compile(
    r"(?<![\w.&/-])(?P<name>[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?|[A-Z]{2})(?=['’]s\b|[\s,.;:!?)/&]|$)(?!\w)"
)
_INITIALS_BEFORE = re.compile(
    r"\b(?:told|tell|met|saw|seen|rang|ring|call(?:ed)?|ask(?:ed)?|email(?:ed)?|(?:spoke|spk|speak|talk(?:ed)?) "
    r"(?:to|with)|visit(?:ed)?(?: to| with)?|with mum and|re|says|said|cc|copied to|"
    r"(?:emails?|call|note|text) from)\s+$",
    re.I,
)
_INITIALS_AFTER = re.compile(
    r"(?:['’]s\s+(?:mum|dad|mother|father|school|case|plan|file|social|worker|placement|carer|caseload|view)|"
    r"\s+(?:said|says|told|rang|rings|disclosed|agreed|asked|wants|felt|feels|attended|presented|called|emailed|chairs|"
    r"chaired|minuted|thinks|reckons|left|came|went|wrote)\b|"
    r"\s+(?:is|was)\s+(?:settled|safe|missing|back|home|placed|moved|upset|happy|unhappy|off|leaving|due|not|very)\b|"
    rf"\s+(?:will|to)\s+(?:{_DO})\b)"
)
_DOTTED_BEFORE = re.compile(
    r"(?:\b(?:with|to|from|by|told|met|saw|seen|asked|see|rang|called|spoke|for|and|about|re|that|when|because|says?|"
    r"of)\s+|[:;(]\s*|^|[.!?]\s+|\n)$",
    re.I,
)
_JOINED_BEFORE = re.compile(r"(?:^\s*|[,;.(&/]\s*|\b(?:and|or|to|with|from|by)\s+)$")
_INITIAL_SURNAME = re.compile(rf"(?<![\w.&])(?P<name>[A-Z]\.?\s{PART})")
_LETTERED_BEFORE = re.compile(
    r"\b(?:annexe?|appendix|child|plan|grade|section|part|option|band|group|schedule|table|figure|block|family|type|"
    r"category|phase|baby|point|so did|am|was|and|than)\s+$",
    re.I,
)
_ENDS = re.compile(r"[\s.!?]*$")
_NEXT_NAME = re.compile(rf"\s+(?:[A-Z]\.?\s+)?(?P<part>{PART})")
_NEXT_INITIAL = re.compile(r"\s(?:[B-HJ-Z](?![\w&/]|\.\w)|A(?=['’]s\b|[,.;:!?)]|$))")


def named_by_rule(text: str) -> Iterator[Place]:
    """Every name that the rules find, in no order; the same place may come twice."""
    finders = (_titled, _listed, _surnamed, _told, _speakers, _typed_low, _initials)
    return outside_phrases(text, chain.from_iterable(finder(text) for finder in finders))


def outside_phrases(text: str, places: Iterable[Place]) -> Iterator[Place]:
    """The places without those in 'rob Peter to pay Paul' and its like."""
    phrases = [match.span() for match in _SET_PHRASES.finditer(text)]
    return (place for place in places if not any(start <= place[0] < end for start, end in phrases))


def _titled(text: str) -> Iterator[Place]:
    """After a title ('Cllr Okafor', 'Mrs P') or after 'young', 'little'."""
    for match in _TITLED.finditer(text):
        if _is_title(match["title"], match["name"]) and not _is_street(match["title"], match["name"]):
            place = _without_tail(text, match.span("name"))
            if may_be_person(text, place):
                yield place
    for match in _TITLED_LOW.finditer(text):
        sure = match["title"] != "councillor" or match["name"] in _USUAL
        if sure and match["name"] not in _AFTER_TITLE_WORDS:
            yield match.span("name")
    for match in _PAIR.finditer(text):
        yield match.span("first")
        yield match.span("second")
    for match in _YOUNG.finditer(text):
        if could_be_name(match["name"]) and may_be_person(text, match.span("name")):
            yield match.span("name")


def _is_title(title: str, name: str) -> bool:
    if title in _COMMON_WORDS:
        return False
    word = folded(name.split()[0])
    return word not in (SMALL_WORDS if title.lower() in _SURE_TITLES else _NEVER_TITLED)


def _is_street(title: str, name: str) -> bool:
    """'Lady Jane Terrace'."""
    return title.lower() in {"lady", "lord", "sir", "dame"} and folded(name.split()[-1]) in PLACE_ENDS


def _without_tail(text: str, place: Place) -> Place:
    """The name without words of a body at its end ('Cllr Okafor Cabinet')."""
    words = text[slice(*place)].split(" ")
    while len(words) > 1 and folded(words[-1]) in NEVER_NAMES:
        words.pop()
    return place[0], place[0] + len(" ".join(words))


def _listed(text: str) -> Iterator[Place]:
    """First names from the list, with the surname or the initial that follows."""
    low = _all_low(text)
    for match in WORD.finditer(text):
        if folded(match.group()).split("-")[0] in FIRST_NAMES and _stands_as_name(text, match.span(), low):
            place = _with_surname(text, match.span())
            if may_be_person(text, place):
                yield place


def _stands_as_name(text: str, place: Place, low: bool) -> bool:
    written = text[slice(*place)]
    word = folded(written)
    if word in _NEVER_LISTED or written in SHORT_FORMS or (written.isupper() and len(written) < 4):
        return False
    if written[0].islower():
        return low and _low_is_name(text, place, word)
    if word in _MONTHS:
        return speaks(text, place[1]) and not look_back(_MONTH_BEFORE, text, place[0])
    if word in _NAMED_PLACES and beside_place(text, place):
        return False
    return word not in ALSO_WORDS or _word_is_name(text, place)


def _low_is_name(text: str, place: Place, word: str) -> bool:
    """Whether a first name without its capital is one, in a text that has none."""
    if word in _LOW_DOUBTFUL:
        return speaks(text, place[1]) and not after_article(text, place[0])
    return len(word) > 3


def _word_is_name(text: str, place: Place) -> bool:
    """Whether a name that is a word too ('Grace', 'Will') is a person here."""
    if not opens_sentence(text, place[0]):
        return not stands_in_title(text, place[0])
    following = _NEXT_NAME.match(text, place[1])
    return _has_surname(text, following) or acts(text, place[1]) or _ENDS.match(text, place[1]) is not None


def _has_surname(text: str, following: re.Match[str] | None) -> bool:
    """'Mark Wilson', 'Will Harris said', but not 'Will Harris come?'."""
    if following is None:
        return False
    word = folded(following["part"])
    return word in SURNAMES or (word in FIRST_NAMES and acts(text, following.end()))


def _all_low(text: str) -> bool:
    """True for text typed without capitals, short forms apart."""
    return re.search(r"[A-Z][a-z]", text) is None


def _with_surname(text: str, place: Place) -> Place:
    """With the surname that follows, or the one letter of it ('Shaniqua T')."""
    follows = _NEXT_NAME.match(text, place[1])
    if follows and _may_be_surname(follows["part"]):
        return place[0], follows.end()
    letter = _NEXT_INITIAL.match(text, place[1])
    return (place[0], letter.end()) if letter else place


def _may_be_surname(word: str) -> bool:
    plain = folded(word)
    return plain in _SURE_SURNAMES or plain not in _NEVER_SURNAMES


def _surnamed(text: str) -> Iterator[Place]:
    """Surnames from the list that stand alone ('Hargreaves says no', 'the Hargreaves twins')."""
    for match in re.finditer(PART, text):
        place = match.span()
        if folded(match.group()).split("-")[0] not in SURNAMES or not may_be_person(text, place):
            continue
        if of_family(text, place[1]):
            yield place
        elif acts(text, place[1]) or not (opens_sentence(text, place[0]) or beside_place(text, place)):
            if not stands_in_title(text, place[0]):
                yield place


def _told(text: str) -> Iterator[Place]:
    """Names that no list has, where only a person can stand ('told Xanthippe', 'our IRO Jean', 'Anwen's mum')."""
    for match in chain.from_iterable(cue.finditer(text) for cue in (_TOLD, _CALLED, _ROLE, _OWN)):
        place = _without_tail(text, match.span("name"))
        if could_be_name(text[slice(*place)]) and may_be_person(text, place):
            yield place


def _speakers(text: str) -> Iterator[Place]:
    """Words that open a sentence, that no list has, and that say something ('Xanthippe told')."""
    for match in _SPEAKER.finditer(text):
        place = match.span("name")
        if (
            opens_sentence(text, place[0])
            and could_be_name(match["name"])
            and folded(match["name"]) not in _NO_SPEAKERS
        ):
            yield place


def _typed_low(text: str) -> Iterator[Place]:
    """First names without a capital ('spoke to tanya'), surnames in a text without any ('ask hargreaves')."""
    for match in _LOW_TOLD.finditer(text):
        if match["name"] in _LOW_SURE:
            yield match.span("name")
    if _all_low(text):
        for match in _LOW_SURNAME.finditer(text):
            group = "name" if match["name"] else "speaker"
            if match[group] in SURNAMES:
                yield match.span(group)


def _initials(text: str) -> Iterator[Place]:
    """Initials that stand for a person in notes: 'JB said', 'spoke to VN and OD', 'K.M. to chase', 'M. Okafor'."""
    found = [match for match in _INITIALS.finditer(text) if match["name"] not in SHORT_FORMS]
    sure = any(_are_persons(text, match) for match in found) or _are_joined(text, found)
    for match in found:
        if _are_persons(text, match) or (sure and look_back(_JOINED_BEFORE, text, match.start())):
            yield match.span("name")
    for match in _INITIAL_SURNAME.finditer(text):
        if _is_initial(text, match) and may_be_person(text, match.span("name")):
            yield match.span("name")


def _are_joined(text: str, found: list[re.Match[str]]) -> bool:
    """'JM and SK', 'TC with LB'."""
    return any(
        re.fullmatch(r"\s*(?:and|&|with|/)\s*", text[one.end("name") : other.start("name")])
        for one, other in pairwise(found)
    )


def _are_persons(text: str, match: re.Match[str]) -> bool:
    if "." in match["name"]:
        return look_back(_DOTTED_BEFORE, text, match.start()) is not None
    return bool(_INITIALS_AFTER.match(text, match.end()) or look_back(_INITIALS_BEFORE, text, match.start()))


def _is_initial(text: str, match: re.Match[str]) -> bool:
    """'M. Okafor' and 'J Smith', not 'annex B. There' or 'I Think'."""
    letter, surname = match["name"][0], match["name"].split()[-1]
    if (letter in "AI" and match["name"][1] != ".") or not could_be_name(surname):
        return False
    return look_back(_LETTERED_BEFORE, text, match.start()) is None
