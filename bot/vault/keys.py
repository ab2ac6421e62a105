"""A leader's data key: it seals values into bytes that fit one place only, and opens them again."""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bot.vault.errors import Tampered, VaultClosed

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION_BYTES = 4
_PAD_TO = 256


@dataclass(frozen=True)
class Place:
    """Where a sealed value stands. It opens there and nowhere else; ``row`` names every clear column of its row."""

    table: str
    column: str
    row: str


def subkey(key: bytes | bytearray, purpose: str) -> bytes:
    """A key for one purpose, drawn from ``key``; from it neither ``key`` nor another subkey can be found."""
    return HKDFExpand(SHA256(), KEY_BYTES, b"canary/" + purpose.encode()).derive(bytes(key))


def encrypt(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """AES-256-GCM under a fresh random 96-bit nonce, which stands before the result."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def decrypt(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Undo :func:`encrypt`. Raises Tampered for any change to key, bytes or ``bound_to``."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        raise Tampered("a stored value does not open with its key") from None


class DataKey:
    """One version of one leader's key.

    The bytes live here only and are overwritten by :meth:`close`; after that every method raises VaultClosed.
    Python may have copied them meanwhile: this shortens their life in memory, it cannot promise their end.
    """

    def __init__(self, leader_id: str, version: int, key: bytes) -> None:
        self.leader_id = leader_id
        self.version = version
        self._key = bytearray(key)
        self._sealing = bytearray(subkey(key, "seal"))
        self._tagging = bytearray(subkey(key, "tag"))
        self._closed = False
        self._lock = threading.Lock()  # closing must never overwrite a key that is just being used

    @classmethod
    def new(cls, leader_id: str, version: int = 1) -> DataKey:
        """A fresh random key."""
        return cls(leader_id, version, secrets.token_bytes(KEY_BYTES))

    @classmethod
    def unwrap(cls, leader_id: str, version: int, wrapping: bytes, wrapped: bytes) -> DataKey:
        """The key that :meth:`wrap` put away. Raises Tampered."""
        return cls(leader_id, version, decrypt(wrapping, wrapped, _wrap_bound(leader_id, version)))

    def wrap(self, wrapping: bytes) -> bytes:
        """The key sealed under another, to be stored."""
        return encrypt(wrapping, self._open(self._key), _wrap_bound(self.leader_id, self.version))

    def seal(self, place: Place, plain: bytes) -> bytes:
        """Encrypt JSON for one place. Padded with blanks, so that its length tells little of the words'."""
        padded = plain + b" " * (-len(plain) % _PAD_TO)
        sealed = encrypt(self._open(self._sealing), padded, self._bound(place))
        return self.version.to_bytes(_VERSION_BYTES, "big") + sealed

    def open(self, place: Place, sealed: bytes) -> bytes:
        """The JSON sealed for this place. Raises Tampered when it was changed, moved or sealed by another key."""
        if sealed[:_VERSION_BYTES] != self.version.to_bytes(_VERSION_BYTES, "big"):
            raise Tampered("a stored value was sealed under another version of the key")
        return decrypt(self._open(self._sealing), sealed[_VERSION_BYTES:], self._bound(place)).rstrip(b" ")

    def tag(self, kind: str, name: str) -> bytes:
        """A keyed hash to find a row by, which tells nobody else what it is the hash of."""
        return hmac.digest(self._open(self._tagging), f"{kind}\0{name}".encode(errors="surrogatepass"), "sha256")

    def require_open(self) -> None:
        """Raises VaultClosed after :meth:`close`."""
        self._open(self._key)

    def close(self) -> None:
        """Overwrite the key. May be called twice."""
        with self._lock:
            self._closed = True
            for secret in (self._key, self._sealing, self._tagging):
                secret[:] = bytes(len(secret))

    def _open(self, secret: bytearray) -> bytes:
        with self._lock:
            if self._closed:
                raise VaultClosed("this vault is closed")
            return bytes(secret)

    def _bound(self, place: Place) -> bytes:
        parts = ("canary", self.leader_id, place.table, place.column, place.row, str(self.version))
        return "\0".join(parts).encode()


def _wrap_bound(leader_id: str, version: int) -> bytes:
    return f"canary\0{leader_id}\0leader\0wrapped_key\0{version}".encode()
