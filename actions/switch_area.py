"""To another area, named in the leader's words or still to be chosen."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import choose_named
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class SwitchArea(Step):
    """To another area, named in the leader's words or still to be chosen."""

    def name(self) -> str:
        return "action_switch_area"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return choose_named(state, None, heard.text or "", world)
