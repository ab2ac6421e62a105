"""What do you know about...?"""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.asides import know
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class TellKnown(Step):
    """What do you know about...?"""

    def name(self) -> str:
        return "action_tell_known"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return know(state, heard.text, world)
