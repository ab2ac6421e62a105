"""The Teams channel: activities in, checked and acknowledged in time; the work goes on in each leader's lane."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.shared.bodies import Refused, as_object, read_body
from bot.channels.shared.desk import Desk
from bot.channels.shared.lanes import Lanes, finished
from bot.channels.shared.moving import MoveDesk
from bot.channels.teams.account import TeamsAccount
from bot.channels.teams.activities import payload_in, read_activity, user_of
from bot.channels.teams.connector import Connector
from bot.channels.teams.doing import MOVE, Doing
from bot.channels.teams.tickets import Tickets
from bot.logs import log_event

ACKNOWLEDGE_SECONDS = 5.0  # Microsoft waits fifteen; a turn that takes longer goes on after the acknowledgement
SETTLE_SECONDS = 10.0


class TeamsChannel:
    """One bot of one tenant."""

    def __init__(self, account: TeamsAccount, desk: Desk, moving: MoveDesk, tickets: Tickets | None = None) -> None:
        self._lanes = Lanes()
        self._connector = Connector(account)
        self._tickets = tickets or Tickets(account)
        self._say = desk.content.speech.say
        self._doing = Doing(account, desk, self._connector, moving, self._lanes)

    @property
    def routes(self) -> Sequence[Route]:
        return [Route("/teams/messages", self._activity, methods=["POST"])]

    async def run(self) -> None:
        """Nothing to do on its own."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        await self._lanes.settle(SETTLE_SECONDS)
        await self._connector.close()

    async def _activity(self, request: Request) -> Response:
        try:
            activity = as_object(await read_body(request))
            await self._tickets.check(request.headers.get("authorization", ""), activity)
        except Refused as refused:
            log_event("channel_refused", channel="teams", reason=refused.reason)
            return Response(status_code=refused.status)
        return await self._taken(activity)

    async def _taken(self, activity: dict[str, Any]) -> Response:
        """Act on it. The work is usually done before this returns, so that what was acknowledged is stored."""
        if activity.get("type") == "invoke" and activity.get("name") == "task/fetch":
            return await self._dialog(activity)
        event = read_activity(activity)
        task = self._doing.event(event) if event is not None else None
        if task is not None:
            await finished(task, ACKNOWLEDGE_SECONDS)
        if activity.get("type") == "invoke":
            taken = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""}
            return JSONResponse(taken)
        return Response(status_code=200)

    async def _dialog(self, activity: dict[str, Any]) -> Response:
        value = activity.get("value")
        asked = payload_in(value.get("data")) if isinstance(value, dict) else ""
        personal = activity.get("conversation", {}).get("conversationType") == "personal"
        if asked != MOVE or not personal or not user_of(activity):
            return Response(status_code=400)
        content = {
            "contentType": "application/vnd.microsoft.card.adaptive",
            "content": await self._doing.code(user_of(activity)),
        }
        shown = {"title": self._say("channel.move.title"), "height": "medium", "width": "medium", "card": content}
        return JSONResponse({"task": {"type": "continue", "value": shown}})
