"""Where a leader can turn, and what is said when it is urgent or before the first question."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from bot.content.models import Record, SignatureId, Slug, Text, Texts

WhoHears = Literal["private", "council", "region", "lga", "government", "published"]
Status = Literal["live", "ended", "unsure"]
UnsafeWhen = Literal[
    "chief_executive_is_problem",
    "leader_is_problem",
    "lead_member_is_problem",
    "i_am_the_chief_officer",
    "monitoring_officer_is_problem",
    "finance_officer_is_problem",
]
SCENARIO = r"^S[1-9]$"
NOTICE_VALUES = frozenset(
    {"controller", "contact", "retention_months", "idle_minutes", "web_address", "backup_days", "complaints"}
)


class Route(Record):
    """One place to turn, with who will hear about it.

    ``aliases`` are old and other names, so that an ended body still explains what took its place.
    ``unsafe_when`` names situations in which this route must not be offered. ``source`` is an https address.
    A live route carries ``who_for``, ``who_hears`` and ``how_to_start``; an ended one ``what_became``, and
    either ``replaced_by`` or ``nothing_replaced_it: true``.
    ``regions`` is empty when the route is for every region; ``hears_note`` says more about who hears.
    """

    id: Slug
    name: Text
    what: Text
    who_for: Text | None = None
    who_hears: tuple[WhoHears, ...] = ()
    hears_note: Text | None = None
    how_to_start: Text | None = None
    source: Text
    checked_on: datetime.date
    status: Status
    what_became: Text | None = None
    replaced_by: tuple[Slug, ...] = ()
    nothing_replaced_it: bool = False
    aliases: tuple[Text, ...] = ()
    signatures: tuple[SignatureId, ...] = ()
    unsafe_when: tuple[UnsafeWhen, ...] = ()
    regions: tuple[Text, ...] = ()
    link: Text | None = None


class Scenario(Record):
    """One row of the 2009 table: the situation, the help it named then, and the routes of today.

    ``first`` is what must be said before any route (duties with a clock). ``acknowledged`` is False for the two
    rows in which the council does not own up to the difficulty. ``also_unsafe`` are situations that this scenario
    itself implies, so that unsafe routes are left out without asking; ``perhaps_unsafe`` are situations that it may
    imply, taken to be so until the leader says otherwise. ``may_be_unsafe_now`` has Canary ask, once, whether anyone is
    at risk right now.
    """

    id: Annotated[str, Field(pattern=SCENARIO)]
    title: Text
    situation: Text
    acknowledged: bool
    local_government_help_2009: tuple[Text, ...]
    other_help_2009: tuple[Text, ...]
    routes: Annotated[tuple[Slug, ...], Field(min_length=1)]
    source: Slug
    first: Text | None = None
    also_unsafe: tuple[UnsafeWhen, ...] = ()
    perhaps_unsafe: tuple[UnsafeWhen, ...] = ()
    may_be_unsafe_now: bool = False
    signatures: tuple[SignatureId, ...] = ()


class Contact(Record):
    """Someone to call now."""

    name: Text
    how: Text
    source: Text
    checked_on: datetime.date


class SafetyText(Record):
    """What is said when something is urgent: paragraphs, whom to call, and what comes after."""

    text: Texts
    contacts: tuple[Contact, ...] = ()
    after: tuple[Text, ...] = ()


class Safety(Record):
    """The three ways in which grave words are met, and what is said to what is not Canary's to answer."""

    leader_in_crisis: SafetyText
    child_at_risk: SafetyText
    professional: SafetyText
    out_of_scope: dict[Slug, SafetyText] = Field(default_factory=dict)


class Notice(Record):
    """What a channel says before the first question; its texts may hold placeholders of NOTICE_VALUES.

    ``text`` is said up front, ``more`` on request, ``short`` to those who have agreed to this version before.
    """

    id: Slug
    version: Annotated[str, Field(min_length=1, max_length=20)]
    date: datetime.date
    text: Texts
    more: tuple[Text, ...] = ()
    short: Text | None = None
