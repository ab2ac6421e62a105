"""A five-minute check-in."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.check_in import begin
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class BeginCheckIn(Step):
    """A five-minute check-in."""

    def name(self) -> str:
        return "action_begin_check_in"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return begin(state, world)
