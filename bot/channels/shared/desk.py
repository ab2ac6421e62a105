"""Takes a leader's message from a chat service to the conversation, and what goes wrong into words.

    desk = Desk("slack", web, web_address)
    answered = await desk.answer("T1/U1", Incoming("1700000000.0001", text="We lost our chief executive."))

The leader's vault is opened for the message and closed after it. Their id reaches the database as a keyed hash only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.channels.shared.taking_back import ask_to_delete
from bot.channels.web.service import Talk, WebService
from bot.dialogue.errors import MessageEmpty, MessageRefused, MessageTooLong, TurnFailed
from bot.messages import MAX_TEXT, Exchange, Incoming, Reply
from bot.reflection.state import State
from bot.report.drawing import draw_png
from bot.report.held import Held
from bot.report.picture import picture_of
from bot.report.telling import describe
from bot.tally import Tally
from bot.vault.errors import StorageUnavailable, VaultError
from bot.vault.forget import REMOVED
from bot.vault.leader import LeaderVault

ChannelName = Literal["slack", "teams", "api"]
SITTING = timedelta(hours=4)  # after so long a leader who writes is greeted as somebody who comes back
AT_ONCE = 2  # turns of one channel; more would only slow each other, and acknowledgements with them
_LOOK = 0.2  # seconds between looks while the model loads


class Trouble(Exception):
    """Canary can't answer at all: the model could not be loaded."""


@dataclass(frozen=True)
class Drawn:
    """A leader's picture as an image, and all of it in words for those who can't see it."""

    png: bytes
    words: str


@dataclass(frozen=True)
class Answered:
    """What Canary replied; ``pictured`` where the leader's picture was told, and an image of it belongs with it."""

    replies: tuple[Reply, ...]
    pictured: bool = False


class Desk:
    """One channel's way to the conversation."""

    def __init__(
        self,
        channel: ChannelName,
        web: WebService,
        web_address: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.channel, self.content, self.web_address = channel, web.content, web_address
        self._web, self._clock = web, clock
        self._places = asyncio.Semaphore(AT_ONCE)

    @property
    def tally(self) -> Tally:
        """Where the channel counts what it meets."""
        return self._web.tally

    async def answer(self, user: str, incoming: Incoming) -> Answered:
        """Canary's replies, or what went wrong in words. Whatever was answered has been stored."""
        try:
            return await self._answered(user, incoming)
        except MessageRefused as refused:
            return Answered((Reply(self._refused(refused)),))
        except StorageUnavailable:
            return Answered((Reply(self.content.speech.say("channel.storage")),))
        except (TurnFailed, VaultError, Trouble):
            return Answered((Reply(self.content.speech.say("channel.trouble")),))

    async def exchange(self, user: str, incoming: Incoming) -> Exchange:
        """The exchange itself. Raises as Conversation.handle does, and Trouble."""
        conversation = await self._conversation()
        async with self._places:
            with closing(await self.open(user)) as leader:
                return await conversation.handle(leader, incoming, self.channel)

    async def picture(self, user: str) -> Drawn | None:
        """The leader's picture; None while there is nothing in it. Raises VaultError."""
        with closing(await self.open(user)) as leader:
            return await asyncio.to_thread(self._draw, leader)

    async def open(self, user: str) -> LeaderVault:
        """The user's vault, made if this is their first message. Whoever opens it closes it."""
        return await asyncio.to_thread(self._web.vault.open_channel, self.channel, user)

    async def take_back(self, user: str, message_id: str, by: str) -> tuple[Reply, ...]:
        """A leader deleted a message: delete the answer it gave, and say what was done and what was not."""
        say = self.content.speech.say
        try:
            replies = await self._taken_back(user, message_id, by)
        except (TurnFailed, VaultError, Trouble):
            return (Reply(say("channel.not_deleted")),)
        return (Reply(say("channel.deleted" if replies else "channel.deleted_other")), *replies)

    async def _taken_back(self, user: str, message_id: str, by: str) -> tuple[Reply, ...]:
        """What Canary says to the deletion; nothing when the message gave no answer that is kept."""
        conversation = await self._conversation()
        async with self._places:
            with closing(await self.open(user)) as leader:
                found = await asyncio.to_thread(ask_to_delete, leader, message_id, f"{by}/ask", self._clock())
                if not found:
                    return ()
                exchange = await conversation.handle(leader, Incoming(by, button="confirm:answer"), self.channel)
        return exchange.replies

    async def _answered(self, user: str, incoming: Incoming) -> Answered:
        conversation = await self._conversation()
        async with self._places:
            with closing(await self.open(user)) as leader:
                greeting: tuple[Reply, ...] = ()
                if incoming.text is not None and await asyncio.to_thread(self._came_back, leader, incoming.id):
                    opening = Incoming(f"{incoming.id}/open", button="open")
                    greeting = (await conversation.handle(leader, opening, self.channel)).replies
                exchange = await conversation.handle(leader, incoming, self.channel)
        return Answered(tuple(map(self._worded, greeting + exchange.replies)), exchange.pictured)

    def _worded(self, reply: Reply) -> Reply:
        """The reply; where it was taken back since, that it was."""
        return Reply(self.content.speech.say(REMOVED)) if reply.text == REMOVED else reply

    def _came_back(self, leader: LeaderVault, message_id: str) -> bool:
        """Whether this begins a new sitting. A question that still awaits the leader's own words goes on instead."""
        now = self._clock()
        turn = leader.turn(message_id, now)
        state = State.load(turn.state)
        if turn.seen is not None or state.notice is None or state.open_question is not None:
            return False
        last = leader.exchanges(1)
        return bool(last) and now - last[-1].at > SITTING

    def _draw(self, leader: LeaderVault) -> Drawn | None:
        now = self._clock()
        held = Held.of(leader.turn("picture", now))
        picture = picture_of(held.reflections(), held.findings(), now)
        if not picture.heard:
            return None
        return Drawn(draw_png(picture, self.content), describe(picture, self.content))

    async def _conversation(self) -> Talk:
        """The conversation, as soon as the model is loaded. Messages wait for it."""
        while self._web.conversation is None:
            if self._web.broken:
                raise Trouble("the model could not be loaded")
            await asyncio.sleep(_LOOK)
        return self._web.conversation

    def _refused(self, refused: MessageRefused) -> str:
        say = self.content.speech.say
        if isinstance(refused, MessageTooLong):
            return say("channel.too_long", limit=f"{MAX_TEXT:,}")
        return say("channel.empty" if isinstance(refused, MessageEmpty) else "channel.old_button")
