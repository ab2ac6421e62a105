"""A few words that can only be the choice at hand."""

from __future__ import annotations

import pytest

from bot.reflection.plain_choices import is_plain_choice
from bot.reflection.steps import Step
from tests.unit.reflection.fakes import NOW

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (Step.LENGTH, "All five, please"), (Step.LENGTH, "the short one"), (Step.REVIEW, "that's fair"),
        (Step.REVIEW, "not quite"), (Step.REVIEW, "drop it"), (Step.OUTCOME, "Not yet"), (Step.OUTCOME, "partly done"),
        (Step.WHEN, "next Friday"), (Step.WHEN, "tomorrow"), (Step.WHEN, "end of January"),
    ],
)  # fmt: skip
def test_choices(step: Step, text: str) -> None:
    assert is_plain_choice(step, text, TODAY)


@pytest.mark.parametrize("step", [Step.LENGTH, Step.REVIEW, Step.OUTCOME, Step.WHEN, Step.PROMPT])
@pytest.mark.parametrize(
    "text",
    [
        "delete it all", "delete everything", "pause", "help", "skip", "I want to die", "I can't go on", "go back",
        "sum up", "a child is not safe", "who can see this", "why", "stop", "I need to go, back tomorrow",
        "pause until tomorrow", "end it tomorrow and be gone",
    ],
)  # fmt: skip
def test_commands_and_danger_are_never_choices(step: Step, text: str) -> None:
    assert not is_plain_choice(step, text, TODAY)
