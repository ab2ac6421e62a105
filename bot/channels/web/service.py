"""What the web channel needs, put together once by the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.channels.web.guards import Pace
from bot.channels.web.receipts import Receipts
from bot.content import Content
from bot.vault.guessing import GuessLimiter
from bot.vault.sessions import Sessions
from bot.vault.vault import Vault

if TYPE_CHECKING:
    from bot.dialogue.conversation import Conversation


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
    conversation: Conversation | None = None
    broken: bool = False
    receipts: Receipts = field(default_factory=Receipts)
    guesses: GuessLimiter = field(default_factory=GuessLimiter)
    messages: Pace = field(default_factory=lambda: Pace(per_second=2, burst=6))
    beginnings: Pace = field(default_factory=lambda: Pace(per_second=1, burst=60))
