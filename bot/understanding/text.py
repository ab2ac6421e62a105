"""Sentences, clauses and windows of a text, always as places in the original string."""

from __future__ import annotations

import re
from collections.abc import Callable

Place = tuple[int, int]

_ABBREVIATIONS = (
    "mr",
    "mrs",
    "ms",
    "dr",
    "cllr",
    "sgt",
    "st",
    "no",
    "prof",
    "rev",
    "hon",
    "e.g",
    "i.e",
    "vs",
    "approx",
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'’”)\]]*(?=\s)|\n+")
_CLAUSE_END = re.compile(
    r"[;:—–](?=\s)|\s[-–—](?=\s)|,(?=\s(?:but|and|though|although|while|whereas|yet|so|because|which|except)\b)", re.I
)


def sentences(text: str) -> list[Place]:
    """Places of the sentences, without surrounding space."""
    return _trimmed(text, _cuts(text, _SENTENCE_END, _is_abbreviation), 0, len(text))


def clauses(text: str, place: Place) -> list[Place]:
    """Places of the clauses of one sentence."""
    start, end = place
    cuts = [cut + start for cut in _cuts(text[start:end], _CLAUSE_END, lambda *_: False)]
    return _trimmed(text, cuts, start, end)


def _cuts(text: str, pattern: re.Pattern[str], skip: Callable[[str, int], bool]) -> list[int]:
    return [m.end() for m in pattern.finditer(text) if not skip(text, m.start())]


def _is_abbreviation(text: str, stop: int) -> bool:
    """True for the dot of 'Mrs.' or of a lone initial."""
    if text[stop : stop + 1] != ".":
        return False
    word = re.search(r"[\w.]*$", text[:stop])
    last = word.group().lower() if word else ""
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i")


def _trimmed(text: str, cuts: list[int], start: int, end: int) -> list[Place]:
    places, last = [], start
    for cut in [*cuts, end]:
        piece = text[last:cut]
        inner = piece.strip()
        if inner:
            begin = last + piece.index(inner)
            places.append((begin, begin + len(inner)))
        last = cut
    return places


def windows(text: str, count: Callable[[str], int], most: int) -> list[Place]:
    """Runs of whole sentences of at most `most` tokens each; a longer sentence is cut between words."""
    pieces: list[Place] = []
    for start, end in sentences(text):
        pieces.extend(_short(text, (start, end), count, most))
    return _packed(text, pieces, count, most)


def _short(text: str, place: Place, count: Callable[[str], int], most: int) -> list[Place]:
    start, end = place
    if count(text[start:end]) <= most or end - start < 2:
        return [place]
    middle = text.rfind(" ", start, (start + end) // 2)
    middle = middle if middle > start else (start + end) // 2
    return _short(text, (start, middle), count, most) + _short(text, (middle, end), count, most)


def _packed(text: str, pieces: list[Place], count: Callable[[str], int], most: int) -> list[Place]:
    packed: list[Place] = []
    for start, end in pieces:
        if packed and count(text[packed[-1][0] : end]) <= most:
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed
