"""The Slack channel: requests in, checked and acknowledged in time; the work goes on in each leader's lane."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.shared.bodies import Refused, as_object, read_body
from bot.channels.shared.desk import Desk
from bot.channels.shared.lanes import Lanes, finished
from bot.channels.shared.moving import MoveDesk
from bot.channels.slack.account import SlackAccount
from bot.channels.slack.doing import Doing, Task
from bot.channels.slack.events import Payload, read_event, read_press, require_team
from bot.channels.slack.sending import Sending, client_of
from bot.channels.slack.signature import check
from bot.channels.slack.socket import SocketMode
from bot.logs import log_event

ACKNOWLEDGE_SECONDS = 1.0  # Slack waits three, and a busy machine needs its share; a longer turn goes on afterwards
SETTLE_SECONDS = 10.0


class SlackChannel:
    """One Slack app. With an app token it uses Socket Mode and answers at no address of its own."""

    def __init__(self, account: SlackAccount, desk: Desk, moving: MoveDesk) -> None:
        self._account = account
        self._lanes = Lanes()
        self._client = client_of(account)
        self._doing = Doing(account, desk, Sending(self._client), moving, self._lanes)
        self._socket = SocketMode(account, self.take) if account.app_token else None

    @property
    def routes(self) -> Sequence[Route]:
        if self._socket is not None:
            return ()
        return [
            Route("/slack/events", self._checked(self._event), methods=["POST"]),
            Route("/slack/interactivity", self._checked(self._interaction), methods=["POST"]),
            Route("/slack/command", self._checked(self._command), methods=["POST"]),
        ]

    async def run(self) -> None:
        """Hold the Socket Mode connection; without it, wait."""
        await (self._socket.run() if self._socket is not None else asyncio.Event().wait())

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        await self._lanes.settle(SETTLE_SECONDS)

    async def take(self, kind: str, payload: Payload) -> Payload | None:
        """One thing from Slack, however it came; returns what the acknowledgement carries. Raises Refused.

        The work is usually done before this returns, so that what was acknowledged is stored. What takes longer
        is not waited for: Slack would send it again.
        """
        task: Task = None
        if kind == "slash_commands":
            require_team(self._account.team, payload.get("team_id"))
            return self._doing.command(str(payload.get("api_app_id", "")))
        if kind == "events_api":
            event = read_event(payload, self._account.team)
            task = self._doing.event(event) if event is not None else None
        elif kind == "interactive":
            press = read_press(payload, self._account.team)
            task = self._doing.pressed(press) if press is not None else None
        if task is not None:
            await finished(task, ACKNOWLEDGE_SECONDS)
        return None

    def _checked(self, handler: Callable[[bytes], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """Only what Slack signed gets through; what is refused is told apart in the log by a name."""

        async def checked(request: Request) -> Response:
            try:
                body = await read_body(request)
                check(self._account.signing_secret, request.headers, body)
                return await handler(body)
            except Refused as refused:
                log_event("channel_refused", channel="slack", reason=refused.reason)
                return Response(status_code=refused.status)

        return checked

    async def _event(self, body: bytes) -> Response:
        payload = as_object(body)
        if payload.get("type") == "url_verification":
            return JSONResponse({"challenge": payload.get("challenge")})
        if payload.get("type") == "event_callback":
            await self.take("events_api", payload)
        return Response(status_code=200)

    async def _interaction(self, body: bytes) -> Response:
        await self.take("interactive", as_object(_form(body).get("payload", "")))
        return Response(status_code=200)

    async def _command(self, body: bytes) -> Response:
        return JSONResponse(await self.take("slash_commands", _form(body)))


def _form(body: bytes) -> dict[str, Any]:
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise Refused(400, "malformed") from None
    return {name: values[0] for name, values in fields.items()}
