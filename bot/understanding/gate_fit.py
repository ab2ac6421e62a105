"""Learns the gate from labelled messages, in well under a minute; `rasa train` calls this too."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Iterable

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from bot.understanding.gate import Array, Embedder, GateWeights, inputs
from bot.understanding.gate_features import BUCKETS
from bot.understanding.labels import GATES, SAFETY_GATES
from bot.understanding.spelling import plain

Example = tuple[str, str, bool]
PHRASE_WORDS = 5
SAFETY_LEAST = (0.3, 0.3)
_NOT_PHRASES = ("answer", "question", *SAFETY_GATES)
_PROMPTS = (
    "How does bad news reach you?", "What does your audit programme tell you?", "Who helps you most?",
    "How settled is the top of the organisation?", "Where does the child come in?", "Tell me about supervision.",
)  # fmt: skip


def read_examples(folder: Path) -> list[Example]:
    """The gate's messages from Rasa NLU files; intents that are not the gate's are left out."""
    found: list[Example] = []
    for path in sorted(folder.glob("*.yml")):
        for block in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("nlu") or []:
            if block.get("intent") in GATES:
                found.extend((text, block["intent"], True) for text in _lines(block))
    return found


def _lines(block: dict[str, Any]) -> list[str]:
    return [line.strip()[2:].strip() for line in block["examples"].splitlines() if line.strip().startswith("- ")]


def train_gate(examples: Iterable[Example], reader: Embedder) -> GateWeights:
    """Fit both readers. Each message is seen without a prompt and under one, since both will happen."""
    known = [example for example in examples if example[1] in GATES]
    rng = random.Random(7)
    seen = [(t, g, i, None) for t, g, i in known] + [(t, g, i, rng.choice(_PROMPTS)) for t, g, i in known]
    rows = [inputs(reader, text, inside, prompt) for text, _, inside, prompt in seen]
    matrix = _matrix(rows)
    gates = np.array([GATES.index(gate) for _, gate, _, _ in seen])
    weights, bias = _intents(matrix, gates)
    danger, danger_bias = _safety(matrix, gates)
    width = len(rows[0][0])
    return GateWeights(
        dense=weights[:width], hashed=weights[width:], bias=bias,
        safety_dense=danger[:width], safety_hashed=danger[width:], safety_bias=danger_bias,
        safety_least=np.array(SAFETY_LEAST, dtype=np.float32), phrases=phrases_of(known),
    )  # fmt: skip


def phrases_of(examples: Iterable[Example]) -> dict[str, str]:
    """Short messages whose words alone settle the intent; one that is also an answer is left to the classifier."""
    found: dict[str, str] = {}
    blocked: set[str] = set()
    for text, gate, _ in examples:
        phrase = " ".join(plain(text))
        if gate in _NOT_PHRASES or found.get(phrase, gate) != gate:
            blocked.add(phrase)
        elif 0 < len(phrase.split()) <= PHRASE_WORDS:
            found[phrase] = gate
    return {phrase: gate for phrase, gate in found.items() if phrase not in blocked}


def _matrix(rows: list[tuple[Array, Array, Array]]) -> csr_matrix:
    dense = csr_matrix(np.stack([row[0] for row in rows]))
    sparse = vstack([csr_matrix((v, (np.zeros(len(at), dtype=int), at)), shape=(1, BUCKETS)) for _, at, v in rows])
    return hstack([dense, sparse]).tocsr()


def _intents(matrix: csr_matrix, gates: Array) -> tuple[Array, Array]:
    model = LogisticRegression(C=1.0, max_iter=300, class_weight=None)
    model.fit(matrix, gates)
    weights = np.zeros((matrix.shape[1], len(GATES)), dtype=np.float32)
    bias = np.full(len(GATES), -20.0, dtype=np.float32)
    weights[:, model.classes_], bias[model.classes_] = model.coef_.T, model.intercept_
    return weights, bias


def _safety(matrix: csr_matrix, gates: Array) -> tuple[Array, Array]:
    columns = [_danger(matrix, gates == GATES.index(gate)) for gate in SAFETY_GATES]
    weights = np.stack([weight for weight, _ in columns], axis=1).astype(np.float32)
    return weights, np.array([bias for _, bias in columns], dtype=np.float32)


def _danger(matrix: csr_matrix, target: Array) -> tuple[Array, float]:
    model = LogisticRegression(C=1.0, max_iter=300, class_weight="balanced", solver="liblinear")
    model.fit(matrix, target)
    return model.coef_[0], float(model.intercept_[0])
