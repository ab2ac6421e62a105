"""What leaders share with mentors: put there by an open vault, opened by a link and a code, gone when it is over.

The copy is sealed under a key that Canary forgets at once. What the leader needs later (what was shown, and the key to
the mentor's note) is sealed under the leader's own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.reflection.model import MentorNote
from bot.vault.engine import changed, scrub, writing
from bot.vault.errors import CannotShare, NoteLeft, ShareClosed, Tampered, VaultClosed
from bot.vault.keys import DataKey, Place
from bot.vault.share_keys import NoteKey, Pass, ShareKeys
from bot.vault.tables import leader, share

MOST = 10  # open at once, for one leader
MOST_WRONG = 10  # wrong codes in a row after which the copy is destroyed
NOTE_KEY = "note_key"


@dataclass(frozen=True)
class Share:
    """One share as its leader sees it. ``shown`` is what the mentor sees, to the letter; ``note`` is None too where
    one came that cannot be read."""

    id: str
    made: date
    expires: date
    shown: dict[str, Any]
    is_open: bool
    opened: int
    last_opened: date | None
    wrong: int
    noted: bool
    note: str | None


@dataclass(frozen=True)
class Copy:
    """What a mentor gets: the copy, which only link and code open, and whether a note was left."""

    sealed: bytes
    noted: bool


def add(
    engine: Engine, key: DataKey, shown: dict[str, Any], reflections: Collection[str], today: date, days: int
) -> Pass:
    """Share this until the end of the day in so many days; what opens it, told once and kept nowhere.

    ``reflections`` are those it draws on. Raises CannotShare when the leader has ten open, VaultClosed.
    """
    given, note_key = Pass.new(), NoteKey.new()
    keys, expires = ShareKeys.of(given), today + timedelta(days=days)
    shown = {**shown, NOTE_KEY: note_key.public.hex()}
    own = {"made": today.isoformat(), "shown": shown, "reflections": [*reflections], "note_key": note_key.dump()}
    row = {
        "tag": keys.tag,
        "leader_id": key.leader_id,
        "proof": hashlib.sha256(keys.proof).digest(),
        "copy": keys.seal(shown),
        "own": key.seal(_place(keys.tag, expires), json.dumps(own).encode()),
        "expires": expires,
        "wrong": 0,
        "opened": 0,
    }
    with writing(engine) as session:
        _hold(session, key)
        if sum(held["copy"] is not None and held["expires"] >= today for held in _rows(session, key)) >= MOST:
            raise CannotShare("this leader has as many shares open as there may be")
        session.execute(insert(share).values(row))
    return given


def shares_of(session: Session, key: DataKey, today: date) -> list[Share]:
    """Every share of a leader, the newest first. Nobody else can list them."""
    return sorted((_share(key, row, today) for row in _rows(session, key)), key=lambda one: one.made, reverse=True)


def revoke(engine: Engine, key: DataKey, share_id: str) -> bool:
    """Destroy a share of this leader's, the mentor's note included; False when they have no such share."""
    key.require_open()
    with writing(engine) as session:
        mine = (share.c.leader_id == key.leader_id, share.c.tag == bytes.fromhex(share_id))
        gone = changed(session, delete(share).where(*mine))
    scrub(engine)
    return gone == 1


def open_copy(engine: Engine, tag: bytes, proof: bytes, today: date) -> Copy:
    """The copy, for whoever has link and code. Raises ShareClosed, always alike."""
    with writing(engine) as session:
        row = _admitted(session, tag, proof, today)
        if row is not None:
            opened = {"opened": share.c.opened + 1, "last_opened": today, "wrong": 0}
            session.execute(update(share).where(share.c.tag == tag).values(opened))
    if row is None:
        scrub(engine)  # it may have been the last wrong code
        raise ShareClosed("no share opens with this link and code")
    return Copy(bytes(row["copy"]), row["note"] is not None)


def leave_note(engine: Engine, tag: bytes, proof: bytes, note: bytes, today: date) -> None:
    """Keep the mentor's one note, sealed to the leader. The same one sent again does nothing.

    Raises ShareClosed, and NoteLeft when another was left before.
    """
    with writing(engine) as session:
        row = _admitted(session, tag, proof, today)
        if row is not None and row["note"] is None:
            session.execute(update(share).where(share.c.tag == tag).values(note=note))
    if row is None:
        scrub(engine)
        raise ShareClosed("no share opens with this link and code")
    if row["note"] not in (None, note):
        raise NoteLeft("a note was left before")


def sweep_shares(engine: Engine, today: date) -> None:
    """Destroy the copies that have expired; a share with a note stays, without its copy, until the leader takes it
    away. Run it daily: an expired copy opens for nobody meanwhile."""
    over = share.c.expires < today
    with writing(engine) as session:
        session.execute(delete(share).where(over, share.c.note.is_(None)))
        session.execute(update(share).where(over).values(copy=None))


def end_all_shares(engine: Engine) -> None:
    """Destroy every copy. Mentors' notes stay for their leaders."""
    with writing(engine) as session:
        session.execute(update(share).values(copy=None))
    scrub(engine)


def notes_of(session: Session, key: DataKey) -> list[MentorNote]:
    """The notes that mentors left for a leader, as far as they can be read."""
    noted = select(share).where(share.c.leader_id == key.leader_id, share.c.note.is_not(None))
    rows = session.execute(noted).mappings().all()
    found = ((row["tag"].hex(), _own(key, row)["made"], _note(key, row)) for row in rows)
    return [MentorNote(id, text, date.fromisoformat(made)) for id, made, text in found if text is not None]


def end_drawn_on(session: Session, key: DataKey, reflections: Collection[str]) -> None:
    """Destroy every share that draws on one of these reflections."""
    for row in _rows(session, key):
        if set(_own(key, row)["reflections"]) & set(reflections):
            session.execute(delete(share).where(share.c.tag == row["tag"]))


def reseal_shares(session: Session, old: DataKey, new: DataKey) -> None:
    """Put what the leader holds of their shares under a new key. Mentors notice nothing."""
    for row in _rows(session, old):
        own = new.seal(_place(row["tag"], row["expires"]), old.open(_place(row["tag"], row["expires"]), row["own"]))
        session.execute(update(share).where(share.c.tag == row["tag"]).values(own=own))


def _admitted(session: Session, tag: bytes, proof: bytes, today: date) -> Mapping[str, Any] | None:
    """The open share of a tag, if the proof is right. A wrong one is counted, and the last one destroys the copy."""
    found = select(share).where(share.c.tag == tag, share.c.copy.is_not(None), share.c.expires >= today)
    row = session.execute(found.with_for_update()).mappings().one_or_none()
    if row is None or hmac.compare_digest(hashlib.sha256(proof).digest(), row["proof"]):
        return row
    wrong: dict[str, Any] = {"wrong": row["wrong"] + 1}
    if wrong["wrong"] >= MOST_WRONG:
        wrong["copy"] = None
    session.execute(update(share).where(share.c.tag == tag).values(wrong))
    return None


def _hold(session: Session, key: DataKey) -> None:
    """Other writers for this leader wait. Raises VaultClosed when the leader was erased or has another key now."""
    key.require_open()
    mine = (leader.c.id == key.leader_id, leader.c.key_version == key.version)
    if session.execute(select(leader.c.id).where(*mine).with_for_update()).one_or_none() is None:
        raise VaultClosed("this vault was erased, or its phrase was changed in another session")


def _rows(session: Session, key: DataKey) -> list[Mapping[str, Any]]:
    return list(session.execute(select(share).where(share.c.leader_id == key.leader_id)).mappings())


def _share(key: DataKey, row: Mapping[str, Any], today: date) -> Share:
    own = _own(key, row)
    is_open = row["copy"] is not None and row["expires"] >= today
    return Share(
        row["tag"].hex(), date.fromisoformat(own["made"]), row["expires"], own["shown"], is_open, row["opened"],
        row["last_opened"], row["wrong"], row["note"] is not None, _note(key, row),
    )  # fmt: skip


def _own(key: DataKey, row: Mapping[str, Any]) -> dict[str, Any]:
    own: dict[str, Any] = json.loads(key.open(_place(row["tag"], row["expires"]), row["own"]))
    return own


def _note(key: DataKey, row: Mapping[str, Any]) -> str | None:
    if row["note"] is None:
        return None
    try:
        return NoteKey.load(_own(key, row)["note_key"]).open(row["note"], row["tag"])
    except Tampered:
        return None


def _place(tag: bytes, expires: date) -> Place:
    return Place("share", "own", f"{tag.hex()}:{expires.isoformat()}")
