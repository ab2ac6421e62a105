"""Counting in this process's own memory."""

from __future__ import annotations

from bot.tally.pace import Pace
from bot.tally.seen import Seen
from bot.vault.guessing import GuessLimiter


class LocalTally:
    """For one process. Everything is forgotten when it ends."""

    def pace(self, name: str, per_second: float, burst: int) -> Pace:
        """A token bucket for each key."""
        return Pace(per_second, burst)

    def guesses(self, name: str) -> GuessLimiter:
        """Growing delays for each client."""
        return GuessLimiter()

    def deliveries(self, name: str) -> Seen:
        """Ids of an hour, hashed."""
        return Seen()

    def close(self) -> None:
        """Nothing to let go of."""
