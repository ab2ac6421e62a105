"""Typed words that are no command."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.machine import hear
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class HearAnswer(Step):
    """Typed words that are no command."""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_hear_answer"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return hear(state, heard.text or "", world)
