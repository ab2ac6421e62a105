"""The short look or the full one."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import length_named
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ChooseLength(Step):
    """The short look or the full one."""

    def name(self) -> str:
        return "action_choose_length"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return length_named(state, heard.option, heard.text or "", world)
