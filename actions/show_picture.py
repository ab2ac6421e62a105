"""The leader's picture so far."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.picture import picture
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ShowPicture(Step):
    """The leader's picture so far."""

    def name(self) -> str:
        return "action_show_picture"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return picture(state, world)
