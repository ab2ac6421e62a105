"""A conversation that repeats what it hears, for tests of the channels that need no Rasa."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.messages import Button, Exchange, Incoming, Reply
from bot.vault import LeaderVault

BUTTONS = (Button("Skip this", "skip"), Button("My picture so far", "picture"))


class Echo:
    """Stores and repeats each message once, as the real conversation does.

    ``seconds`` makes it slow, ``failure`` makes it raise, ``replies`` takes the place of the repetition.
    "erase" erases.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.failure: Exception | None = None
        self.replies: tuple[Reply, ...] = ()
        self.heard: list[tuple[str, str]] = []

    async def handle(self, leader: LeaderVault, incoming: Incoming, channel: str = "web") -> Exchange:
        if self.failure is not None:
            raise self.failure
        turn = await asyncio.to_thread(leader.turn, incoming.id, datetime.now(UTC))
        if turn.seen is not None:
            return turn.seen
        said = incoming.text or incoming.button or ""
        self.heard.append((leader.id, said))
        await asyncio.sleep(self.seconds)
        replies = self.replies or (Reply(f"Heard on {channel}: {said}", BUTTONS),)
        exchange = Exchange(incoming.id, turn.now, incoming.text, replies)
        if said == "erase":
            await asyncio.to_thread(leader.erase)
            return exchange
        await asyncio.to_thread(turn.commit, exchange)
        return exchange
