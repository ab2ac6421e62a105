"""One small action for each way an action can end."""

from __future__ import annotations

import threading
from typing import Any

from rasa_sdk import Action
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.dialogue.context import current


class Greet(Action):
    def name(self) -> str:
        return "action_greet"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        buttons = [{"title": "Culture", "payload": "choose:culture"}, {"title": "Hello", "payload": "greet"}]
        dispatcher.utter_message(text="Good morning.\n\nShall we begin?", buttons=buttons)
        return [SlotSet("step", "greeted")]


class Answer(Action):
    def name(self) -> str:
        return "action_answer"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=f"You said {len(current().incoming.text or '')} characters.")
        dispatcher.utter_message(text=f"Step: {tracker.get_slot('step')}.")
        return []


class Choose(Action):
    def name(self) -> str:
        return "action_choose"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=f"You chose {tracker.get_slot('option')}.")
        dispatcher.utter_message(text=threading.current_thread().name)
        return []


class Break(Action):
    def name(self) -> str:
        return "action_break"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="Half an answer.")
        raise ValueError(f"could not use {current().incoming.text} of {current().said}")


class Silent(Action):
    def name(self) -> str:
        return "action_silent"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        return []


class Loop(Action):
    def name(self) -> str:
        return "action_loop"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="Again.")
        return [FollowupAction("action_loop")]


class Decline(Action):
    def name(self) -> str:
        return "action_decline"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        raise ActionExecutionRejection(self.name(), f"declined {current().incoming.text}")


class Mumble(Action):
    def name(self) -> str:
        return "action_mumble"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text="Half an answer.")
        return [{"event": "slot", "name": 3}]
