"""On from here, or from where the leader left off."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import carry_on
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class CarryOn(Step):
    """On from here, or from where the leader left off."""

    in_crisis = True

    def name(self) -> str:
        return "action_carry_on"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return carry_on(state, world)
