"""What can go wrong in the vault, as one tree.

    VaultError
    ├── WrongPhrase          the phrase opens nothing (never issued, mistyped or erased: no telling which)
    ├── VaultClosed          the leader's key is no longer in memory; open the vault again
    ├── Tampered             a stored value is not what was written there
    ├── TurnConflict         another turn of this leader was stored first; load a new turn and repeat
    │   └── AlreadyStored    this very message was stored before; read it from ``Turn.seen``
    ├── NotStorable          a value that cannot be written as text (half of a surrogate pair)
    ├── NoPhrase             this vault has no phrase to change (keep nothing, Slack, Teams)
    ├── CannotShare          nothing is kept here, or as many shares are open as there may be
    ├── ShareClosed          no share opens with this link and code (never made, mistyped, over, revoked: no telling)
    ├── NoteLeft             the mentor's one note was left before
    ├── TooManySessions      no room for one more open vault
    ├── SlowDown             too many wrong phrases; ``seconds`` says how long to wait
    ├── StorageUnavailable   the database cannot be reached or refused
    ├── ClockDoubted         the machine's clock has jumped; nothing was erased for being unused
    ├── BackupFailed         a backup, a restore or a copy was not done; nothing was changed
    └── CannotStart          the vault must not be served as it is set up
        ├── SchemaTooNew     the database was made by a newer Canary
        ├── KeysMissing      the database has leaders, but the key file or variable is gone
        ├── KeysMismatch     the key file or variable belongs to another database
        └── UnsafeSettings   a setting is weaker than Canary allows, or differs from what the database was made with

No message holds a phrase, a key, a row's content or an SQL parameter, so each may be logged.
"""

from __future__ import annotations


class VaultError(Exception):
    """Anything the vault refuses or cannot do."""


class WrongPhrase(VaultError):
    """The phrase opens no vault. Says nothing about why, so that guessing learns nothing."""


class VaultClosed(VaultError):
    """The key is gone from memory: closed, idle too long, phrase changed elsewhere, or erased."""


class Tampered(VaultError):
    """A sealed value was changed, moved to another place, or sealed under another key."""


class TurnConflict(VaultError):
    """Another turn of the same leader was committed since this one was loaded. Nothing was written."""


class AlreadyStored(TurnConflict):
    """The message was stored before. Nothing was written; a fresh turn answers it with ``seen``."""


class NotStorable(VaultError):
    """The value cannot be written as UTF-8 JSON. Nothing was written."""


class NoPhrase(VaultError):
    """The vault is not opened by a phrase, so there is none to change."""


class CannotShare(VaultError):
    """There is nothing lasting to share from, or there are ten open shares. Nothing was shared."""


class ShareClosed(VaultError):
    """Link and code open nothing. Says nothing about why, so that guessing learns nothing."""


class NoteLeft(VaultError):
    """A mentor's note was left for this share before; it stands as it was."""


class TooManySessions(VaultError):
    """Every place for an open vault is taken by somebody who is still active."""


class SlowDown(VaultError):
    """Too many wrong phrases from one client; try again after ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many wrong phrases from this client")
        self.seconds = seconds


class StorageUnavailable(VaultError):
    """The database is away, full, locked or read-only. A commit that raised this may be repeated safely."""


class ClockDoubted(VaultError):
    """The clock says a day that does not follow on the last one. Nothing was erased for being unused."""


class BackupFailed(VaultError):
    """A backup, a restore or a copy to another database was not done. Nothing that was there before was changed."""


class CannotStart(VaultError):
    """The vault refuses to serve: serving would lose or expose what leaders said."""


class SchemaTooNew(CannotStart):
    """The database carries a migration this Canary does not know."""


class KeysMissing(CannotStart):
    """Making new keys here would lock every leader out for good, so Canary stops instead."""


class KeysMismatch(CannotStart):
    """With these keys no phrase would open anything, and new vaults would be lost on the next change back."""


class UnsafeSettings(CannotStart):
    """A setting would make the vault weaker than promised."""
