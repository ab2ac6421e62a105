"""What was heard so far."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.picture import sum_up
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class SumUp(Step):
    """What was heard so far."""

    def name(self) -> str:
        return "action_sum_up"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return sum_up(state, heard.text or "", world)
