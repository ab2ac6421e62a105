"""Which of several Canary processes is a leader's home: the one that holds their key and keeps their turns in order.

    homes = Homes(line, "one")
    homes.of(leader_id)            # "two": rendezvous hashing over the processes that are alive

Every process says that it is alive, in Redis, once every few seconds. The same leader has the same home in the eyes of
all of them, and when a process comes or goes, only its own leaders move. A leader who had to be let in elsewhere (their
home was away just then) stays there for the sitting: that place is noted, so that they still have one home.

The browser keeps the name of its leader's home in a cookie, and the proxy goes by it (deploy/nginx.conf). Nothing else
moves with it: whoever comes to another process is asked for their six words again, since only a home holds keys.
"""

from __future__ import annotations

import asyncio
import hashlib

from bot.tally.line import NOW, Line

BEAT_SECONDS = 2.0
ALIVE_SECONDS = 7  # without a sign of life; then a process's leaders have another home
NOTED_SECONDS = 12 * 3600  # longer than anybody's sitting

_BEAT = NOW + "redis.call('ZADD', KEYS[1], now, ARGV[1]) redis.call('EXPIRE', KEYS[1], 3600) return 1"
_ALIVE = NOW + "return redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[1], '+inf')"
_END = "return redis.call('ZREM', KEYS[1], ARGV[1])"
_NOTE = "redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) return 1"
_NOTED = "return redis.call('GET', KEYS[1])"


class OneHome:
    """A Canary that is alone: every leader is at home here."""

    name = ""

    def of(self, leader_id: str) -> str:
        """Here."""
        return self.name

    def moved_in(self, leader_id: str) -> None:
        """Nothing to note."""

    async def run(self) -> None:
        """Nobody to tell."""


class Homes(OneHome):
    """One process among several. While Redis is away each takes itself for everybody's home: nobody is turned away."""

    def __init__(self, line: Line, name: str) -> None:
        self.name = name
        self._beat, self._alive, self._end = (line.script(text, "homes") for text in (_BEAT, _ALIVE, _END))
        self._note, self._noted = (line.script(text, "moved") for text in (_NOTE, _NOTED))

    def of(self, leader_id: str) -> str:
        """The name of the leader's home: where they were let in last, if that is alive, or else where they belong."""
        alive = self._names()
        noted = self._noted(leader_id) or b""
        return noted.decode() if noted.decode() in alive else _belongs(leader_id, alive)

    def moved_in(self, leader_id: str) -> None:
        """The leader's key was opened here; noted where they belong elsewhere, or were noted elsewhere."""
        if self.of(leader_id) != self.name:
            self._note(leader_id, self.name, NOTED_SECONDS)

    async def run(self) -> None:
        """Say that this process is alive, until cancelled; then that it is not."""
        try:
            while True:
                await asyncio.to_thread(self._beat, "all", self.name)
                await asyncio.sleep(BEAT_SECONDS)
        finally:
            self._end("all", self.name)

    def _names(self) -> set[str]:
        return {self.name} | {name.decode() for name in self._alive("all", ALIVE_SECONDS) or ()}


def _belongs(leader_id: str, names: set[str]) -> str:
    """Rendezvous hashing: each leader ranks the processes in an order of their own, and the first alive is home."""
    return max(names, key=lambda name: hashlib.sha256(f"{name}\0{leader_id}".encode()).digest())
