"""What has to happen by the clock: idle vaults are locked every minute, unused ones erased once a day."""

from __future__ import annotations

import asyncio
import time

from bot.channels.web.service import WebService
from bot.logs import WARNING, log_event
from bot.vault.errors import ClockDoubted, StorageUnavailable, TurnConflict

MINUTE = 60.0
DAY = 24 * 60 * MINUTE


async def keep_up(web: WebService) -> None:
    """Run until cancelled. A database that is away puts the day's erasing off to the next minute, and says so."""
    swept_at: float | None = None
    while True:
        web.sessions.close_idle()
        if swept_at is None or time.monotonic() - swept_at >= DAY:
            swept_at = await _swept(web, swept_at)
        await asyncio.sleep(MINUTE)


async def _swept(web: WebService, before: float | None) -> float | None:
    try:
        receipts = await asyncio.to_thread(web.vault.sweep)
    except (StorageUnavailable, TurnConflict):  # or another process sweeps at this very moment
        log_event("retention_put_off")
        return before
    except ClockDoubted:
        log_event("clock_doubted", level=WARNING)
        return time.monotonic()
    log_event("retention_swept", erased=len(receipts))
    return time.monotonic()
