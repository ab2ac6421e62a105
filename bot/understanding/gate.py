"""The gate: is this message an answer, a command, a question to Canary, small talk, or danger?

Short commands are matched first, slips mended. Everything else is judged by a classifier over the encoder's
vector, words and build of the message. Danger has a reader of its own that is asked about every message and is
set for recall: a missed crisis costs more than a needless signpost. No word alone decides it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bot.understanding.gate_features import Array, marks, pieces
from bot.understanding.labels import GATES, SAFETY_GATES
from bot.understanding.spelling import Speller, plain
from bot.understanding.types import GateDecision

LONG_WORDS = 12
VERY_LONG_WORDS = 30
LONG_LEANING = 3.0
FILLERS = frozenset("please pls plz ok okay oh um er hi hello canary thanks thank now just then well so right".split())
_LONG_ALLOWED = ("answer", "question", *SAFETY_GATES)


class Embedder(Protocol):
    """What the gate needs of the reader."""

    def embed(self, text: str, prompt: str | None = None) -> Array:
        """The text as one vector."""

    def danger(self, text: str, prompt: str | None = None) -> Array:
        """The encoder's own log-odds of a leader in crisis and of a child at risk."""

    def knows(self, word: str) -> bool:
        """True for a word that exists."""


@dataclass(frozen=True)
class GateWeights:
    """What training learned: two linear readers, and the short commands with their intents."""

    dense: Array
    hashed: Array
    bias: Array
    safety_dense: Array
    safety_hashed: Array
    safety_bias: Array
    safety_least: Array
    phrases: dict[str, str]
    learned_from: str = ""

    def save(self, path: Path) -> None:
        """Write as plain arrays (npz)."""
        listed = "\n".join(f"{intent}\t{phrase}" for phrase, intent in sorted(self.phrases.items()))
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        np.savez_compressed(path, phrases=_packed(listed), learned_from=_packed(self.learned_from), **arrays)

    @classmethod
    def load(cls, path: Path) -> GateWeights:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as kept:
            rows = [row.split("\t", 1) for row in _unpacked(kept["phrases"]).split("\n") if row]
            phrases = {phrase: intent for intent, phrase in rows}
            arrays = {name: kept[name] for name in _ARRAYS}
            return cls(phrases=phrases, learned_from=_unpacked(kept["learned_from"]), **arrays)


def _packed(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _unpacked(array: npt.NDArray[np.uint8]) -> str:
    return bytes(array).decode("utf-8")


_ARRAYS = ("dense", "hashed", "bias", "safety_dense", "safety_hashed", "safety_bias", "safety_least")


COMMON = 8  # phrases with the word


class Gate:
    """Decides what kind of message it is. Safe to share between threads.

    >>> gate = Gate(GateWeights.load(Path("models/gate.npz")), reader)
    >>> gate.decide("We had to stop the programme in June.", inside=True, prompt=None).intent
    'answer'
    """

    def __init__(self, weights: GateWeights, reader: Embedder) -> None:
        self._weights, self._reader = weights, reader
        words = Counter(word for phrase in weights.phrases for word in phrase.split())
        # the encoder's word list lacks some words ("delete"); a slip is never as common as they are
        real = {w: n for w, n in words.items() if len(w) > 3 and (reader.knows(w) or n >= COMMON)}
        self._speller = Speller(real, _Known(reader))

    @classmethod
    def load(cls, models_dir: Path, reader: Embedder) -> Gate:
        """The gate that was trained together with the encoder."""
        return cls(GateWeights.load(models_dir / "gate.npz"), reader)

    def decide(self, text: str, inside: bool, prompt: str | None = None) -> GateDecision:
        """The intent of the message; `inside` says whether a prompt is open, `prompt` which one."""
        words = plain(text)
        if not words:
            return GateDecision("small_talk", 0.9)
        mended = self._speller.mend(words)
        if (intent := self._command(words) or self._command(mended)) is not None:
            return GateDecision(intent, 0.99)
        typed = " ".join(mended) if mended != words and len(words) <= LONG_WORDS else text
        return self._judged(typed, inside, prompt)

    def _command(self, words: tuple[str, ...]) -> str | None:
        """The intent of a known short command, with or without words of courtesy."""
        phrases = self._weights.phrases
        bare = " ".join(word for word in words if word not in FILLERS)
        return phrases.get(" ".join(words)) or phrases.get(bare)

    def _judged(self, text: str, inside: bool, prompt: str | None) -> GateDecision:
        """Danger first, by its own reader; then the classifier, held back on long messages."""
        dense, at, values = inputs(self._reader, text, inside, prompt)
        danger = self._safety(dense, at, values)
        if danger is not None:
            return danger
        return _settled(self._intents(dense, at, values), len(text.split()))

    def _safety(self, dense: Array, at: npt.NDArray[np.int64], values: Array) -> GateDecision | None:
        w = self._weights
        logits = dense @ w.safety_dense + values @ w.safety_hashed[at] + w.safety_bias
        chance = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
        over = chance / w.safety_least
        leading = int(np.argmax(over))
        if over[leading] < 1.0:
            return None
        return GateDecision(SAFETY_GATES[leading], float(chance[leading]))

    def _intents(self, dense: Array, at: npt.NDArray[np.int64], values: Array) -> Array:
        w = self._weights
        logits = dense @ w.dense + values @ w.hashed[at] + w.bias
        raised = np.exp(logits - logits.max())
        result: Array = raised / raised.sum()
        return result


class _Known:
    """The reader's word list in the shape that the speller asks."""

    def __init__(self, reader: Embedder) -> None:
        self._reader = reader

    def __contains__(self, word: object) -> bool:
        return self._reader.knows(str(word))


def inputs(reader: Embedder, text: str, inside: bool, prompt: str | None) -> tuple[Array, npt.NDArray[np.int64], Array]:
    """The dense features, and the hashed ones as places and values."""
    dense = np.concatenate([4.0 * reader.embed(text, prompt), reader.danger(text, prompt) * 0.25, marks(text, inside)])
    at, values = pieces(text)
    return dense.astype(np.float32), at, (3.0 * values).astype(np.float32)


def _settled(chances: Array, words: int) -> GateDecision:
    """The likeliest intent that a message of this length can have; danger was settled before."""
    allowed = [at for at, gate in enumerate(GATES) if gate not in SAFETY_GATES]
    if words > VERY_LONG_WORDS:
        allowed = [at for at in allowed if GATES[at] in _LONG_ALLOWED]
    best = max(allowed, key=lambda at: float(chances[at]))
    answer = GATES.index("answer")
    if words > LONG_WORDS and GATES[best] not in _LONG_ALLOWED and LONG_LEANING * chances[answer] >= chances[best]:
        best = answer
    return GateDecision(GATES[best], float(chances[best]))
