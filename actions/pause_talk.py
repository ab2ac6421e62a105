"""Stop here; the place is kept."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import pause
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class PauseTalk(Step):
    """Stop here; the place is kept."""

    def name(self) -> str:
        return "action_pause_talk"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return pause(state, world)
