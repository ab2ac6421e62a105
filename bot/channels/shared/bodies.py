"""Reads what a chat service sends: no more than it may be, and in time."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import ClientDisconnect, Request

MAX_BODY = 256 * 1024  # bytes; chat services repeat a message in several forms
BODY_SECONDS = 10.0


class Refused(Exception):
    """The request is not taken: nothing was run and nothing kept. ``reason`` is a name, never a word of what came."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


async def read_body(request: Request) -> bytes:
    """The body as it came. Raises Refused when it is too long or too slow."""
    try:
        return await asyncio.wait_for(_read(request), BODY_SECONDS)
    except (TimeoutError, ClientDisconnect):
        raise Refused(408, "slow") from None


def as_object(text: bytes | str) -> dict[str, Any]:
    """A body as a JSON object. Raises Refused for anything else."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(400, "malformed") from None
    if not isinstance(body, dict):
        raise Refused(400, "malformed")
    return body


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise Refused(413, "too_long")
    return bytes(body)
