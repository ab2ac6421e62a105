"""The service's own keys: the phrase salt, and the master keys that wrap Slack and Teams leaders' data keys.

They stand in one small JSON text, in a file only its owner can read or in an environment variable; never in the
database, so that a stolen database or backup opens nothing by itself.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.vault.errors import KeysMismatch, StorageUnavailable
from bot.vault.keys import KEY_BYTES


@dataclass(frozen=True)
class ServiceKeys:
    """The phrase salt (fixed for the life of the database) and every master key still in use, by version."""

    salt: bytes = field(repr=False)
    current: int
    masters: dict[int, bytes] = field(repr=False)

    @classmethod
    def new(cls) -> ServiceKeys:
        """Fresh random keys, for a database that has no leaders yet."""
        return cls(secrets.token_bytes(KEY_BYTES), 1, {1: secrets.token_bytes(KEY_BYTES)})

    @classmethod
    def parse(cls, text: str) -> ServiceKeys:
        """Read what :meth:`dump` wrote. Raises KeysMismatch, without quoting it, when it is anything else."""
        try:
            held = json.loads(text)
            masters = {int(version): b64decode(key, validate=True) for version, key in held["masters"].items()}
            keys = cls(b64decode(held["salt"], validate=True), int(held["current"]), masters)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeysMismatch("the service's keys cannot be read; put back the text that Canary wrote") from None
        if keys.current not in masters or any(len(key) != KEY_BYTES for key in (keys.salt, *masters.values())):
            raise KeysMismatch("the service's keys are not complete")
        return keys

    def dump(self) -> str:
        """The keys as text: a secret, fit for a 0600 file or the environment and nothing else."""
        masters = {str(version): b64encode(key).decode() for version, key in self.masters.items()}
        return json.dumps({"salt": b64encode(self.salt).decode(), "current": self.current, "masters": masters})

    @property
    def check(self) -> bytes:
        """Stored in the database to notice that another installation's keys were put in place."""
        return hmac.digest(self.salt, b"canary/keys check", "sha256")

    def master(self, version: int) -> bytes:
        """The master key of a version. Raises KeysMismatch when it is not held any more."""
        try:
            return self.masters[version]
        except KeyError:
            raise KeysMismatch(f"master key {version} is needed and not among the service's keys") from None

    def with_new_master(self) -> ServiceKeys:
        """The same keys and a fresh master key, which becomes the current one."""
        version = max(self.masters) + 1
        return replace(self, current=version, masters={**self.masters, version: secrets.token_bytes(KEY_BYTES)})

    def only(self, versions: set[int]) -> ServiceKeys:
        """Without the master keys that nothing is wrapped by any more."""
        return replace(self, masters={version: self.masters[version] for version in sorted(versions)})


def read_keys(path: Path) -> ServiceKeys | None:
    """The keys in a file, or None when there is no file. A file others can read is made private first."""
    try:
        path.chmod(0o600)
        return ServiceKeys.parse(path.read_text("ascii"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise KeysMismatch("the key file is not text that Canary wrote") from None
    except OSError as error:
        raise StorageUnavailable(f"the key file cannot be read: {type(error).__name__}") from None


def write_keys(path: Path, keys: ServiceKeys) -> None:
    """Replace the file as a whole: after a crash it holds the old keys or the new ones, never half of either."""
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(keys.dump())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise StorageUnavailable(f"the key file cannot be written: {type(error).__name__}") from None
