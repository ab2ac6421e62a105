"""Fits how much each reader counts and how sure is sure, on texts by authors that no reader was trained on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bot.understanding.encoder import Array, Encoder, Pass
from bot.understanding.labels import DIRECTIONS, SCENARIOS, SIGNATURES
from bot.understanding.lexical import Lexical
from bot.understanding.reader import direction
from bot.understanding.scoring import Calibration, Mix, answering, confidence, leanings, score
from bot.understanding.training.figures import Label, f1
from bot.understanding.training.items import Item

Candidate = tuple[float, float, str, str]
Bools = npt.NDArray[np.bool_]
_N = len(SIGNATURES)
TOLD_PRECISION = 0.94
DIRECTION_RIGHT = 0.95
SILENT_ALARMS = 0.09  # asked: at most 10 of 100
SCENARIO_SLACK = 0.02


@dataclass(frozen=True)
class Seen:
    """One held-out item with the raw outputs of both readers."""

    item: Item
    passed: Pass
    lexical: Array


def look(items: list[Item], encoder: Encoder, lexical: Lexical) -> list[Seen]:
    """Raw outputs for each item."""
    return [Seen(i, encoder.read(i.text, i.prompt), lexical.logits(i.text, i.prompt)) for i in items]


def fit(seen: list[Seen]) -> Calibration:
    """Mixing weights first, then the confidence curve, then the thresholds."""
    start = Calibration(
        presence=_presence(seen), direction=_direction(seen), scenario=_scenario(seen), confidence=(1.0, 0.0),
        act=0.5, told=0.8, scenario_act=0.5, direction_sure=0.8,
    )  # fmt: skip
    start = replace(start, direction_both=_both(seen, start))
    curved = replace(start, confidence=_confidence(seen, start))
    return _with_thresholds(seen, curved)


def _shared(encoder: Array, lexical: Array, target: Bools, columns: int, overall: Array | None = None) -> Mix:
    """One weight for each reader and a shrunken shift for each label."""
    eye = np.tile(np.eye(columns, dtype=np.float32) * 0.7, (len(encoder), 1))
    third = np.zeros(encoder.size, dtype=np.float32) if overall is None else overall.reshape(-1)
    columns_of = (encoder.reshape(-1), lexical.reshape(-1), third, eye)
    features: Array = np.column_stack(columns_of)
    model = LogisticRegression(C=1.0, max_iter=500).fit(features, target.reshape(-1))
    weights = model.coef_[0]
    shift = tuple(float(x) for x in weights[3:] * 0.7 + model.intercept_[0])
    return Mix(float(weights[0]), float(weights[1]), shift, float(weights[2]))


def _presence(seen: list[Seen]) -> Mix:
    target = np.array([[any(s == name for s, _ in one.item.signatures or ()) for name in SIGNATURES] for one in seen])
    answers = np.repeat([answering(one.passed.gate) for one in seen], _N)
    return _shared(
        np.stack([o.passed.presence for o in seen]), np.stack([o.lexical[:_N] for o in seen]), target, _N, answers
    )


def _scenario(seen: list[Seen]) -> Mix:
    target = np.array([[name in one.item.scenarios for name in SCENARIOS] for one in seen])
    lexical = np.stack([o.lexical[3 * _N : 3 * _N + len(SCENARIOS)] for o in seen])
    return _shared(np.stack([o.passed.scenario for o in seen]), lexical, target, len(SCENARIOS))


def _direction(seen: list[Seen]) -> Mix:
    """Fitted only where the signature is truly there."""
    encoder, lean, whole, target = [], [], [], []
    for one in seen:
        labels = one.item.signatures or frozenset()
        each, overall = leanings(one.lexical)
        for at in sorted({SIGNATURES.index(s) for s, _ in labels}):
            encoder.append(one.passed.direction[at])
            lean.append(each[at])
            whole.append(overall)
            target.append([(SIGNATURES[at], d) in labels for d in DIRECTIONS])
    return _shared(np.stack(encoder), np.stack(lean), np.array(target), 2, np.stack(whole))


def _candidates(seen: list[Seen], calibration: Calibration) -> list[list[Candidate]]:
    """For each item: presence, sureness of direction, signature, polarity of everything at all likely."""
    found = []
    for one in seen:
        scores = score(one.passed, one.lexical, calibration)
        row: list[Candidate] = []
        for at in np.flatnonzero(scores.presence >= 0.05):
            polarity, sure = direction(scores.direction[at], calibration.direction_both)
            row.append((float(scores.presence[at]), sure, SIGNATURES[int(at)], polarity))
        found.append(row)
    return found


def _right(one: Seen, signature: str, polarity: str) -> bool:
    want = {d for s, d in one.item.signatures or () if s == signature}
    return want == ({"risk", "strength"} if polarity == "mixed" else {polarity})


def _both(seen: list[Seen], calibration: Calibration) -> float:
    """From what chance of the lesser direction on a sign is best called mixed, where the signature is truly there."""

    def quality(both: float) -> int:
        rows = _candidates(seen, replace(calibration, direction_both=both))
        return sum(_right(one, s, q) for one, row in zip(seen, rows, strict=True) for p, _, s, q in row if p >= 0.5)

    return max((float(x) for x in np.arange(0.3, 0.9, 0.05)), key=quality)


def _confidence(seen: list[Seen], calibration: Calibration) -> tuple[float, float]:
    products, right = [], []
    for one, row in zip(seen, _candidates(seen, calibration), strict=False):
        for presence, sure, signature, polarity in row:
            products.append(presence * sure)
            right.append(_right(one, signature, polarity))
    odds = np.clip(np.array(products), 1e-6, 1 - 1e-6)
    model = LogisticRegression(C=10.0).fit(np.log(odds / (1 - odds))[:, None], np.array(right))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def predicted(row: list[Candidate], act: float) -> set[Label]:
    """Labels shown at this threshold."""
    labels: set[Label] = set()
    for presence, _, signature, polarity in row:
        if presence >= act:
            labels |= {(signature, d) for d in (DIRECTIONS if polarity == "mixed" else (polarity,))}
    return labels


def _with_thresholds(seen: list[Seen], calibration: Calibration) -> Calibration:
    rows = _candidates(seen, calibration)
    act = _act(seen, rows)
    told = _told(seen, rows, act, calibration)
    return replace(
        calibration, act=act, told=told, scenario_act=_scenario_act(seen, calibration),
        direction_sure=_direction_sure(seen, rows, act),
    )  # fmt: skip


def _act(seen: list[Seen], rows: list[list[Candidate]]) -> float:
    """The least threshold at which few enough silent texts get a sign: F1 hardly depends on it, what is missed does."""
    silent = [row for one, row in zip(seen, rows, strict=True) if not one.item.signatures]

    def alarms(act: float) -> float:
        return sum(bool(predicted(row, act)) for row in silent) / max(len(silent), 1)

    return next((float(x) for x in np.arange(0.25, 0.8, 0.01) if alarms(float(x)) <= SILENT_ALARMS), 0.8)


def _told(seen: list[Seen], rows: list[list[Candidate]], act: float, c: Calibration) -> float:
    """The least confidence from which on signs are right often enough to be told."""
    signs = sorted(
        (
            (confidence(p, d, c), _right(one, s, q))
            for one, row in zip(seen, rows, strict=False)
            for p, d, s, q in row
            if p >= act
        ),
        reverse=True,
    )
    best, right = 0.99, 0
    for count, (sure, good) in enumerate(signs, start=1):
        right += good
        if count >= 30 and right / count >= TOLD_PRECISION:
            best = sure
    return best


def _direction_sure(seen: list[Seen], rows: list[list[Candidate]], act: float) -> float:
    """The least sureness from which on directions are right often enough, of signatures that are truly there."""
    signs = sorted(
        (
            (d, _right(one, s, q))
            for one, row in zip(seen, rows, strict=False) for p, d, s, q in row
            if p >= act and any(s == name for name, _ in one.item.signatures or ())
        ),
        reverse=True,
    )  # fmt: skip
    best, right = 0.95, 0
    for count, (sure, good) in enumerate(signs, start=1):
        right += good
        if count >= 30 and right / count >= DIRECTION_RIGHT:
            best = sure
    return best


def _scenario_act(seen: list[Seen], calibration: Calibration) -> float:
    """The least threshold with nearly the best F1: the curve is flat, and what is not named cannot be put right."""
    gold = [one.item.scenarios for one in seen]
    chances = [score(one.passed, one.lexical, calibration).scenario for one in seen]

    def quality(act: float) -> float:
        return f1(gold, [{SCENARIOS[int(at)] for at in np.flatnonzero(row >= act)} for row in chances])[2]

    tried = {float(act): quality(float(act)) for act in np.arange(0.2, 0.8, 0.02)}
    return min(act for act, reached in tried.items() if reached >= max(tried.values()) - SCENARIO_SLACK)
