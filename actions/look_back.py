"""Looking back at one commitment of the list."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.choices import looked_back
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class LookBack(Step):
    """Looking back at one commitment of the list."""

    def name(self) -> str:
        return "action_look_back"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return looked_back(state, heard.option, heard.text or "", world)
