"""A child is unsafe now: say at once where to go with it."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.safety import ask_whether, child_at_risk, is_unsure
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class PutChildFirst(Step):
    """A child is unsafe now: say at once where to go with it."""

    needs_consent = False
    in_crisis = True
    gives_way = False

    def name(self) -> str:
        return "action_put_child_first"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        if is_unsure(state, heard.confidence):
            return ask_whether(state, "child", heard.text or "")
        return child_at_risk(state, world)
