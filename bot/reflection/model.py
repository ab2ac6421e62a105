"""The records of a reflection, shared by the machine, the vault and the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Polarity = Literal["risk", "strength", "mixed"]
Verdict = Literal["open", "fair", "not_quite", "dropped"]
AnswerKind = Literal["prompt", "follow_up", "mind", "correction", "wicked", "learned", "check_in"]
Length = Literal["short", "full", "check_in"]
ReviewOutcome = Literal["done", "partly", "not"]


@dataclass(frozen=True)
class Reflection:
    """One sitting with one domain (or with something on the leader's mind, ``domain=None``)."""

    id: str
    domain: str | None
    length: Length
    notice_version: str
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What the leader said to one prompt or follow-up, word for word."""

    id: str
    reflection_id: str
    kind: AnswerKind
    text: str
    at: datetime
    prompt_id: str | None = None


@dataclass(frozen=True)
class Evidence:
    """The leader's own words for a finding, and the answer they stand in."""

    answer_id: str
    quote: str


@dataclass(frozen=True)
class Finding:
    """A signature heard in a reflection, and what the leader made of it.

    ``polarity`` is None when Canary could not tell the direction and has not been told yet.
    ``correction`` holds the leader's own words after "not quite".
    """

    id: str
    reflection_id: str
    signature: str
    polarity: Polarity | None
    evidence: tuple[Evidence, ...]
    confidence: float
    told: bool
    at: datetime
    verdict: Verdict = "open"
    correction: str | None = None
    who_else: str | None = None
    added_by_leader: bool = False


@dataclass(frozen=True)
class MentorNote:
    """What a mentor wrote back on something the leader had shared on that day."""

    id: str
    text: str
    shared_on: date


@dataclass(frozen=True)
class Commitment:
    """One thing the leader means to do, by when, and how it went. ``asked_on`` is when Canary last asked unasked."""

    id: str
    reflection_id: str
    text: str
    at: datetime
    due: date | None = None
    outcome: ReviewOutcome | None = None
    learned: str | None = None
    reviewed_at: datetime | None = None
    asked_on: date | None = None
