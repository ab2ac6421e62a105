"""Coming in, staying, changing the six words and leaving."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.web.bodies import read_json
from bot.channels.web.errors import WebError, malformed
from bot.channels.web.service import WebService
from bot.channels.web.visitor import client_of, forget, leader_of, mark_of, remember, send_home, service_of, token_of
from bot.vault.errors import NoPhrase, SlowDown, TooManySessions, WrongPhrase
from bot.vault.leader import LeaderVault

AGAIN = "again"  # in the address of a request that was sent home before; it is let in wherever it comes to
MAX_PHRASE = 200  # characters; six words need fewer than sixty


async def start(request: Request) -> Response:
    """A new leader: a vault, its six words (shown this once) and a session."""
    service = service_of(request)
    keep_nothing = (await read_json(request)).get("keep_nothing", False)
    if not isinstance(keep_nothing, bool):
        raise malformed()
    _pace_beginnings(service)
    phrase, leader = await asyncio.to_thread(service.vault.create, keep_nothing)
    return await opened(service, request, leader, {"phrase": phrase, "resumed": False})


async def open_by_phrase(request: Request) -> Response:
    """Opens a vault again. A wrong phrase and one never issued get the same answer, later and later."""
    service = service_of(request)
    phrase = (await read_json(request)).get("phrase")
    if not isinstance(phrase, str) or len(phrase) > MAX_PHRASE:
        raise malformed()
    leader = await _open(service, phrase, client_of(request))
    home = await asyncio.to_thread(service.homes.of, leader.id)
    if home != service.homes.name and AGAIN not in request.query_params:
        leader.close()
        return _sent_home(service, home)
    return await opened(service, request, leader, {"phrase": "", "resumed": True})


async def use(request: Request) -> Response:
    """The leader is writing: the session counts as used, so that it isn't locked under their hands."""
    leader_of(request)
    return JSONResponse({"open": True})


async def change_phrase(request: Request) -> Response:
    """Six new words; the old ones open nothing from now on, and every other session of this leader is closed."""
    service, leader = service_of(request), leader_of(request)
    await read_json(request)
    try:
        phrase = await asyncio.to_thread(leader.change_phrase)
    except NoPhrase:
        raise WebError(409, "no_phrase", "web.error.no_phrase") from None
    service.sessions.close_others(token_of(request))
    fresh = service.sessions.renew(token_of(request))
    if fresh is None:  # closed meanwhile: the words must be seen all the same
        return JSONResponse({"phrase": phrase}, 201)
    response = JSONResponse({"phrase": phrase}, 201)
    remember(service, response, fresh)
    return response


async def close(request: Request) -> Response:
    """Log out: the key is overwritten. Always succeeds."""
    service = service_of(request)
    service.sessions.close(token_of(request))
    return _left(service)


async def close_everywhere(request: Request) -> Response:
    """Log out wherever this leader has a session."""
    service = service_of(request)
    service.sessions.close_all(leader_of(request).id)
    return _left(service)


async def about(service: WebService, leader: LeaderVault) -> dict[str, Any]:
    """What the page needs to know of an open vault beside the conversation."""
    kept_until = None if leader.keeps_nothing else await asyncio.to_thread(leader.kept_until)
    return {
        "keep_nothing": leader.keeps_nothing,
        "kept_until": kept_until and f"{kept_until.day} {kept_until:%B %Y}",
        "idle_minutes": service.idle_minutes,
        "mark": mark_of(leader),
    }


def _pace_beginnings(service: WebService) -> None:
    if not service.beginnings.admit("all"):
        raise WebError(429, "full", "web.error.full", retry_after=5)


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


async def opened(service: WebService, request: Request, leader: LeaderVault, body: dict[str, Any]) -> Response:
    """A fresh token in a fresh cookie, so that no session can be fixed beforehand; the old one is closed."""
    service.sessions.close(token_of(request))
    try:
        token = service.sessions.open(leader)
    except TooManySessions:
        leader.close()
        raise WebError(503, "full", "web.error.full", retry_after=60) from None
    await asyncio.to_thread(service.homes.moved_in, leader.id)
    response = JSONResponse({**body, "exchanges": [], **await about(service, leader)}, 201)
    remember(service, response, token)
    return response


def _sent_home(service: WebService, home: str) -> Response:
    """The browser repeats its request, words included; the proxy then takes it to the leader's home."""
    response = RedirectResponse(f"/api/session/open?{AGAIN}=1", 307)
    send_home(service, response, home)
    return response


def _left(service: WebService) -> Response:
    response = JSONResponse({"closed": True})
    forget(service, response)
    return response
