"""The addresses behind the page. Each handler reads, asks the vault or the conversation, and answers JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.bodies import incoming, read_json
from bot.channels.web.errors import WebError, malformed
from bot.channels.web.guards import same_origin
from bot.channels.web.replies import exchange_json, since_opening
from bot.channels.web.service import WebService
from bot.channels.web.turns import answer
from bot.report.readable import export_markdown
from bot.vault.errors import SlowDown, StorageUnavailable, TooManySessions, VaultClosed, WrongPhrase
from bot.vault.leader import LeaderVault

COOKIE = "canary_session"
MAX_PHRASE = 200  # characters; six words need fewer than sixty
RECENT = 60  # exchanges looked through for the present sitting

Handler = Callable[[Request], Awaitable[Response]]


def routes() -> list[Route]:
    """The channel's routes."""
    return [
        Route("/api/session", _guarded(start), methods=["POST"]),
        Route("/api/session", _guarded(close), methods=["DELETE"]),
        Route("/api/session/open", _guarded(open_by_phrase), methods=["POST"]),
        Route("/api/conversation", _guarded(conversation), methods=["GET"]),
        Route("/api/messages", _guarded(message), methods=["POST"]),
        Route("/api/export.{kind}", _guarded(export), methods=["GET"]),
    ]


def _guarded(handler: Handler) -> Handler:
    """Same origin only, and the vault's refusals in words."""

    async def guarded(request: Request) -> Response:
        same_origin(request)
        try:
            return await handler(request)
        except VaultClosed:
            raise WebError(401, "unknown_session", "web.error.unknown_session") from None
        except StorageUnavailable:
            raise WebError(503, "storage", "web.error.storage", retry_after=5) from None

    return guarded


async def start(request: Request) -> Response:
    """A new leader: a vault, its six words (shown this once) and a session."""
    service = service_of(request)
    keep_nothing = (await read_json(request)).get("keep_nothing", False)
    if not isinstance(keep_nothing, bool):
        raise malformed()
    _pace_beginnings(service)
    phrase, leader = await asyncio.to_thread(service.vault.create, keep_nothing)
    return _opened(service, request, leader, {"phrase": phrase, "resumed": False})


async def open_by_phrase(request: Request) -> Response:
    """Opens a vault again. A wrong phrase and one never issued get the same answer, later and later."""
    service = service_of(request)
    phrase = (await read_json(request)).get("phrase")
    if not isinstance(phrase, str) or len(phrase) > MAX_PHRASE:
        raise malformed()
    leader = await _open(service, phrase, _client(request))
    return _opened(service, request, leader, {"phrase": "", "resumed": True})


async def _open(service: WebService, phrase: str, client: str) -> LeaderVault:
    try:
        service.guesses.check(client)
        leader = await asyncio.to_thread(service.vault.open, phrase)
    except SlowDown as slow:
        seconds = int(slow.seconds) + 1
        raise WebError(429, "wait", "web.error.wait", retry_after=seconds, seconds=seconds) from None
    except WrongPhrase:
        raise WebError(403, "wrong_phrase", "web.error.wrong_phrase") from None
    service.guesses.succeeded(client)
    return leader


async def close(request: Request) -> Response:
    """Log out: the key is overwritten. Always succeeds."""
    service_of(request).sessions.close(request.cookies.get(COOKIE, ""))
    response = JSONResponse({"closed": True}, headers={"Clear-Site-Data": '"cache", "storage"'})
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return response


async def conversation(request: Request) -> Response:
    """What was said in this sitting, for a page that was reloaded or a second tab."""
    service = service_of(request)
    leader = leader_of(request)
    exchanges = await asyncio.to_thread(leader.exchanges, RECENT)
    return JSONResponse(
        {
            "exchanges": [exchange_json(exchange, service.content) for exchange in since_opening(exchanges)],
            "keep_nothing": leader.keeps_nothing,
            "idle_minutes": service.idle_minutes,
            "resumed": False,
        }
    )


async def message(request: Request) -> Response:
    """One message to Canary. A message sent again under its id is answered as it was the first time."""
    service = service_of(request)
    leader = leader_of(request)
    sent = incoming(await read_json(request))
    if not service.messages.admit(leader.id):
        raise WebError(429, "too_fast", "web.error.too_fast", retry_after=1)
    exchange = await answer(service, leader, sent)
    if exchange.closed == "erased":
        service.sessions.close_all(leader.id)
    return JSONResponse(exchange_json(exchange, service.content))


async def export(request: Request) -> Response:
    """All that is held for this leader, as a file: JSON or readable Markdown."""
    kind = request.path_params["kind"]
    if kind not in ("json", "md"):
        raise WebError(404, "not_found", "web.error.not_found")
    held = await asyncio.to_thread(leader_of(request).export)
    body = (
        json.dumps(held, ensure_ascii=False, indent=2)
        if kind == "json"
        else export_markdown(held, service_of(request).content)
    )
    media = "application/json" if kind == "json" else "text/markdown; charset=utf-8"
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="canary.{kind}"'})


def service_of(request: Request) -> WebService:
    """The channel's service, put on the application by the server."""
    service = request.app.state.web
    assert isinstance(service, WebService)  # noqa: S101 - a server put together wrongly
    return service


def leader_of(request: Request) -> LeaderVault:
    """The open vault of the cookie. Raises ``WebError`` 401 when none is."""
    leader = service_of(request).sessions.find(request.cookies.get(COOKIE, ""))
    if leader is None:
        raise WebError(401, "unknown_session", "web.error.unknown_session")
    return leader


def _pace_beginnings(service: WebService) -> None:
    if not service.beginnings.admit("all"):
        raise WebError(429, "full", "web.error.full", retry_after=5)


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _opened(service: WebService, request: Request, leader: LeaderVault, body: dict[str, Any]) -> Response:
    """A fresh token in a fresh cookie, so that no session can be fixed beforehand; the old one is closed."""
    service.sessions.close(request.cookies.get(COOKIE, ""))
    try:
        token = service.sessions.open(leader)
    except TooManySessions:
        leader.close()
        raise WebError(503, "full", "web.error.full", retry_after=60) from None
    shared = {"exchanges": [], "keep_nothing": leader.keeps_nothing, "idle_minutes": service.idle_minutes}
    response = JSONResponse({**body, **shared}, 201)
    response.set_cookie(COOKIE, token, path="/", httponly=True, samesite="strict", secure=service.secure_cookie)
    return response
