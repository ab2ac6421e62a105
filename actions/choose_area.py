"""One of the four areas."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import choose_named
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ChooseArea(Step):
    """One of the four areas."""

    def name(self) -> str:
        return "action_choose_area"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return choose_named(state, heard.option, heard.text or "", world)
