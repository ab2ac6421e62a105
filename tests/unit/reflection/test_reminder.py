"""The gentle word at the first name a leader types."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.reflection.model import Answer
from bot.reflection.reminder import with_reminder
from bot.reflection.state import State
from bot.reflection.world import Outcome
from bot.understanding.names import seems_to_name
from tests.unit.reflection.fakes import NOW, Leader, content


def reminded(text: str, state: State | None = None) -> Outcome:
    answer = Answer("a1", "r1", "prompt", text, NOW)
    world = replace(Leader().world(), has_name=seems_to_name)
    return with_reminder(Outcome(state or State()).keeping(answer), world)


@pytest.mark.parametrize("text", ["Sarah told me so.", "I asked Cllr Okafor about it.", "Mr Whitlam rang at Easter."])
def test_the_first_name_draws_a_reminder_and_the_next_one_none(text: str) -> None:
    first = reminded(text)
    assert [say.key for say in first.says] == ["names.reminder"]
    again = reminded(text, State.load(first.state.dump()))
    assert again.says == ()


@pytest.mark.parametrize(
    "text",
    ["Not since Easter.", "Ofsted came in May.", "The DfE was here.", "Supervision slips in April."],
)
def test_other_words_draw_none(text: str) -> None:
    outcome = reminded(text)
    assert outcome.says == () and not outcome.state.names_told


def test_the_reminder_quotes_nobody() -> None:
    assert content().speech.needs("names.reminder") == frozenset()


def test_an_erasure_is_not_followed_by_a_reminder() -> None:
    outcome = replace(Outcome(State(), erase=True).keeping(Answer("a1", "r1", "prompt", "Sarah", NOW)))
    assert with_reminder(outcome, replace(Leader().world(), has_name=seems_to_name)).says == ()


def test_no_model_is_loaded_for_it() -> None:
    """It is asked in every turn; spaCy would cost the first leader seconds and everybody memory."""
    source = Path(__file__).parents[3] / "bot" / "understanding" / "names.py"
    body = source.read_text(encoding="utf-8").partition("def seems_to_name")[2].partition("\ndef ")[0]
    assert "_read" not in body and "_nlp" not in body
