"""From raw outputs of both readers to calibrated probabilities, by weights fitted on authors held out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from bot.understanding.encoder import Array, Pass
from bot.understanding.labels import GATES, SCENARIOS, SIGNATURES

_N = len(SIGNATURES)
_OVERALL = 3 * _N + len(SCENARIOS)


@dataclass(frozen=True)
class Mix:
    """How much each reader counts, each label's shift, and what the text as a whole adds (an answer? good news?)."""

    encoder: float
    lexical: float
    shift: tuple[float, ...]
    overall: float = 0.0


@dataclass(frozen=True)
class Calibration:
    """Fitted weights and thresholds; see docs/decisions/0002-understanding.md for how they were set."""

    presence: Mix
    direction: Mix
    scenario: Mix
    confidence: tuple[float, float]
    act: float
    told: float
    scenario_act: float
    direction_sure: float
    direction_both: float = 0.5
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Calibration:
        """Read what the training wrote."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        mixes = {
            name: Mix(**{**kept[name], "shift": tuple(kept[name]["shift"])})
            for name in ("presence", "direction", "scenario")
        }
        return cls(**{**kept, **mixes, "confidence": tuple(kept["confidence"])})

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Scores:
    """Probabilities: of each signature, of each direction given the signature, of each scenario."""

    presence: Array
    direction: Array
    scenario: Array


def sigmoid(x: Array) -> Array:
    """The logistic function, safe for large numbers."""
    result: Array = (1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0)))).astype(np.float32)
    return result


def score(passed: Pass, lexical: Array, calibration: Calibration) -> Scores:
    """Both readers' outputs, mixed and calibrated."""
    return Scores(
        presence=sigmoid(_presence(passed, lexical, calibration.presence)),
        direction=sigmoid(_direction(passed.direction, lexical, calibration.direction)),
        scenario=sigmoid(_mixed(passed.scenario, lexical[3 * _N : 3 * _N + len(SCENARIOS)], calibration.scenario)),
    )


def answering(gate: Array) -> float:
    """The encoder's log-odds that the message is an answer at all, kept within bounds."""
    answer = float(gate[GATES.index("answer")])
    others = np.delete(gate, GATES.index("answer"))
    return float(np.clip(answer - np.logaddexp.reduce(others), -6.0, 6.0))


def _presence(passed: Pass, lexical: Array, mix: Mix) -> Array:
    mixed = _mixed(passed.presence, lexical[:_N], mix)
    return np.asarray(mixed + mix.overall * answering(passed.gate), dtype=np.float32)


def leanings(lexical: Array) -> tuple[Array, Array]:
    """What the words say of risk against strength: for each signature [17, 2], and of the text as a whole [2]."""
    joint = lexical[_N : 3 * _N].reshape(_N, 2)
    overall = lexical[_OVERALL : _OVERALL + 2] if len(lexical) > _OVERALL else np.zeros(2, dtype=np.float32)
    return joint - joint[:, ::-1], overall - overall[::-1]


def _direction(encoder: Array, lexical: Array, mix: Mix) -> Array:
    each, overall = leanings(lexical)
    return np.asarray(_mixed(encoder, each, mix) + mix.overall * overall, dtype=np.float32)


def _mixed(encoder: Array, lexical: Array, mix: Mix) -> Array:
    shift = np.array(mix.shift, dtype=np.float32)
    return np.asarray(mix.encoder * encoder + mix.lexical * lexical + shift, dtype=np.float32)


def confidence(presence: float, direction: float, calibration: Calibration) -> float:
    """How often a sign with these probabilities is right in both signature and direction."""
    product = min(max(presence * direction, 1e-6), 1 - 1e-6)
    slope, shift = calibration.confidence
    return float(1.0 / (1.0 + np.exp(-(slope * np.log(product / (1 - product)) + shift))))
