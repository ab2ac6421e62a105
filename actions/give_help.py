"""What one can do here."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.asides import help_
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class GiveHelp(Step):
    """What one can do here."""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_give_help"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return help_(state, heard.text or "", world)
