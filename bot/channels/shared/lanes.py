"""Work for one person is done in the order it came in; work for different people is done at the same time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from bot.logs import log_event, place_of

MOST_WAITING = 20  # messages of one person that wait behind one another; people type at most a few ahead
Work = Callable[[], Awaitable[None]]


class Lanes:
    """A lane for each person:

        task = lanes.put("T1/U1", work)
        await finished(task, 2.0)          # True when the work was done in time

    Work goes on when nobody waits for it. What it raises is logged by name and ends that piece of work alone.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._waiting: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, person: str, work: Work) -> asyncio.Task[None] | None:
        """Queue work for a person. None when too much of theirs is waiting already: nothing was queued."""
        if self._waiting[person] >= MOST_WAITING:
            return None
        self._waiting[person] += 1
        task = asyncio.create_task(self._in_order(person, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def settle(self, seconds: float) -> None:
        """Let everything finish that is under way, then stop what has not: for the end of the service."""
        if self._tasks:
            _, late = await asyncio.wait(set(self._tasks), timeout=seconds)
            for task in late:
                task.cancel()

    async def _in_order(self, person: str, work: Work) -> None:
        lock = self._locks.setdefault(person, asyncio.Lock())
        try:
            async with lock:
                await work()
        except Exception as problem:
            log_event("channel_failed", cause=type(problem).__name__, place=place_of(problem.__traceback__))
        finally:
            self._waiting[person] -= 1
            if not self._waiting[person]:
                del self._waiting[person]


async def finished(task: asyncio.Task[None], seconds: float) -> bool:
    """Wait for work, but no longer than this; it is not stopped. Whether it was done in time."""
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return bool(done)
