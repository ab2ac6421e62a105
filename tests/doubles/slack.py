"""Slack as its documentation describes it: Web API, Events API with signatures and retries, interactivity, Socket Mode.

    slack = SlackDouble()
    async with served(slack.app) as address:
        slack.address = address
        anna = Person(slack, "U0ANNA", canary_address)
        await anna.write("Hello")
        anna.lines()

It refuses what Slack refuses: a wrong token, blocks beyond Slack's limits, messages to nowhere.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.doubles.slack_shown import Blocks, problem_with

TEAM, APP, BOT_USER, BOT = "T0CANARY", "A0CANARY", "U0CANARYBOT", "B0CANARY"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1-canary", "xapp-1-canary", "8f742231b10e8888abcd99yyyzzz85a5"
ACKNOWLEDGE_SECONDS = 3.0


@dataclass
class Posted:
    """One message that stands in a conversation."""

    ts: str
    channel: str
    text: str
    blocks: Blocks
    seen_by: str | None = None  # set for what only one person sees
    thread: str | None = None


@dataclass
class SlackDouble:
    """One workspace with one app. ``trouble`` are answers to give before the next calls: (status, retry-after)."""

    address: str = ""
    posted: list[Posted] = field(default_factory=list)
    homes: dict[str, Blocks] = field(default_factory=dict)
    dialogs: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    trouble: list[tuple[int, int | None]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    scopes: str = "app_mentions:read,chat:write,commands,files:write,im:history"
    clock_ahead: float = 0.0
    _numbers: Any = field(default_factory=lambda: itertools.count(1))
    _uploads: dict[str, bytes] = field(default_factory=dict)
    _socket: web.WebSocketResponse | None = None
    _acknowledged: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/{method}", self._call)
        app.router.add_post("/upload/{id}", self._upload)
        app.router.add_get("/socket", self._hold_socket)
        return app

    def next_ts(self) -> str:
        return f"{int(time.time())}.{next(self._numbers):06d}"

    def in_channel(self, channel: str) -> list[Posted]:
        return [one for one in self.posted if one.channel == channel]

    # The Web API ----------------------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls.append(method)
        if self.trouble:
            status, wait = self.trouble.pop(0)
            headers = {"Retry-After": str(wait)} if wait is not None else {}
            return web.json_response({"ok": False, "error": "trouble"}, status=status, headers=headers)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != (APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN):
            return web.json_response({"ok": False, "error": "invalid_auth"})
        body = await _body(request)
        answer = getattr(self, "_" + method.replace(".", "_"))(body)
        headers = {"x-oauth-scopes": self.scopes, "Date": _date(time.time() + self.clock_ahead)}
        return web.json_response(answer, headers=headers)

    def _auth_test(self, _body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "url": "https://council.slack.com/"}

    def _apps_connections_open(self, _body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "url": self.address.replace("http", "ws", 1) + "/socket"}

    def _chat_postMessage(self, body: dict[str, Any]) -> dict[str, Any]:
        problem = problem_with(body.get("blocks", []))
        if problem:
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": [problem]}}
        channel = body["channel"]
        if channel.startswith("U"):
            channel = direct(channel)
        if not body.get("text"):
            return {"ok": False, "error": "no_text"}
        made = Posted(self.next_ts(), channel, body["text"], body.get("blocks", []), thread=body.get("thread_ts"))
        self.posted.append(made)
        self._arrived.set()
        return {"ok": True, "channel": channel, "ts": made.ts, "message": message_of(made)}

    def _chat_postEphemeral(self, body: dict[str, Any]) -> dict[str, Any]:
        problem = problem_with(body.get("blocks", []))
        if problem:
            return {"ok": False, "error": "invalid_blocks"}
        self.posted.append(
            Posted(self.next_ts(), body["channel"], body["text"], body.get("blocks", []), seen_by=body["user"])
        )
        self._arrived.set()
        return {"ok": True, "message_ts": self.posted[-1].ts}

    def _chat_update(self, body: dict[str, Any]) -> dict[str, Any]:
        for one in self.posted:
            if one.ts == body["ts"] and one.channel == body["channel"]:
                problem = problem_with(body.get("blocks", []))
                if problem:
                    return {"ok": False, "error": "invalid_blocks"}
                one.blocks, one.text = body["blocks"], body["text"]
                return {"ok": True, "ts": one.ts, "channel": one.channel}
        return {"ok": False, "error": "message_not_found"}

    def _views_publish(self, body: dict[str, Any]) -> dict[str, Any]:
        problem = problem_with(body["view"]["blocks"])
        if problem or body["view"]["type"] != "home":
            return {"ok": False, "error": "invalid_arguments"}
        self.homes[body["user_id"]] = body["view"]["blocks"]
        self._arrived.set()
        return {"ok": True}

    def _views_open(self, body: dict[str, Any]) -> dict[str, Any]:
        view = body["view"]
        if not body.get("trigger_id") or len(view["title"]["text"]) > 24 or problem_with(view["blocks"]):
            return {"ok": False, "error": "invalid_arguments"}
        self.dialogs.append(view)
        self._arrived.set()
        return {"ok": True}

    def _files_getUploadURLExternal(self, body: dict[str, Any]) -> dict[str, Any]:
        id = f"F{next(self._numbers):08d}"
        self.files.append({"id": id, "alt": body.get("alt_txt", ""), "length": int(body["length"]), "channel": None})
        return {"ok": True, "file_id": id, "upload_url": f"{self.address}/upload/{id}"}

    def _files_completeUploadExternal(self, body: dict[str, Any]) -> dict[str, Any]:
        given = body["files"]
        for one in json.loads(given) if isinstance(given, str) else given:
            held = next(file for file in self.files if file["id"] == one["id"])
            if not str(body.get("channel_id", "")).startswith(("C", "D", "G")):
                return {"ok": False, "error": "invalid_channel"}
            held |= {"channel": body["channel_id"], "title": one["title"], "data": self._uploads[one["id"]]}
        self._arrived.set()
        return {"ok": True, "files": [{"id": one["id"]} for one in self.files[-1:]]}

    async def _upload(self, request: web.Request) -> web.Response:
        self._uploads[request.match_info["id"]] = await request.read()
        return web.Response(text="OK")

    # Socket Mode ----------------------------------------------------------------------------------

    async def _hold_socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        self._socket = socket
        async for message in socket:
            if message.type == WSMsgType.TEXT and message.data.startswith("{"):
                answer = json.loads(message.data)
                future = self._acknowledged.pop(answer.get("envelope_id", ""), None)
                if future is not None:
                    future.set_result(answer.get("payload"))
        return socket

    async def socket_send(self, kind: str, payload: dict[str, Any]) -> Any:
        """Send one envelope; gives what the acknowledgement carries. Raises TimeoutError when none comes in time."""
        while self._socket is None:
            await asyncio.sleep(0.01)
        envelope = f"envelope-{next(self._numbers)}"
        future = self._acknowledged[envelope] = asyncio.get_running_loop().create_future()
        body = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True}
        await self._socket.send_json(body)
        return await asyncio.wait_for(future, ACKNOWLEDGE_SECONDS)

    # Waiting --------------------------------------------------------------------------------------

    async def until(self, holds: Any, seconds: float = 10.0) -> None:
        """Wait until something holds. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._arrived.clear()
                try:
                    await asyncio.wait_for(self._arrived.wait(), 0.1)
                except TimeoutError:
                    continue


def direct(user: str) -> str:
    """The direct message of a user with the app."""
    return f"D{user[1:]}"


def message_of(posted: Posted) -> dict[str, Any]:
    """A posted message as Slack hands it back."""
    return {
        "type": "message", "user": BOT_USER, "bot_id": BOT, "app_id": APP, "team": TEAM, "ts": posted.ts,
        "text": posted.text, "blocks": posted.blocks,
    }  # fmt: skip


def _date(at: float) -> str:
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(at))


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return {**dict(request.query), **form}
