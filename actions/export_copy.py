"""Where to get a copy."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.asides import export
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class ExportCopy(Step):
    """Where to get a copy."""

    in_crisis = True

    def name(self) -> str:
        return "action_export_copy"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return export(state, world)
