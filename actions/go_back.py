"""Go back to the last answer. The name is Rasa's own for this intent, and takes the place of Rasa's action."""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.change import go_back
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class GoBack(Step):
    """Go back to the last answer. The name is Rasa's own for this intent, and takes the place of Rasa's action."""

    def name(self) -> str:
        return "action_back"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return go_back(state, world)
