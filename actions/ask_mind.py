"""Something on the leader's mind."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.mind import start_mind
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class AskMind(Step):
    """Something on the leader's mind."""

    def name(self) -> str:
        return "action_ask_mind"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return start_mind(state)
