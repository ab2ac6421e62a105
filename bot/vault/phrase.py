"""The six words that open a leader's vault: drawing them, and what is derived from them.

The leader must be found and the key unwrapped from the phrase alone: there is no name or e-mail to look up first.
A salt per leader could not be found before the leader is, so one secret salt of the installation is used:

    typed phrase ── letters only ──► Argon2id(installation's salt) ──HKDF──► lookup tag (stored) + wrapping key (never)

Two leaders never share a phrase (77 bits, drawn here, not chosen), so a salt per leader would add nothing a guesser
must pay for; the secret salt means that a stolen database alone cannot even be guessed against. Whether a phrase is
unknown, mistyped or erased, the work is the same: one Argon2id, one look-up by tag.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from bot.vault.errors import CannotStart
from bot.vault.keys import KEY_BYTES, subkey
from bot.vault.settings import PhraseCost

WORDS_IN_PHRASE = 6
WORD_LIST = Path(__file__).with_name("words") / "eff_large_wordlist.txt"
_LIST_SHA256 = "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"


@dataclass(frozen=True)
class PhraseKeys:
    """What a phrase gives: the tag its leader is found by and the key that unwraps the leader's key."""

    tag: bytes
    wrapping: bytes


class PhraseBook:
    """Derives keys from phrases with this installation's salt and cost.

    At most two derivations run at once: a crowd of guesses waits in line instead of filling the memory.
    """

    def __init__(self, salt: bytes, cost: PhraseCost) -> None:
        self._salt = salt
        self._cost = cost
        self._line = threading.BoundedSemaphore(2)

    def derive(self, phrase: str) -> PhraseKeys:
        """The keys of any text whatever: no text is refused, so nothing is learned from a refusal."""
        with self._line:
            root = hash_secret_raw(
                secret=letters(phrase).encode(),
                salt=self._salt,
                time_cost=self._cost.passes,
                memory_cost=self._cost.memory_kib,
                parallelism=self._cost.lanes,
                hash_len=KEY_BYTES,
                type=Type.ID,
            )
        return PhraseKeys(subkey(root, "phrase tag"), subkey(root, "phrase wrapping"))


def new_phrase() -> str:
    """Six words drawn by the system's random source: 77.5 bits."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS_IN_PHRASE))


def letters(typed: str) -> str:
    """What counts of a typed phrase: its letters a to z. No word of the list begins another, so none get mixed up."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(letter for letter in folded if "a" <= letter <= "z")


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """The words that phrases are drawn from. Raises CannotStart when the list is not the published one."""
    raw = WORD_LIST.read_bytes()
    if hashlib.sha256(raw).hexdigest() != _LIST_SHA256:
        raise CannotStart("bot/vault/words/eff_large_wordlist.txt is not the published list")
    listed = (line.split()[1] for line in raw.decode("ascii").splitlines())
    return tuple(word for word in listed if word.isalpha())
