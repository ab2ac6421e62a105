"""Go through what was heard, now."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.picture import finish
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class FinishWalk(Step):
    """Go through what was heard, now."""

    def name(self) -> str:
        return "action_finish_walk"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return finish(state)
