"""A greeting, thanks, and the like."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import small_talk
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class MakeSmallTalk(Step):
    """A greeting, thanks, and the like."""

    needs_consent = False
    in_crisis = True

    def name(self) -> str:
        return "action_make_small_talk"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return small_talk(state, heard.text or "", world)
