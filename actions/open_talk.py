"""The leader comes in."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.home import open_talk
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class OpenTalk(Step):
    """The leader comes in."""

    needs_consent = False
    in_crisis = True
    gives_way = False

    def name(self) -> str:
        return "action_open_talk"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return open_talk(state, world)
