"""What a leader's answer says: signatures with direction and evidence, and scenarios."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.understanding import manifest
from bot.understanding.encoder import Array, Encoder, Pass
from bot.understanding.evidence import evidence
from bot.understanding.labels import DIRECTIONS, SCENARIOS, SIGNATURES
from bot.understanding.lexical import Lexical
from bot.understanding.scoring import Calibration, Scores, confidence, score
from bot.understanding.types import Polarity, Reading, ScenarioSign, Sign

__all__ = ["Reader", "Reading", "ScenarioSign", "Sign"]


class Reader:
    """Reads (prompt, answer). One encoder pass serves the reading and `embed`; safe to share between threads.

    >>> reader = Reader(Path("models"))
    >>> reader.read("Not since Easter.", prompt="When did you last sit in on a visit?").signs

    Raises ModelFileError when a model file is missing or is not the one that was measured.
    """

    def __init__(self, models_dir: Path) -> None:
        known = manifest.checked(models_dir)
        self.models_dir = models_dir
        self.origin: str = known["files"]["encoder.onnx"]["sha256"]
        self._encoder = Encoder(models_dir / "encoder.onnx", models_dir / "tokenizer.json")
        self._lexical = Lexical.load(models_dir / "lexical.npz")
        self._calibration = Calibration.load(models_dir / "calibration.json")

    def read(self, text: str, prompt: str | None = None) -> Reading:
        """All signs and scenarios above the threshold of acting, most confident first."""
        if not text.strip():
            return Reading()
        passed = self._encoder.read(text, prompt)
        scores = score(passed, self._lexical.logits(text, prompt), self._calibration)
        return Reading(self._signs(text, passed, scores), self._scenarios(scores))

    def embed(self, text: str, prompt: str | None = None) -> Array:
        """The text as one vector (unit length, with the encoder's own view of the gate behind it)."""
        passed = self._encoder.read(text, prompt)
        unit = passed.pooled / max(float(np.linalg.norm(passed.pooled)), 1e-6)
        result: Array = np.concatenate([unit, passed.gate * np.float32(0.1)]).astype(np.float32)
        return result

    def danger(self, text: str, prompt: str | None = None) -> Array:
        """The encoder's own log-odds of a leader in crisis and of a child at risk, for the gate to weigh."""
        return self._encoder.read(text, prompt).safety

    def knows(self, word: str) -> bool:
        """True for a whole word of the encoder's vocabulary."""
        return self._encoder.knows(word)

    def chances(self, text: str, prompt: str | None = None) -> dict[tuple[str, str], float]:
        """How likely each signature is said in each direction, shown or not: for measuring."""
        scores = score(self._encoder.read(text, prompt), self._lexical.logits(text, prompt), self._calibration)
        both = scores.presence[:, None] * scores.direction
        return {(s, d): float(both[i, j]) for i, s in enumerate(SIGNATURES) for j, d in enumerate(DIRECTIONS)}

    def forget(self) -> None:
        """Drop the kept passes, which hold the last few texts in memory."""
        self._encoder.forget()

    def _signs(self, text: str, passed: Pass, scores: Scores) -> tuple[Sign, ...]:
        found = np.flatnonzero(scores.presence >= self._calibration.act)
        signs = [self._sign(text, passed, scores, int(label)) for label in found]
        return tuple(sorted(signs, key=lambda sign: -sign.confidence))

    def _sign(self, text: str, passed: Pass, scores: Scores, label: int) -> Sign:
        polarity, sure = direction(scores.direction[label], self._calibration.direction_both)
        sureness = confidence(float(scores.presence[label]), sure, self._calibration)
        direction_sure = sure >= self._calibration.direction_sure
        return Sign(
            signature=SIGNATURES[label],
            polarity=polarity,
            confidence=round(sureness, 3),
            evidence=evidence(text, passed.windows, label, polarity == "mixed"),
            told=direction_sure and sureness >= self._calibration.told,
            direction_sure=direction_sure,
        )

    def _scenarios(self, scores: Scores) -> tuple[ScenarioSign, ...]:
        found = np.flatnonzero(scores.scenario >= self._calibration.scenario_act)
        signs = [ScenarioSign(SCENARIOS[int(at)], round(float(scores.scenario[at]), 3)) for at in found]
        return tuple(sorted(signs, key=lambda sign: -sign.confidence))


def direction(pair: Array, both: float) -> tuple[Polarity, float]:
    """The direction of a sign and how probable it is; 'mixed' when both directions are said."""
    risk, strength = float(pair[0]), float(pair[1])
    if min(risk, strength) >= both:
        return "mixed", min(risk, strength)
    leading: Polarity = "risk" if risk >= strength else "strength"
    return leading, max(risk, strength) * (1.0 - 0.5 * min(risk, strength))
