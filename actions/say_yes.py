"""Yes, at whatever step."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import yes
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class SayYes(Step):
    """Yes, at whatever step."""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_say_yes"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return yes(state, world)
