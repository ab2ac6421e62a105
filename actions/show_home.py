"""To the menu."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import home
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ShowHome(Step):
    """To the menu."""

    def name(self) -> str:
        return "action_show_home"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return home(state)
