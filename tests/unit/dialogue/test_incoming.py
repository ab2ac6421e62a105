"""What is made of typed text and of buttons, before Rasa sees anything."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.errors import MessageEmpty, MessageRefused, MessageTooLong, UnknownButton
from bot.dialogue.incoming import Command, clean, command_of, named_button
from bot.messages import MAX_TEXT, Button

OFFERED = (
    Button("Governance and politics", "choose:governance"),
    Button("Culture", "choose:culture"),
    Button("I'm happy to go on", "agree"),
    Button("No", "decline"),
    Button("Fair", "fair"),
)


@given(st.text(max_size=300))
def test_cleaned_text_is_no_command_and_stays_as_it_is(text: str) -> None:
    try:
        cleaned = clean(text)
    except MessageEmpty:
        return
    assert not cleaned.startswith("/")
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in cleaned)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P")), min_size=1, max_size=200))
def test_plain_writing_is_kept_to_the_letter(text: str) -> None:
    written = unicodedata.normalize("NFC", text)
    if not written.startswith("/"):
        assert clean(text) == written


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("half \ud83d here", "half  here"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("// /skip", "skip"),
    ],
)
def test_cleaning(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_the_limit_is_inclusive() -> None:
    assert len(clean("a" * MAX_TEXT)) == MAX_TEXT
    for length in (MAX_TEXT + 1, 10 * MAX_TEXT):
        with pytest.raises(MessageTooLong):
            clean("a" * length)


@pytest.mark.parametrize(
    ("payload", "command"),
    [("skip", Command("skip")), ("choose:culture", Command("choose", "culture")), ("a:b:c", Command("a", "b:c"))],
)
def test_payloads(payload: str, command: Command) -> None:
    assert command_of(payload) == command


@given(st.text(max_size=60))
def test_any_other_payload_is_refused_or_harmless(payload: str) -> None:
    try:
        command = command_of(payload)
    except UnknownButton as refused:
        assert isinstance(refused, MessageRefused)
        return
    assert not set("{}[]\"'/ \n") & set(f"{command.intent}{command.option}")


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("culture", "choose:culture"),
        ("  CULTURE! ", "choose:culture"),
        ("cultrue", "choose:culture"),
        ("governance and politcs", "choose:governance"),
        ("im happy to go on", "agree"),
        ("I\u2019m happy to go on.", "agree"),
        ("no", "decline"),
        ("2", "choose:culture"),
        ("number 2", "choose:culture"),
        ("2.", "choose:culture"),
        ("fiar", "fair"),
    ],
)
def test_a_button_named_in_words_is_that_button(typed: str, payload: str) -> None:
    button = named_button(typed, OFFERED, in_answer=False)
    assert button is not None and button.payload == payload


@pytest.mark.parametrize(
    "typed", ["not", "now", "on", "6", "0", "far away", "our culture is poor", "culture " * 20, "?!"]
)
def test_other_words_name_no_button(typed: str) -> None:
    assert named_button(typed, OFFERED, in_answer=False) is None


def test_a_number_is_an_answer_where_words_are_awaited() -> None:
    assert named_button("2", OFFERED, in_answer=True) is None
    assert named_button("culture", OFFERED, in_answer=True) is not None


def test_a_slip_that_could_be_two_buttons_is_neither() -> None:
    offered = (Button("Week", "week"), Button("Weak", "weak"))
    assert named_button("weik", offered, in_answer=False) is None
    assert named_button("weak", offered, in_answer=False) == offered[1]
