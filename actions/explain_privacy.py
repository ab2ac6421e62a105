"""Who can see this?"""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.asides import privacy
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ExplainPrivacy(Step):
    """Who can see this?"""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_explain_privacy"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return privacy(state, state.notice is None, world)
