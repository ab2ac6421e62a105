"""The keys of one share: what its link and its code open, and what its mentor's note is sealed to.

    link's secret ──HKDF──► tag            finds the share
    link's secret + code ──PBKDF2──HKDF──► proof (shown to the server, which holds its hash) and key (never shown)
    P-256 key pair: the public half goes to the mentor inside the copy, the private half into the leader's vault

bot/web/static/share_keys.js derives the same in the mentor's browser, which is why these are WebCrypto's primitives
and not Argon2id and X25519. docs/decisions/0007-sharing.md says why the browser does it at all.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.vault.codes import new_code, plain_code
from bot.vault.errors import Tampered
from bot.vault.keys import KEY_BYTES, decrypt, encrypt

PASSES = 600_000  # OWASP's for PBKDF2 with SHA-256; together with 58 bits of code about as dear as a phrase
SECRET_BYTES = 16
_CURVE = ec.SECP256R1()
_POINT_BYTES = 65
_PAD_TO = 256


@dataclass(frozen=True)
class Pass:
    """What a mentor needs to open a share: the secret in the link, and the code that goes another way. Kept nowhere."""

    secret: str = field(repr=False)
    code: str = field(repr=False)

    @classmethod
    def new(cls) -> Pass:
        """A fresh one: 128 bits in the link, 58 in the code."""
        return cls(urlsafe_b64encode(secrets.token_bytes(SECRET_BYTES)).decode().rstrip("="), new_code())


@dataclass(frozen=True)
class ShareKeys:
    """What a pass gives."""

    tag: bytes
    proof: bytes = field(repr=False)
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, given: Pass) -> ShareKeys:
        """Derived as the mentor's browser does it."""
        secret = given.secret.encode()
        root = hashlib.pbkdf2_hmac("sha256", plain_code(given.code).encode(), secret, PASSES)
        return cls(_drawn(secret, b"tag"), _drawn(root, b"proof"), _drawn(root, b"key"))

    def seal(self, shown: dict[str, Any]) -> bytes:
        """The copy for the mentor; it opens under this key and this tag only."""
        return encrypt(self.key, _padded(shown), b"canary/share\0" + self.tag)

    def open(self, sealed: bytes) -> dict[str, Any]:
        """What :meth:`seal` sealed, for whoever has the pass; Canary has none. Raises Tampered."""
        opened: dict[str, Any] = json.loads(decrypt(self.key, sealed, b"canary/share\0" + self.tag))
        return opened


class NoteKey:
    """The leader's half of a mentor's note: whoever has :attr:`public` can seal one, and only this opens it."""

    def __init__(self, private: ec.EllipticCurvePrivateKey) -> None:
        self._private = private

    @classmethod
    def new(cls) -> NoteKey:
        """A fresh pair."""
        return cls(ec.generate_private_key(_CURVE))

    @classmethod
    def load(cls, number: str) -> NoteKey:
        """The pair that :meth:`dump` put away."""
        return cls(ec.derive_private_key(int(number, 16), _CURVE))

    def dump(self) -> str:
        """The private half as text, to be sealed by the leader's key."""
        return f"{self._private.private_numbers().private_value:x}"

    @property
    def public(self) -> bytes:
        """The public half, as a point."""
        return _point(self._private.public_key())

    def open(self, sealed: bytes, tag: bytes) -> str:
        """A note that :func:`seal_note`, or a mentor's browser, sealed for this share. Raises Tampered."""
        point, rest = sealed[:_POINT_BYTES], sealed[_POINT_BYTES:]
        try:
            sender = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
            agreed = self._private.exchange(ec.ECDH(), sender)
            note = json.loads(decrypt(_drawn(agreed, b"note" + point + self.public), rest, b"canary/note\0" + tag))
        except ValueError:
            raise Tampered("a note was not sealed to this share") from None
        if not isinstance(note, str):
            raise Tampered("a note holds no text")
        return note


def seal_note(public: bytes, note: str, tag: bytes) -> bytes:
    """A note as the mentor's browser seals it: under a key that is thrown away with the sender's private half."""
    mine = ec.generate_private_key(_CURVE)
    point = _point(mine.public_key())
    agreed = mine.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public))
    return point + encrypt(_drawn(agreed, b"note" + point + public), _padded(note), b"canary/note\0" + tag)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _padded(value: object) -> bytes:
    """JSON with blanks after it, so that its length tells little of the words'."""
    plain = json.dumps(value).encode()
    return plain + b" " * (-len(plain) % _PAD_TO)


def _drawn(root: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, b"canary/share " + purpose).derive(root)
