"""Something is to be deleted: which, and is it sure?"""

from __future__ import annotations

from actions.step import Heard, Step
from bot.reflection.change import delete
from bot.reflection.state import State
from bot.reflection.world import Outcome, World


class DeleteWords(Step):
    """Something is to be deleted: which, and is it sure?"""

    in_crisis = True

    def name(self) -> str:
        return "action_delete_words"

    def act(self, state: State, heard: Heard, world: World) -> Outcome:
        return delete(state, heard.text, heard.option, world)
