"""Serves Canary and the doubles within the test's own event loop, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from aiohttp import web

from bot.channels.web.patience import Patient
from tests.services import free_port


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    """A double, served; gives its address."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def canary(app: Any, port: int) -> AsyncIterator[str]:
    """Canary as `bot.server.serve` serves it; gives its address once messages are answered."""
    config = uvicorn.Config(
        app, port=port, http=Patient, ws="none", log_config=None, access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve())
    while not server.started or app.state.web.conversation is None:
        assert not task.done(), task.exception()
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task
