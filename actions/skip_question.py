"""Leave what is asked."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import skip
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class SkipQuestion(Step):
    """Leave what is asked."""

    def name(self) -> str:
        return "action_skip_question"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return skip(state, world, heard.text or "")
