"""Where a sign stands now."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import now
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class HearNow(Step):
    """Where a sign stands now."""

    def name(self) -> str:
        return "action_hear_now"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return now(state, heard.option, heard.text or "", world)
