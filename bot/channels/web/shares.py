"""What a leader shares with a mentor: choosing it, seeing it as the mentor will, sharing it, and ending it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bot.channels.web.bodies import read_json
from bot.channels.web.errors import WebError, malformed
from bot.channels.web.pictures import held_by
from bot.channels.web.service import WebService
from bot.channels.web.visitor import leader_of, service_of
from bot.report.sharing import Choice, chosen, shown_to_mentor
from bot.understanding.names import mask_names
from bot.vault.errors import CannotShare, StorageUnavailable, VaultClosed
from bot.vault.leader import LeaderVault
from bot.web.share_page import MAX_DAYS, MAX_QUESTION, share_page, share_trouble_page

_ID = re.compile(r"[0-9a-f]{64}")
_MOST_PICKED = 500
_MAX_ID = 64
Shown = tuple[dict[str, Any], Collection[str]]


async def page(request: Request) -> Response:
    """The page. Without an open vault it leads to the front page."""
    service = service_of(request)
    try:
        leader = leader_of(request)
        held, shares = await asyncio.to_thread(lambda: (held_by(leader), leader.shares()))
    except (WebError, VaultClosed):
        return RedirectResponse("/", 303)
    except StorageUnavailable:
        return HTMLResponse(share_trouble_page(service.content), 503)
    made = share_page(held, shares, service.content, service.idle_minutes, leader.keeps_nothing)
    return HTMLResponse(made)


async def preview(request: Request) -> Response:
    """What the mentor would see, with the mark by which it can be shared unchanged."""
    leader = _paced(request)
    choice, days, _ = await _asked(request)
    shown, _ = await asyncio.to_thread(_made, leader, choice, days, service_of(request))
    return JSONResponse({"shown": shown, "seen": _mark(shown)})


async def create(request: Request) -> Response:
    """Share what was just looked at. The answer holds the link's secret and the code, this once."""
    leader = _paced(request)
    choice, days, seen = await _asked(request)

    def share() -> dict[str, str]:
        shown, reflections = _made(leader, choice, days, service_of(request))
        if _mark(shown) != seen:
            raise WebError(409, "changed", "share.error.changed")
        given = leader.share(shown, reflections, days)
        return {"secret": given.secret, "code": given.code}

    try:
        return JSONResponse(await asyncio.to_thread(share), 201)
    except CannotShare:
        nothing = leader.keeps_nothing
        key = "share.keeping_nothing" if nothing else "share.error.too_many"
        raise WebError(409, "cannot_share", key) from None


async def shown(request: Request) -> Response:
    """What the mentor sees of one of the leader's shares."""
    wanted = _id(request)
    shares = await asyncio.to_thread(leader_of(request).shares)
    found = next((one for one in shares if one.id == wanted), None)
    if found is None:
        raise WebError(404, "not_found", "web.error.not_found")
    return JSONResponse({"shown": found.shown})


async def revoke(request: Request) -> Response:
    """End a share for good, at once. One that is gone already, or somebody else's, is not there."""
    if not await asyncio.to_thread(leader_of(request).revoke, _id(request)):
        raise WebError(404, "not_found", "web.error.not_found")
    return JSONResponse({"revoked": True})


def _made(leader: LeaderVault, choice: Choice, days: int, service: WebService) -> Shown:
    """What is shown, and the reflections it draws on."""
    held, until = held_by(leader), _today() + timedelta(days=days)
    made = shown_to_mentor(held, choice, service.content, datetime.now(UTC), until, mask_names)
    if not made["blocks"]:
        raise WebError(400, "nothing", "share.error.nothing")
    cut = chosen(held, choice)
    drawn_on = {one.reflection_id for one in cut.all_findings} | {one.reflection_id for one in cut.all_commitments}
    return made, sorted(drawn_on)


def _id(request: Request) -> str:
    id = request.path_params["share"]
    if not _ID.fullmatch(id):
        raise WebError(404, "not_found", "web.error.not_found")
    return str(id)


def _mark(shown: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _paced(request: Request) -> LeaderVault:
    leader = leader_of(request)
    if not service_of(request).messages.admit(leader.id):
        raise WebError(429, "too_fast", "web.error.too_fast", retry_after=1)
    return leader


async def _asked(request: Request) -> tuple[Choice, int, object]:
    body = await read_json(request)
    question, days = body.get("question", ""), body.get("days")
    if not isinstance(question, str) or not isinstance(days, int) or isinstance(days, bool):
        raise malformed()
    if len(question) > MAX_QUESTION:
        raise WebError(413, "too_long", "share.error.long", limit=f"{MAX_QUESTION:,}")
    if not 1 <= days <= MAX_DAYS:
        raise WebError(400, "days", "share.error.days")
    choice = Choice(
        domains=_picked(body, "domains"),
        signs=_picked(body, "signs"),
        commitments=_picked(body, "commitments"),
        quotes=_flag(body, "quotes"),
        picture=_flag(body, "picture"),
        question=question.strip(),
    )
    return choice, days, body.get("seen")


def _picked(body: dict[str, Any], name: str) -> frozenset[str]:
    given = body.get(name, [])
    if not isinstance(given, list) or len(given) > _MOST_PICKED:
        raise malformed()
    if not all(isinstance(one, str) and len(one) <= _MAX_ID for one in given):
        raise malformed()
    return frozenset(given)


def _flag(body: dict[str, Any], name: str) -> bool:
    given = body.get(name, False)
    if not isinstance(given, bool):
        raise malformed()
    return given


def _today() -> date:
    return datetime.now(UTC).date()
