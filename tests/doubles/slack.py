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
import hashlib
import hmac
import html
import itertools
import json
import re
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
from aiohttp import WSMsgType, web

TEAM, APP, BOT_USER, BOT = "T0CANARY", "A0CANARY", "U0CANARYBOT", "B0CANARY"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1-canary", "xapp-1-canary", "8f742231b10e8888abcd99yyyzzz85a5"
ACKNOWLEDGE_SECONDS = 3.0
Blocks = list[dict[str, Any]]
Quiet = Callable[[], Awaitable[None]]


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
        return {"ok": True, "channel": channel, "ts": made.ts, "message": _message(made)}

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


class Person:
    """Somebody in the workspace, with the app's direct message open.

    ``by_socket`` delivers through Socket Mode. After each thing they do they wait for ``quiet``; None: they don't.
    """

    def __init__(
        self, slack: SlackDouble, user: str, canary: str, by_socket: bool = False, quiet: Quiet | None = None
    ) -> None:
        self.slack, self.user, self.canary, self.by_socket, self.quiet = slack, user, canary, by_socket, quiet
        self.channel = direct(user)
        self.acknowledged_after: list[float] = []
        self.sent_again = 0
        self._read = 0
        self._http = httpx.AsyncClient(timeout=ACKNOWLEDGE_SECONDS)

    async def write(self, text: str, **more: Any) -> str:
        """Type into the direct message; gives the message's ts."""
        ts = self.slack.next_ts()
        event = {
            "type": "message", "channel": self.channel, "user": self.user, "text": _escaped(text), "ts": ts,
            "event_ts": ts, "team": TEAM, "channel_type": "im", "client_msg_id": f"c-{ts}",
        }  # fmt: skip
        await self.event({**event, **more})
        return ts

    async def event(self, event: dict[str, Any], event_id: str | None = None, **more: Any) -> None:
        """Something happened in the workspace."""
        payload = {
            "token": "legacy", "team_id": TEAM, "api_app_id": APP, "type": "event_callback",
            "event_id": event_id or f"Ev{next(self.slack._numbers):08d}", "event_time": int(time.time()),
            "event": event,
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}], "is_ext_shared_channel": False,
        }  # fmt: skip
        await self._deliver("events_api", {**payload, **more})

    async def press(self, title: str) -> None:
        """Press a button in the latest message of the direct message that has it."""
        for posted in reversed(self.slack.in_channel(self.channel)):
            for element in buttons_in(posted.blocks):
                if element["text"]["text"] == title:
                    return await self._press(element, posted)
        raise AssertionError(f"no button {title!r}")

    async def press_home(self, title: str) -> None:
        """Press a button of the home tab."""
        element = next(one for one in buttons_in(self.slack.homes[self.user]) if one["text"]["text"] == title)
        await self.interaction(element, {"container": {"type": "view", "view_id": "V1"}, "view": {"type": "home"}})

    async def _press(self, element: dict[str, Any], posted: Posted) -> None:
        name = "directmessage" if posted.channel.startswith("D") else "general"
        await self.interaction(
            element,
            {
                "container": {
                    "type": "message", "message_ts": posted.ts, "channel_id": posted.channel,
                    "is_ephemeral": posted.seen_by is not None,
                },
                "channel": {"id": posted.channel, "name": name},
                "message": None if posted.seen_by else _message(posted),
            },
        )  # fmt: skip

    async def interaction(self, element: dict[str, Any], where: dict[str, Any]) -> None:
        ts = self.slack.next_ts()
        payload = {
            "type": "block_actions", "team": {"id": TEAM, "domain": "council"},
            "user": {"id": self.user, "username": "somebody", "team_id": TEAM}, "api_app_id": APP, "token": "legacy",
            "trigger_id": f"{ts}.trigger", "response_url": "https://hooks.slack.com/actions/x",
            "actions": [{**element, "action_ts": ts, "block_id": "b"}], **where,
        }  # fmt: skip
        await self._deliver("interactive", payload)

    async def command(self, channel: str = "C0GENERAL", text: str = "") -> dict[str, Any]:
        """Type /canary somewhere; gives what only the caller sees."""
        fields = {
            "token": "legacy", "team_id": TEAM, "team_domain": "council", "channel_id": channel, "user_id": self.user,
            "user_name": "somebody", "command": "/canary", "text": text, "api_app_id": APP, "trigger_id": "1.2.3",
            "response_url": "https://hooks.slack.com/commands/x",
        }  # fmt: skip
        if self.by_socket:
            return dict(await self.slack.socket_send("slash_commands", fields))
        answer = await self.send("/slack/command", urlencode(fields), "application/x-www-form-urlencoded")
        return dict(answer.json())

    async def _deliver(self, kind: str, payload: dict[str, Any]) -> None:
        await self._send_on(kind, payload)
        if self.quiet is not None:
            await self.quiet()

    async def _send_on(self, kind: str, payload: dict[str, Any]) -> None:
        """As Slack does: what is not acknowledged within three seconds is sent again, up to three times."""
        if self.by_socket:
            await self.slack.socket_send(kind, payload)
            return
        path, body, content = "/slack/events", json.dumps(payload), "application/json; charset=utf-8"
        if kind == "interactive":
            path, content = "/slack/interactivity", "application/x-www-form-urlencoded"
            body = urlencode({"payload": body})
        for number in range(4):
            again = {"x-slack-retry-num": str(number), "x-slack-retry-reason": "http_timeout"} if number else {}
            began = time.monotonic()
            try:
                answer = await self.send(path, body, content, again)
            except httpx.TransportError:  # no answer in time, or the connection broke
                self.sent_again += 1
                continue
            self.acknowledged_after.append(time.monotonic() - began)
            if answer.status_code == 200:
                return
            self.sent_again += 1

    async def send(
        self, path: str, body: str, content: str = "application/json", headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """One signed request."""
        signed = signature_headers(body.encode(), SECRET, int(time.time()))
        return await self._http.post(
            self.canary + path, content=body.encode(), headers={"Content-Type": content, **signed, **(headers or {})}
        )

    def new(self) -> list[Posted]:
        """What was posted to the direct message since last time."""
        posted = self.slack.in_channel(self.channel)[self._read :]
        self._read += len(posted)
        return posted

    def lines(self) -> list[str]:
        """The same, as lines of text, with buttons as "[title]"."""
        return [line for posted in self.new() for line in lines_of(posted.blocks)]

    async def close(self) -> None:
        await self._http.aclose()


def direct(user: str) -> str:
    """The direct message of a user with the app."""
    return f"D{user[1:]}"


def signature_headers(body: bytes, secret: str, at: int) -> dict[str, str]:
    """What Slack sends to prove that a request is its own."""
    made = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={made}"}


def buttons_in(blocks: Blocks) -> list[dict[str, Any]]:
    return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]


def lines_of(blocks: Blocks) -> list[str]:
    """Blocks as a person reads them."""
    lines: list[str] = []
    for block in blocks:
        if block["type"] in ("section", "header"):
            lines += [line for line in _shown(block["text"]).split("\n") if line.strip()]
        elif block["type"] == "context":
            lines += [_shown(element) for element in block["elements"]]
        elif block["type"] == "actions":
            lines += [f"[{element['text']['text']}]" for element in block["elements"]]
    return lines


def problem_with(blocks: Any) -> str | None:
    """What Slack would say is wrong with these blocks."""
    if not isinstance(blocks, list) or len(blocks) > 50:
        return "no more than 50 items allowed"
    names: dict[str, int] = defaultdict(int)
    for block in blocks:
        if block["type"] == "section" and not 1 <= len(block["text"]["text"]) <= 3000:
            return "section text must be 1 to 3000 characters"
        if block["type"] == "header" and len(block["text"]["text"]) > 150:
            return "header text must be at most 150 characters"
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            names[element["action_id"]] += 1
            if len(element["text"]["text"]) > 75 or len(element["value"]) > 2000 or len(element["action_id"]) > 255:
                return "a button is too long"
            if len(element.get("url", "")) > 3000:
                return "a url is too long"
        if block["type"] == "actions" and not 1 <= len(block["elements"]) <= 25:
            return "actions must have 1 to 25 elements"
    return "action_id must be unique" if any(count > 1 for count in names.values()) else None


def _shown(text: dict[str, Any]) -> str:
    if text["type"] == "plain_text":
        return str(text["text"])
    return html.unescape(re.sub(r"<([^<>|]*)(\|[^<>]*)?>", r"\1", text["text"]))


def _message(posted: Posted) -> dict[str, Any]:
    return {
        "type": "message", "user": BOT_USER, "bot_id": BOT, "app_id": APP, "team": TEAM, "ts": posted.ts,
        "text": posted.text, "blocks": posted.blocks,
    }  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _date(at: float) -> str:
    return time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(at))


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return {**dict(request.query), **form}
