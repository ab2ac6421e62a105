"""How last time's commitment went."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import reviewed
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ReviewCommitment(Step):
    """How last time's commitment went."""

    def name(self) -> str:
        return "action_review_commitment"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return reviewed(state, heard.option, heard.text or "", world)
