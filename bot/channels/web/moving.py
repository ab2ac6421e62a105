"""The page where a leader from Slack or Teams types their code, and what happens then (see shared/moving.py)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.shared.moving import MoveDesk, WrongCode
from bot.channels.web.bodies import read_json
from bot.channels.web.errors import WebError, malformed
from bot.channels.web.guards import same_origin
from bot.channels.web.sessions import opened
from bot.channels.web.visitor import client_of, service_of
from bot.content import Content
from bot.vault.errors import SlowDown, StorageUnavailable, VaultClosed
from bot.web.move_page import move_page

MAX_CODE = 40  # characters; a code with its dashes has fourteen


def routes(moving: MoveDesk, content: Content) -> list[Route]:
    """The page and what it calls."""
    html = move_page(content)

    async def page(request: Request) -> Response:
        return HTMLResponse(html)

    async def words(request: Request) -> Response:
        """Six words for what a code leads to. Nothing has moved yet."""
        code = await _code(request)
        with _guarded(request):
            return JSONResponse({"phrase": moving.words_for(code)})

    async def move(request: Request) -> Response:
        """The leader has the words: it moves, and a session is opened with it."""
        code = await _code(request)
        with _guarded(request):
            # a caller that goes away does not stop it half-way
            leader = await asyncio.shield(asyncio.ensure_future(moving.move(code)))
        return await opened(service_of(request), request, leader, {"phrase": "", "resumed": True})

    return [
        Route("/move", page, methods=["GET"]),
        Route("/api/move", words, methods=["POST"]),
        Route("/api/move", move, methods=["PUT"]),
    ]


async def _code(request: Request) -> str:
    same_origin(request)
    code = (await read_json(request)).get("code")
    if not isinstance(code, str) or len(code) > MAX_CODE:
        raise malformed()
    return code


@contextmanager
def _guarded(request: Request) -> Iterator[None]:
    """Guesses at codes are counted with guesses at phrases, and what goes wrong gets its words."""
    guesses, client = service_of(request).guesses, client_of(request)
    try:
        guesses.check(client)
        yield
    except SlowDown as slow:
        seconds = int(slow.seconds) + 1
        raise WebError(429, "wait", "web.error.wait", retry_after=seconds, seconds=seconds) from None
    except (WrongCode, VaultClosed):
        raise WebError(403, "wrong_code", "channel.page.wrong_code") from None
    except StorageUnavailable:
        raise WebError(503, "storage", "web.error.storage", retry_after=5) from None
    guesses.succeeded(client)
