"""The addresses behind the page. Each handler reads, asks the vault or the conversation, and answers JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web import mentors, pictures, sessions, shares
from bot.channels.web.bodies import incoming, read_json
from bot.channels.web.errors import WebError
from bot.channels.web.guards import same_origin
from bot.channels.web.replies import exchange_json, since_opening
from bot.channels.web.turns import answer
from bot.channels.web.visitor import forget, leader_of, service_of, token_of
from bot.report.readable import export_markdown
from bot.vault.errors import StorageUnavailable, VaultClosed

RECENT = 60  # exchanges looked through for the present sitting

Handler = Callable[[Request], Awaitable[Response]]


def routes() -> list[Route]:
    """The channel's routes."""
    return [
        Route("/api/session", _guarded(sessions.start), methods=["POST"]),
        Route("/api/session", _guarded(sessions.use), methods=["PUT"]),
        Route("/api/session", _guarded(sessions.close), methods=["DELETE"]),
        Route("/api/session/open", _guarded(sessions.open_by_phrase), methods=["POST"]),
        Route("/api/session/phrase", _guarded(sessions.change_phrase), methods=["POST"]),
        Route("/api/sessions", _guarded(sessions.close_everywhere), methods=["DELETE"]),
        Route("/api/conversation", _guarded(conversation), methods=["GET"]),
        Route("/api/messages", _guarded(message), methods=["POST"]),
        Route("/api/export.{kind}", _guarded(export), methods=["GET"]),
        Route("/api/report.{kind}", _guarded(pictures.report), methods=["GET"]),
        Route("/api/commitments.ics", _guarded(pictures.calendar), methods=["GET"]),
        Route("/picture", pictures.picture, methods=["GET"]),
        Route("/share", shares.page, methods=["GET"]),
        Route("/api/shares", _guarded(shares.create), methods=["POST"]),
        Route("/api/shares/preview", _guarded(shares.preview), methods=["POST"]),
        Route("/api/shares/{share}", _guarded(shares.shown), methods=["GET"]),
        Route("/api/shares/{share}", _guarded(shares.revoke), methods=["DELETE"]),
        Route("/api/mentor/copy", _guarded(mentors.open_copy), methods=["POST"]),
        Route("/api/mentor/note", _guarded(mentors.leave_note), methods=["POST"]),
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


async def conversation(request: Request) -> Response:
    """What was said in this sitting, for a page that was reloaded or a second tab."""
    service = service_of(request)
    leader = leader_of(request)
    exchanges = await asyncio.to_thread(leader.exchanges, RECENT)
    shown = [exchange_json(exchange, service.content) for exchange in since_opening(exchanges)]
    return JSONResponse({"exchanges": shown, "resumed": False, **await sessions.about(service, leader)})


async def message(request: Request) -> Response:
    """One message to Canary. A message sent again under its id is answered as it was the first time."""
    service, token = service_of(request), token_of(request)
    sent = incoming(await read_json(request))
    told = service.receipts.find(token, sent.id)
    if told is not None:
        return JSONResponse(told)
    leader = leader_of(request)
    if not service.messages.admit(leader.id):
        raise WebError(429, "too_fast", "web.error.too_fast", retry_after=1)
    exchange = await answer(service, leader, sent)
    response = JSONResponse(exchange_json(exchange, service.content))
    if exchange.closed == "erased":
        service.receipts.keep(token, sent.id, exchange_json(exchange, service.content))
        service.sessions.close_all(leader.id)
    if exchange.closed is not None:
        service.sessions.close(token)
        forget(service, response)
    return response


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
