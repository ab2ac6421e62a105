"""Takes an activity of the Bot Framework apart into what a leader did. Nothing here acts.

Only what is needed is taken out; names that Teams sends along are never read.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Activity = Mapping[str, Any]
PAYLOAD = "canary"  # where a card's button carries its payload


@dataclass(frozen=True)
class Place:
    """Where to answer: the conversation, and the service that hosts it."""

    service: str
    conversation: str
    bot: str
    user: str


@dataclass(frozen=True)
class Said:
    """A leader wrote in the personal chat."""

    user: str
    place: Place
    id: str
    text: str
    files: bool = False


@dataclass(frozen=True)
class Pressed:
    """A leader pressed a button of a card. ``card`` is the message it stands in."""

    user: str
    place: Place
    id: str
    payload: str
    card: str = ""


@dataclass(frozen=True)
class Added:
    """A leader opened the personal chat for the first time, or installed the app anew."""

    user: str
    place: Place
    id: str


@dataclass(frozen=True)
class Changed:
    """A leader edited, deleted or restored a message of theirs."""

    user: str
    place: Place
    id: str
    deleted: bool


@dataclass(frozen=True)
class Elsewhere:
    """Canary was addressed, or added, where others read along."""

    place: Place
    id: str


Event = Said | Pressed | Added | Changed | Elsewhere


def read_activity(activity: Activity) -> Event | None:
    """What a leader did; None for what asks for nothing."""
    kind, conversation, sender = (
        activity.get("type"),
        _mapping(activity.get("conversation")),
        _mapping(activity.get("from")),
    )
    user, id = _text(sender.get("aadObjectId")) or _text(sender.get("id")), _text(activity.get("id"))
    place = place_of(activity)
    if not user or not place.conversation or sender.get("role") == "bot":
        return None
    if conversation.get("conversationType") != "personal":
        addressed = kind == "message" or (kind == "conversationUpdate" and _bot_was_added(activity))
        return Elsewhere(place, id) if addressed else None
    if kind == "message":
        return _message(activity, user, place, id)
    if kind == "conversationUpdate":
        return Added(user, place, id) if _bot_was_added(activity) else None
    if kind in ("messageUpdate", "messageDelete"):
        undone = _mapping(activity.get("channelData")).get("eventType") == "undeleteMessage"
        return None if undone or not id else Changed(user, place, id, kind == "messageDelete")
    if kind == "invoke" and activity.get("name") == "adaptiveCard/action":
        data = _mapping(_mapping(_mapping(activity.get("value")).get("action")).get("data"))
        return _pressed(activity, data, user, place, id)
    return None


def place_of(activity: Activity) -> Place:
    """Where an activity came from."""
    return Place(
        _text(activity.get("serviceUrl")),
        _text(_mapping(activity.get("conversation")).get("id")),
        _text(_mapping(activity.get("recipient")).get("id")),
        _text(_mapping(activity.get("from")).get("id")),
    )


def user_of(activity: Activity) -> str:
    """Who sent an activity: the id in the tenant's directory, which stays the same however Teams is reinstalled."""
    sender = _mapping(activity.get("from"))
    return _text(sender.get("aadObjectId")) or _text(sender.get("id"))


def payload_in(data: object) -> str:
    """The payload that one of our buttons put into a card's data; '' for foreign data. Some clients send it as JSON."""
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except (ValueError, RecursionError):
            return ""
    return _text(_mapping(data).get(PAYLOAD))


def _message(activity: Activity, user: str, place: Place, id: str) -> Event | None:
    if activity.get("value"):
        return _pressed(activity, activity["value"], user, place, id)
    text = html.unescape(_text(activity.get("text"))).replace("\u00a0", " ")
    return Said(user, place, id, text, _has_files(activity)) if id else None


def _pressed(activity: Activity, data: object, user: str, place: Place, id: str) -> Pressed | None:
    payload = payload_in(data)
    return Pressed(user, place, id, payload, _text(activity.get("replyToId"))) if payload and id else None


def _has_files(activity: Activity) -> bool:
    """Whether something other than the text itself came along: Teams repeats every text as an HTML attachment."""
    attached = activity.get("attachments")
    kinds = [_mapping(one).get("contentType") for one in attached] if isinstance(attached, list) else []
    return any(kind != "text/html" for kind in kinds)


def _bot_was_added(activity: Activity) -> bool:
    added, bot = activity.get("membersAdded"), _mapping(activity.get("recipient")).get("id")
    return isinstance(added, list) and any(_mapping(member).get("id") == bot for member in added)


def _mapping(value: object) -> Activity:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
