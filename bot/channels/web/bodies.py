"""Reads request bodies: small, in time, and of the shape asked for."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from starlette.requests import ClientDisconnect, Request

from bot.channels.web.errors import WebError, malformed
from bot.messages import MAX_TEXT, Incoming

MAX_BODY = 32 * 1024  # bytes; 4,000 characters of any script fit, escaped or not
BODY_SECONDS = 10.0  # a slower sender is let go, so that it can't hold a connection for ever
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_BUTTON = re.compile(r"[a-z_]{1,40}(:[A-Za-z0-9_-]{1,60})?")


async def read_json(request: Request) -> dict[str, Any]:
    """The body as a JSON object. Raises ``WebError`` when it is too long, too slow or something else."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise malformed(415, hang_up=True)
    try:
        body = json.loads(await asyncio.wait_for(_read(request), BODY_SECONDS))
    except (TimeoutError, ClientDisconnect):
        raise malformed(408, hang_up=True) from None
    except (ValueError, RecursionError):
        raise malformed() from None
    if not isinstance(body, dict):
        raise malformed()
    return body


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise WebError(413, "too_long", "web.error.too_long", hang_up=True, limit=f"{MAX_TEXT:,}")
    return bytes(body)


def incoming(body: dict[str, Any]) -> Incoming:
    """The message in a body of {"id", "text"} or {"id", "button"}."""
    message_id, text, button = body.get("id"), body.get("text"), body.get("button")
    if not isinstance(message_id, str) or not _ID.fullmatch(message_id) or (text is None) == (button is None):
        raise malformed()
    if button is not None:
        return Incoming(message_id, button=_button(button))
    return Incoming(message_id, text=_text(text))


def _button(button: object) -> str:
    if not isinstance(button, str) or not _BUTTON.fullmatch(button):
        raise malformed()
    return button


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise malformed()
    if len(text) > MAX_TEXT:
        raise WebError(413, "too_long", "web.error.too_long", limit=f"{MAX_TEXT:,}")
    if not text.strip():
        raise WebError(400, "empty", "web.error.empty")
    return text
