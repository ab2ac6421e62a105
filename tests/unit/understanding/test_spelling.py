"""Slips of the finger are mended, real words never."""

from __future__ import annotations

import pytest

from bot.understanding.spelling import Speller, plain

KNOWN = {"paused", "help", "held", "deleted"}


@pytest.fixture
def speller() -> Speller:
    words = ["pause", "help", "delete", "export", "summary", "back"]
    return Speller(dict.fromkeys(words, 1), KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("puase", "pause"), ("dlete", "delete"), ("expotr", "export"), ("sumary", "summary"), ("bakc", "back")],
)
def test_slips_are_mended(speller: Speller, typed: str, meant: str) -> None:
    assert speller.mend((typed,)) == (meant,)


@pytest.mark.parametrize("word", ["paused", "deleted", "held", "zzzzzz", "xq"])
def test_words_that_exist_or_resemble_nothing_are_left(speller: Speller, word: str) -> None:
    assert speller.mend((word,)) == (word,)


def test_long_messages_are_left_alone(speller: Speller) -> None:
    words = tuple("we had to puase the whole of the programme".split())
    assert speller.mend(words) == words


def test_plain_drops_marks_and_capitals() -> None:
    assert plain("Why’s THAT?!") == ("why's", "that")
