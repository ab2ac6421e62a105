"""Coaching questions for a sign or a quality."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.coaching import coaching
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class OfferCoaching(Step):
    """Coaching questions for a sign or a quality."""

    def name(self) -> str:
        return "action_offer_coaching"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return coaching(state, heard.text, heard.option, world)
