# mypy: disallow-subclassing-any=False
"""Writes the trained network as onnx and quantises its matrix products to eight bits."""

from __future__ import annotations

from pathlib import Path

import torch

from bot.understanding.training.network import Together

NAMES = ["presence", "direction", "seen", "scenario", "safety", "gate", "pooled"]


class _Flat(torch.nn.Module):
    """The network with its outputs in a fixed order."""

    def __init__(self, network: Together) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        out = self.network(ids, kinds, mask)
        return tuple(out[name] for name in NAMES)


def export(network: Together, path: Path) -> None:
    """Full-precision onnx with free batch and length."""
    ids = torch.ones(2, 9, dtype=torch.long)
    axes = {name: {0: "rows", 1: "tokens"} for name in ("ids", "kinds", "mask")}
    axes |= {name: {0: "rows"} for name in NAMES} | {"seen": {0: "rows", 2: "tokens"}}
    torch.onnx.export(
        _Flat(network.eval()), (ids, ids, ids), str(path), input_names=["ids", "kinds", "mask"],
        output_names=NAMES, dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Eight-bit weights of the big matrix products and word vectors; the heads stay as they are."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
