"""The line to Redis: scripts over keys that tell nobody what they are about.

Calls are not awaited: one takes a fraction of a millisecond, and a Redis that doesn't answer is given a quarter of a
second once in five, with this process going on by itself meanwhile.
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Callable
from typing import Any

from redis import Redis, RedisError

from bot.logs import log_event

ANSWER_WITHIN = 0.25  # seconds
TRY_AGAIN_AFTER = 5.0
NOW = "local t = redis.call('TIME') local now = t[1] + t[2] / 1000000\n"
"""Begins a script that goes by Redis's clock, the one that all processes have in common."""


class Line:
    """The connection of one process. ``secret`` is the same in all processes of an installation."""

    def __init__(self, url: str, secret: bytes) -> None:
        self._redis = Redis.from_url(url, socket_timeout=ANSWER_WITHIN, socket_connect_timeout=ANSWER_WITHIN)
        self._secret = secret
        self._away_until = 0.0

    def script(self, text: str, name: str) -> Callable[..., Any]:
        """A script over one key, which is named by a hash of what it is about. It gives None while Redis is away."""
        registered = self._redis.register_script(text)

        def run(key: str, *arguments: str | float) -> Any:
            if time.monotonic() < self._away_until:
                return None
            try:
                return registered(keys=[self._hashed(name, key)], args=arguments)
            except RedisError as problem:
                self._away_until = time.monotonic() + TRY_AGAIN_AFTER
                log_event("redis_away", level=logging.WARNING, cause=type(problem).__name__)
                return None

        return run

    def close(self) -> None:
        """Let go of the connection."""
        self._redis.close()

    def _hashed(self, name: str, key: str) -> str:
        hashed = hmac.digest(self._secret, f"{name}\0{key}".encode(errors="surrogatepass"), "sha256")
        return f"canary:{name}:{hashed.hex()[:32]}"
