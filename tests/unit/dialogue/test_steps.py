"""Rasa's history without words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)

from bot.dialogue.errors import WordsInSteps
from bot.dialogue.steps import from_turn_start, slot_steps, wordless

WORD = "Zebrafinch"


def stripped(*events: Any) -> list[dict[str, Any]]:
    return wordless(event.as_dict() for event in events)


@given(st.text(min_size=1, max_size=40))
def test_no_word_of_a_message_is_kept(words: str) -> None:
    said = f"{WORD} {words}"
    parsed = {"intent": {"name": "answer", "confidence": 0.9}, "entities": [], "text": said, "extra": {"x": said}}
    user = UserUttered(said, parsed["intent"], [], parsed, metadata={"prompt": said}, message_id=said)
    (step,) = stripped(user, BotUttered(said, {"buttons": [{"title": said, "payload": "p"}]}, {"m": said}))
    assert WORD not in json.dumps(step)
    assert step["parse_data"]["intent"]["name"] == "answer"


def test_the_value_of_a_pressed_option_is_left_to_the_slot() -> None:
    entities = [{"entity": "option", "value": WORD}]
    (step,) = stripped(UserUttered("", {"name": "choose", "confidence": 1.0}, entities))
    assert step["parse_data"]["entities"] == [{"entity": "option", "value": ""}]


@pytest.mark.parametrize("value", ["two words", "a" * 81, "said\n", "\u00e9t\u00e9", ["a"], {"a": 1}, 'x"y'])
def test_a_slot_that_could_hold_words_is_refused(value: Any) -> None:
    with pytest.raises(WordsInSteps) as refused:
        stripped(SlotSet("step", value))
    assert str(value) not in str(refused.value)


@pytest.mark.parametrize("value", [None, True, 3, 0.5, "system_design", "finding:4f2a-9", "S3"])
def test_names_and_numbers_are_kept(value: Any) -> None:
    assert stripped(SlotSet("step", value))[0]["value"] == value


def test_what_is_kept_is_what_rasa_reads_back() -> None:
    events = [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
        UserUttered("", {"name": "skip", "confidence": 1.0}),
        ActionExecuted("action_skip", policy="RulePolicy", confidence=1.0, hide_rule_turn=True),
        SlotSet("step", "prompt"),
    ]
    assert deserialise_events(stripped(*events)) == events


def test_a_window_begins_where_canary_was_listening() -> None:
    steps = stripped(UserUttered("", {"name": "skip", "confidence": 1.0}), ActionExecuted("action_skip"))
    assert [step["event"] for step in from_turn_start(steps)] == ["action", "user", "action"]
    assert from_turn_start(slot_steps({"step": "x"}, 1.0) + steps)[0]["name"] == "action_listen"
    whole = stripped(ActionExecuted("action_session_start"))
    assert from_turn_start(whole) == whole
    assert from_turn_start([]) == []
