"""Which "why" is about a reading, and which about the question that is open."""

from __future__ import annotations

import pytest

from bot.reflection.said_back import asks_for_a_reading


@pytest.mark.parametrize(
    "text",
    [
        "Why do you say that?", "what makes you think that", "on what basis do you call that a sign?",
        "how do you get that from what I said", "what did I say that led you there",
        "How did you arrive at that reading",
    ],
)  # fmt: skip
def test_these_ask_why_the_words_were_taken_so(text: str) -> None:
    assert asks_for_a_reading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Why do you ask?", "could you say why that matters", "what difference does my answer make",
        "Did something I said prompt that question?", "Before I say anything, what is that for?", "and why?",
    ],
)  # fmt: skip
def test_these_ask_why_the_question_is_put(text: str) -> None:
    assert not asks_for_a_reading(text)
