"""What a mentor's browser asks for: the sealed copy that its link and code open, and the way for one note back.

The server sees a proof that whoever asks has both, never the key. There is no session and no cookie.
"""

from __future__ import annotations

import asyncio
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.bodies import read_json
from bot.channels.web.errors import WebError, malformed
from bot.channels.web.visitor import client_of, service_of
from bot.vault.errors import NoteLeft, ShareClosed, SlowDown

_HEX = re.compile(r"[0-9a-f]{64}")
_MAX_NOTE = 24_000  # bytes sealed; 4,000 characters of any script fit
T = TypeVar("T")


async def open_copy(request: Request) -> Response:
    """The sealed copy. Wrong, unknown, revoked and over get the same answer, later and later."""
    body = await read_json(request)
    tag, proof = _hex(body, "share"), _hex(body, "proof")
    copy = await _guarded(request, lambda: service_of(request).vault.open_share(tag, proof))
    return JSONResponse({"copy": b64encode(copy.sealed).decode(), "noted": copy.noted})


async def leave_note(request: Request) -> Response:
    """One note, sealed to the leader in the mentor's browser."""
    body = await read_json(request)
    tag, proof, note = _hex(body, "share"), _hex(body, "proof"), _sealed(body)
    await _guarded(request, lambda: service_of(request).vault.leave_note(tag, proof, note))
    return JSONResponse({"sent": True}, 201)


async def _guarded(request: Request, work: Callable[[], T]) -> T:
    """Tries are counted, by the caller's address, apart from leaders' tries at their words."""
    guesses, client = service_of(request).mentor_guesses, client_of(request)
    try:
        guesses.check(client)
        done = await asyncio.to_thread(work)
    except SlowDown as slow:
        seconds = int(slow.seconds) + 1
        raise WebError(429, "wait", "mentor_page.error.wait", retry_after=seconds, seconds=seconds) from None
    except ShareClosed:
        raise WebError(403, "wrong_code", "mentor_page.error.wrong_code") from None
    except NoteLeft:
        guesses.succeeded(client)
        raise WebError(409, "note_left", "mentor_page.error.note_left") from None
    guesses.succeeded(client)
    return done


def _hex(body: dict[str, Any], name: str) -> bytes:
    given = body.get(name)
    if not isinstance(given, str) or not _HEX.fullmatch(given):
        raise malformed()
    return bytes.fromhex(given)


def _sealed(body: dict[str, Any]) -> bytes:
    given = body.get("note")
    try:
        note = b64decode(given, validate=True) if isinstance(given, str) else b""
    except ValueError:
        raise malformed() from None
    if not 0 < len(note) <= _MAX_NOTE:
        raise malformed()
    return note
