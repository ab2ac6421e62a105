"""One sitting in a terminal: open, read a line, answer, until the leader leaves."""

from __future__ import annotations

import asyncio
from typing import TextIO
from uuid import uuid4

from bot.content import Speech
from bot.dialogue.conversation import OPENING, Conversation
from bot.dialogue.errors import MessageEmpty, MessageRefused, MessageTooLong, TurnFailed
from bot.messages import MAX_TEXT, Incoming
from bot.terminal.screens import Screen
from bot.vault.errors import VaultError
from bot.vault.leader import LeaderVault

CHANNEL = "terminal"


class Talk:
    """A leader's conversation over lines of text."""

    def __init__(self, conversation: Conversation, leader: LeaderVault, screen: Screen, speech: Speech) -> None:
        self._conversation = conversation
        self._leader = leader
        self._screen = screen
        self._speech = speech

    async def hold(self, lines: TextIO) -> None:
        """Talk until the lines end or the sitting is closed."""
        open_still = await self._turn(Incoming(_new_id(), button=OPENING))
        number = 0
        while open_still:
            number += 1
            self._screen.your_turn(number)
            line = await asyncio.to_thread(lines.readline)
            if not line:
                return
            open_still = await self._turn(Incoming(_new_id(), text=line.rstrip("\n")))

    async def _turn(self, incoming: Incoming) -> bool:
        """Answer one message; whether the sitting goes on."""
        try:
            exchange = await self._conversation.handle(self._leader, incoming, CHANNEL)
        except (MessageRefused, TurnFailed, VaultError) as problem:
            self._screen.note(self._in_words(problem))
            return True
        for reply in exchange.replies:
            self._screen.show(reply)
        return exchange.closed is None

    def _in_words(self, problem: Exception) -> str:
        if isinstance(problem, MessageTooLong):
            return self._speech.say("terminal.error.too_long", limit=f"{MAX_TEXT:,}")
        known = {MessageEmpty: "empty", VaultError: "storage"}
        key = next((word for kind, word in known.items() if isinstance(problem, kind)), "trouble")
        return self._speech.say(f"terminal.error.{key}")


def _new_id() -> str:
    return str(uuid4())
