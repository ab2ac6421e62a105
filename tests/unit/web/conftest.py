"""The web channel with a real vault and content, and a conversation that repeats what it hears (no Rasa needed)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from bot.channels.web.errors import WebError, handler
from bot.channels.web.guards import SecurityHeaders
from bot.channels.web.routes import routes
from bot.channels.web.service import WebService
from bot.content import Content, load_content
from bot.messages import Button, Exchange, Incoming, Reply
from bot.vault import CHEAP_FOR_TESTS, LeaderVault, Vault, VaultSettings
from bot.vault.sessions import Sessions
from bot.web.pages import page_routes

CONTENT = Path(__file__).parents[3] / "content"


class Echo:
    """Stores and repeats each message once, as the real conversation does; ``failure`` makes it raise."""

    def __init__(self) -> None:
        self.failure: Exception | None = None

    async def handle(self, leader: LeaderVault, incoming: Incoming) -> Exchange:
        if self.failure is not None:
            raise self.failure
        turn = leader.turn(incoming.id, datetime.now(UTC))
        if turn.seen is not None:
            return turn.seen
        reply = Reply(f"Heard: {incoming.text or incoming.button}", (Button("Skip", "skip"),))
        exchange = Exchange(incoming.id, datetime.now(UTC), incoming.text, (reply,))
        await asyncio.to_thread(turn.commit, exchange)
        return exchange


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content(CONTENT)


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def service(tmp_path: Path, content: Content, echo: Echo) -> Iterator[WebService]:
    vault = Vault(VaultSettings(f"sqlite:///{tmp_path / 'canary.db'}", tmp_path / "keys", cost=CHEAP_FOR_TESTS))
    web = WebService(content, vault, Sessions(), 30, False, "A council", echo)  # type: ignore[arg-type]
    yield web
    web.sessions.close_everything()
    vault.close()


@pytest.fixture
def browser(service: WebService, content: Content) -> Iterator[TestClient]:
    """A client that behaves as the page does."""
    app = Starlette(
        routes=[*routes(), *page_routes(content, "A <b>council</b>")],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={WebError: handler(content)},
    )
    app.state.web = service
    with TestClient(app, base_url="http://canary.test") as client:
        yield client
