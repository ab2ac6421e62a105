"""Whether a word with a capital may be a person: how a name is written, and what stands around it."""

from __future__ import annotations

import re

from bot.understanding.name_lists import (
    ALSO_WORDS,
    FIRST_NAMES,
    NEVER_NAMES,
    NOT_PEOPLE,
    PLACE_ENDS,
    PLACES,
    REPORTS,
    SURNAMES,
    folded,
)

Place = tuple[int, int]

_NO_PART = NOT_PEOPLE | PLACES
_SURE_FIRST_NAMES = FIRST_NAMES - ALSO_WORDS

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĆČĐİŁŃŚŞŠŴŶŹŻŽ", "a-zß-öø-ÿąćčďęěğıłńňőřśşšţťůűŵŷźżž"
_BEFORE_PART = r"(?:[OD]['’]|Mc|Mac|De|La|Jo|[Dd]e (?:[Ll]a )?|[Vv]an (?:[Dd]e[rn]? )?|[Vv]on |[Aa]l-|[Ee]l-)?"
_CAPITAL = rf"[{_UPPER}][{_LOWER}]+"
PART = rf"{_BEFORE_PART}{_CAPITAL}(?:-{_CAPITAL}){{0,3}}(?![\w])"
"""One word of a name."""
WORD = re.compile(rf"[{_UPPER}{_LOWER}]+(?:['’](?!s\b)[{_UPPER}{_LOWER}]+)*(?:-[{_UPPER}{_LOWER}]+)*")

_PLACE_WORDS = (
    "room|suite|wing|ward|block|floor|house|home|street|road|lane|close|court|terrace|avenue|drive|crescent|way|square|"
    "gardens?|grove|mews|park|farm|hall|lodge|hill|estate|unit|centre|hub|building|school|academy|primary|college|"
    "nursery|hospital|clinic|surgery|library|station|bridge|trust|foundation|council|city|borough|line|model|test|"
    "chart|scale|curve|formula|effect|principles?|matrix|cycle|office"
)
_REPORT_WORDS = (
    "review|report|audit|findings|guidelines?|competent|competence|duty|inquiry|enquiry|recommendations?|reforms?|"
    "act|law|bill|judgment|ruling|case law|principles?"
)


def _either_case(words: str) -> str:
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split("|"))


_PLACE_AFTER = re.compile(rf"\s+(?:{_either_case(_PLACE_WORDS)})\b(?!['’-])")
_REPORT_AFTER = re.compile(rf"\s+(?:{_either_case(_REPORT_WORDS)})\b")
_OWN_REPORT_AFTER = re.compile(rf"['’]s\s+(?:{_either_case(_REPORT_WORDS)})\b")
_OWN_LAW_AFTER = re.compile(r"['’]s\s+(?:[Ll]aw|[Rr]ule|Act|Hospital|College|School|Academy|Primary|Church|House)\b")
SURNAME_PLACES = frozenset("hill green hall lane church park mill wood woods heath court".split())
"""Ends of places that are usual surnames too."""
_NUMBERED = re.compile(r":?\s*\d")
_PLACE_BEFORE = re.compile(r"\b(?:St|Saint|Team|Operation|Project|Storm|Hurricane|HMP|RAF|Port|Lake|Mount)\.?\s+$")
_AT_BEFORE = re.compile(r"\b(?:in|at|on|near|off|around|behind|opposite|the)\s+$", re.I)
_PLACED_BEFORE = re.compile(r"\b(?:in|at|near|across|from|around|(?<!said )(?<!spoke )(?<!talked )to)\s+$")
_WITH_PLACE_AFTER = re.compile(rf"\s+(?:and|or|&)\s+({PART})")
_WITH_PLACE_BEFORE = re.compile(rf"({PART})\s+(?:and|or|&)\s+$")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|an?|this|these|each|every|another|no|our own|old)\s+$", re.I)
_FAMILY_AFTER = re.compile(
    r"\s+(?:children|family|families|boys?|girls?|kids|twins|baby|babies|case|siblings|brothers|sisters|household)\b"
)
_OPENING = re.compile(r"(?:^|[.!?:;\n•]['\"’”)]?\s*|['\"‘“(]|\n\s*[-*]\s*)$")
_CAPITAL_BEFORE = re.compile(rf"(?<![\w.])({_CAPITAL})(?:['’]s)?\s+$")
_BEFORE_NAMES = (FIRST_NAMES | SURNAMES).union(
    "service services director manager worker officer leader chair lead member practitioner thanks cheers hi hello hey "
    "dear morning".split()
)

_DOES = (
    "says?|said|tells|told|thinks?|thought|knows|knew|asks|asked|rings|rang|writes|wrote|wants|wanted|needs|needed|"
    "feels|felt|sends|sent|puts?|takes|took|gives|gave|makes|made|gets|got|keeps|kept|meets|met|joins|joined|starts|"
    "started|retires|retired|resigned|phones|phoned|emails|emailed|cries|cried|laughs|laughed|swears|swore|reckons|"
    "reckoned|reports|reported|manages|managed|minutes|minuted|chairs|chaired|leads|led|runs|ran|supervises|"
    "supervised|covers|covered|lives|lived|works|worked|comes|came|goes|went|leaves|left|sits|sat|stands|stood|"
    "speaks|spoke|looks|looked|finds|found|shows|showed|teaches|taught|shouts|shouted|smiles|smiled|nods|nodded|"
    "agrees|agreed|disagrees|disagreed|refuses|refused|promises|promised|insists|insisted|walks|walked|drives|"
    "drove|turns|turned|discloses|disclosed|denies|denied|admits|admitted|calls|called|hates|hated|loves|loved|likes|"
    "liked|attends|attended|presents|presented|brings|brought|holds|held|does|did|hears|heard|sees|saw|moves|moved|"
    "tried|tries|used|helps|helped|draws|drew|signs|signed|sorts|sorted|reads|stays|stayed|hopes|hoped|worries|worried"
)
_STATE = (
    r"(?:is|was)\s+(?:the|our|my|his|her|their|your|on|off|back|late|away|here|leaving|retiring|acting|coming|going|"
    r"moved|placed|allocated|removed|born|taken|interviewed|excluded|adopted|arrested|seen|asked|told|given|"
    r"one of|right|furious|brilliant|lovely|great|happy|upset|due|new|still|always)|"
    r"(?:has|had)\s+(?:an?|the|been|got|had|asked|told|said|no|her|his|never|always|just|\w{3,}ed)|"
    r"(?:hasn|wasn|isn|won|hadn|doesn|didn|wouldn|can|couldn)['’]?t|"
    r"(?:would|will|can|could|might|should)\s+(?:say|know|tell|ask|never|always|have|rather|want|like|come|go|do|be|"
    r"chair|lead|cover|ring|sort|call)|(?:always|never|just|still|once|only|also|then|really)\s+\w+|"
    r"who|and\s+(?:I|his|her|their|my|she|he|[A-Z][a-z]+)|from\s+(?:HR|IT|finance|legal|housing|health|commissioning|MASH)"
)
_ACTS = re.compile(
    rf"(?:['’]s\s+\w|\s+(?:{_DOES}|{_STATE})\b|,\s+(?:who|whose|my|our|his|her|their|the|bless)\b|\s+\()"
)
_SPEAKS = re.compile(r"\s+(?:said|says|told|asked|rang|thinks|wants|knows|chairs|leads|runs|wrote|disclosed|agreed)\b")


def look_back(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """What stands just before `start`; only a little way back, so that a long text costs no more a word."""
    return pattern.search(text, max(0, start - 40), start)


def opens_sentence(text: str, start: int) -> bool:
    """True where a capital says nothing, as every word there has one."""
    return look_back(_OPENING, text, start) is not None


def acts(text: str, end: int) -> bool:
    """True where what follows is what a person does or has ('Ruby went home', 'Grace's caseload')."""
    return _ACTS.match(text, end) is not None


def speaks(text: str, end: int) -> bool:
    """True where what follows is what only a person does ('June said')."""
    return _SPEAKS.match(text, end) is not None


def may_be_person(text: str, place: Place) -> bool:
    """False where the name stands for a report, a building, a body or a plan."""
    word = text[slice(*place)]
    if (
        _stands_for_report(text, place)
        or _PLACE_AFTER.match(text, place[1])
        or look_back(_PLACE_BEFORE, text, place[0])
    ):
        return False
    if _NUMBERED.match(text, place[1]) and folded(word) not in _SURE_FIRST_NAMES:
        return False
    return not (" " in word and _ends_as_place(text, place))


def _stands_for_report(text: str, place: Place) -> bool:
    if _REPORT_AFTER.match(text, place[1]) or _OWN_LAW_AFTER.match(text, place[1]):
        return True
    famous = folded(text[slice(*place)].split()[-1]) in REPORTS
    return famous and _OWN_REPORT_AFTER.match(text, place[1]) is not None


def _ends_as_place(text: str, place: Place) -> bool:
    """'Amelia Street', and 'in Susan Hill' but not 'Susan Hill said'."""
    first, *_, last = (folded(word) for word in text[slice(*place)].split())
    if last not in PLACE_ENDS:
        return False
    at_place = look_back(_AT_BEFORE, text, place[0])
    return last not in SURNAME_PLACES or first not in FIRST_NAMES or at_place is not None


def stands_in_title(text: str, start: int) -> bool:
    """True after an article or inside a run of capitals ('the Grant', 'Dedicated Schools Grant')."""
    if after_article(text, start):
        return True
    capital = look_back(_CAPITAL_BEFORE, text, start)
    if capital is None or folded(capital[1]) in _BEFORE_NAMES:
        return False
    return folded(capital[1]) in _NO_PART or not opens_sentence(text, capital.start())


def beside_place(text: str, place: Place) -> bool:
    """'Chelsea and Fulham', 'in Florence'."""
    near = [_WITH_PLACE_AFTER.match(text, place[1]), look_back(_WITH_PLACE_BEFORE, text, place[0])]
    return look_back(_PLACED_BEFORE, text, place[0]) is not None or any(
        other is not None and folded(other[1]) in PLACES for other in near
    )


def of_family(text: str, end: int) -> bool:
    """'the Hargreaves twins'."""
    return _FAMILY_AFTER.match(text, end) is not None


def after_article(text: str, start: int) -> bool:
    """'the Morrison', 'a Volvo'."""
    return look_back(_ARTICLE_BEFORE, text, start) is not None


def could_be_name(words: str) -> bool:
    """False for words with a capital that are never a person's."""
    return not any(folded(word) in NEVER_NAMES or folded(word) in PLACE_ENDS for word in re.split(r"[\s-]+", words))
