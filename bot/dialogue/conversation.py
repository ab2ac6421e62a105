"""One message in, one exchange out: the only way into Canary's conversation, for every channel.

    conversation = Conversation(agent, content, reader)
    exchange = await conversation.handle(leader, Incoming(id, text="We lost our chief executive."))

A turn is kept whole or not at all. What was answered has been stored, and a message sent again under the same id is
answered from the store; what could not be stored is not answered, but raised by name for the channel to put in words.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.dialogue.context import TurnContext, entered
from bot.dialogue.errors import SilentTurn, TurnFailed, UnknownButton
from bot.dialogue.incoming import clean, command_of, named_button
from bot.dialogue.replies import Replies
from bot.logs import log_event, place_of
from bot.messages import Button, Exchange, Incoming
from bot.reflection.progress import progress
from bot.reflection.state import State
from bot.vault.errors import TurnConflict, VaultError

if TYPE_CHECKING:
    from bot.content import Content
    from bot.understanding.reader import Reader
    from bot.vault import LeaderVault, Turn

OPENING = "open"
_TRIES = 3
_SHOWN = 40  # exchanges in which the title of a button of an earlier moment is looked for
# Turns worked on at once; the others wait in the order they came. More would only take turns at the same processors,
# and who came first would be answered as late as who came last.
SEATS = (os.cpu_count() or 1) + 1


class Conversation:
    """Canary's side of every conversation. Safe to share between channels; one turn at a time per leader."""

    def __init__(
        self,
        agent: Agent,
        content: Content,
        reader: Reader,
        facts: Mapping[str, object] | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._agent = agent
        self._content = content
        self._reader = reader
        self._facts = facts or {}
        self._clock = clock
        self._seats = asyncio.Semaphore(SEATS)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handle(self, leader: LeaderVault, incoming: Incoming, channel: str = "web") -> Exchange:
        """Answer one message. Raises MessageRefused, TurnFailed, or VaultError where the vault is closed or away.

        A caller that goes away (a lost connection) does not stop the turn: it is finished and kept, and answered from
        the store when the message is sent again.
        """
        return await asyncio.shield(asyncio.create_task(self._in_order(leader, incoming, channel)))

    async def _in_order(self, leader: LeaderVault, incoming: Incoming, channel: str) -> Exchange:
        """A second message of the same leader waits in a queue of our own: Rasa's lock looks only once a second."""
        lock = self._locks.setdefault(leader.id, asyncio.Lock())
        async with lock, self._seats:
            try:
                return await self._kept(leader, incoming, channel)
            except (TurnFailed, VaultError) as failure:
                log_event("turn_failed", cause=type(failure).__name__)
                raise

    async def _kept(self, leader: LeaderVault, incoming: Incoming, channel: str) -> Exchange:
        """Answer and store; begin afresh when another process stored a turn of this leader meanwhile."""
        for _ in range(_TRIES):
            turn = await asyncio.to_thread(leader.turn, incoming.id, self._clock())
            if turn.seen is not None:
                return turn.seen
            exchange = await self._answer(leader, turn, incoming, channel)
            if exchange.closed == "erased":  # nothing is left to store it in
                return exchange
            with suppress(TurnConflict):
                await asyncio.to_thread(turn.commit, exchange)
                return exchange
        raise TurnConflict("other turns of this leader kept coming first")

    async def _answer(self, leader: LeaderVault, turn: Turn, incoming: Incoming, channel: str) -> Exchange:
        state = State.load(turn.state)
        understood, said = _understand(incoming, state)
        if said == "":
            said = await asyncio.to_thread(_title_shown, leader, incoming.button)
        context = TurnContext(
            leader, turn, self._content, self._reader, understood, turn.now, said, channel, self._facts
        )
        replies = Replies()
        await self._run_rasa(context, self._for_rasa(turn.leader_id, understood, state, replies))
        return _exchange(context, replies)

    async def _run_rasa(self, context: TurnContext, message: UserMessage) -> None:
        with entered(context):
            try:
                await self._read_ahead(message)
                await self._agent.handle_message(message)
            except VaultError:
                raise
            except Exception as problem:
                place = place_of(problem.__traceback__)
                raise TurnFailed(f"Rasa stopped with {type(problem).__name__} at {place}") from problem

    async def _read_ahead(self, message: UserMessage) -> None:
        """The encoder's pass, off the event loop; Rasa's pipeline, which runs on it, then finds the pass ready."""
        if message.text:
            await asyncio.to_thread(self._reader.embed, message.text, (message.metadata or {}).get("prompt"))

    def _for_rasa(self, sender: str, incoming: Incoming, state: State, replies: Replies) -> UserMessage:
        """The message as Rasa gets it. A button goes past the reading of text, so no text can be a command."""
        common: dict[str, Any] = {"output_channel": replies, "sender_id": sender, "input_channel": replies.name()}
        if incoming.button is not None:
            return UserMessage(text="", parse_data=self._pressed(incoming.button), **common)
        read_as = {"inside": state.open_question is not None, "prompt": state.read_with}
        return UserMessage(text=incoming.text, metadata=read_as, **common)

    def _pressed(self, payload: str) -> dict[str, Any]:
        command = command_of(payload)
        if command.intent not in self._agent.domain.intents:
            raise UnknownButton("the payload names no intent of ours")
        entities = [{"entity": "option", "value": command.option}] if command.option is not None else []
        return {"intent": {"name": command.intent, "confidence": 1.0}, "entities": entities, "text": ""}


def _understand(incoming: Incoming, state: State) -> tuple[Incoming, str | None]:
    """The message cleaned and, where it names a button on offer, made that button; and what the leader said."""
    if incoming.button is not None:
        return incoming, _title(incoming.button, state.offered)
    text = clean(incoming.text or "")
    button = named_button(text, state.offered, in_answer=state.open_question is not None)
    if button is not None:
        return replace(incoming, text=None, button=button.payload), text
    return replace(incoming, text=text), text


def _title(payload: str, offered: tuple[Button, ...]) -> str | None:
    """The words on the button: None for an opening, empty for a button that is no longer on offer."""
    if payload == OPENING:
        return None
    return next((button.title for button in offered if button.payload == payload), "")


def _title_shown(leader: LeaderVault, payload: str | None) -> str:
    """The words on a button of an earlier moment, as they were last shown; empty where that is too long ago."""
    replies = [reply for exchange in leader.exchanges(_SHOWN) for reply in exchange.replies]
    shown = [button.title for reply in replies for button in reply.buttons if button.payload == payload]
    return shown[-1] if shown else ""


def _exchange(context: TurnContext, replies: Replies) -> Exchange:
    if context.failure is not None:
        raise context.failure
    if not replies.said:
        raise SilentTurn("no action said anything")
    return Exchange(
        id=context.incoming.id,
        at=context.now,
        said=context.said,
        replies=tuple(replies.said),
        progress=progress(State.load(context.turn.state)),
        closed=context.closed,
        pictured=context.pictured,
    )
