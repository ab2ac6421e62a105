"""Cuts a text into pieces that fit, at the kindest place, losing nothing: the pieces put together are the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_PLACES = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?])\s"), re.compile(r"\s"))
Size = Callable[[str], int]


def pieces(text: str, most: int, size: Size = len) -> Iterator[str]:
    """The text in pieces of at most ``most``: cut between paragraphs, else lines, sentences, words, characters."""
    while size(text) > most:
        end = _end(text, most, size)
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def _end(text: str, most: int, size: Size) -> int:
    """How many characters fit, up to the kindest place in the second half of them."""
    fits = _longest(text, most, size)
    for place in _PLACES:
        ends = [found.end() for found in place.finditer(text, 0, fits) if found.end() > fits // 2]
        if ends:
            return ends[-1]
    return fits


def _longest(text: str, most: int, size: Size) -> int:
    low, high = 1, min(len(text), most)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= most else (low, middle - 1)
    return low
