"""Short commands as people type them: cut to their plain words, with slips of the finger mended."""

from __future__ import annotations

import re
import string
from collections.abc import Container, Mapping
from functools import lru_cache

SHORT = 7
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def plain(text: str) -> tuple[str, ...]:
    """The words of a message in lower case, without marks."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


class Speller:
    """Mends a word that nobody knows to the one command word that is a slip away from it.

    A word that exists ('paused') is left alone, however near it is to a command ('pause').
    """

    def __init__(self, words: Mapping[str, int], known: Container[str]) -> None:
        """`words` with how often each is used: of two as near, the commoner is meant."""
        self._words = dict(words)
        self._known = known
        self._mended = lru_cache(maxsize=512)(self._mend)

    def mend(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The message with its slips mended; long messages come back as they are."""
        return tuple(self._mended(word) for word in words) if len(words) <= SHORT else words

    def _mend(self, word: str) -> str:
        if len(word) < 3 or word in self._words or word in self._known:
            return word
        near = slips(word) & self._words.keys() or self._two_away(word)
        return max(near, key=lambda one: (self._words[one], one), default=word)

    def _two_away(self, word: str) -> set[str]:
        if len(word) < 6:
            return set()
        return {two for one in slips(word) for two in slips(one) & self._words.keys()}


def slips(word: str) -> set[str]:
    """Everything one slip away: a letter lost, added, changed, or two in the wrong order."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = string.ascii_lowercase
    lost = {a + b[1:] for a, b in parts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    changed = {a + c + b[1:] for a, b in parts if b for c in letters}
    added = {a + c + b for a, b in parts for c in letters}
    return lost | swapped | changed | added
