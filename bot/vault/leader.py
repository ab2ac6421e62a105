"""One leader's open vault."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from bot.messages import Exchange
from bot.vault.engine import reading
from bot.vault.erase import Receipt, erase
from bot.vault.errors import CannotShare, NoPhrase, VaultClosed
from bot.vault.export import export
from bot.vault.installation import Installation
from bot.vault.keys import DataKey
from bot.vault.phrase import new_phrase
from bot.vault.rekey import change_phrase
from bot.vault.retention import months_after
from bot.vault.share_keys import Pass
from bot.vault.shares import Share, add, revoke, shares_of
from bot.vault.shelf import Shelf
from bot.vault.tables import leader
from bot.vault.turn import Turn


class LeaderVault:
    """What one leader said and what was made of it, readable while this object is open.

    Holds the only copy of the data key. Made by ``Vault``; after :meth:`close` (and after :meth:`erase`) everything
    raises VaultClosed. Several may be open for one leader at a time.
    """

    def __init__(self, installation: Installation, key: DataKey, keeps_nothing: bool = False) -> None:
        self.id = key.leader_id
        self.keeps_nothing = keeps_nothing
        self._installation = installation
        self._key = key

    def turn(self, message_id: str, now: datetime) -> Turn:
        """Begin to answer a message."""
        window = self._installation.settings.tracker_window
        return Turn(self._installation.engine, self._key, message_id, now, window)

    def exchanges(self, last: int | None = None) -> list[Exchange]:
        """What was said so far, oldest first: everything, or the last few exchanges."""
        self._key.require_open()
        with reading(self._installation.engine) as session:
            return list(Shelf(session, self._key).exchanges(last).values())

    def kept_until(self) -> date:
        """The day on which this vault is erased if it is not used again."""
        query = select(leader.c.last_used).where(leader.c.id == self.id)
        with reading(self._installation.engine) as session:
            last_used: date | None = session.execute(query).scalar_one_or_none()
        if last_used is None:
            raise VaultClosed("this vault was erased")
        return months_after(last_used, self._installation.settings.retention_months)

    def change_phrase(self) -> str:
        """Draw a new phrase and re-encrypt everything under a new key: the old phrase opens nothing any more.

        This vault stays open under the new key; others that are open for this leader raise VaultClosed from now on,
        and so do turns that were loaded before. Raises NoPhrase.
        """
        if self.keeps_nothing:
            raise NoPhrase("a vault that keeps nothing has no phrase")
        phrase = new_phrase()
        self._rekey(phrase, from_channel=False)
        return phrase

    def move_to_phrase(self, phrase: str) -> None:
        """Make a Slack or Teams leader a web leader: all goes under a new phrase, and the channel finds it no more.

        The phrase is one drawn by ``new_phrase`` and seen by the leader before this. This vault stays open under the
        new key; others raise VaultClosed from now on. Raises NoPhrase for a vault that a phrase opens already.
        """
        self._rekey(phrase, from_channel=True)

    def erase(self) -> Receipt:
        """Destroy the key and everything stored, at once and for good."""
        receipt = erase(self._installation.engine, self.id, self._installation.clock())
        if receipt is None:
            raise VaultClosed("this vault was erased before")
        self._installation.erased.note(receipt)
        self.close()
        return receipt

    def export(self) -> dict[str, Any]:
        """All that is held, as JSON-able data; bot/vault/export.py describes it."""
        installation = self._installation
        return export(installation.engine, self._key, installation.clock(), installation.settings.retention_months)

    def share(self, shown: dict[str, Any], reflections: Collection[str], days: int) -> Pass:
        """Let whoever gets this link and code see this, for so many days. Raises CannotShare."""
        if self.keeps_nothing:
            raise CannotShare("a vault that keeps nothing has nothing that lasts")
        return add(self._installation.engine, self._key, shown, reflections, self._today(), days)

    def shares(self) -> list[Share]:
        """What this leader shares, the newest first."""
        self._key.require_open()
        with reading(self._installation.engine) as session:
            return shares_of(session, self._key, self._today())

    def revoke(self, share_id: str) -> bool:
        """End a share at once and for good; False when this leader has no such share."""
        return revoke(self._installation.engine, self._key, share_id)

    def _today(self) -> date:
        return self._installation.clock().date()

    def _rekey(self, phrase: str, from_channel: bool) -> None:
        old, keys = self._key, self._installation.phrases.derive(phrase)
        self._key = change_phrase(self._installation.engine, old, keys, from_channel)
        old.close()

    def close(self) -> None:
        """Overwrite the key; a vault that keeps nothing is gone with it. May be called twice."""
        self._key.close()
        if self.keeps_nothing:
            self._installation.engine.dispose()
