"""Which day it is, as far as the machine's clock can be believed.

A clock that jumps ahead by a year must not make every leader look unused, and one that falls back must not make those
look unused who come in the meantime. So a day is believed when it follows on the last one that was; after a jump the
clock has to go on steadily for a week first. Meanwhile nothing is erased for being unused, and it is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.vault.engine import reading, writing
from bot.vault.errors import ClockDoubted
from bot.vault.tables import calendar

STEADY = timedelta(days=7)  # a machine may be off for so long without being doubted


@dataclass(frozen=True)
class Calendar:
    """The last day that was believed; while the clock is in doubt also since when, and until when, it went steadily."""

    trusted: date
    doubted_from: date | None = None
    doubted_last: date | None = None

    def at(self, today: date) -> Calendar:
        """The calendar once the clock says this day. It is believed when ``trusted`` is that day."""
        if _follows(self.trusted, today):
            return Calendar(today)
        steady = self.doubted_last is not None and _follows(self.doubted_last, today)
        since = self.doubted_from if steady and self.doubted_from else today
        return Calendar(today) if today - since >= STEADY else Calendar(self.trusted, since, today)


def believed(engine: Engine, today: date) -> date:
    """The day, noted for the next time. Raises ClockDoubted."""
    with writing(engine) as session:
        row = session.execute(select(calendar).with_for_update()).mappings().one_or_none()
        now = _calendar(row).at(today) if row else Calendar(today)
        session.execute(update(calendar).values(asdict(now)) if row else insert(calendar).values(id=1, **asdict(now)))
    if now.trusted != today:
        raise ClockDoubted("the machine's clock has jumped")
    return today


def doubted_since(engine: Engine) -> date | None:
    """Since when the clock has been in doubt, by its own word; None when it isn't."""
    with reading(engine) as session:
        row = session.execute(select(calendar)).mappings().one_or_none()
    return _calendar(row).doubted_from if row else None


def not_before(session: Session, today: date) -> date:
    """Today, or the last day that was believed where the clock has fallen behind it."""
    trusted: date | None = session.execute(select(calendar.c.trusted)).scalar_one_or_none()
    return max(today, trusted or today)


def _calendar(row: Mapping[str, Any]) -> Calendar:
    return Calendar(row["trusted"], row["doubted_from"], row["doubted_last"])


def _follows(before: date, after: date) -> bool:
    return timedelta() <= after - before <= STEADY
