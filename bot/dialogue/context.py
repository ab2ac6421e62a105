"""The turn that is being answered, for actions, tracker store and pipeline parts to find.

    with entered(TurnContext(leader, turn, content, reader, incoming, now)):
        ...                       # everything awaited in here sees it
        current().turn.put(answer)

It travels in a context variable, so that turns of several leaders that are answered at the same time never meet,
and so that no word has to pass through Rasa's tracker to reach an action.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from bot.dialogue.errors import NoTurn, TurnFailed
from bot.messages import Incoming

if TYPE_CHECKING:
    from bot.content import Content
    from bot.understanding.reader import Reader
    from bot.vault import LeaderVault, Receipt, Turn

Closed = Literal["erased", "ended"]


@dataclass
class TurnContext:
    """One turn in the making.

    ``incoming`` is the message as understood: cleaned, and a button where the leader typed an offered button's name;
    ``said`` is what the leader will see as their own side of it. ``facts`` are what notices say of this installation
    (who runs it, how long things are kept). An action sets ``closed`` to "ended" when the sitting is over, and
    ``pictured`` when it told the leader's picture.
    ``failure`` is set by the machinery when an action raised: the turn is then not committed. ``steps_known`` and
    ``slots_known`` are the tracker store's own: how much of Rasa's history is stored already.
    """

    leader: LeaderVault
    turn: Turn
    content: Content
    reader: Reader
    incoming: Incoming
    now: datetime
    said: str | None = None
    channel: str = "web"
    facts: Mapping[str, object] = field(default_factory=dict)
    closed: Closed | None = None
    pictured: bool = False
    failure: TurnFailed | None = None
    steps_known: int = 0
    slots_known: dict[str, Any] = field(default_factory=dict)

    def erase_everything(self) -> Receipt:
        """Destroy the leader's vault now. This turn is then answered, and not stored."""
        receipt = self.leader.erase()
        self.closed = "erased"
        return receipt


_current: ContextVar[TurnContext] = ContextVar("canary_turn")


def current() -> TurnContext:
    """The turn being answered. Raises NoTurn outside one."""
    try:
        return _current.get()
    except LookupError:
        raise NoTurn("no turn is being answered here") from None


@contextmanager
def entered(context: TurnContext) -> Iterator[TurnContext]:
    """Make a turn the current one for everything that runs inside the block."""
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)
