# mypy: disallow-untyped-decorators=False
"""The fine-tuning loop: multi-task loss, averaged weights, a checkpoint after every epoch."""

from __future__ import annotations

import copy
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bot.understanding.tokens import PairTokenizer
from bot.understanding.training.augment import Augmenter
from bot.understanding.training.batches import Batch, batches
from bot.understanding.training.items import Item
from bot.understanding.training.network import Understanding

# Sixteen-bit products where the processor has them: half the time for the same result.
_HALF = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


@dataclass(frozen=True)
class Recipe:
    """Everything that a run depends on besides its data."""

    seed: int
    epochs: int = 8
    batch: int = 16
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.06
    average: float = 0.998
    presence_weight: float = 2.0
    scenario_weight: float = 3.0
    safety_weight: float = 2.0
    gate_share: float = 0.3
    span_share: float = 0.1
    command_share: float = 0.15
    danger_share: float = 0.5


def loss_of(out: dict[str, Tensor], batch: Batch, recipe: Recipe) -> Tensor:
    """Presence + direction where present + scenario + danger + gate + attention on the given spans."""
    return (
        _presence(out["presence"], batch.presence, batch.labelled, recipe.presence_weight)
        + _direction(out["direction"], batch)
        + _presence(out["scenario"], batch.scenario, batch.labelled, recipe.scenario_weight)
        + _presence(out["safety"], batch.safety, (batch.gate >= 0).float(), recipe.safety_weight)
        + recipe.gate_share * _gate(out["gate"], batch.gate)
        + recipe.span_share * _spans(out["seen"], batch.spans)
    )


def _presence(logits: Tensor, target: Tensor, labelled: Tensor, weight: float) -> Tensor:
    loss = F.binary_cross_entropy_with_logits(
        logits, target, pos_weight=torch.full(logits.shape[-1:], weight), reduction="none"
    )
    return (loss.sum(-1) * labelled).sum() / labelled.sum().clamp(min=1.0)


def _direction(logits: Tensor, batch: Batch) -> Tensor:
    loss = F.binary_cross_entropy_with_logits(logits, batch.direction, reduction="none").sum(-1)
    return (loss * batch.presence).sum() / batch.presence.sum().clamp(min=1.0)


def _gate(logits: Tensor, target: Tensor) -> Tensor:
    known = target >= 0
    return F.cross_entropy(logits[known], target[known]) if bool(known.any()) else logits.sum() * 0.0


def _spans(seen: Tensor, spans: Tensor) -> Tensor:
    given = spans.sum(-1) > 0
    inside = (seen * spans).sum(-1).clamp(min=1e-6)
    return -(inside.log() * given).sum() / given.sum().clamp(min=1)


class Fit:
    """One run that can be stopped at any time and goes on from its last finished epoch."""

    def __init__(
        self,
        recipe: Recipe,
        items: list[Item],
        prompts: list[str],
        tokenizer: PairTokenizer,
        published: Path,
        folder: Path,
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.items, self.prompts = recipe, items, prompts
        self.tokenizer, self.folder = tokenizer, folder
        self.network = Understanding()
        self.network.encoder.load_published(published)
        self.network.encoder.words.weight.requires_grad_(False)
        self.averaged = copy.deepcopy(self.network).eval()
        seen = sum(self._share(item) for item in items)
        self.steps = -(-int(seen) // recipe.batch) * recipe.epochs
        self.optimizer = torch.optim.AdamW(self._groups(), fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.epoch = 0
        self._resume()

    def _groups(self) -> list[dict[str, Any]]:
        recipe, encoder = self.recipe, self.network.encoder
        groups: list[dict[str, Any]] = []
        for depth, block in enumerate(reversed(list(encoder.blocks))):
            rate = recipe.encoder_rate * recipe.layer_decay**depth
            groups.append({"params": list(block.parameters()), "lr": rate, "weight_decay": 0.01})
        bottom = [*encoder.places.parameters(), *encoder.kinds.parameters(), *encoder.norm.parameters()]
        groups.append({"params": bottom, "lr": recipe.encoder_rate * 0.5, "weight_decay": 0.0})
        network = self.network
        heads: list[nn.Module] = [network.signatures, network.scenarios, network.safety, network.gate]
        params = [p for head in heads for p in head.parameters()]
        groups.append({"params": params, "lr": recipe.head_rate, "weight_decay": 0.01})
        return groups

    def _rate(self, step: int) -> float:
        warm = max(1, int(self.steps * self.recipe.warm_up))
        return min(1.0, (step + 1) / warm) * max(0.02, min(1.0, (self.steps - step) / (self.steps - warm)))

    def _resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        kept = torch.load(path)
        self.network.load_state_dict(kept["network"])
        self.averaged.load_state_dict(kept["averaged"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.schedule.load_state_dict(kept["schedule"])
        self.epoch = kept["epoch"]

    def _keep(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {
            "network": self.network.state_dict(), "averaged": self.averaged.state_dict(),
            "optimizer": self.optimizer.state_dict(), "schedule": self.schedule.state_dict(), "epoch": self.epoch,
        }  # fmt: skip
        torch.save(state, self.folder / "checkpoint.new")
        (self.folder / "checkpoint.new").rename(self.folder / "checkpoint.pt")

    def run_epoch(self) -> float:
        """Train one epoch, keep the checkpoint, return the mean loss."""
        seed = self.recipe.seed * 1000 + self.epoch
        rng = random.Random(seed)
        augmenter = Augmenter(self.items, self.prompts, seed)
        drawn = [augmenter.draw(item) for item in self.items if self._sees(item, rng)]
        self.network.train()
        torch.manual_seed(seed)
        losses = [self._step(b) for b in batches(drawn, self.tokenizer, self.recipe.batch, rng)]
        self.epoch += 1
        self._keep()
        return sum(losses) / len(losses)

    def _sees(self, item: Item, rng: random.Random) -> bool:
        """Every utterance; of the many messages of the gate a fresh share each epoch."""
        return rng.random() < self._share(item)

    def _share(self, item: Item) -> float:
        if item.author != "gate":
            return 1.0
        return self.recipe.danger_share if item.signatures is None else self.recipe.command_share

    def _step(self, batch: Batch) -> float:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HALF):
            out = self.network(batch.ids, batch.kinds, batch.mask)
        loss = loss_of({name: value.float() for name, value in out.items()}, batch, self.recipe)
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in self.network.parameters() if p.requires_grad], 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.schedule.step()
        self._average()
        return float(loss.detach())

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(self.recipe.average, self.schedule.last_epoch / (self.schedule.last_epoch + 10))
        for mine, theirs in zip(self.averaged.parameters(), self.network.parameters(), strict=False):
            if theirs.requires_grad:
                mine.lerp_(theirs, 1.0 - keep)

    def run(self) -> Understanding:
        """All remaining epochs of the schedule, one line of progress each; the averaged network."""
        while self.epoch < self.recipe.epochs:
            start = time.time()
            loss = self.run_epoch()
            print(
                json.dumps({"epoch": self.epoch, "loss": round(loss, 4), "seconds": round(time.time() - start)}),
                flush=True,
            )
        averaged: Understanding = self.averaged
        return averaged
