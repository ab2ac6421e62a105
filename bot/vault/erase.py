"""Erasing a leader: the key first and last, with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.vault.engine import changed, scrub, writing
from bot.vault.tables import OWNED, erasure, leader, share

Reason = Literal["asked", "unused"]

# Keys of where Canary cannot reach, by where the vault is kept; the words for them stand in content.
_MAY_REMAIN: dict[str, tuple[str, ...]] = {
    "memory": (),
    "sqlite": ("backups",),
    "postgresql": ("backups", "database_log"),
}


@dataclass(frozen=True)
class Receipt:
    """What was destroyed, and when. ``counts`` has a number for each kind of row, the leader's key included.

    ``may_remain`` names where sealed bytes may outlast this. A web leader's open with their old phrase only, a Slack
    or Teams leader's with the master key of that time.
    """

    leader_id: str
    at: datetime
    reason: Reason
    counts: dict[str, int]
    may_remain: tuple[str, ...]


def erase(
    engine: Engine, leader_id: str, at: datetime, reason: Reason = "asked", unused_before: date | None = None
) -> Receipt | None:
    """Destroy a leader's key and every row in one transaction: a crash leaves all or nothing, and repeating is safe.

    With ``unused_before`` only when last used before that day, looked at within the transaction, so that a leader
    who has just come back stays. Returns None when there was nothing to erase.
    """
    with writing(engine) as session:
        due = select(leader.c.id).where(leader.c.id == leader_id).with_for_update()
        if unused_before is not None:
            due = due.where(leader.c.last_used < unused_before)
        if session.execute(due).one_or_none() is None:
            return None
        counts = destroy(session, leader_id)
        session.execute(insert(erasure).values(leader_id=leader_id, day=at.date(), reason=reason))
    scrub(engine)
    kept_in = engine.dialect.name if engine.url.database else "memory"
    return Receipt(leader_id, at, reason, counts, _MAY_REMAIN[kept_in])


def destroy(session: Session, leader_id: str) -> dict[str, int]:
    """Delete a leader's rows and key within a transaction; how many of each kind."""
    owned = (*OWNED, share)
    counts = {one.name: changed(session, delete(one).where(one.c.leader_id == leader_id)) for one in owned}
    return {**counts, "key": changed(session, delete(leader).where(leader.c.id == leader_id))}
