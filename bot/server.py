"""Puts Canary together: one Starlette application that holds the Rasa agent, the vault and the web page.

    settings = Settings.from_environment()
    serve(create_app(settings), settings)

The page answers at once; the model loads beside it, and until it has, messages wait in the page.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.connect import connected
from bot.channels.shared.channel import Channel
from bot.channels.shared.moving import MoveDesk
from bot.channels.web.errors import WebError, handler
from bot.channels.web.guards import SecurityHeaders
from bot.channels.web.health import routes as health_routes
from bot.channels.web.moving import routes as move_routes
from bot.channels.web.routes import routes as web_routes
from bot.channels.web.service import Talk, WebService
from bot.content import Content, load_content
from bot.logs import log_event
from bot.memory import keep_to_itself
from bot.processes import metrics_of, shared_with_others
from bot.settings import Settings
from bot.upkeep import keep_up
from bot.vault.sessions import Sessions
from bot.vault.vault import Vault
from bot.web.about_pages import about_routes
from bot.web.pages import page_routes

if TYPE_CHECKING:
    from bot.metrics import Metrics

LOAD_AGAIN_SECONDS = 15.0
FINISH_SECONDS = 20  # for what is under way when it is told to stop
Loader = Callable[[Settings, Content], Talk]
Connect = Callable[[Settings, WebService, MoveDesk], Sequence[Channel]]


def create_app(settings: Settings, load: Loader | None = None, connect: Connect = connected) -> Starlette:
    """The application. ``load`` makes the conversation, in a thread of its own, and ``connect`` the chat services it
    answers in; tests may bring others.

    Raises ContentError, SettingsError or CannotStart rather than serve in a state that would lose or show words.
    """
    content = load_content(settings.content)
    settings.prepare_data_folder()
    vault = Vault(settings.vault)
    web = WebService(
        content=content,
        vault=vault,
        sessions=Sessions(settings.idle_minutes),
        idle_minutes=settings.idle_minutes,
        secure_cookie=settings.web_address.startswith("https://"),
        controller=settings.controller,
        **shared_with_others(settings, vault),
    )
    metrics = metrics_of(settings, web)
    pages = [*about_routes(content, settings.facts), *page_routes(content, settings.controller, settings.idle_minutes)]
    moving = MoveDesk(web.vault, content, settings.web_address)
    channels = connect(settings, web, moving)
    chats = [route for channel in channels for route in channel.routes]
    moves = move_routes(moving, content) if channels else []
    app = Starlette(
        routes=[*health_routes(), *chats, *moves, *web_routes(), *pages],
        middleware=[
            *([Middleware(metrics.counting)] if metrics else []),
            Middleware(SecurityHeaders, https=web.secure_cookie),
        ],
        exception_handlers={WebError: handler(content), 404: _not_found, 500: _trouble},
        lifespan=_lifespan(settings, _watched(load or _load_conversation, metrics), channels),
    )
    app.state.web = web
    return app


def serve(app: Starlette, settings: Settings) -> None:
    """Serve until told to stop. No access log: addresses and paths are nobody's business."""
    import uvicorn

    from bot.channels.web.patience import Patient

    keep_to_itself()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        http=Patient,
        ws="none",
        log_config=None,
        timeout_graceful_shutdown=FINISH_SECONDS,
        access_log=False,
        server_header=False,
    )


def _lifespan(
    settings: Settings, load: Loader, channels: Sequence[Channel]
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        web: WebService = app.state.web
        running = [web.homes.run(), _get_ready(web, settings, load), keep_up(web)]
        tasks = [asyncio.create_task(one) for one in (*running, *(channel.run() for channel in channels))]
        try:
            yield
        finally:
            for channel in channels:
                await channel.close()
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            web.sessions.close_everything()
            web.vault.close()
            web.tally.close()

    return lifespan


async def _get_ready(web: WebService, settings: Settings, load: Loader) -> None:
    """Load the model beside the page. One that can't be loaded is said so, by name, and the page says trouble; it is
    tried again until it can be, so that putting the right file in place is all there is to do."""
    while web.conversation is None:
        try:
            web.conversation = await asyncio.to_thread(load, settings, web.content)
        except Exception as problem:
            web.broken = True
            log_event("model_not_loaded", cause=type(problem).__name__)
            await asyncio.sleep(LOAD_AGAIN_SECONDS)
    web.broken = False
    log_event("ready")


def _watched(load: Loader, metrics: Metrics | None) -> Loader:
    """The loader, with the turns of what it loads counted where somebody wants to know."""
    return load if metrics is None else lambda settings, content: metrics.watched(load(settings, content))


def _load_conversation(settings: Settings, content: Content) -> Talk:
    from bot.dialogue.start import start_conversation  # imports Rasa, which takes seconds

    return start_conversation(settings, content)


async def _not_found(request: Request, error: Exception) -> Response:
    return await handler(request.app.state.web.content)(request, WebError(404, "not_found", "web.error.not_found"))


async def _trouble(request: Request, error: Exception) -> Response:
    return await handler(request.app.state.web.content)(request, WebError(500, "trouble", "web.error.trouble"))
