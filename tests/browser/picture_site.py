"""Canary's pages with a made-up leader's vault behind them, served for a browser on this machine. No Rasa needed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.channels.web.errors import WebError, handler
from bot.channels.web.guards import SecurityHeaders
from bot.channels.web.routes import routes
from bot.channels.web.service import WebService
from bot.messages import Exchange, Reply
from bot.report.held import Held
from bot.vault import CHEAP_FOR_TESTS, Vault, VaultSettings
from bot.vault.sessions import Sessions
from bot.web.pages import page_routes
from tests.services import free_port
from tests.unit.report.made import NOW, content


@dataclass(frozen=True)
class Site:
    """Where it is, and how a session with what somebody said is opened."""

    address: str
    service: WebService

    def open(self, kept: Held, keep_nothing: bool = True) -> str:
        """The token of a session whose vault holds these records."""
        _, leader = self.service.vault.create(keep_nothing)
        turn = leader.turn("made", NOW)
        for record in (*kept.all_reflections, *kept.all_answers, *kept.all_findings, *kept.all_commitments):
            turn.put(record)
        turn.commit(Exchange("made", NOW, None, (Reply("Welcome back."),)))
        return self.service.sessions.open(leader)


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """The site, until the block is left."""
    settings = VaultSettings(f"sqlite:///{folder / 'canary.db'}", folder / "keys", cost=CHEAP_FOR_TESTS)
    service = WebService(content(), Vault(settings), Sessions(), 30, False, "A council", None)
    app = Starlette(
        routes=[*routes(), *page_routes(content(), "A council")],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={WebError: handler(content())},
    )
    app.state.web = service
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Site(f"http://127.0.0.1:{port}", service)
    server.should_exit = True
    thread.join(10)
    service.sessions.close_everything()
    service.vault.close()
