"""How this process is, for whoever watches over it: two words and a status, and nothing about anybody."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.service import WebService
from bot.channels.web.visitor import service_of
from bot.vault.errors import StorageUnavailable


def routes() -> list[Route]:
    """``/health``: may leaders be sent here? ``/health/live``: is it alive, or must it be started anew?"""
    return [Route("/health", ready, methods=["GET"]), Route("/health/live", live, methods=["GET"])]


async def live(request: Request) -> Response:
    """200 as long as it answers at all."""
    return JSONResponse({"status": "alive"})


async def ready(request: Request) -> Response:
    """200 once messages are answered; 503 with "starting", "broken" (no model) or "storage" (no database)."""
    status = await _status(service_of(request))
    return JSONResponse({"status": status}, 200 if status == "ok" else 503)


async def _status(web: WebService) -> str:
    if web.broken:
        return "broken"
    if web.conversation is None:
        return "starting"
    try:
        await asyncio.to_thread(web.vault.check)
    except StorageUnavailable:
        return "storage"
    return "ok"
