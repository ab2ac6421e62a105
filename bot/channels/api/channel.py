"""The API's addresses. Whoever holds a token speaks for leaders under ids of their own choosing.

A leader is named in a header, never in an address, since addresses end up in logs on the way. Each token has leaders of
its own: with another token the same id is another leader.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.shared.desk import Desk, Trouble
from bot.channels.web.bodies import incoming, read_json
from bot.channels.web.errors import WebError, malformed
from bot.channels.web.replies import exchange_json
from bot.dialogue.errors import MessageEmpty, MessageRefused, MessageTooLong, TurnFailed
from bot.messages import MAX_TEXT, Exchange, Incoming
from bot.vault.errors import StorageUnavailable, TurnConflict, VaultClosed

LEADER = "canary-leader"
DESCRIPTION = json.loads((Path(__file__).parent / "openapi.json").read_text(encoding="utf-8"))
_ID = re.compile(r"[A-Za-z0-9._~-]{8,128}")
Handler = Callable[[Request, str], Awaitable[Response]]


class ApiChannel:
    """The API for the holders of some tokens."""

    def __init__(self, tokens: Sequence[str], desk: Desk) -> None:
        self._tokens = [hashlib.sha256(token.encode()).digest() for token in tokens]
        self._desk = desk
        self._pace = desk.tally.pace("api", per_second=2, burst=6)

    @property
    def routes(self) -> Sequence[Route]:
        return [
            Route("/v1/openapi.json", _describe, methods=["GET"]),
            Route("/v1/messages", self._guarded(self._message), methods=["POST"]),
            Route("/v1/export", self._guarded(self._export), methods=["GET"]),
            Route("/v1/leader", self._guarded(self._erase), methods=["DELETE"]),
        ]

    async def run(self) -> None:
        """Nothing to do on its own."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Nothing to let go of: every request has its answer."""

    def _guarded(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        """A known token and a leader's id first; then the handler, and what goes wrong in words."""

        async def guarded(request: Request) -> Response:
            user = self._user(request)
            try:
                return await handler(request, user)
            except StorageUnavailable:
                raise WebError(503, "storage", "channel.storage", retry_after=5) from None
            except (TurnFailed, TurnConflict, Trouble):
                raise WebError(500, "trouble", "channel.trouble") from None

        return guarded

    async def _message(self, request: Request, user: str) -> Response:
        sent = incoming(await read_json(request))
        if not self._pace.admit(user):
            raise WebError(429, "too_fast", "channel.too_fast", retry_after=1)
        exchange = await self._answered(user, sent)
        return JSONResponse(exchange_json(exchange, self._desk.content))

    async def _export(self, _request: Request, user: str) -> Response:
        with closing(await self._desk.open(user)) as leader:
            return JSONResponse(await asyncio.to_thread(leader.export))

    async def _erase(self, _request: Request, user: str) -> Response:
        with closing(await self._desk.open(user)) as leader:
            try:
                receipt = await asyncio.to_thread(leader.erase)
            except VaultClosed:  # erased by another request a moment ago
                raise malformed(409) from None
        return JSONResponse({"at": receipt.at.isoformat(), "counts": receipt.counts, "may_remain": receipt.may_remain})

    async def _answered(self, user: str, sent: Incoming) -> Exchange:
        try:
            return await self._desk.exchange(user, sent)
        except MessageTooLong:
            raise WebError(413, "too_long", "channel.too_long", limit=f"{MAX_TEXT:,}") from None
        except MessageEmpty:
            raise WebError(400, "empty", "channel.empty") from None
        except MessageRefused:
            raise WebError(400, "malformed", "channel.old_button") from None

    def _user(self, request: Request) -> str:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = hashlib.sha256(token.strip().encode()).digest()
        known = [hmac.compare_digest(given, one) for one in self._tokens]
        if scheme.lower() != "bearer" or not any(known):
            raise WebError(401, "no_token", "channel.api.no_token")
        leader = request.headers.get(LEADER, "")
        if not _ID.fullmatch(leader):
            raise WebError(400, "no_leader", "channel.api.no_leader")
        return f"{given.hex()[:32]}/{leader}"


async def _describe(_request: Request) -> Response:
    return JSONResponse(DESCRIPTION)
