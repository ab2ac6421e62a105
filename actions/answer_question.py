"""A question to Canary."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.machine import hear_question
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class AnswerQuestion(Step):
    """A question to Canary."""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_answer_question"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return hear_question(state, heard.text or "", world)
