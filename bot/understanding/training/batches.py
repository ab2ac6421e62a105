"""Items as tensors, in batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from bot.understanding.labels import DIRECTIONS, GATES, SAFETY_GATES, SCENARIOS, SIGNATURES
from bot.understanding.tokens import Encoded, PairTokenizer
from bot.understanding.training.augment import whole_spans
from bot.understanding.training.items import Item


@dataclass(frozen=True)
class Batch:
    """Inputs and targets; `labelled` is 0 for rows whose signatures nobody labelled, gate -1 likewise."""

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    presence: Tensor
    direction: Tensor
    scenario: Tensor
    labelled: Tensor
    gate: Tensor
    safety: Tensor
    spans: Tensor


def batches(items: list[Item], tokenizer: PairTokenizer, size: int, rng: random.Random) -> Iterator[Batch]:
    """All items once, in shuffled batches whose texts are about equally long."""
    pairs = [(item, tokenizer.encode(item.text, item.prompt)) for item in items]
    rng.shuffle(pairs)
    for pool in _cut(pairs, size * 24):
        pool.sort(key=lambda pair: len(pair[1].ids))
        groups = _cut(pool, size)
        rng.shuffle(groups)
        for group in groups:
            yield make_batch(group)


def _cut(pairs: list[tuple[Item, Encoded]], size: int) -> list[list[tuple[Item, Encoded]]]:
    return [pairs[start : start + size] for start in range(0, len(pairs), size)]


def make_batch(group: list[tuple[Item, Encoded]]) -> Batch:
    """Pad and stack one group."""
    longest = max(len(encoded.ids) for _, encoded in group)
    rows = len(group)
    batch = Batch(
        ids=torch.zeros(rows, longest, dtype=torch.long), kinds=torch.zeros(rows, longest, dtype=torch.long),
        mask=torch.zeros(rows, longest, dtype=torch.long), presence=torch.zeros(rows, len(SIGNATURES)),
        direction=torch.zeros(rows, len(SIGNATURES), len(DIRECTIONS)),
        scenario=torch.zeros(rows, len(SCENARIOS)), labelled=torch.zeros(rows),
        gate=torch.full((rows,), -1), safety=torch.zeros(rows, len(SAFETY_GATES)),
        spans=torch.zeros(rows, len(SIGNATURES), longest),
    )  # fmt: skip
    for row, (item, encoded) in enumerate(group):
        _fill(batch, row, item, encoded)
    return batch


def _fill(batch: Batch, row: int, item: Item, encoded: Encoded) -> None:
    length = len(encoded.ids)
    batch.ids[row, :length] = torch.tensor(encoded.ids)
    batch.kinds[row, :length] = torch.tensor(encoded.kinds)
    batch.mask[row, :length] = 1
    if item.gate is not None:
        batch.gate[row] = GATES.index(item.gate)
    if item.gate in SAFETY_GATES:
        batch.safety[row, SAFETY_GATES.index(item.gate)] = 1.0
    if item.signatures is not None:
        _fill_labels(batch, row, item, encoded)


def _fill_labels(batch: Batch, row: int, item: Item, encoded: Encoded) -> None:
    batch.labelled[row] = 1.0
    for signature, direction in item.signatures or ():
        label = SIGNATURES.index(signature)
        batch.presence[row, label] = 1.0
        batch.direction[row, label, DIRECTIONS.index(direction)] = 1.0
    for scenario in item.scenarios:
        batch.scenario[row, SCENARIOS.index(scenario)] = 1.0
    for signature, start, end in whole_spans(item) if item.spans else ():
        for at, place in enumerate(encoded.places):
            if place is not None and start <= place[0] and place[1] <= end:
                batch.spans[row, SIGNATURES.index(signature), at] = 1.0
