# mypy: disallow-subclassing-any=False
"""The network that is fine-tuned: a six-layer BERT and heads that look at the text once for each label.

Each signature and scenario has a query of its own over the token states (label-wise attention); what it
attends to is its evidence, and its direction is read from the same attended state.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from bot.understanding.labels import DIRECTIONS, GATES, SAFETY_GATES, SCENARIOS, SIGNATURES

WIDTH, HEADS, LAYERS, INNER, VOCAB, PLACES = 384, 12, 6, 1536, 30522, 512


class Block(nn.Module):
    """One transformer layer with the original BERT's norms after each part."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.norm1(x + self._drop(self.out(self._attend(x, bias))))
        return self.norm2(x + self._drop(self.down(F.gelu(self.up(x)))))

    def _drop(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training)

    def _attend(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-2, -1) * (WIDTH // HEADS) ** -0.5 + bias).softmax(-1)
        return (weights.to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)


class Encoder(nn.Module):
    """all-MiniLM-L6-v2's body, written out so that only torch is needed to train it."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCAB, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))
        self.dropout = dropout

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places) + self.kinds(kinds)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, bias)
        return x

    def load_published(self, path: Path) -> None:
        """Fill the weights from the published safetensors file."""
        self.load_state_dict(_renamed(load_file(str(path))))


def _renamed(published: dict[str, Tensor]) -> dict[str, Tensor]:
    state = {
        "words.weight": published["embeddings.word_embeddings.weight"],
        "places.weight": published["embeddings.position_embeddings.weight"],
        "kinds.weight": published["embeddings.token_type_embeddings.weight"],
        "norm.weight": published["embeddings.LayerNorm.weight"],
        "norm.bias": published["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        state |= _renamed_layer(published, f"encoder.layer.{layer}.", f"blocks.{layer}.")
    return state


def _renamed_layer(published: dict[str, Tensor], old: str, new: str) -> dict[str, Tensor]:
    pairs = {
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    state = {}
    for part in ("weight", "bias"):
        qkv = [published[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        state[f"{new}qkv.{part}"] = torch.cat(qkv)
        for mine, theirs in pairs.items():
            state[f"{new}{mine}.{part}"] = published[f"{old}{theirs}.{part}"]
    return state


class Reading(nn.Module):
    """Label-wise attention and the readers of presence and direction on top of it."""

    def __init__(self, labels: int, directions: int, hidden: int = 128, dropout: float = 0.2) -> None:
        super().__init__()
        self.query = nn.Parameter(torch.randn(labels, WIDTH) * 0.02)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.presence = nn.Parameter(torch.randn(labels, 2 * WIDTH) * 0.02)
        self.presence_bias = nn.Parameter(torch.full((labels,), -2.0))
        self.shared = nn.Linear(2 * WIDTH, hidden)
        self.direction = nn.Parameter(torch.randn(labels, directions, hidden) * 0.05) if directions else None
        self.direction_shared = nn.Linear(hidden, directions) if directions else None
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, pooled: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of presence [B,L], logits of direction [B,L,D] and the attention [B,L,T]."""
        scores = torch.einsum("ld,btd->blt", self.query, self.key(states)) * (WIDTH**-0.5) * 4.0
        weights = (scores + (1.0 - mask[:, None, :].to(scores.dtype)) * -1e4).softmax(-1)
        seen = weights @ states
        both = self.dropout(torch.cat([seen, pooled[:, None, :].expand_as(seen)], -1))
        presence = (both * self.presence).sum(-1) + self.presence_bias
        return presence, self._directions(both, presence), weights

    def _directions(self, both: Tensor, presence: Tensor) -> Tensor:
        if self.direction is None or self.direction_shared is None:
            return presence[..., None]
        inner = F.gelu(self.shared(both))
        return torch.einsum("blh,ldh->bld", inner, self.direction) + self.direction_shared(inner)


class Understanding(nn.Module):
    """The whole network: encoder, readers of signatures, scenarios and danger, and the gate."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.signatures = Reading(len(SIGNATURES), len(DIRECTIONS))
        self.scenarios = Reading(len(SCENARIOS), 0)
        self.safety = Reading(len(SAFETY_GATES), 0)
        self.gate = nn.Linear(WIDTH, len(GATES))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> dict[str, Tensor]:
        states = self.encoder(ids, kinds, mask)
        pooled = self._pooled(states, kinds, mask)
        presence, direction, seen = self.signatures(states, pooled, mask)
        scenario, _, _ = self.scenarios(states, pooled, mask)
        safety, _, _ = self.safety(states, pooled, mask)
        return {
            "presence": presence, "direction": direction, "seen": seen, "scenario": scenario,
            "safety": safety, "gate": self.gate(pooled), "pooled": pooled,
        }  # fmt: skip

    @staticmethod
    def _pooled(states: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """Mean over the answer's own tokens (kind 1), not the prompt's."""
        own = (kinds * mask).to(states.dtype)[..., None]
        return (states * own).sum(1) / own.sum(1).clamp(min=1.0)


class Together(nn.Module):
    """Networks that began with other seeds, read as one: the mean of each output. They share one table of words."""

    def __init__(self, networks: Sequence[Understanding]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)
        for other in networks[1:]:
            other.encoder.words = networks[0].encoder.words  # never trained, so the same in all

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> dict[str, Tensor]:
        outs = [network(ids, kinds, mask) for network in self.networks]
        return {name: torch.stack([out[name] for out in outs]).mean(0) for name in outs[0]}
