"""The way in: making vaults, and opening them by their phrase."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from bot.vault.calendar import doubted_since, not_before
from bot.vault.channels import channel_tag, find_key, new_key, rotate
from bot.vault.engine import memory_engine, reading, scrub, writing
from bot.vault.erase import Receipt
from bot.vault.erased import ErasedList
from bot.vault.errors import TurnConflict, WrongPhrase
from bot.vault.installation import Clock, Installation, prepare, utc_now
from bot.vault.keys import DataKey, subkey
from bot.vault.leader import LeaderVault
from bot.vault.phrase import new_phrase
from bot.vault.retention import sweep
from bot.vault.settings import VaultSettings
from bot.vault.shares import Copy, leave_note, open_copy
from bot.vault.shelf import state_place
from bot.vault.tables import leader, metadata, used_on


class Vault:
    """All leaders' vaults. One for the process, made at start:

    vault = Vault(VaultSettings(db_url="sqlite:///var/canary.db", key_file=Path("var/canary.keys")))
    phrase, mine = vault.create()
    mine = vault.open(phrase)

    Making it migrates the database. Raises CannotStart when it must not be served, StorageUnavailable.
    """

    def __init__(self, settings: VaultSettings, clock: Clock = utc_now) -> None:
        self._installation = prepare(settings, clock)

    def create(self, keep_nothing: bool = False) -> tuple[str, LeaderVault]:
        """A new leader: the phrase, to be shown once and never stored, and the open vault.

        With ``keep_nothing`` the vault is in memory only, ends with ``close`` and has the phrase ''.
        """
        if keep_nothing:
            return "", self._create_in_memory()
        phrase = new_phrase()
        keys = self._installation.phrases.derive(phrase)
        key = DataKey.new(secrets.token_hex(16))
        _insert(self._installation, key, {"phrase_tag": keys.tag, "wrapped_key": key.wrap(keys.wrapping)})
        return phrase, LeaderVault(self._installation, key)

    def open(self, phrase: str) -> LeaderVault:
        """The vault of a phrase, however it was typed. Raises WrongPhrase for every other text alike.

        Takes one Argon2id, right or wrong; bot/vault/guessing.py slows down who tries many.
        """
        keys = self._installation.phrases.derive(phrase)
        with reading(self._installation.engine) as session:
            row = session.execute(select(leader).where(leader.c.phrase_tag == keys.tag)).mappings().one_or_none()
        if row is None:
            raise WrongPhrase("this phrase opens no vault")
        key = DataKey.unwrap(row["id"], row["key_version"], keys.wrapping, row["wrapped_key"])
        self._touch(row["id"])
        return LeaderVault(self._installation, key)

    def open_channel(self, channel: str, user: str) -> LeaderVault:
        """The vault of a Slack or Teams user, made when it is their first message. No phrase opens it.

        Raises KeysMismatch when its master key is gone.
        """
        tag = channel_tag(self._installation.keys, channel, user)
        key = find_key(self._installation, tag)
        if key is None:
            key = self._add_channel(tag)
        self._touch(key.leader_id)
        return LeaderVault(self._installation, key)

    def find_channel(self, channel: str, user: str) -> LeaderVault | None:
        """The vault of a Slack or Teams user, if there is one. Does not count as use. Raises KeysMismatch."""
        key = find_key(self._installation, channel_tag(self._installation.keys, channel, user))
        return None if key is None else LeaderVault(self._installation, key)

    def rotate_master_key(self) -> None:
        """Wrap every Slack and Teams leader's key by a new master key; see bot/vault/channels.py."""
        self._installation = replace(self._installation, keys=rotate(self._installation))

    def sweep(self) -> list[Receipt]:
        """Erase leaders unused for the retention time, and shares that are over; to be run once a day.

        Raises ClockDoubted.
        """
        return sweep(self._installation)

    def open_share(self, tag: bytes, proof: bytes) -> Copy:
        """A leader's copy for a mentor, whose browser opens it. Raises ShareClosed."""
        return open_copy(self._installation.engine, tag, proof, self._installation.clock().date())

    def leave_note(self, tag: bytes, proof: bytes, note: bytes) -> None:
        """A mentor's one note, sealed to the leader. Raises ShareClosed, NoteLeft."""
        leave_note(self._installation.engine, tag, proof, note, self._installation.clock().date())

    def secret(self, purpose: str) -> bytes:
        """A key for something beside the vault; the same in every process of this installation."""
        return subkey(self._installation.keys.salt, purpose)

    def clock_doubted_since(self) -> date | None:
        """Since which day, by its own word, the machine's clock has been in doubt; see bot/vault/calendar.py."""
        return doubted_since(self._installation.engine)

    def check(self) -> None:
        """Does the database answer? Raises StorageUnavailable."""
        with reading(self._installation.engine) as session:
            session.execute(select(leader.c.id).limit(1))

    def close(self) -> None:
        """Let go of the database. Open vaults keep their keys until they are closed themselves."""
        scrub(self._installation.engine)
        self._installation.engine.dispose()

    def _add_channel(self, tag: bytes) -> DataKey:
        key, opened_by = new_key(self._installation)
        try:
            _insert(self._installation, key, {"channel_tag": tag, **opened_by})
        except TurnConflict:  # two first messages at once: the other one made the vault
            found = find_key(self._installation, tag)
            if found is None:
                raise
            return found
        return key

    def _create_in_memory(self) -> LeaderVault:
        private = replace(self._installation, engine=memory_engine(), erased=ErasedList(None))
        metadata.create_all(private.engine)
        key = DataKey.new(secrets.token_hex(16))
        _insert(private, key, {"wrapped_key": b""})
        return LeaderVault(private, key, keeps_nothing=True)

    def _touch(self, leader_id: str) -> None:
        today = self._installation.clock().date()
        with writing(self._installation.engine) as session:
            session.execute(update(leader).where(leader.c.id == leader_id).values(last_used=used_on(today)))


def _insert(installation: Installation, key: DataKey, opened_by: dict[str, Any]) -> None:
    row = {
        "id": key.leader_id,
        "key_version": key.version,
        "turns": 0,
        "state": key.seal(state_place(0), b"{}"),
    }
    with writing(installation.engine) as session:
        born = not_before(session, installation.clock().date())
        session.execute(insert(leader).values({**row, "last_used": born, **opened_by}))
