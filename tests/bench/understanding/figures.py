"""How well signs are read: the figures of one way of reading on one set."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from bot.understanding.reader import Reader
from bot.understanding.training.figures import Label, direction_right, f1, false_alarms, signatures_only
from bot.understanding.training.items import Item, expand
from bot.understanding.types import Sign
from tests.bench.understanding.ways import Guess


@dataclass(frozen=True)
class Figures:
    """The table's columns for one reader on one set."""

    both: float
    signature: float
    top_three: float
    false_alarms: float
    direction: float

    def row(self) -> str:
        shares = f"{self.false_alarms:.0%} | {self.direction:.0%}"
        return f"{self.both:.2f} | {self.signature:.2f} | {self.top_three:.2f} | {shares}"


def measure(items: list[Item], guess: Guess) -> Figures:
    """All figures of one reader."""
    gold = [item.signatures or frozenset() for item in items]
    raw = [sorted(guess(item), key=lambda sign: -sign[2]) for item in items]
    shown = [expand(row) for row in raw]
    three = [expand(row[:3]) for row in raw]
    hits = sum(len(want & got) for want, got in zip(gold, three, strict=True))
    return Figures(
        both=f1(gold, shown)[2],
        signature=f1(signatures_only(gold), signatures_only(shown))[2],
        top_three=hits / max(sum(map(len, gold)), 1),
        false_alarms=false_alarms(gold, shown),
        direction=direction_right(gold, shown),
    )


def right(sign: Sign, gold: Iterable[Label]) -> bool:
    """True when signature and direction are exactly as labelled."""
    return expand([(sign.signature, sign.polarity)]) == {label for label in gold if label[0] == sign.signature}


def calibration_error(signs: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over equal-width bins."""
    total = 0.0
    for low in range(bins):
        inside = [(c, ok) for c, ok in signs if low / bins <= c < (low + 1) / bins or (low == bins - 1 and c == 1.0)]
        if inside:
            gap = abs(statistics.fmean(c for c, _ in inside) - statistics.fmean(ok for _, ok in inside))
            total += gap * len(inside) / len(signs)
    return total


def sureness(items: list[Item], reader: Reader) -> list[str]:
    """Lines on what is told, asked, and how well confidence means what it says."""
    pairs = [(item, sign) for item in items for sign in reader.read(item.text, item.prompt).signs]
    told = [right(sign, item.signatures or ()) for item, sign in pairs if sign.told]
    error = calibration_error([(sign.confidence, right(sign, item.signatures or ())) for item, sign in pairs])
    scenarios = [{s.scenario for s in reader.read(i.text, i.prompt).scenarios} for i in items]
    precision = statistics.fmean(told) if told else 0.0
    return [
        f"told: {len(told)} of {len(pairs)} signs, precision {precision:.2f}",
        f"expected calibration error {error:.3f}",
        f"scenarios micro-F1 {f1([i.scenarios for i in items], scenarios)[2]:.2f}",
    ]


def evidence_rate(items: list[Item], reader: Reader) -> float:
    """Share of found signatures whose quoted words lie in, or hold, the span that a person marked."""
    good = total = 0
    for item in items:
        spans = {s: item.text[a:b] for s, a, b in item.spans}
        for sign in reader.read(item.text, item.prompt).signs:
            if sign.signature in spans:
                total += 1
                good += sign.evidence in spans[sign.signature] or spans[sign.signature] in sign.evidence
    return good / max(total, 1)
