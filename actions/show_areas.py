"""The four areas."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import areas
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ShowAreas(Step):
    """The four areas."""

    def name(self) -> str:
        return "action_show_areas"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return areas(state)
