"""Leave it as it is."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.change import keep
from bot.reflection.choices import stale_unless_moved
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class KeepAnswer(Step):
    """Leave it as it is."""

    in_crisis = True

    def name(self) -> str:
        return "action_keep_answer"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return stale_unless_moved(state, keep(state), heard.text or "")
