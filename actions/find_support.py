"""Where to turn."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.state import State
from bot.reflection.support import find_support
from bot.reflection.world import Outcome, World


class FindSupport(Step):
    """Where to turn."""

    def name(self) -> str:
        return "action_find_support"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return find_support(state, heard.text, heard.option, world)
