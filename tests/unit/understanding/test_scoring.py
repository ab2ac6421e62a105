"""Mixing, confidence and the merging of windows."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.understanding.encoder import Window, merged
from bot.understanding.evidence import evidence
from bot.understanding.scoring import Calibration, Mix, confidence
from bot.understanding.softmax_fit import fit_softmax

FLAT = Mix(1.0, 0.0, (0.0,))


def calibration() -> Calibration:
    return Calibration(FLAT, FLAT, FLAT, confidence=(1.0, 0.0), act=0.5, told=0.8, scenario_act=0.5, direction_sure=0.8)


def test_confidence_is_the_product_when_the_curve_is_straight() -> None:
    assert abs(confidence(0.9, 0.5, calibration()) - 0.45) < 1e-6


def test_calibration_comes_back_from_its_file(tmp_path: Path) -> None:
    calibration().save(tmp_path / "c.json")
    assert Calibration.load(tmp_path / "c.json") == calibration()


def out(presence: float, risk: float, strength: float) -> dict[str, np.ndarray]:
    return {
        "presence": np.array([presence], dtype=np.float32), "direction": np.array([[risk, strength]], dtype=np.float32),
        "scenario": np.zeros(1, np.float32), "safety": np.zeros(1, np.float32), "gate": np.zeros(1, np.float32),
        "pooled": np.zeros(2, np.float32),
    }  # fmt: skip


def window(places: list[tuple[int, int] | None], seen: list[float], presence: float = 0.0) -> Window:
    return Window(tuple(places), np.array([seen], dtype=np.float32), np.array([presence], dtype=np.float32))


def test_directions_come_from_windows_that_speak_of_the_signature() -> None:
    parts = [(window([], [], 3.0), out(3.0, 2.0, -2.0)), (window([], [], -4.0), out(-4.0, -3.0, 5.0))]
    passed = merged(parts)
    assert passed.presence[0] == 3.0
    assert passed.direction[0].tolist() == [2.0, -2.0]


def test_evidence_is_the_clause_most_attended_to() -> None:
    text = "We meet every week without fail in the big room, but nobody writes down what was agreed. It rained."
    places: list[tuple[int, int] | None] = [None]
    places += [(start, start + len(word)) for word, start in _words(text)]
    seen = [0.0] + [0.2 if 10 <= at <= 15 else 0.001 for at in range(len(places) - 1)]
    assert evidence(text, (window(places, seen),), 0, both=False) == "but nobody writes down what was agreed."


def _words(text: str) -> list[tuple[str, int]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((word, at))
        at += len(word)
    return found


def test_softmax_learns_what_is_plain() -> None:
    rng = np.random.default_rng(1)
    classes = rng.integers(0, 3, 300)
    matrix = (np.eye(3)[classes] + rng.normal(0, 0.1, (300, 3))).astype(np.float32)
    weights, bias = fit_softmax(matrix, classes, 3, 1e-3, np.ones(300, dtype=np.float32))
    assert ((matrix @ weights + bias).argmax(1) == classes).mean() > 0.98
