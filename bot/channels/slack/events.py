"""Takes what Slack sends apart into what a leader did. Nothing here acts.

Only what is needed is taken out; names, e-mail addresses and profiles that Slack may send are never read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.shared.bodies import Refused

Payload = Mapping[str, Any]
_SAID = frozenset({None, "file_share", "me_message", "thread_broadcast"})
_MARKUP = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True)
class Said:
    """A leader wrote in the direct message. ``thread`` is set when they did so in a thread."""

    user: str
    channel: str
    ts: str
    text: str
    thread: str | None = None
    files: bool = False


@dataclass(frozen=True)
class Changed:
    """A leader edited or deleted a message of theirs in the direct message."""

    user: str
    channel: str
    ts: str
    deleted: bool
    event: str


@dataclass(frozen=True)
class Elsewhere:
    """Canary was addressed where others read along."""

    user: str
    channel: str
    app: str
    ts: str


@dataclass(frozen=True)
class HomeOpened:
    """A leader opened the app's home tab."""

    user: str


@dataclass(frozen=True)
class Pressed:
    """A leader pressed a button. ``channel`` is None on the home tab; ``message`` is the one the button stands in."""

    user: str
    payload: str
    trigger: str
    channel: str | None = None
    message: Payload | None = None
    ephemeral: bool = False
    id: str = ""


Event = Said | Changed | Elsewhere | HomeOpened


def read_event(payload: Payload, team: str) -> Event | None:
    """An event of the Events API; None for one that asks for nothing. Raises Refused for another workspace's."""
    event = _mapping(payload.get("event"))
    require_team(team, payload.get("team_id"), *(event.get(name) for name in ("team", "user_team", "source_team")))
    kind, user = event.get("type"), _text(event.get("user"))
    if kind == "app_home_opened":
        return HomeOpened(user) if user and event.get("tab") == "home" else None
    if kind not in ("message", "app_mention") or _by_a_program(event):
        return None
    if kind == "message" and event.get("channel_type") == "im":
        return _in_direct_message(event, _text(payload.get("event_id")))
    if not user or (kind == "message" and (event.get("channel_type") != "mpim" or event.get("subtype"))):
        return None
    return Elsewhere(user, _text(event.get("channel")), _text(payload.get("api_app_id")), _text(event.get("ts")))


def read_press(payload: Payload, team: str) -> Pressed | None:
    """A pressed button; None for any other interaction. Raises Refused for another workspace's."""
    user, container = _mapping(payload.get("user")), _mapping(payload.get("container"))
    require_team(team, _mapping(payload.get("team")).get("id"), user.get("team_id"))
    actions = payload.get("actions")
    if payload.get("type") != "block_actions" or not isinstance(actions, list) or not actions:
        return None
    action = _mapping(actions[0])
    value, who = _text(action.get("value")), _text(user.get("id"))
    if action.get("type") != "button" or not value or not who:
        return None
    channel, at = _text(container.get("channel_id")) or None, _text(container.get("message_ts"))
    return Pressed(
        user=who,
        payload=value,
        trigger=_text(payload.get("trigger_id")),
        channel=channel,
        message=_mapping(payload.get("message")) or None,
        ephemeral=container.get("is_ephemeral") is True,
        id=f"{at}/{value}" if at else f"{_text(action.get('action_ts'))}/{value}",
    )


def plain(text: str, colleague: str) -> str:
    """A message's text without Slack's markup: addresses as they were typed, and no ids of people or channels."""
    return html.unescape(_MARKUP.sub(lambda found: _unmarked(found[1], colleague), text))


def _unmarked(inside: str, colleague: str) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return colleague
    return (label or target).removeprefix("mailto:").lstrip("#!")


def _in_direct_message(event: Payload, id: str) -> Said | Changed | None:
    subtype, channel = event.get("subtype"), _text(event.get("channel"))
    if subtype in _SAID:
        user, ts = _text(event.get("user")), _text(event.get("ts"))
        thread = _text(event.get("thread_ts")) or None
        said = Said(user, channel, ts, _text(event.get("text")), thread, bool(event.get("files")))
        return said if user and ts and channel else None
    if subtype not in ("message_changed", "message_deleted"):
        return None
    return _changed(event, channel, id)


def _changed(event: Payload, channel: str, id: str) -> Changed | None:
    """An edit or a deletion by the leader. What Slack itself changes (a preview added to a link) is no edit."""
    before, after = _mapping(event.get("previous_message")), _mapping(event.get("message"))
    deleted = event.get("subtype") == "message_deleted" or after.get("subtype") == "tombstone"
    user, ts = _text(before.get("user")), _text(event.get("deleted_ts")) or _text(before.get("ts"))
    if not (user and ts) or _by_a_program(before) or (not deleted and before.get("text") == after.get("text")):
        return None
    return Changed(user, channel, ts, deleted, id)


def _by_a_program(event: Payload) -> bool:
    return bool(event.get("bot_id") or event.get("app_id") or event.get("subtype") == "bot_message")


def require_team(team: str, *given: object) -> None:
    """Every workspace that is named must be ours, and one must be named. Raises Refused."""
    named = [one for one in given if one is not None]
    if not named or any(one != team for one in named):
        raise Refused(403, "other_workspace")


def _mapping(value: object) -> Payload:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
