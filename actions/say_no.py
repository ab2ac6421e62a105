"""No, none or nothing, at whatever step."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import no
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class SayNo(Step):
    """No, none or nothing, at whatever step."""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_say_no"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return no(state, world)
