"""Erasing leaders who have not been back for longer than the retention time."""

from __future__ import annotations

import calendar
import logging
from datetime import date

from sqlalchemy import select

from bot.vault.calendar import believed
from bot.vault.engine import reading, scrub
from bot.vault.erase import Receipt, erase
from bot.vault.installation import Installation
from bot.vault.shares import sweep_shares
from bot.vault.tables import leader

_log = logging.getLogger(__name__)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later (or earlier, when negative), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def sweep(installation: Installation) -> list[Receipt]:
    """Erase every leader unused for the retention time, and shares that are over. Run it daily; each leader is a
    transaction of its own.

    The log gets the random ids and nothing else. Raises ClockDoubted, with nothing erased, after a jump of the clock.
    """
    now = installation.clock()
    believed(installation.engine, now.date())
    sweep_shares(installation.engine, now.date())
    limit = months_after(now.date(), -installation.settings.retention_months)
    with reading(installation.engine) as session:
        due = session.execute(select(leader.c.id).where(leader.c.last_used < limit)).scalars().all()
    receipts = []
    for leader_id in due:
        receipt = erase(installation.engine, leader_id, now, "unused", unused_before=limit)
        if receipt is not None:
            _log.info("vault.erased_unused leader=%s", leader_id)
            receipts.append(receipt)
    installation.erased.settle(installation.engine)
    scrub(installation.engine)
    return receipts
