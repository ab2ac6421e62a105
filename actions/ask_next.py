"""The last word of a turn: the question that is due, or a way back to the open one."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.machine import ask_next
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class AskNext(Step):
    """The last word of a turn: the question that is due, or a way back to the open one."""

    needs_consent = False
    then = "action_listen"
    in_crisis = True
    gives_way = False

    def name(self) -> str:
        return "action_ask_next"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return ask_next(state, world)
