"""Everything that is held about one leader, as JSON-able data.

Schema ``canary-export/1``:

    schema          "canary-export/1"
    exported_at     ISO time
    last_used       ISO date
    kept_until      ISO date on which an unused vault is erased
    state           where the conversation stands (as bot/reflection/state.py dumps it)
    reflections, answers, findings, commitments
                    lists, oldest first, with the fields of bot/reflection/model.py
    exchanges       list, oldest first, with the fields of bot/messages.py; a text taken back reads
                    "vault.removed_at_your_wish"
    shares          what is shared with mentors, the newest first: id, days, exactly what is shown, openings, the note
    conversation_steps
                    Rasa's events, oldest first: step names and buttons, no words
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.reflection.model import Answer, Commitment, Finding, Reflection
from bot.vault.engine import reading
from bot.vault.errors import VaultClosed
from bot.vault.keys import DataKey
from bot.vault.records import R, plain
from bot.vault.retention import months_after
from bot.vault.shares import shares_of
from bot.vault.shelf import Shelf, state_place
from bot.vault.tables import leader

SCHEMA = "canary-export/1"


def export(engine: Engine, key: DataKey, at: datetime, retention_months: int) -> dict[str, Any]:
    """All that is held, read in one moment. It is the leader's own: nothing is masked."""
    with reading(engine) as session:
        query = select(leader.c.turns, leader.c.state, leader.c.last_used).where(leader.c.id == key.leader_id)
        row = session.execute(query).mappings().one_or_none()
        if row is None:
            raise VaultClosed("this vault was erased")
        last_used: date = row["last_used"]
        shelf = Shelf(session, key)
        return {
            "schema": SCHEMA,
            "exported_at": at.isoformat(),
            "last_used": last_used.isoformat(),
            "kept_until": months_after(last_used, retention_months).isoformat(),
            "state": json.loads(key.open(state_place(row["turns"]), row["state"])),
            "reflections": _all(shelf, Reflection),
            "answers": _all(shelf, Answer),
            "findings": _all(shelf, Finding),
            "commitments": _all(shelf, Commitment),
            "exchanges": [plain(exchange) for exchange in shelf.exchanges().values()],
            "shares": [plain(share) for share in shares_of(session, key, at.date())],
            "conversation_steps": [event for events in shelf.tracker().values() for event in events],
        }


def _all(shelf: Shelf, kind: type[R]) -> list[dict[str, Any]]:
    return [plain(kept.record) for kept in shelf.records(kind)]
