"""Counting in Redis, for several processes.

    tally = RedisTally(Line("redis://127.0.0.1:6379/0", secret))

Each count is one script, so that two processes never count past each other, by Redis's own clock. Keys are keyed
hashes, values are numbers, and all of them expire. Redis may be emptied at any time: nothing but counts is lost.
"""

from __future__ import annotations

import math

from bot.tally.kinds import Deliveries, Guesses, Pacing
from bot.tally.line import NOW, Line
from bot.tally.local import LocalTally
from bot.vault.errors import SlowDown
from bot.vault.guessing import FORGET_AFTER, FREE, LONGEST

IN_WORK = 45  # seconds; chat services send again after a minute what a process died over
KEPT = 3600

_ADMIT = (
    NOW
    + """
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = burst
if held[1] then tokens = math.min(burst, held[1] + math.max(0, now - held[2]) * rate) end
local admitted = tokens >= 1 and 1 or 0
redis.call('HSET', KEYS[1], 'tokens', tokens - admitted, 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], ARGV[3])
return admitted
"""
)
_CHECK = (
    NOW
    + """
local free, longest = tonumber(ARGV[1]), tonumber(ARGV[2])
local wrong = tonumber(redis.call('HGET', KEYS[1], 'wrong') or '0')
local last = tonumber(redis.call('HGET', KEYS[1], 'last') or '0')
local over = wrong - free
local wait = over < 1 and 0 or math.min(2 ^ math.min(over - 1, 20), longest)
local left = math.min(last + wait - now, longest)
if left > 0 then return math.ceil(left * 1000) end
redis.call('HSET', KEYS[1], 'wrong', wrong + 1, 'last', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 0
"""
)
_TAKE_BACK = "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HINCRBY', KEYS[1], 'wrong', -1) end return 0"
_FIRST_TIME = "return redis.call('SET', KEYS[1], 1, 'NX', 'EX', ARGV[1]) and 1 or 0"
_DONE = "redis.call('SET', KEYS[1], 1, 'EX', ARGV[1]) return 0"


class RedisTally:
    """For processes that share a Redis and the service's keys."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._alone = LocalTally()

    def pace(self, name: str, per_second: float, burst: int) -> Pacing:
        """A token bucket for each key."""
        return _Pace(self._line, name, per_second, burst, self._alone.pace(name, per_second, burst))

    def guesses(self, name: str) -> Guesses:
        """Growing delays for each client."""
        return _Guesses(self._line, name, self._alone.guesses(name))

    def deliveries(self, name: str) -> Deliveries:
        """Ids of an hour; those that were begun and not done, of less than a minute."""
        return _Deliveries(self._line, name, self._alone.deliveries(name))

    def close(self) -> None:
        """Let go of the connections."""
        self._line.close()


class _Pace:
    def __init__(self, line: Line, name: str, per_second: float, burst: int, alone: Pacing) -> None:
        self._admit = line.script(_ADMIT, f"pace-{name}")
        self._numbers = (per_second, burst, math.ceil(burst / per_second) + 1)
        self._alone = alone

    def admit(self, key: str) -> bool:
        admitted = self._admit(key, *self._numbers)
        return self._alone.admit(key) if admitted is None else bool(admitted)


class _Guesses:
    def __init__(self, line: Line, name: str, alone: Guesses) -> None:
        self._check = line.script(_CHECK, f"guess-{name}")
        self._take_back = line.script(_TAKE_BACK, f"guess-{name}")
        self._numbers = (FREE, LONGEST.total_seconds(), FORGET_AFTER.total_seconds())
        self._alone = alone

    def check(self, client: str) -> None:
        left = self._check(client, *map(int, self._numbers))
        if left is None:
            self._alone.check(client)
        elif left > 0:
            raise SlowDown(left / 1000)

    def succeeded(self, client: str) -> None:
        if self._take_back(client) is None:
            self._alone.succeeded(client)


class _Deliveries:
    def __init__(self, line: Line, name: str, alone: Deliveries) -> None:
        self._first_time = line.script(_FIRST_TIME, f"met-{name}")
        self._done = line.script(_DONE, f"met-{name}")
        self._alone = alone

    def first_time(self, id: str) -> bool:
        first = self._first_time(id, IN_WORK)
        return self._alone.first_time(id) if first is None else bool(first)

    def done(self, id: str) -> None:
        self._done(id, KEPT)
