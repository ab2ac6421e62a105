"""What a tally counts, wherever it counts it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol


class Pacing(Protocol):
    """Lets so many requests of one key through at once, then so many a second."""

    def admit(self, key: str) -> bool:
        """True when one more request of ``key`` may pass now."""


class Guesses(Protocol):
    """Slows down who tries many phrases or codes; bot/vault/guessing.py says how and why."""

    def check(self, client: str) -> None:
        """Count a try. Raises SlowDown when the client must wait."""

    def succeeded(self, client: str) -> None:
        """The try counted last was right."""


class Deliveries(Protocol):
    """Which deliveries of a chat service were met before."""

    def first_time(self, id: str) -> bool:
        """True once for each id, and again where what it began was never ``done``: a process died over it."""

    def done(self, id: str) -> None:
        """What came was dealt with: for an hour, the same again is passed over."""


class Tally(Protocol):
    """Makes the counters. Two of one name count together, in however many processes they are."""

    def pace(self, name: str, per_second: float, burst: int) -> Pacing:
        """``burst`` at once, then ``per_second``."""

    def guesses(self, name: str) -> Guesses:
        """Tries at one kind of secret."""

    def deliveries(self, name: str) -> Deliveries:
        """Those of one channel."""

    def close(self) -> None:
        """Let go of connections."""


def through(met: Deliveries, id: str, work: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The work, and afterwards the note that it is done. Work that is broken off is not done."""

    async def run() -> None:
        await work()
        met.done(id)

    return run
