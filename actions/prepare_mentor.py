"""What helps a mentor to prepare a session."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.mentoring import prepare
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class PrepareMentor(Step):
    """What helps a mentor to prepare a session."""

    def name(self) -> str:
        return "action_prepare_mentor"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return prepare(state, heard.text, world)
