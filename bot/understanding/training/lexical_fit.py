"""Trains the words-and-pieces reader with scikit-learn and writes it as plain arrays."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.understanding.labels import DIRECTIONS, SCENARIOS, SIGNATURES
from bot.understanding.lexical import Array, Lexical, terms
from bot.understanding.training.items import Item

LEAST = (2, 3)
# The last two: does the text say anything at all that is a risk, or a strength, whatever the signature?
LABELS: tuple[str, ...] = (
    *SIGNATURES, *(f"{s}:{d}" for s in SIGNATURES for d in DIRECTIONS), *SCENARIOS,
    "any:risk",
    "any:strength",
)  # fmt: skip


def labels_of(item: Item) -> set[str]:
    """The item's labels under the names of LABELS."""
    pairs = item.signatures or frozenset()
    return {s for s, _ in pairs} | {f"{s}:{d}" for s, d in pairs} | set(item.scenarios) | {f"any:{d}" for _, d in pairs}


def vocabulary_of(items: list[Item]) -> tuple[dict[str, int], Array]:
    """Terms seen often enough, with their inverse document frequency."""
    seen: list[Counter[str]] = [Counter(), Counter()]
    for item in items:
        for block, counts in terms(item.text, item.prompt):
            seen[block].update(counts.keys())
    kept = [(t, n) for block in (0, 1) for t, n in sorted(seen[block].items()) if n >= LEAST[block]]
    idf = np.array([np.log((1 + len(items)) / (1 + n)) + 1 for _, n in kept], dtype=np.float32)
    return {t: i for i, (t, _) in enumerate(kept)}, idf


def matrix_of(items: list[Item], vocabulary: dict[str, int], idf: Array) -> csr_matrix:
    """One sparse row for each item."""
    rows: list[npt.NDArray[np.int64]] = []
    columns: list[npt.NDArray[np.int64]] = []
    values: list[Array] = []
    for row, item in enumerate(items):
        for _, counts in terms(item.text, item.prompt):
            at, value = Lexical.vector(counts, vocabulary, idf)
            rows.append(np.full(len(at), row))
            columns.append(at)
            values.append(value)
    parts = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return csr_matrix(parts, shape=(len(items), len(vocabulary)), dtype=np.float32)


def fit_lexical(items: list[Item], path: Path, strength: float = 8.0) -> Lexical:
    """Train one regression for each label and write the npz file."""
    items = [item for item in items if item.signatures is not None]
    vocabulary, idf = vocabulary_of(items)
    matrix = matrix_of(items, vocabulary, idf)
    weights, bias = _regressions(matrix, [labels_of(item) for item in items], strength)
    names = np.frombuffer("\n".join(vocabulary).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(path, terms=names, idf=idf, weights=weights.astype(np.float16), bias=bias)
    return Lexical(vocabulary, idf, weights.astype(np.float16), bias)


def _regressions(matrix: csr_matrix, gold: list[set[str]], strength: float) -> tuple[Array, Array]:
    weights = np.zeros((matrix.shape[1], len(LABELS)), dtype=np.float32)
    bias = np.full(len(LABELS), -6.0, dtype=np.float32)
    for column, label in enumerate(LABELS):
        target = np.array([label in row for row in gold])
        if target.sum() < 3:
            continue
        model = LogisticRegression(C=strength, solver="liblinear", class_weight={0: 1.0, 1: 2.0})
        model.fit(matrix, target)
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return weights, bias
