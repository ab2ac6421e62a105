"""The gate as a part of Rasa's pipeline, in the trained model that is served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.understanding.labels import GATES

PROMPT = "What do you do when bad news reaches you?"
LONG = (
    "We had to stop the parenting programme in June because the grant ran out, and nobody would help to pick it up. "
    "I wanted to go back to members and export the risk to the corporate centre, but we paused instead, and the "
    "question of why we skip supervision never got an answer. "
)


@pytest.fixture(scope="module")
def gate(trained_model: Path) -> Callable[..., Any]:
    """Read a message with the served model."""
    agent = Agent.load(str(trained_model))

    async def read(text: str, inside: bool) -> str:
        metadata = {"inside": inside, "prompt": PROMPT if inside else None}
        parsed = await agent.processor.parse_message(UserMessage(text, metadata=metadata))
        return str(parsed["intent"]["name"])

    return read


@pytest.mark.parametrize("length", [60, 200, 1_000, 3_900])
async def test_long_text_stays_an_answer(gate: Any, length: int) -> None:
    """Rasa's own classifiers are surest of a wrong intent where a text is longest."""
    assert await gate((LONG * 12)[:length], True) == "answer"


@pytest.mark.parametrize(
    ("text", "intent"), [("skip", "skip"), ("why do you ask?", "why"), ("go back", "back"), ("pause", "pause")]
)
async def test_a_short_command_is_one(gate: Any, text: str, intent: str) -> None:
    assert await gate(text, True) == intent


async def test_inside_a_question_only_the_gate_decides(gate: Any) -> None:
    for text in ("I'd like to look at culture", "coaching questions", "yes", "home", "my picture so far"):
        assert await gate(text, True) in GATES


async def test_outside_a_question_the_menu_is_understood(gate: Any) -> None:
    assert await gate("something on my mind", False) == "mind"
    assert await gate("coaching questions", False) == "coaching"
    assert await gate("show me my picture", False) == "picture"


async def test_danger_comes_before_the_menu(gate: Any) -> None:
    for inside in (True, False):
        assert await gate("I can't go on, I want to end my life tonight", inside) == "leader_in_crisis"
