"""Why do you ask, or why do you say that?"""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.asides import why
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ExplainWhy(Step):
    """Why do you ask, or why do you say that?"""

    needs_consent = False

    def name(self) -> str:
        return "action_explain_why"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return why(state, heard.text or "", world)
