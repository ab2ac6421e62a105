"""What passes between a channel and the conversation, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MAX_TEXT = 4_000  # characters in one message; a longer one is refused with a way forward


@dataclass(frozen=True)
class Incoming:
    """One message from a leader.

    ``id`` is chosen by the sender (a UUID from the page) and makes a resend harmless.
    Exactly one of ``text`` (typed) and ``button`` (a payload Canary offered earlier) is set.
    The channel sends ``button="open"`` when a session is opened or resumed.
    """

    id: str
    text: str | None = None
    button: str | None = None


@dataclass(frozen=True)
class Button:
    """A choice offered with a reply: what is shown, and what comes back when it is pressed."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message from Canary: plain text, paragraphs parted by blank lines, list lines begin with "- "."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far a walk through a domain has come: ``done`` of ``total`` prompts, and about how long the rest takes."""

    domain: str
    done: int
    total: int
    minutes: int | None = None


@dataclass(frozen=True)
class Exchange:
    """One stored turn: what the leader sent (None for an opening) and what Canary answered.

    ``closed`` tells the channel that the sitting is over: everything was erased, or the leader ended it; ``pictured``
    that the leader's picture was told, so that a channel that can show images draws it too.
    """

    id: str
    at: datetime
    said: str | None
    replies: tuple[Reply, ...]
    progress: Progress | None = None
    closed: Literal["erased", "ended"] | None = None
    pictured: bool = False
