"""One leader's sealed rows within one database session."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from bot.messages import Exchange
from bot.reflection.model import Answer, Commitment, Finding, Reflection
from bot.vault import tables
from bot.vault.keys import DataKey, Place
from bot.vault.records import Kept, R, Record, from_json, pack, reflection_of, to_json, unpack

TABLE_OF: dict[type[Any], Table] = {
    Reflection: tables.reflection,
    Answer: tables.answer,
    Finding: tables.finding,
    Commitment: tables.commitment,
}


class Shelf:
    """Seals on the way in and opens on the way out. It knows rows and places, not what records mean."""

    def __init__(self, session: Session, key: DataKey) -> None:
        self._session = session
        self._key = key

    def tag_of(self, reflection_id: str) -> bytes:
        """How a reflection is named where its id must not be seen."""
        return self._key.tag("reflection", reflection_id)

    def newest(self, number: int) -> list[bytes]:
        """The tags of the latest reflections."""
        table = tables.reflection
        newest_first = select(table.c.reflection_tag).order_by(table.c.turn.desc(), table.c.place.desc())
        mine = newest_first.where(table.c.leader_id == self._key.leader_id).limit(number)
        return list(self._session.execute(mine).scalars())

    def records(self, kind: type[R], of: Sequence[bytes] | None = None) -> list[Kept[R]]:
        """Every record of a kind, oldest first, or those of the reflections with these tags."""
        table = TABLE_OF[kind]
        query = select(table).where(table.c.leader_id == self._key.leader_id).order_by(table.c.turn, table.c.place)
        if of is not None:
            query = query.where(table.c.reflection_tag.in_(of))
        return [self._unseal(kind, row) for row in self._session.execute(query).mappings()]

    def record(self, kind: type[R], record_id: str) -> Kept[R] | None:
        """One record, or None."""
        row = self._row(TABLE_OF[kind], record_id)
        return None if row is None else self._unseal(kind, row)

    def put(self, record: Record, turn: int, place: int) -> None:
        """Insert a record, or replace it where it stands."""
        table = TABLE_OF[type(record)]
        held = self._row(table, record.id)
        if held is None:
            row = self._new_row(table, record, turn, place)
            self._session.execute(insert(table).values({**row, "sealed": self._seal(table, row, record, (turn,))}))
            return
        kind: type[Any] = type(record)
        turns = (*self._unseal(kind, held).turns, turn)
        moved = {**held, "reflection_tag": self.tag_of(reflection_of(record))}
        self._session.execute(
            update(table)
            .where(table.c.leader_id == self._key.leader_id, table.c.tag == held["tag"])
            .values(reflection_tag=moved["reflection_tag"], sealed=self._seal(table, moved, record, turns))
        )

    def restore(self, kept: Kept[Any]) -> None:
        """Insert a record with the turns and place it had, as after a change of key."""
        table = TABLE_OF[type(kept.record)]
        row = self._new_row(table, kept.record, kept.turns[0], kept.place)
        sealed = self._seal(table, row, kept.record, kept.turns)
        self._session.execute(insert(table).values({**row, "sealed": sealed}))

    def remove(self, kind: type[Any], record_id: str) -> None:
        """Delete a record, if it is there."""
        table = TABLE_OF[kind]
        tag = self._key.tag(table.name, record_id)
        self._session.execute(delete(table).where(table.c.leader_id == self._key.leader_id, table.c.tag == tag))

    def exchange(self, message_id: str) -> Exchange | None:
        """What was answered to a message, if it was."""
        table, tag = tables.exchange, self._key.tag("exchange", message_id)
        query = select(table).where(table.c.leader_id == self._key.leader_id, table.c.tag == tag)
        row = self._session.execute(query).mappings().one_or_none()
        return None if row is None else self._unseal_exchange(row)

    def exchanges(self, last: int | None = None) -> dict[int, Exchange]:
        """Exchanges by turn, oldest first: all of them, or the last few."""
        table = tables.exchange
        query = select(table).where(table.c.leader_id == self._key.leader_id).order_by(table.c.turn.desc())
        rows = self._session.execute(query.limit(last)).mappings().all()
        return {row["turn"]: self._unseal_exchange(row) for row in reversed(rows)}

    def add_exchange(self, exchange: Exchange, turn: int) -> None:
        """Store an exchange. The database refuses a second one under the same message id."""
        tag = self._key.tag("exchange", exchange.id)
        sealed = self._key.seal(_exchange_place(turn, tag), to_json(exchange))
        row = {"leader_id": self._key.leader_id, "turn": turn, "tag": tag, "sealed": sealed}
        self._session.execute(insert(tables.exchange).values(row))

    def rewrite_exchange(self, exchange: Exchange, turn: int) -> None:
        """Replace the texts of an exchange that is there."""
        table, place = tables.exchange, _exchange_place(turn, self._key.tag("exchange", exchange.id))
        found = (table.c.leader_id == self._key.leader_id, table.c.turn == turn)
        self._session.execute(update(table).where(*found).values(sealed=self._key.seal(place, to_json(exchange))))

    def tracker(self, last: int | None = None) -> dict[int, list[dict[str, Any]]]:
        """Rasa's events by turn, oldest first: all of them, or those of the last few turns."""
        table = tables.tracker
        query = select(table).where(table.c.leader_id == self._key.leader_id).order_by(table.c.turn.desc())
        rows = self._session.execute(query.limit(last)).mappings().all()
        return {row["turn"]: json.loads(self._open_tracker(row)) for row in reversed(rows)}

    def add_tracker(self, events: list[dict[str, Any]], turn: int) -> None:
        """Store one turn's events."""
        sealed = self._key.seal(_tracker_place(turn), json.dumps(events).encode())
        row = {"leader_id": self._key.leader_id, "turn": turn, "sealed": sealed}
        self._session.execute(insert(tables.tracker).values(row))

    def _row(self, table: Table, record_id: str) -> Mapping[str, Any] | None:
        tag = self._key.tag(table.name, record_id)
        query = select(table).where(table.c.leader_id == self._key.leader_id, table.c.tag == tag)
        return self._session.execute(query).mappings().one_or_none()

    def _new_row(self, table: Table, record: Record, turn: int, place: int) -> dict[str, Any]:
        return {
            "leader_id": self._key.leader_id,
            "tag": self._key.tag(table.name, record.id),
            "reflection_tag": self.tag_of(reflection_of(record)),
            "turn": turn,
            "place": place,
        }

    def _seal(self, table: Table, row: Mapping[str, Any], record: Record, turns: tuple[int, ...]) -> bytes:
        return self._key.seal(_record_place(table, row), pack(record, turns))

    def _unseal(self, kind: type[R], row: Mapping[str, Any]) -> Kept[R]:
        raw = self._key.open(_record_place(TABLE_OF[kind], row), row["sealed"])
        return unpack(kind, raw, row["place"])

    def _unseal_exchange(self, row: Mapping[str, Any]) -> Exchange:
        return from_json(Exchange, self._key.open(_exchange_place(row["turn"], row["tag"]), row["sealed"]))

    def _open_tracker(self, row: Mapping[str, Any]) -> bytes:
        return self._key.open(_tracker_place(row["turn"]), row["sealed"])


def _record_place(table: Table, row: Mapping[str, Any]) -> Place:
    clear = f"{row['tag'].hex()}:{row['reflection_tag'].hex()}:{row['turn']}:{row['place']}"
    return Place(table.name, "sealed", clear)


def _exchange_place(turn: int, tag: bytes) -> Place:
    return Place("exchange", "sealed", f"{turn}:{tag.hex()}")


def _tracker_place(turn: int) -> Place:
    return Place("tracker", "sealed", str(turn))


def state_place(turns: int) -> Place:
    """A leader's state, bound to the number of turns, so that an older state put back does not open."""
    return Place("leader", "state", str(turns))
