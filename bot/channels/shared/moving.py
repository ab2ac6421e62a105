"""Takes a leader's reflections from Slack or Teams to the private web page.

    code = await move_desk.code_for("slack", "T1/U1")     # in the chat service: shown once, never written into the chat
    phrase = move_desk.words_for(code)                     # on the page: six new words; nothing has moved yet
    leader = await move_desk.move(code)                    # "I've saved them": now it has, and nothing is left behind

A connection that breaks at any point loses nothing: before the last step all is as it was, after it the leader has the
words. The code is held as a hash, in memory only, for ten minutes, and moves once. Whoever types it gets the
reflections, so it is shown in a dialog, which the chat service does not keep, and wrong codes are slowed down as wrong
phrases are.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace

from bot.content import Content
from bot.vault.codes import new_code, plain_code
from bot.vault.errors import VaultError
from bot.vault.leader import LeaderVault
from bot.vault.phrase import new_phrase
from bot.vault.vault import Vault

MINUTES = 10
_MOST = 1_000


class WrongCode(Exception):
    """The code is not one that is waiting: mistyped, used, replaced by a newer one or too old."""


@dataclass(frozen=True)
class _Waiting:
    channel: str
    user: str
    until: float
    phrase: str = field(default="", repr=False)


class MoveDesk:
    """Gives out codes and redeems them. A newer code of the same leader replaces the older."""

    def __init__(
        self, vault: Vault, content: Content, web_address: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._vault, self._content, self._web_address, self._clock = vault, content, web_address, clock
        self._waiting: dict[bytes, _Waiting] = {}

    async def code_for(self, channel: str, user: str) -> str:
        """What the dialog says: the code and what to do with it, or that there is nothing to take along."""
        say = self._content.speech.say
        try:
            something = await asyncio.to_thread(self._has_something, channel, user)
        except VaultError:
            return say("channel.move.trouble")
        if not something:
            return say("channel.move.nothing", address=self._web_address)
        code = self._new(channel, user)
        told = say("channel.move.code", address=self._web_address, minutes=MINUTES, text=code)
        return f"{told}\n\n{say('channel.move.once')}"

    def words_for(self, code: str) -> str:
        """Six words for what is to be moved, new ones each time it is asked. Raises WrongCode."""
        waiting = replace(self._found(code), phrase=new_phrase())
        self._waiting[_hashed(code)] = waiting
        return waiting.phrase

    async def move(self, code: str) -> LeaderVault:
        """The leader has the words: everything goes under them; the open vault. Raises WrongCode, VaultError."""
        waiting = self._found(code)
        if not waiting.phrase:
            raise WrongCode("no words were given out for it")
        leader = await asyncio.to_thread(self._move, waiting)
        self._waiting.pop(_hashed(code), None)
        return leader

    def _found(self, code: str) -> _Waiting:
        waiting = self._waiting.get(_hashed(code))
        if waiting is None or waiting.until < self._clock():
            raise WrongCode("no such code is waiting")
        return waiting

    def _new(self, channel: str, user: str) -> str:
        now = self._clock()
        kept = {key: one for key, one in self._waiting.items() if one.until >= now and one.user != user}
        self._waiting = dict(list(kept.items())[-_MOST + 1 :])
        code = new_code()
        self._waiting[_hashed(code)] = _Waiting(channel, user, now + MINUTES * 60)
        return code

    def _has_something(self, channel: str, user: str) -> bool:
        leader = self._vault.find_channel(channel, user)
        if leader is None:
            return False
        with closing(leader):
            return bool(leader.exchanges(1))

    def _move(self, waiting: _Waiting) -> LeaderVault:
        leader = self._vault.find_channel(waiting.channel, waiting.user)
        if leader is None:
            raise WrongCode("everything was erased or moved meanwhile")
        try:
            leader.move_to_phrase(waiting.phrase)
        except VaultError:
            leader.close()
            raise
        return leader


def _hashed(code: str) -> bytes:
    return hashlib.sha256(plain_code(code).encode()).digest()
