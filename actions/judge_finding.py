"""Fair, not quite, or drop it."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import stale_unless_moved
from bot.reflection.review import verdict, verdict_in
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class JudgeFinding(Step):
    """Fair, not quite, or drop it."""

    def name(self) -> str:
        return "action_judge_finding"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return stale_unless_moved(state, verdict(state, heard.option or verdict_in(heard.text or "") or "", world))
