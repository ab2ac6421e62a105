"""The web application over real HTTP, with a conversation that repeats what it hears: no Rasa, so it starts at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from bot.channels.web.patience import Patient
from bot.messages import Button, Exchange, Incoming, Reply
from bot.server import Loader, create_app
from bot.settings import Settings
from bot.vault import LeaderVault
from tests.services import free_port


class Echo:
    """Quotes the leader in text and on buttons, as a summary does. "delete everything" erases, "bye" ends."""

    def __init__(self) -> None:
        self.calls = 0

    async def handle(self, leader: LeaderVault, incoming: Incoming, channel: str = "web") -> Exchange:
        """Answer once; the same id is answered from the store."""
        self.calls += 1
        turn = leader.turn(incoming.id, datetime.now(UTC))
        if turn.seen is not None:
            return turn.seen
        said = incoming.text or incoming.button or ""
        if said == "delete everything":
            receipt = await asyncio.to_thread(leader.erase)
            counted = Reply(f"Erased: {sum(receipt.counts.values())} entries.")
            return Exchange(incoming.id, turn.now, said, (counted,), closed="erased")
        shown = None if said == "open" else said
        reply = Reply(f"You said: “{said}”\n\n- {said}", (Button(said[:60] or "Skip", "skip"),))
        exchange = Exchange(incoming.id, turn.now, shown, (reply,), closed="ended" if said == "bye" else None)
        await asyncio.to_thread(turn.commit, exchange)
        return exchange


@contextmanager
def served(folder: Path, echo: Echo, load: Loader | None = None, **settings: object) -> Iterator[str]:
    """Serve the application as ``bot.server.serve`` does, in a thread; gives its address, once messages are answered.

    With ``load`` that loads the conversation, and nobody waits for it.
    """
    port = free_port()
    app = create_app(Settings(data=folder / "data", port=port, **settings), load or (lambda *_: echo))  # type: ignore[arg-type]
    config = uvicorn.Config(
        app, port=port, http=Patient, ws="none", log_config=None, access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started or (load is None and app.state.web.conversation is None):
        assert thread.is_alive()
        threading.Event().wait(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
