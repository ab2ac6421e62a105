"""What is measured, the same way as the labelling guide's own scorer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Label = tuple[str, str]


def f1(gold: Sequence[Iterable[object]], predicted: Sequence[Iterable[object]]) -> tuple[float, float, float]:
    """Precision, recall and micro-F1 over sets of labels."""
    hit = wrong = missed = 0
    for want, got in zip(gold, predicted, strict=False):
        a, b = set(want), set(got)
        hit, wrong, missed = hit + len(a & b), wrong + len(b - a), missed + len(a - b)
    precision, recall = hit / max(hit + wrong, 1), hit / max(hit + missed, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def signatures_only(rows: Sequence[Iterable[Label]]) -> list[set[str]]:
    """The signatures without their directions."""
    return [{signature for signature, _ in row} for row in rows]


def false_alarms(gold: Sequence[Iterable[Label]], predicted: Sequence[Iterable[Label]]) -> float:
    """Share of texts without a label that got one."""
    silent = [bool(set(got)) for want, got in zip(gold, predicted, strict=False) if not set(want)]
    return sum(silent) / max(len(silent), 1)


def direction_right(gold: Sequence[Iterable[Label]], predicted: Sequence[Iterable[Label]]) -> float:
    """Share of rightly found signatures whose direction is right as well."""
    right = total = 0
    for want, got in zip(gold, predicted, strict=False):
        for signature in {s for s, _ in want} & {s for s, _ in got}:
            total += 1
            right += {d for s, d in want if s == signature} == {d for s, d in got if s == signature}
    return right / max(total, 1)
