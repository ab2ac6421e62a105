"""The second reader: words and pieces of words, weighed by logistic regression (no pickle, plain arrays)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
_WORD = re.compile(r"[a-z0-9£%]+(?:'[a-z]+)?")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def terms(text: str, prompt: str | None) -> Iterator[tuple[int, Counter[str]]]:
    """Term counts in two blocks: words with pairs of words (and the prompt's words), and character pieces."""
    low = text.translate(_QUOTES).lower()
    words = _WORD.findall(low)
    asked = _WORD.findall((prompt or "").translate(_QUOTES).lower())
    counts = Counter(words)
    counts.update(f"{a} {b}" for a, b in zip(words, words[1:], strict=False))
    counts.update(f"?{word}" for word in asked)
    yield 0, counts
    yield 1, Counter(_pieces(words))


def _pieces(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        padded = f"_{word}_"
        for size in (3, 4, 5):
            for start in range(len(padded) - size + 1):
                yield "#" + padded[start : start + size]


class Lexical:
    """Weights for each known term; `logits` gives one number for each of its labels, in their trained order."""

    def __init__(self, vocabulary: dict[str, int], idf: Array, weights: npt.NDArray[np.float16], bias: Array) -> None:
        self._vocabulary, self._idf, self._weights, self._bias = vocabulary, idf, weights, bias

    @classmethod
    def load(cls, path: Path) -> Lexical:
        """Read the arrays that the training wrote."""
        with np.load(path, allow_pickle=False) as kept:
            names = bytes(kept["terms"]).decode("utf-8").split("\n")
            return cls({t: i for i, t in enumerate(names)}, kept["idf"], kept["weights"], kept["bias"])

    def logits(self, text: str, prompt: str | None) -> Array:
        """The log-odds of every label."""
        total = self._bias.copy()
        for _, counts in terms(text, prompt):
            total += self._block(counts)
        return total

    def _block(self, counts: Counter[str]) -> Array:
        at, values = self.vector(counts, self._vocabulary, self._idf)
        if not at.size:
            return np.zeros_like(self._bias)
        result: Array = values @ self._weights[at].astype(np.float32)
        return result

    @staticmethod
    def vector(counts: Counter[str], vocabulary: dict[str, int], idf: Array) -> tuple[npt.NDArray[np.int64], Array]:
        """Places and unit-length values of the known terms of one block."""
        known = [(vocabulary[t], 1.0 + math.log(n)) for t, n in counts.items() if t in vocabulary]
        at = np.array([place for place, _ in known], dtype=np.int64)
        values = np.array([value for _, value in known], dtype=np.float32)
        if at.size:
            values = values * idf[at]
            values /= np.linalg.norm(values)
        return at, values
