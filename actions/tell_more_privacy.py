"""More about privacy."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.asides import privacy
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class TellMorePrivacy(Step):
    """More about privacy."""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_tell_more_privacy"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return privacy(state, True, world)
