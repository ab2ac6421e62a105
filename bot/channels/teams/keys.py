"""Microsoft's public keys, which change from time to time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from jwt import PyJWK
from jwt.exceptions import PyJWTError

FRESH_SECONDS = 24 * 3600.0
AGAIN_SECONDS = 60.0  # an unknown key makes us look again, but no more often: anybody can send an unknown key
TIMEOUT = aiohttp.ClientTimeout(total=10)


class KeysAway(Exception):
    """Microsoft's keys could not be fetched, and there are none that may still be used."""


class PublicKeys:
    """Keys by id, fetched through the OpenID metadata when they are first needed, a day old, or unknown."""

    def __init__(self, metadata: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._metadata, self._clock = metadata, clock
        self._keys: dict[str, tuple[PyJWK, tuple[str, ...]]] = {}
        self._fetched_at = self._tried_at = float("-inf")
        self._lock = asyncio.Lock()

    async def find(self, kid: str) -> tuple[PyJWK, tuple[str, ...]] | None:
        """The key and what Microsoft endorses it for (channel names); None for one Microsoft does not have.

        Raises KeysAway. Keys that were fetched keep working while Microsoft can't be reached.
        """
        async with self._lock:
            now = self._clock()
            stale = now - self._fetched_at > FRESH_SECONDS
            if (stale or kid not in self._keys) and now - self._tried_at > AGAIN_SECONDS:
                self._tried_at = now
                await self._fetch()
        if not self._keys:
            raise KeysAway("no keys yet")
        return self._keys.get(kid)

    async def _fetch(self) -> None:
        try:
            async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
                metadata = await _json(session, self._metadata)
                keys = (await _json(session, metadata["jwks_uri"]))["keys"]
            self._keys = {key["kid"]: (PyJWK(key), tuple(key.get("endorsements", ()))) for key in keys if _signs(key)}
            self._fetched_at = self._clock()
        except (aiohttp.ClientError, TimeoutError, KeyError, TypeError, ValueError, PyJWTError) as problem:
            if not self._keys:
                raise KeysAway("the keys could not be fetched") from problem


def _signs(key: Mapping[str, Any]) -> bool:
    return key.get("kty") == "RSA" and key.get("use", "sig") == "sig" and isinstance(key.get("kid"), str)


async def _json(session: aiohttp.ClientSession, address: str) -> dict[str, Any]:
    async with session.get(address) as answer:
        answer.raise_for_status()
        found: dict[str, Any] = await answer.json(content_type=None)
        return found
