"""What the machine may look at, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.content.library import Content
from bot.messages import Button
from bot.reflection.model import Answer, Commitment, Finding, MentorNote, Reflection
from bot.reflection.state import State
from bot.understanding.types import Reading

Record = Reflection | Answer | Finding | Commitment


class Past(Protocol):
    """All that was kept, oldest first."""

    def reflections(self) -> list[Reflection]: ...
    def answers(self, reflection_id: str | None = None) -> list[Answer]: ...
    def findings(self, reflection_id: str | None = None) -> list[Finding]: ...
    def commitments(self) -> list[Commitment]: ...


class Records(Past, Protocol):
    """What a turn reads; a vault's turn is one, and so is a list in a test.

    ``recent_…`` are those of the last dozen reflections. A turn looks no further back unless the leader asks for all,
    so that it takes no longer after a thousand reflections than after ten.
    """

    def recent_reflections(self) -> list[Reflection]: ...
    def recent_answers(self) -> list[Answer]: ...
    def recent_findings(self) -> list[Finding]: ...
    def recent_commitments(self) -> list[Commitment]: ...
    def reflection(self, id: str) -> Reflection | None: ...
    def answer(self, id: str) -> Answer | None: ...
    def finding(self, id: str) -> Finding | None: ...
    def commitment(self, id: str) -> Commitment | None: ...
    def notes(self) -> list[MentorNote]: ...


@dataclass(frozen=True)
class Telling:
    """What it takes to put something in words: the content, and today."""

    content: Content
    now: datetime

    def speak(self, key: str, pick: int = 0, **values: object) -> str:
        return self.content.speech.say(key, pick=pick, **values)


@dataclass(frozen=True)
class World(Telling):
    """Everything outside the state: the content, the time, what was kept, the reader and new ids.

    ``explain`` says what became of a body that is asked about; ``values`` are those of the notice.
    ``has_phrase`` tells whether a phrase opens this vault again, ``has_name`` whether a text names somebody.
    """

    records: Records
    read: Callable[[str, str | None], Reading]
    new_id: Callable[[], str]
    explain: Callable[[str], Sequence[str]] = lambda _text: ()
    values: Mapping[str, object] = field(default_factory=dict)
    channel: str = "web"
    has_phrase: bool = True
    has_name: Callable[[str], bool] = lambda _text: False

    def button(self, key: str, payload: str | None = None, **values: str) -> Button:
        return Button(self.content.speech.say(f"button.{key}", pick=0, **values), payload or key)


@dataclass(frozen=True)
class Say:
    """One message: a key of the speech with its values."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    pick: int = 0
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The new state, what to say, what to keep and what to take away."""

    state: State
    says: tuple[Say, ...] = ()
    puts: tuple[Record, ...] = ()
    deletes: tuple[str, ...] = ()
    erase: bool = False

    def saying(self, key: str, pick: int = 0, **values: object) -> Outcome:
        return replace(self, says=(*self.says, Say(key, values, pick)))

    def text(self, text: str) -> Outcome:
        """Say a text that stands in the content as it is."""
        return self.saying("plain.text", text=text)

    def keeping(self, *records: Record) -> Outcome:
        return replace(self, puts=(*self.puts, *records))

    def moved(self, state: State) -> Outcome:
        return replace(self, state=state)

    def joined(self, other: Outcome) -> Outcome:
        """This, and then the other, which started from this one's state."""
        return Outcome(
            other.state,
            self.says + other.says,
            self.puts + other.puts,
            self.deletes + other.deletes,
            self.erase or other.erase,
        )
