"""Which deliveries were met before. Chat services send again what they think was not taken."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

KEEP_SECONDS = 3600.0  # the longest that Slack or Microsoft go on sending the same thing again is a few minutes
MOST = 50_000


class Seen:
    """Remembers ids for an hour, in memory only and hashed.

    The vault also answers a message id once only, for as long as the vault lives; this keeps a repetition from being
    posted a second time.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._met: dict[bytes, float] = {}

    def first_time(self, id: str) -> bool:
        """True once for each id."""
        now, hashed = self._clock(), hashlib.sha256(id.encode(errors="surrogatepass")).digest()[:16]
        self._forget(now)
        if hashed in self._met:
            return False
        self._met[hashed] = now
        return True

    def done(self, id: str) -> None:
        """Nothing to note: what was begun in a process that ended is forgotten with it."""

    def _forget(self, now: float) -> None:
        while self._met:
            oldest = next(iter(self._met))
            if now - self._met[oldest] < KEEP_SECONDS and len(self._met) < MOST:
                return
            del self._met[oldest]
