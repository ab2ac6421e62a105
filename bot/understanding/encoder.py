"""One pass of the shared encoder over (prompt, answer); everything that reads a text reads from this pass."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from bot.understanding.text import Place, windows
from bot.understanding.tokens import MOST_PROMPT_TOKENS, MOST_TOKENS, Encoded, PairTokenizer

Array = npt.NDArray[np.float32]
_OUTPUTS = ["presence", "direction", "seen", "scenario", "safety", "gate", "pooled"]


@dataclass(frozen=True)
class Window:
    """One piece of the text: where its tokens stand in the text, and what each signature attended to."""

    places: tuple[Place | None, ...]
    seen: Array
    presence: Array


@dataclass(frozen=True)
class Pass:
    """The encoder's raw outputs for one (prompt, answer); logits, not probabilities."""

    presence: Array
    direction: Array
    scenario: Array
    safety: Array
    gate: Array
    pooled: Array
    windows: tuple[Window, ...]


class Encoder:
    """onnxruntime session(s) with one thread each, and the last few passes. Safe to share between threads."""

    def __init__(self, model: Path, tokenizer: Path, keep: int = 16) -> None:
        self._session = _session(model)
        self._tokenizer = PairTokenizer(tokenizer)
        self._kept: OrderedDict[tuple[str, str | None], Pass] = OrderedDict()
        self._keep, self._lock = keep, threading.Lock()

    def read(self, text: str, prompt: str | None) -> Pass:
        """The pass of this text under this prompt, from memory when it was read a moment ago."""
        key = (text, prompt)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._read(text, prompt)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._keep:
                self._kept.popitem(last=False)
        return made

    def knows(self, word: str) -> bool:
        """True for a whole word of the vocabulary."""
        return self._tokenizer.knows(word)

    def forget(self) -> None:
        """Drop every kept pass, so that no text stays in memory longer than its conversation needs."""
        with self._lock:
            self._kept.clear()

    def _read(self, text: str, prompt: str | None) -> Pass:
        most = MOST_TOKENS - MOST_PROMPT_TOKENS - 4
        places = windows(text, self._tokenizer.count, most) or [(0, len(text))]
        return merged([self._window(text, place, prompt) for place in places])

    def _window(self, text: str, place: Place, prompt: str | None) -> tuple[Window, dict[str, Array]]:
        start, end = place
        encoded = self._tokenizer.encode(text[start:end], prompt)
        out = self._run(encoded)
        moved = tuple(p if p is None else (p[0] + start, p[1] + start) for p in encoded.places)
        return Window(moved, out["seen"], out["presence"]), out

    def _run(self, encoded: Encoded) -> dict[str, Array]:
        ids = np.array([encoded.ids], dtype=np.int64)
        feed = {"ids": ids, "kinds": np.array([encoded.kinds], dtype=np.int64), "mask": np.ones_like(ids)}
        return {name: rows[0] for name, rows in zip(_OUTPUTS, self._session.run(_OUTPUTS, feed), strict=True)}


def merged(parts: list[tuple[Window, dict[str, Array]]]) -> Pass:
    """Windows of one text as one pass: a signature counts where it shows most, a direction where it is said."""
    outs = [out for _, out in parts]
    presence = np.stack([out["presence"] for out in outs])
    return Pass(
        presence=presence.max(0),
        direction=_direction(presence, np.stack([out["direction"] for out in outs])),
        scenario=np.stack([out["scenario"] for out in outs]).max(0),
        safety=np.stack([out["safety"] for out in outs]).max(0),
        gate=np.stack([out["gate"] for out in outs]).mean(0),
        pooled=np.stack([out["pooled"] for out in outs]).mean(0),
        windows=tuple(window for window, _ in parts),
    )


def _direction(presence: Array, direction: Array) -> Array:
    """The greatest logit of each direction over the windows that speak of the signature about as clearly."""
    clear = presence >= np.maximum(presence.max(0) - 2.0, np.minimum(presence.max(0), 0.0))
    result: Array = np.where(clear[..., None], direction, -20.0).max(0)
    return result


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
