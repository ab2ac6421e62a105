"""Leaders who come through Slack or Teams: found by a keyed hash, their keys wrapped by the service's master key.

They have no phrase, so whoever holds the database and the master key can read them. The notice on these channels
says so.
"""

from __future__ import annotations

import hmac
import secrets

from sqlalchemy import select, update

from bot.vault.engine import reading, writing
from bot.vault.installation import Installation
from bot.vault.keys import DataKey
from bot.vault.master import ServiceKeys, read_keys, write_keys
from bot.vault.tables import leader


def find_key(installation: Installation, tag: bytes) -> DataKey | None:
    """The data key of a channel's leader, unwrapped; None when the leader is new. Raises KeysMismatch, Tampered."""
    with reading(installation.engine) as session:
        row = session.execute(select(leader).where(leader.c.channel_tag == tag)).mappings().one_or_none()
    if row is None:
        return None
    master = installation.keys.master(row["master_version"])
    return DataKey.unwrap(row["id"], row["key_version"], master, row["wrapped_key"])


def new_key(installation: Installation) -> tuple[DataKey, dict[str, object]]:
    """A key for a new leader, and what its row needs to be opened by the current master key."""
    keys = installation.keys
    key = DataKey.new(secrets.token_hex(16))
    return key, {"wrapped_key": key.wrap(keys.master(keys.current)), "master_version": keys.current}


def channel_tag(keys: ServiceKeys, channel: str, user: str) -> bytes:
    """The keyed hash a channel's user is found by. ``user`` is unique within ``channel`` (workspace or tenant too)."""
    return hmac.digest(keys.salt, f"canary/channel\0{channel}\0{user}".encode(), "sha256")


def rotate(installation: Installation) -> ServiceKeys:
    """A new master key: every channel leader's key wrapped anew by it, then written to the settings' key file.

    Safe to repeat after a crash at any point: the file with the new key is written before any row needs it. The
    last master key stays in the file until the next rotation, for leaders whom a Canary still running on it adds
    meanwhile. Restart Canary afterwards; where the keys come from the environment, set them to the file's text first.
    """
    path = installation.settings.key_file
    held = read_keys(path)
    base = held if held is not None and held.salt == installation.keys.salt else installation.keys
    fresh = base.with_new_master()
    write_keys(path, fresh)
    with writing(installation.engine) as session:
        wrapped = select(leader).where(leader.c.master_version.is_not(None)).with_for_update()
        for row in session.execute(wrapped).mappings().all():
            key = DataKey.unwrap(row["id"], row["key_version"], fresh.master(row["master_version"]), row["wrapped_key"])
            again = {"wrapped_key": key.wrap(fresh.master(fresh.current)), "master_version": fresh.current}
            key.close()
            session.execute(update(leader).where(leader.c.id == row["id"]).values(again))
    kept = fresh.only({base.current, fresh.current})
    write_keys(path, kept)
    return kept
