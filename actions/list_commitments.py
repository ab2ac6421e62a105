"""What the leader means to do."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.meant import list_meant
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ListCommitments(Step):
    """What the leader means to do."""

    def name(self) -> str:
        return "action_list_commitments"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return list_meant(state, world)
