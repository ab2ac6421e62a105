"""It is sure: delete it."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import confirmed
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ConfirmDelete(Step):
    """It is sure: delete it."""

    in_crisis = True

    def name(self) -> str:
        return "action_confirm_delete"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return confirmed(state, heard.option, heard.text or "", world)
