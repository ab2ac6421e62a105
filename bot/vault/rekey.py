"""Changing a leader's phrase: a new key, and everything sealed anew under it.

Wrapping the old key anew would not be enough: whoever has seen the old phrase and holds an old backup has the old
key, and would read whatever is written under it later.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.reflection.model import Answer, Commitment, Finding, Reflection
from bot.vault.engine import scrub, writing
from bot.vault.errors import NoPhrase, VaultClosed
from bot.vault.keys import DataKey
from bot.vault.phrase import PhraseKeys
from bot.vault.shares import reseal_shares
from bot.vault.shelf import Shelf, state_place
from bot.vault.tables import OWNED, leader


def change_phrase(engine: Engine, old: DataKey, phrase: PhraseKeys, from_channel: bool = False) -> DataKey:
    """Put a leader under a new phrase and key, in one transaction; the new key.

    With ``from_channel`` a Slack or Teams leader becomes a web leader: the service's master key and the channel's user
    lead to them no more. Raises VaultClosed when the leader was erased or re-keyed meanwhile, NoPhrase when they are
    not of the kind that was asked for.
    """
    new = DataKey.new(old.leader_id, old.version + 1)
    with writing(engine) as session:
        _replace_key(session, old, new, phrase, from_channel)
        _reseal(session, old, new)
    scrub(engine)
    return new


def _replace_key(session: Session, old: DataKey, new: DataKey, phrase: PhraseKeys, from_channel: bool) -> None:
    mine = (leader.c.id == old.leader_id, leader.c.key_version == old.version)
    row = session.execute(select(leader).where(*mine).with_for_update()).mappings().one_or_none()
    if row is None:
        raise VaultClosed("this vault was erased, or its phrase was changed in another session")
    if (row["phrase_tag"] is None) is not from_channel:
        raise NoPhrase("this vault is opened in another way")
    place = state_place(row["turns"])
    values: dict[str, Any] = {
        "phrase_tag": phrase.tag,
        "channel_tag": None,
        "master_version": None,
        "wrapped_key": new.wrap(phrase.wrapping),
        "key_version": new.version,
        "state": new.seal(place, old.open(place, row["state"])),
    }
    session.execute(update(leader).where(*mine).values(values))


def _reseal(session: Session, old: DataKey, new: DataKey) -> None:
    was, becomes = Shelf(session, old), Shelf(session, new)
    exchanges, tracker = was.exchanges(), was.tracker()
    kinds: tuple[type[Any], ...] = (Reflection, Answer, Finding, Commitment)
    records = [(kind, was.records(kind)) for kind in kinds]
    reseal_shares(session, old, new)
    for table in OWNED:
        session.execute(delete(table).where(table.c.leader_id == old.leader_id))
    for turn, exchange in exchanges.items():
        becomes.add_exchange(exchange, turn)
    for turn, events in tracker.items():
        becomes.add_tracker(events, turn)
    for _, kept in records:
        for held in kept:
            becomes.restore(held)
