"""What Prometheus may know: how much, how fast, how often something went wrong. Never who, never what about.

    metrics = Metrics(web)
    web.conversation = metrics.watched(conversation)
    metrics.serve("127.0.0.1", 9464)               # an address of its own, not one of the public routes

Labels are words of this file, names of channels and of log events, and status codes: fixed sets, all of them.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, start_http_server
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.dialogue.errors import MessageRefused
from bot.logs import EVENTS, listen
from bot.messages import Exchange, Incoming

if TYPE_CHECKING:
    from bot.channels.web.service import Talk, WebService
    from bot.vault.leader import LeaderVault

CHANNELS = ("web", "slack", "teams", "api")
_SECONDS = (0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 10.0)


class Metrics:
    """The measures of one process, in a registry of their own."""

    def __init__(self, web: WebService) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._turns = Counter(
            "canary_turns", "Messages by what became of them", ["channel", "outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "canary_turn_seconds", "How long an answer took", ["channel"], buckets=_SECONDS, registry=self.registry
        )
        self._events = Counter("canary_events", "Canary's own log events by name", ["event"], registry=self.registry)
        self._responses = Counter("canary_responses", "HTTP answers by status", ["status"], registry=self.registry)
        self._gauges(web)
        for event in EVENTS:
            self._events.labels(event)
        listen(lambda event: self._events.labels(event).inc())

    def watched(self, conversation: Talk) -> Watched:
        """The conversation, with its turns counted and timed."""
        return Watched(conversation, self._turns, self._seconds)

    def counting(self, app: ASGIApp) -> ASGIApp:
        """The application, with its answers counted by status."""

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_counted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    self._responses.labels(str(message["status"])).inc()
                await send(message)

            await app(scope, receive, send_counted if scope["type"] == "http" else send)

        return counted

    def serve(self, host: str, port: int) -> None:
        """Answer Prometheus there, in a thread of its own. Raises OSError when the place is taken."""
        start_http_server(port, host, registry=self.registry)

    def _gauges(self, web: WebService) -> None:
        open_now = Gauge("canary_open_sessions", "Vaults that are open just now", registry=self.registry)
        open_now.set_function(web.sessions.count)
        ready = Gauge("canary_ready", "1 once messages are answered", registry=self.registry)
        ready.set_function(lambda: float(web.conversation is not None))


class Watched:
    """A conversation whose turns are counted; otherwise the conversation itself."""

    def __init__(self, conversation: Talk, turns: Counter, seconds: Histogram) -> None:
        self._conversation, self._turns, self._seconds = conversation, turns, seconds

    async def handle(self, leader: LeaderVault, incoming: Incoming, channel: str = "web") -> Exchange:
        """As Conversation.handle."""
        began, outcome = time.perf_counter(), "failed"
        try:
            exchange = await self._conversation.handle(leader, incoming, channel)
            outcome = "answered"
            return exchange
        except MessageRefused:
            outcome = "refused"
            raise
        finally:
            named = channel if channel in CHANNELS else "other"
            self._turns.labels(named, outcome).inc()
            self._seconds.labels(named).observe(time.perf_counter() - began)
