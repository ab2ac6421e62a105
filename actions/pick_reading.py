"""Which of the readings Canary was unsure about."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import pick
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class PickReading(Step):
    """Which of the readings Canary was unsure about."""

    def name(self) -> str:
        return "action_pick_reading"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return pick(state, heard.option, heard.text or "", world)
