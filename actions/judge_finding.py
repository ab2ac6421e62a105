"""Fair, not quite, or drop it."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import judged
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class JudgeFinding(Step):
    """Fair, not quite, or drop it."""

    def name(self) -> str:
        return "action_judge_finding"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return judged(state, heard.option, heard.text or "", world)
