"""Somebody in a Slack workspace: what their client makes Slack send to the app, signed and sent again as Slack does."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.doubles.slack import (
    ACKNOWLEDGE_SECONDS,
    APP,
    BOT_USER,
    SECRET,
    TEAM,
    Posted,
    SlackDouble,
    direct,
    message_of,
)
from tests.doubles.slack_shown import buttons_in, lines_of

Quiet = Callable[[], Awaitable[None]]


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
                "message": None if posted.seen_by else message_of(posted),
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


def signature_headers(body: bytes, secret: str, at: int) -> dict[str, str]:
    """What Slack sends to prove that a request is its own."""
    made = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={made}"}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
