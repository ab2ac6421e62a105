"""Growing delays for whoever types wrong phrases. The phrase's 77 bits are what protects; this keeps the door quiet."""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.vault.errors import SlowDown
from bot.vault.installation import Clock, steady_now

FREE = 3  # people mistype
LONGEST = timedelta(minutes=5)  # colleagues behind one address wait together
FORGET_AFTER = timedelta(hours=24)
_CLIENTS = 10_000


@dataclass
class _Tries:
    wrong: int
    last: datetime

    def wait_until(self) -> datetime:
        """After three free ones each wrong phrase doubles the wait: 1 s, 2 s, 4 s ... 5 minutes."""
        over = self.wrong - FREE
        return self.last if over < 1 else self.last + min(timedelta(seconds=2 ** min(over - 1, 20)), LONGEST)


class GuessLimiter:
    """Counts tries by client (its address, say), of which only a keyed hash is held, in memory only.

        limiter.check(client)          # counts a try; SlowDown while the client has to wait
        vault.open(phrase)
        limiter.succeeded(client)      # takes that one try back

    A try counts as wrong until it proves right, so a hundred sent at once do not slip through together; and a right
    phrase takes back no other try, or whoever has a vault of their own could clean their slate between guesses.
    Many clients together are held back by the phrase book instead, which derives two phrases at a time.
    """

    def __init__(self, clock: Clock = steady_now) -> None:
        self._clock = clock
        self._tries: dict[bytes, _Tries] = {}
        self._salt = secrets.token_bytes(32)
        self._lock = threading.Lock()

    def check(self, client: str) -> None:
        """Count a try. Raises SlowDown, with the seconds left and nothing counted, when the client must wait."""
        with self._lock:
            hashed = self._hashed(client)
            tries = self._current(hashed)
            left = (tries.wait_until() - self._clock()).total_seconds() if tries else 0.0
            if left > 0:
                raise SlowDown(left)
            self._tries.pop(hashed, None)  # put back at the end: the dict stays in order of last try
            self._tries[hashed] = _Tries(tries.wrong + 1 if tries else 1, self._clock())
            while len(self._tries) > _CLIENTS:
                self._tries.pop(next(iter(self._tries)))

    def succeeded(self, client: str) -> None:
        """The try counted last was a right phrase."""
        with self._lock:
            tries = self._current(self._hashed(client))
            if tries is not None:
                tries.wrong -= 1

    def _current(self, hashed: bytes) -> _Tries | None:
        tries = self._tries.get(hashed)
        if tries is not None and self._clock() - tries.last > FORGET_AFTER:
            del self._tries[hashed]
            return None
        return tries

    def _hashed(self, client: str) -> bytes:
        return hmac.digest(self._salt, client.encode(errors="surrogatepass"), "sha256")
