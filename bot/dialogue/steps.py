"""Rasa's history of a conversation, with every word taken out.

Rasa decides what follows from intents, slots and the names of past actions. It does not need what was said, and
Canary does not keep it here: answers have their own place in the vault.

Risk if it fails: a leader's words would be stored a second time, beyond `delete that answer`. So an event is built
from the few fields known to hold names, never by removing fields from the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rasa.shared.core.constants import SESSION_START_METADATA_SLOT

from bot.dialogue.errors import WordsInSteps

Step = dict[str, Any]
Event = Mapping[str, Any]

_NAME = re.compile(r"[A-Za-z0-9_.:+/-]{1,80}")
_LISTEN: Step = {"event": "action", "name": "action_listen"}


def wordless(events: Iterable[Event]) -> list[Step]:
    """The events without words; those that only hold words are left out. Raises WordsInSteps."""
    return [_KEPT[event["event"]](event) for event in events if event["event"] in _KEPT and not _is_metadata(event)]


def from_turn_start(steps: list[Step]) -> list[Step]:
    """A window cut anywhere, made to begin where Canary was listening, as Rasa's policies expect."""
    if steps and steps[0]["event"] in ("user", "slot"):
        return [{**_LISTEN, "timestamp": steps[0]["timestamp"]}, *steps]
    return steps


def slot_steps(slots: Mapping[str, Any], at: float) -> list[Step]:
    """Steps that set these slots again, so that a window knows what was set before it begins."""
    return [_slot({"name": name, "value": value, "timestamp": at}) for name, value in sorted(slots.items())]


def _is_metadata(event: Event) -> bool:
    """At the start of a session Rasa copies the message's metadata, the open question, into a slot of its own."""
    return event["event"] == "slot" and event["name"] == SESSION_START_METADATA_SLOT


def _name(value: Any) -> Any:
    """The value, if it can be no more than a name, a number or nothing."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and _NAME.fullmatch(value):
        return value
    raise WordsInSteps("a step may hold names, numbers and nothing else")


def _user(event: Event) -> Step:
    intent = event["parse_data"]["intent"]
    kept = {"name": _name(intent.get("name")), "confidence": intent.get("confidence")}
    entities = [{"entity": _name(found["entity"]), "value": ""} for found in event["parse_data"]["entities"]]
    parse_data = {"intent": kept, "entities": entities, "text": "", "metadata": {}}
    return {"event": "user", "timestamp": event["timestamp"], "text": "", "parse_data": parse_data, "metadata": {}}


def _slot(event: Event) -> Step:
    return {
        "event": "slot",
        "timestamp": event["timestamp"],
        "name": _name(event["name"]),
        "value": _name(event["value"]),
    }


def _action(event: Event) -> Step:
    return {
        "event": event["event"],
        "timestamp": event["timestamp"],
        "name": _name(event["name"]),
        "policy": event.get("policy"),
        "confidence": event.get("confidence"),
        "hide_rule_turn": bool(event.get("hide_rule_turn")),
    }


def _bare(event: Event) -> Step:
    return {"event": event["event"], "timestamp": event["timestamp"]}


def _featurization(event: Event) -> Step:
    return {**_bare(event), "use_text_for_featurization": event["use_text_for_featurization"]}


def _named(event: Event) -> Step:
    return {**_bare(event), "name": _name(event["name"])}


# What Rasa itself or one of our actions may put into the history. Not kept, being words only: "bot".
_KEPT: dict[str, Callable[[Event], Step]] = {
    "user": _user,
    "slot": _slot,
    "action": _action,
    "action_execution_rejected": _action,
    "user_featurization": _featurization,
    "active_loop": _named,
    "followup": _named,
    "session_started": _bare,
    "restart": _bare,
    "reset_slots": _bare,
    "rewind": _bare,
    "undo": _bare,
}
