"""What the web channel needs, put together once by the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bot.channels.web.receipts import Receipts
from bot.content import Content
from bot.homes import OneHome
from bot.messages import Exchange, Incoming
from bot.tally import Guesses, LocalTally, Pacing, Tally
from bot.vault.leader import LeaderVault
from bot.vault.sessions import Sessions
from bot.vault.vault import Vault


class Talk(Protocol):
    """What answers leaders: bot/dialogue's Conversation, whose import loads Rasa."""

    async def handle(self, leader: LeaderVault, incoming: Incoming, channel: str = "web") -> Exchange:
        """As Conversation.handle."""


@dataclass
class WebService:
    """Vaults, open sessions and the conversation; ``conversation`` is None while the model is still loading,
    and for good when it could not be (``broken``)."""

    content: Content
    vault: Vault
    sessions: Sessions
    idle_minutes: int
    secure_cookie: bool
    controller: str
    conversation: Talk | None = None
    broken: bool = False
    receipts: Receipts = field(default_factory=Receipts)
    tally: Tally = field(default_factory=LocalTally)
    homes: OneHome = field(default_factory=OneHome)
    guesses: Guesses = field(init=False)
    mentor_guesses: Guesses = field(init=False)
    messages: Pacing = field(init=False)
    beginnings: Pacing = field(init=False)

    def __post_init__(self) -> None:
        self.guesses = self.tally.guesses("words")
        self.mentor_guesses = self.tally.guesses("shares")
        self.messages = self.tally.pace("messages", per_second=2, burst=6)
        self.beginnings = self.tally.pace("beginnings", per_second=1, burst=60)
