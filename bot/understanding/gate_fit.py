"""Learns the gate from labelled messages, in well under a minute; `rasa train` calls this too."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from bot.understanding.gate import Embedder, GateWeights, inputs
from bot.understanding.gate_features import BUCKETS, Array
from bot.understanding.labels import GATES, SAFETY_GATES
from bot.understanding.softmax_fit import fit_softmax
from bot.understanding.spelling import plain
from bot.understanding.training.held_out import split

Example = tuple[str, str]
Said = tuple[str, str | None]
VERSION = "5"
SAID_ONE_IN = 6
PHRASE_WORDS = 5
MOST_OF_EACH = 600
PENALTY = 1e-4
SAFETY_LEAST = (0.1, 0.1)
_NOT_PHRASES = ("answer", "question", *SAFETY_GATES)
_PROMPTS = (
    "How does bad news reach you?", "What does your audit programme tell you?", "Who helps you most?",
    "How settled is the top of the organisation?", "Where does the child come in?", "Tell me about supervision.",
)  # fmt: skip


def read_examples(folder: Path, without: tuple[str, ...] = ()) -> list[Example]:
    """The gate's messages from Rasa NLU files, but those in the files named; other intents are left out."""
    found: list[Example] = []
    for path in sorted(path for path in folder.glob("*.yml") if path.stem not in without):
        for block in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("nlu") or []:
            if block.get("intent") in GATES:
                found.extend((text, block["intent"]) for text in _lines(block))
    return found


def _lines(block: dict[str, Any]) -> list[str]:
    return [line.strip()[2:].strip() for line in block["examples"].splitlines() if line.strip().startswith("- ")]


def answers_said(data: Path) -> list[Said]:
    """Labelled utterances with their prompts: all that answer one, and a share of those that stand alone."""
    items = split(data)[0]
    alone = [item for item in items if item.prompt is None]
    return [(item.text, item.prompt) for item in [*(i for i in items if i.prompt), *alone[::SAID_ONE_IN]]]


def train_gate(examples: Iterable[Example], said: list[Said], reader: Embedder) -> GateWeights:
    """Fit both readers; half a minute. Half of the messages are seen under a prompt and half outside, since both
    will happen; what leaders said to a prompt is an answer and no danger, whatever words it holds.

    Every short command goes into the list of phrases; the readers learn from a share of each intent's messages.
    Where the gate that ships was learned from exactly these messages by this encoder, it is that one, at once.
    """
    known = sorted({example for example in examples if example[1] in GATES})
    origin = origin_of(known, said, reader)
    return _shipped(reader, origin) or _learned(known, said, reader, origin)


def origin_of(examples: list[Example], said: list[Said], reader: Embedder) -> str:
    """Names the messages, the encoder and the way of learning, so that the same gate is never learned twice."""
    messages = [*(f"{gate}\t{text}" for text, gate in examples), *(f"{prompt}\t{text}" for text, prompt in said)]
    told = "\n".join([VERSION, str(getattr(reader, "origin", "")), *messages])
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def _shipped(reader: Embedder, origin: str) -> GateWeights | None:
    path = getattr(reader, "models_dir", Path()) / "gate.npz"
    if not path.is_file():
        return None
    shipped = GateWeights.load(path)
    return shipped if shipped.learned_from == origin else None


def _learned(known: list[Example], said: list[Said], reader: Embedder, origin: str) -> GateWeights:
    rng = random.Random(7)
    shared = [(text, gate, rng.choice(_PROMPTS) if rng.random() < 0.5 else None) for text, gate in _share(known, rng)]
    seen = [(text, gate, prompt is not None, prompt) for text, gate, prompt in shared]
    seen += [(text, "answer", True, prompt) for text, prompt in said]
    dense = np.stack([_row(reader, text, inside, prompt) for text, _, inside, prompt in seen])
    gates = np.array([GATES.index(gate) for _, gate, _, _ in seen], dtype=np.int64)
    weights, bias = fit_softmax(dense, gates, len(GATES), PENALTY, np.ones(len(gates), dtype=np.float32))
    danger, danger_bias = _safety(dense, gates)
    width = dense.shape[1] - BUCKETS
    return GateWeights(
        dense=weights[:width], hashed=weights[width:], bias=bias,
        safety_dense=danger[:width], safety_hashed=danger[width:], safety_bias=danger_bias,
        safety_least=np.array(SAFETY_LEAST, dtype=np.float32), phrases=phrases_of(known), learned_from=origin,
    )  # fmt: skip


def _share(examples: list[Example], rng: random.Random) -> list[Example]:
    """At most MOST_OF_EACH messages of each intent; of danger and of answers, all."""
    kept: list[Example] = []
    for gate in GATES:
        own = [example for example in examples if example[1] == gate]
        whole = gate in ("answer", *SAFETY_GATES) or len(own) <= MOST_OF_EACH
        kept += own if whole else _longest_first(own, rng)
    return kept


def _longest_first(own: list[Example], rng: random.Random) -> list[Example]:
    """Messages too long for the list of phrases, then a draw of the short ones."""
    mixed = rng.sample(own, len(own))
    return sorted(mixed, key=lambda example: len(plain(example[0])) <= PHRASE_WORDS)[:MOST_OF_EACH]


def _row(reader: Embedder, text: str, inside: bool, prompt: str | None) -> Array:
    """All features of one message side by side."""
    dense, at, values = inputs(reader, text, inside, prompt)
    hashed = np.zeros(BUCKETS, dtype=np.float32)
    hashed[at] = values
    return np.concatenate([dense, hashed])


def phrases_of(examples: Iterable[Example]) -> dict[str, str]:
    """Short messages whose words alone settle the intent; one that is also an answer is left to the classifier."""
    found: dict[str, str] = {}
    blocked: set[str] = set()
    for text, gate in examples:
        phrase = " ".join(plain(text))
        if gate in _NOT_PHRASES or found.get(phrase, gate) != gate:
            blocked.add(phrase)
        elif 0 < len(phrase.split()) <= PHRASE_WORDS:
            found[phrase] = gate
    return {phrase: gate for phrase, gate in found.items() if phrase not in blocked}


def _safety(dense: Array, gates: npt.NDArray[np.int64]) -> tuple[Array, Array]:
    """One yes-or-no reader for each danger, as the difference of two softmax columns."""
    pairs = [_danger(dense, (gates == GATES.index(gate)).astype(np.int64)) for gate in SAFETY_GATES]
    return np.stack([weight for weight, _ in pairs], axis=1), np.array([bias for _, bias in pairs], dtype=np.float32)


def _danger(dense: Array, target: npt.NDArray[np.int64]) -> tuple[Array, float]:
    weights = np.where(target == 1, len(target) / (4.0 * target.sum()), 1.0).astype(np.float32)
    found, bias = fit_softmax(dense, target, 2, PENALTY, weights)
    return found[:, 1] - found[:, 0], float(bias[1] - bias[0])
