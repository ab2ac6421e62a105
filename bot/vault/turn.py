"""One turn of a conversation as a unit of work."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.messages import Exchange
from bot.reflection.model import Answer, Commitment, Finding, MentorNote, Reflection
from bot.vault.engine import changed, reading, scrub, writing
from bot.vault.errors import AlreadyStored, TurnConflict, VaultClosed
from bot.vault.forget import exchanges_without, traces
from bot.vault.keys import DataKey
from bot.vault.records import Kept, R, Record, reflection_of
from bot.vault.shares import end_drawn_on, notes_of
from bot.vault.shelf import Shelf, state_place
from bot.vault.tables import leader, used_on

RECENT = 12  # reflections: a year of monthly ones


class Turn:
    """What one message reads and writes. Writes wait in memory until :meth:`commit`; reads see them at once.

    Loading costs the same however long the leader's past is: the state, the last turns' Rasa events, and the
    exchange of the same message id if there is one (``seen``: then answer with it and commit nothing).
    """

    def __init__(self, engine: Engine, key: DataKey, message_id: str, now: datetime, window: int) -> None:
        key.require_open()
        self.leader_id = key.leader_id
        self.now = now
        self.message_id = message_id
        self._engine = engine
        self._key = key
        self._put: dict[tuple[type[Any], str], Record] = {}
        self._removed: set[tuple[type[Any], str]] = set()
        self._rewritten: dict[int, Exchange] = {}
        self._ended: set[str] = set()
        self._new_events: list[dict[str, Any]] = []
        self._opened: dict[tuple[type[Any], str | None, bool], list[Kept[Any]]] = {}
        self._recent: list[bytes] | None = None
        self._committed = False
        with reading(engine) as session:
            self._turns, self.state = _load_state(session, key)
            shelf = Shelf(session, key)
            self.seen = shelf.exchange(message_id)
            self._events = _joined(shelf.tracker(window))

    def put(self, record: Record) -> None:
        """Store a record, or replace the one with the same id."""
        slot = (type(record), record.id)
        self._removed.discard(slot)
        self._put[slot] = record

    def reflections(self) -> list[Reflection]:
        """All of the leader's reflections, oldest first. Reading everything takes longer the longer the past is."""
        return self._read(Reflection)

    def answers(self, reflection_id: str | None = None) -> list[Answer]:
        """Answers, oldest first, of one reflection or of all."""
        return self._read(Answer, reflection_id)

    def findings(self, reflection_id: str | None = None) -> list[Finding]:
        """Findings, oldest first, of one reflection or of all."""
        return self._read(Finding, reflection_id)

    def commitments(self) -> list[Commitment]:
        """All commitments, oldest first."""
        return self._read(Commitment)

    def recent_reflections(self) -> list[Reflection]:
        """The last RECENT reflections, oldest first, and so for what belongs to them."""
        return self._read(Reflection, recent=True)

    def recent_answers(self) -> list[Answer]:
        """Answers of the last RECENT reflections."""
        return self._read(Answer, recent=True)

    def recent_findings(self) -> list[Finding]:
        """Findings of the last RECENT reflections."""
        return self._read(Finding, recent=True)

    def recent_commitments(self) -> list[Commitment]:
        """Commitments of the last RECENT reflections."""
        return self._read(Commitment, recent=True)

    def reflection(self, id: str) -> Reflection | None:
        """One reflection; nothing else is opened."""
        return self._one(Reflection, id)

    def answer(self, id: str) -> Answer | None:
        """One answer; nothing else is opened."""
        return self._one(Answer, id)

    def finding(self, id: str) -> Finding | None:
        """One finding; nothing else is opened."""
        return self._one(Finding, id)

    def commitment(self, id: str) -> Commitment | None:
        """One commitment; nothing else is opened."""
        return self._one(Commitment, id)

    def notes(self) -> list[MentorNote]:
        """What mentors wrote back."""
        self._key.require_open()
        with reading(self._engine) as session:
            return notes_of(session, self._key)

    def delete_answer(self, answer_id: str) -> bool:
        """Take an answer back, with its traces in findings, commitments and stored messages (see forget.py).

        Shares that draw on its reflection end.

        ``state`` and this turn's own reply are the caller's to clean. Returns False when there is no such answer.
        """
        with reading(self._engine) as session:
            shelf = Shelf(session, self._key)
            kept = shelf.record(Answer, answer_id)
            exchanges = shelf.exchanges() | self._rewritten
        pending = self._put.get((Answer, answer_id))
        if (Answer, answer_id) in self._removed or (kept is None and pending is None):
            return False
        findings = self.findings()
        for record in (pending, kept.record if kept else None):
            if isinstance(record, Answer):
                self._remove_traces(record)
                self._ended.add(record.reflection_id)
        if kept is not None:
            self._rewritten |= exchanges_without(kept, findings, exchanges)
        self._remove(Answer, answer_id)
        return True

    def tracker_events(self, everything: bool = False) -> list[dict[str, Any]]:
        """Rasa's events of the last turns and of this one; ``everything`` reads those of all turns."""
        if not everything:
            return [*self._events, *self._new_events]
        with reading(self._engine) as session:
            return [*_joined(Shelf(session, self._key).tracker()), *self._new_events]

    def append_tracker_events(self, events: list[dict[str, Any]]) -> None:
        """Add Rasa events to this turn. They must hold no words of the leader's."""
        self._new_events.extend(events)

    def commit(self, exchange: Exchange) -> None:
        """Store everything in one transaction: all of it, or after an error or a crash none of it.

        Raises AlreadyStored (same message id), TurnConflict (another turn came first), VaultClosed,
        StorageUnavailable, NotStorable. After any of them load a new turn for the same message id: its ``seen``
        tells whether this one was stored after all.
        """
        if exchange.id != self.message_id:
            raise ValueError("the exchange answers another message than this turn was opened for")
        if self.seen is not None or self._committed:
            raise AlreadyStored("this message was stored before")
        number = self._turns + 1
        with writing(self._engine) as session:
            self._claim(session, number)
            self._write(session, exchange, number)
        self._committed = True
        if self._removed or self._rewritten:
            scrub(self._engine)

    def _claim(self, session: Session, number: int) -> None:
        """Take the next turn number, or find out why it cannot be had. From here on other writers wait."""
        mine = (leader.c.id == self.leader_id, leader.c.turns == self._turns, leader.c.key_version == self._key.version)
        sealed = self._key.seal(state_place(number), json.dumps(self.state).encode())
        claim = update(leader).where(*mine).values(turns=number, state=sealed, last_used=used_on(self.now.date()))
        if changed(session, claim) == 1:
            return
        _load_state(session, self._key)
        if Shelf(session, self._key).exchange(self.message_id) is not None:
            raise AlreadyStored("this message was stored meanwhile")
        raise TurnConflict("another turn of this leader was stored first")

    def _write(self, session: Session, exchange: Exchange, number: int) -> None:
        shelf = Shelf(session, self._key)
        for kind, record_id in self._removed:
            shelf.remove(kind, record_id)
        for place, record in enumerate(self._put.values()):
            shelf.put(record, number, place)
        if self._ended:
            end_drawn_on(session, self._key, self._ended)
        for turn, rewritten in self._rewritten.items():
            shelf.rewrite_exchange(rewritten, turn)
        if self._new_events:
            shelf.add_tracker(self._new_events, number)
        shelf.add_exchange(exchange, number)

    def _one(self, kind: type[R], id: str) -> R | None:
        self._key.require_open()
        if (kind, id) in self._removed:
            return None
        pending = self._put.get((kind, id))
        if isinstance(pending, kind):
            return pending
        with reading(self._engine) as session:
            kept = Shelf(session, self._key).record(kind, id)
        return kept.record if kept else None

    def _read(self, kind: type[R], reflection_id: str | None = None, recent: bool = False) -> list[R]:
        self._key.require_open()
        kept: list[Kept[R]] = self._held(kind, reflection_id, recent)
        found = {held.record.id: held.record for held in kept if (kind, held.record.id) not in self._removed}
        for record in self._put.values():
            if isinstance(record, kind):
                found[record.id] = record
        return [held for held in found.values() if reflection_id in (None, reflection_of(held))]

    def _held(self, kind: type[R], reflection_id: str | None, recent: bool) -> list[Kept[R]]:
        """What is stored, opened once a turn: nothing of it changes before this turn is committed."""
        asked_for = (kind, reflection_id, recent)
        if asked_for not in self._opened:
            with reading(self._engine) as session:
                shelf = Shelf(session, self._key)
                if recent and self._recent is None:
                    self._recent = shelf.newest(RECENT)
                of = self._recent if recent else None if reflection_id is None else [shelf.tag_of(reflection_id)]
                self._opened[asked_for] = shelf.records(kind, of)
        return self._opened[asked_for]

    def _remove(self, kind: type[Any], record_id: str) -> None:
        self._put.pop((kind, record_id), None)
        self._removed.add((kind, record_id))

    def _remove_traces(self, answer: Answer) -> None:
        found = traces(answer, self.findings(), self.commitments())
        for finding_id, finding in found.findings.items():
            self.put(finding) if finding else self._remove(Finding, finding_id)
        for commitment_id, commitment in found.commitments.items():
            self.put(commitment) if commitment else self._remove(Commitment, commitment_id)


def _load_state(session: Session, key: DataKey) -> tuple[int, dict[str, Any]]:
    query = select(leader.c.turns, leader.c.state, leader.c.key_version).where(leader.c.id == key.leader_id)
    row = session.execute(query).mappings().one_or_none()
    if row is None or row["key_version"] != key.version:
        raise VaultClosed("this vault was erased, or its phrase was changed in another session")
    return row["turns"], json.loads(key.open(state_place(row["turns"]), row["state"]))


def _joined(by_turn: dict[int, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [event for events in by_turn.values() for event in events]
