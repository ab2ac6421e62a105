"""The picture of a leader's reflections as plain data: what stands where, how often it came up, and what has changed.

    picture = picture_of(held.reflections(), held.findings(), now)           # against all before the latest reflection
    picture = picture_of(held.reflections(), held.findings(), now, then)     # now and then

Only what the leader called fair, added, or put in their own words is in it. It holds no score and no grade: ``size``
says in how many reflections something came up, never how bad it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.reflection.model import Finding, Reflection
from bot.report.held import counted, own_words
from bot.report.layout import PLACES
from bot.report.voices import Voice, in_order, voices_in

Side = Literal["strength", "risk", "own"]
Change = Literal["new", "again", "gone", "resting"]
SIDES: tuple[Side, ...] = ("strength", "risk", "own")
LARGEST = 3  # from here on more reflections draw nothing larger


@dataclass(frozen=True)
class Sight:
    """One occasion on which something came up, in the leader's words. ``domain`` is None for what was on their mind."""

    at: datetime
    reflection_id: str
    domain: str | None
    quotes: tuple[str, ...]
    who_else: str | None = None
    added: bool = False


@dataclass(frozen=True)
class Mark:
    """One side of a signature. ``own`` stands for the leader's own words, on neither side.

    ``change`` is None where there is nothing to compare with. "gone": its area was talked about again and it did not
    come up. "resting": its area has not been talked about since.
    """

    side: Side
    sights: tuple[Sight, ...]
    voices: tuple[Voice, ...]
    change: Change | None

    @property
    def occasions(self) -> int:
        """In how many reflections it came up."""
        return len({sight.reflection_id for sight in self.sights})

    @property
    def sources(self) -> int:
        """How many sources of evidence there are: the leader's own account and every voice they named."""
        return 1 + len(self.voices)

    @property
    def size(self) -> int:
        return min(self.occasions, LARGEST)


@dataclass(frozen=True)
class Spot:
    """A signature in its place; without marks where nothing came up."""

    signature: str
    marks: tuple[Mark, ...]

    @property
    def turned(self) -> bool:
        """Whether one side has given way to the other: one is new, and the other has not come up since."""
        changes = {mark.change for mark in self.marks if mark.side != "own"}
        return len(changes) == 2 and "new" in changes and not changes.isdisjoint({"gone", "resting"})

    @property
    def past(self) -> tuple[Side, ...]:
        """The sides that no longer stand: talked about again and not heard, or given way to the other."""
        return tuple(m.side for m in self.marks if m.change == "gone" or (self.turned and m.change == "resting"))


@dataclass(frozen=True)
class Touched:
    """A domain that was talked about."""

    domain: str
    times: int
    last: datetime


@dataclass(frozen=True)
class Picture:
    """The whole, as it stood when the reflection of ``at`` was over; ``since`` is what it is compared with."""

    at: datetime
    since: datetime | None
    spots: tuple[Spot, ...]
    touched: tuple[Touched, ...]
    together: tuple[str, ...]  # the signatures that came up in the latest reflection

    @property
    def heard(self) -> tuple[Spot, ...]:
        """The places in which there is something."""
        return tuple(spot for spot in self.spots if spot.marks)

    @property
    def first(self) -> datetime | None:
        """When the earliest of it was said."""
        return min((sight.at for spot in self.spots for mark in spot.marks for sight in mark.sights), default=None)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Every voice that was named for anything in it."""
        return in_order(voice for spot in self.spots for mark in spot.marks for voice in mark.voices)


def picture_of(
    reflections: Iterable[Reflection], findings: Iterable[Finding], now: datetime, then: datetime | None = None
) -> Picture:
    """The picture after the reflections begun until ``now``, compared with those begun until ``then``.

    Without ``then`` it is compared with everything before the latest reflection that is in it.
    """
    seen = sorted((one for one in reflections if one.started_at <= now), key=lambda one: one.started_at)
    known = {one.id: one for one in seen}
    held = [finding for finding in counted(findings) if finding.reflection_id in known]
    telling = [one for one in seen if any(finding.reflection_id == one.id for finding in held)]
    past = _Past(known, then or _before_latest(telling))
    latest = telling[-1].id if telling else None
    return Picture(
        at=seen[-1].started_at if seen else now,
        since=past.since,
        spots=tuple(_spot(signature, held, past) for signature in PLACES),
        touched=_touched(seen),
        together=tuple(s for s in PLACES if any(f.signature == s and f.reflection_id == latest for f in held)),
    )


@dataclass(frozen=True)
class _Past:
    """The reflections by id, and where then ends and now begins."""

    known: dict[str, Reflection]
    since: datetime | None

    def is_before(self, reflection: Reflection) -> bool:
        return self.since is not None and reflection.started_at <= self.since

    def walked_since(self) -> set[str | None]:
        """The areas that were gone through to the end since."""
        return {one.domain for one in self.known.values() if one.domain and one.ended_at and not self.is_before(one)}


def _before_latest(telling: Sequence[Reflection]) -> datetime | None:
    return telling[-2].started_at if len(telling) > 1 else None


def _spot(signature: str, held: Sequence[Finding], past: _Past) -> Spot:
    here = [finding for finding in held if finding.signature == signature]
    marks = (_mark(side, [f for f in here if side in sides_of(f)], past) for side in SIDES)
    return Spot(signature, tuple(mark for mark in marks if mark.sights))


def sides_of(finding: Finding) -> tuple[Side, ...]:
    """The sides a finding counts on; "mixed" counts on both."""
    if own_words(finding):
        return ("own",)
    if finding.polarity == "mixed":
        return ("strength", "risk")
    return (finding.polarity,) if finding.polarity else ()


def _mark(side: Side, findings: Sequence[Finding], past: _Past) -> Mark:
    ordered = sorted(findings, key=lambda finding: finding.at)
    voices = in_order(voice for finding in ordered for voice in voices_in(finding.who_else))
    return Mark(side, tuple(_sight(finding, past) for finding in ordered), voices, _change(ordered, past))


def _sight(finding: Finding, past: _Past) -> Sight:
    quotes = tuple(evidence.quote for evidence in finding.evidence)
    if own_words(finding):
        quotes = (finding.correction or "",)
    domain = past.known[finding.reflection_id].domain
    return Sight(finding.at, finding.reflection_id, domain, quotes, finding.who_else, finding.added_by_leader)


def _change(findings: Sequence[Finding], past: _Past) -> Change | None:
    if past.since is None:
        return None
    occasions = [past.known[finding.reflection_id] for finding in findings]
    before, after = [one for one in occasions if past.is_before(one)], [x for x in occasions if not past.is_before(x)]
    if after:
        return "again" if before else "new"
    return "gone" if {one.domain for one in before} & past.walked_since() else "resting"


def _touched(seen: Sequence[Reflection]) -> tuple[Touched, ...]:
    """The domains talked about, in the order of the first time."""
    domains = dict.fromkeys(one.domain for one in seen if one.domain)
    times = {domain: [one.started_at for one in seen if one.domain == domain] for domain in domains}
    return tuple(Touched(domain, len(times[domain]), max(times[domain])) for domain in domains if domain)
