"""A leader, a reader and a store for the machine's tests: plain lists, no Rasa, no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from bot.content import Content, load_content
from bot.messages import Reply
from bot.reflection.corrections import with_corrections
from bot.reflection.machine import ask_next, hear
from bot.reflection.model import Answer, Commitment, Finding, MentorNote, Reflection
from bot.reflection.state import State
from bot.reflection.world import Outcome, Record, World
from bot.understanding.types import Reading, ScenarioSign, Sign

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
FACTS: Mapping[str, object] = {
    "controller": "Northbridge", "contact": "help", "complaints": "the data officer", "web_address": "https://canary.test",
    "retention_months": 12, "idle_minutes": 30, "backup_days": 30,
}  # fmt: skip


@cache
def content() -> Content:
    return load_content(Path(__file__).resolve().parents[3] / "content")


def sign(text: str, signature: str = "C4", polarity: str = "risk", told: bool = True, sure: bool = True) -> Sign:
    return Sign(signature, polarity, 0.9 if told else 0.5, text, told and sure, sure)  # type: ignore[arg-type]


class Store:
    """What was kept, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Record] = {}
        self.mentors: list[MentorNote] = []

    def _all(self, kind: type[Any], reflection_id: str | None = None) -> list[Any]:
        found = [record for record in self.kept.values() if isinstance(record, kind)]
        return [r for r in found if reflection_id is None or r.reflection_id == reflection_id]

    def reflections(self) -> list[Reflection]:
        return self._all(Reflection)

    def answers(self, reflection_id: str | None = None) -> list[Answer]:
        return self._all(Answer, reflection_id)

    def findings(self, reflection_id: str | None = None) -> list[Finding]:
        return self._all(Finding, reflection_id)

    recent_reflections, recent_answers, recent_findings = reflections, answers, findings

    def reflection(self, id: str) -> Reflection | None:
        return next((one for one in self.reflections() if one.id == id), None)

    def answer(self, id: str) -> Answer | None:
        return next((one for one in self.answers() if one.id == id), None)

    def finding(self, id: str) -> Finding | None:
        return next((one for one in self.findings() if one.id == id), None)

    def commitment(self, id: str) -> Commitment | None:
        return next((one for one in self.commitments() if one.id == id), None)

    def commitments(self) -> list[Commitment]:
        return self._all(Commitment)

    recent_commitments = commitments

    def notes(self) -> list[MentorNote]:
        return self.mentors

    def delete_answer(self, id: str) -> None:
        self.kept.pop(id, None)
        for finding in self.findings():
            left = tuple(e for e in finding.evidence if e.answer_id != id)
            if left:
                self.kept[finding.id] = replace(finding, evidence=left)
            elif finding.evidence:
                del self.kept[finding.id]


@dataclass
class Leader:
    """One leader in talk with the machine: what is read in an answer is told beforehand by a word in it."""

    readings: dict[str, Reading] = field(default_factory=dict)
    store: Store = field(default_factory=Store)
    state: State = field(default_factory=State)
    now: datetime = NOW
    said: list[Reply] = field(default_factory=list)
    erased: bool = False
    channel: str = "web"

    def __post_init__(self) -> None:
        self._ids = count(1)

    def world(self) -> World:
        return World(
            content(), self.now, self.store, self._read, lambda: f"id{next(self._ids)}",
            values=FACTS, channel=self.channel,
        )  # fmt: skip

    def _read(self, text: str, prompt: str | None) -> Reading:
        return next((reading for word, reading in self.readings.items() if word in text), Reading())

    def does(self, act: Callable[[State, World], Outcome]) -> str:
        """One turn: the act, then what is due; the state goes through JSON, as it does in a vault."""
        self.said = []
        self._take(act(self.state, self.world()))
        if not self.erased:
            self._take(ask_next(self.state, self.world()))
        self.state = State.load(self.state.dump())
        return "\n".join(reply.text for reply in self.said)

    def says(self, text: str) -> str:
        return self.does(lambda state, world: hear(state, text, world))

    def _take(self, outcome: Outcome) -> None:
        outcome = with_corrections(outcome)
        self.state = outcome.state
        self.erased = self.erased or outcome.erase
        for record in outcome.puts:
            self.store.kept[record.id] = record
        for id in outcome.deletes:
            self.store.delete_answer(id)
        speech = content().speech
        self.said += [Reply(speech.say(s.key, pick=s.pick, **s.values), s.buttons) for s in outcome.says]

    def later(self, **ahead: float) -> None:
        self.now += timedelta(**ahead)

    @property
    def offered(self) -> list[str]:
        return [button.payload for button in self.state.offered]


__all__ = ["NOW", "Leader", "Reading", "ScenarioSign", "content", "sign"]
