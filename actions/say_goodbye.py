"""The end for today."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import goodbye
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class SayGoodbye(Step):
    """The end for today."""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_say_goodbye"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return goodbye(state, world)
