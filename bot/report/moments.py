"""The points in time a leader can look at: one after each reflection, counted from 1, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.reflection.model import Reflection
from bot.report.held import Held, counted
from bot.report.picture import Picture, picture_of


@dataclass(frozen=True)
class Moment:
    """A reflection with its number."""

    number: int
    reflection: Reflection


@dataclass(frozen=True)
class Look:
    """What is looked at: the picture after ``at``, beside ``since`` where the leader has chosen one."""

    moments: tuple[Moment, ...]
    at: Moment | None
    since: Moment | None

    @property
    def earlier(self) -> tuple[Moment, ...]:
        """The moments before the one that is shown, the nearest last."""
        return tuple(moment for moment in self.moments if self.at and moment.number < self.at.number)

    @property
    def later(self) -> tuple[Moment, ...]:
        return tuple(moment for moment in self.moments if self.at and moment.number > self.at.number)


def moments_of(held: Held) -> tuple[Moment, ...]:
    """Reflections that were ended or in which something was agreed to. One that was only begun shows nothing new."""
    telling = {finding.reflection_id for finding in counted(held.all_findings)}
    numbered = enumerate(held.all_reflections, start=1)
    return tuple(Moment(number, one) for number, one in numbered if one.ended_at or one.id in telling)


def look(held: Held, at: int | None, since: int | None) -> Look:
    """The latest moment unless another is named; a number that names none is taken as not given."""
    moments = moments_of(held)
    by_number = {moment.number: moment for moment in moments}
    shown = by_number.get(at or 0, moments[-1] if moments else None)
    beside = by_number.get(since or 0)
    return Look(moments, shown, beside if shown and beside and beside.number < shown.number else None)


def picture_at(held: Held, looked: Look, now: datetime) -> Picture:
    """The picture that belongs to it."""
    at = looked.at.reflection.started_at if looked.at else now
    since = looked.since.reflection.started_at if looked.since else None
    return picture_of(held.reflections(), held.findings(), at, since)
