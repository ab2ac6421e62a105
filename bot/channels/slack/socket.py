"""Socket Mode: Canary calls Slack and holds a connection, for councils that allow no inbound traffic."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.shared.bodies import Refused
from bot.channels.slack.account import SlackAccount
from bot.channels.slack.events import Payload
from bot.logs import log_event

Take = Callable[[str, Payload], Awaitable[Payload | None]]
_AGAIN_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)  # between tries to connect; then always the last


class SocketMode:
    """Holds the connection; Slack's SDK renews it. Each envelope is acknowledged once it was dealt with."""

    def __init__(self, account: SlackAccount, take: Take) -> None:
        self._account, self._take = account, take
        self._client: SocketModeClient | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Connect, however often it takes, and stay until cancelled."""
        web = AsyncWebClient(base_url=self._account.api)
        client = self._client = SocketModeClient(self._account.app_token, web_client=web)
        client.socket_mode_request_listeners.append(self._received)
        tries = 0
        while not await self._connected(client):
            await asyncio.sleep(_AGAIN_SECONDS[min(tries, len(_AGAIN_SECONDS) - 1)])
            tries += 1
        log_event("channel_connected", channel="slack")
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Hang up."""
        if self._client is not None:
            await self._client.close()  # type: ignore[no-untyped-call]

    async def _connected(self, client: SocketModeClient) -> bool:
        try:
            await client.connect()  # type: ignore[no-untyped-call]
        except Exception as problem:  # the SDK raises its own, aiohttp's and asyncio's errors here: all mean later
            log_event("channel_not_connected", channel="slack", cause=type(problem).__name__)
            return False
        return True

    async def _received(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """The SDK hands over one envelope after the other: answered beside it, so that nobody waits for another."""
        task = asyncio.create_task(self._answered(client, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answered(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        carried: Payload | None = None
        try:
            carried = await self._take(request.type, request.payload)
        except Refused as refused:
            log_event("channel_refused", channel="slack", reason=refused.reason)
        response = SocketModeResponse(request.envelope_id, dict(carried) if carried is not None else None)
        await client.send_socket_mode_response(response)
