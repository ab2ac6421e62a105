"""What is said of the way back when a leader leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.reflection.home import goodbye, pause
from bot.reflection.state import State
from tests.unit.reflection.fakes import Leader


@pytest.mark.parametrize("leave", [goodbye, pause])
@pytest.mark.parametrize(
    ("channel", "has_phrase", "key"),
    [("web", True, "reminder"), ("web", False, "none"), ("slack", False, "chat"), ("teams", False, "chat")],
)
def test_the_way_back_is_the_phrase_or_the_chat(leave: object, channel: str, has_phrase: bool, key: str) -> None:
    world = replace(Leader().world(), channel=channel, has_phrase=has_phrase)
    outcome = leave(State("web-1"), world)  # type: ignore[operator]
    assert [say.key for say in outcome.says if say.key.startswith("phrase.")] == [f"phrase.{key}"]
