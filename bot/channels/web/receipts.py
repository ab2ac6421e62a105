"""Canary's last words to leaders who erased everything, for the page that lost them on the way."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any

KEPT_SECONDS = 600.0
MOST = 200


class Receipts:
    """Remembers what was answered to an erasure for ten minutes, under a hash of the session's token and the message.

    There is no vault left to answer a resend from. Without this a leader whose connection dropped at that moment would
    be told to open a reflection that is gone. An answer holds what Canary said and the word on a button, nothing else
    of the leader's.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[bytes, tuple[float, dict[str, Any]]] = {}

    def keep(self, token: str, message_id: str, answer: dict[str, Any]) -> None:
        """Keep an answer, and let go of the oldest beyond ``MOST``."""
        self._kept[_hashed(token, message_id)] = (self._clock() + KEPT_SECONDS, {**answer, "said": None})
        while len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]

    def find(self, token: str, message_id: str) -> dict[str, Any] | None:
        """The answer to this message of this session, if it was an erasure of the last ten minutes."""
        now = self._clock()
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] > now}
        found = self._kept.get(_hashed(token, message_id))
        return found[1] if found else None


def _hashed(token: str, message_id: str) -> bytes:
    return hashlib.sha256(f"{token}\0{message_id}".encode(errors="surrogatepass")).digest()
