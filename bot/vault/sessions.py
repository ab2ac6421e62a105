"""Who has a vault open right now: a token in the browser, the key in this process's memory only."""

from __future__ import annotations

import hashlib
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.vault.errors import TooManySessions
from bot.vault.installation import Clock, steady_now
from bot.vault.leader import LeaderVault


@dataclass
class _Open:
    vault: LeaderVault
    last_used: datetime


class Sessions:
    """Open vaults by token. Tokens are drawn here and only their hashes are held; a restart closes everything.

    ``idle_minutes`` without a :meth:`find` closes a vault and overwrites its key. At most ``limit`` are open in all
    (each holds a key and, when nothing is kept, a database in memory) and ``per_leader`` of one leader, whose
    longest unused one then gives way.
    """

    def __init__(
        self, idle_minutes: int = 30, limit: int = 2_000, per_leader: int = 5, clock: Clock = steady_now
    ) -> None:
        self._idle = timedelta(minutes=idle_minutes)
        self._limit = limit
        self._per_leader = per_leader
        self._clock = clock
        self._open: dict[bytes, _Open] = {}
        self._lock = threading.Lock()

    def open(self, vault: LeaderVault) -> str:
        """A token for an open vault, always a new one. Raises TooManySessions (the vault stays open)."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._close_idle()
            if len(self._open) >= self._limit:
                raise TooManySessions("every place for an open vault is taken")
            self._make_room(vault.id)
            self._open[_hashed(token)] = _Open(vault, self._clock())
        return token

    def find(self, token: str) -> LeaderVault | None:
        """The vault of a token, now counted as used; None for a closed, idle or never issued token alike."""
        with self._lock:
            self._close_idle()
            found = self._open.get(_hashed(token))
            if found is None:
                return None
            found.last_used = self._clock()
            return found.vault

    def left(self, token: str) -> timedelta | None:
        """How long until the vault is closed for idleness; asking does not count as use. For the page's warning."""
        with self._lock:
            self._close_idle()
            found = self._open.get(_hashed(token))
            return None if found is None else found.last_used + self._idle - self._clock()

    def renew(self, token: str) -> str | None:
        """A new token in place of this one, which opens nothing from now on; None as for :meth:`find`."""
        with self._lock:
            self._close_idle()
            found = self._open.pop(_hashed(token), None)
            if found is None:
                return None
            fresh = secrets.token_urlsafe(32)
            self._open[_hashed(fresh)] = found
            return fresh

    def close(self, token: str) -> None:
        """Log out: close the vault of this token, if it is open."""
        with self._lock:
            self._drop([_hashed(token)])

    def close_all(self, leader_id: str) -> int:
        """Log out everywhere: close every vault that is open for a leader; how many there were."""
        with self._lock:
            theirs = self._of(leader_id)
            self._drop(theirs)
            return len(theirs)

    def close_others(self, token: str) -> int:
        """Close every other vault that is open for this token's leader; how many there were."""
        with self._lock:
            mine = self._open.get(_hashed(token))
            others = [] if mine is None else [one for one in self._of(mine.vault.id) if one != _hashed(token)]
            self._drop(others)
            return len(others)

    def count(self) -> int:
        """How many vaults are open."""
        return len(self._open)

    def close_everything(self) -> None:
        """The service stops: overwrite every key."""
        with self._lock:
            self._drop(list(self._open))

    def close_idle(self) -> None:
        """Close what has been idle too long; to be run every minute, so that keys go even when nobody calls."""
        with self._lock:
            self._close_idle()

    def _close_idle(self) -> None:
        since = self._clock() - self._idle
        self._drop([hashed for hashed, held in self._open.items() if held.last_used <= since])

    def _make_room(self, leader_id: str) -> None:
        theirs = sorted(self._of(leader_id), key=lambda hashed: self._open[hashed].last_used)
        self._drop(theirs[: max(0, len(theirs) - self._per_leader + 1)])

    def _of(self, leader_id: str) -> list[bytes]:
        return [hashed for hashed, held in self._open.items() if held.vault.id == leader_id]

    def _drop(self, tokens: list[bytes]) -> None:
        for hashed in tokens:
            held = self._open.pop(hashed, None)
            if held is not None:
                held.vault.close()


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()
