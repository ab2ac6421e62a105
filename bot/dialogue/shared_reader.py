"""The one reader of this process: the encoder is 90 MB, and its pass over a text serves the gate and the reading."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.understanding.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
DATA, MODELS = ROOT / "data", ROOT / "models"


@cache
def shared_reader() -> Reader:
    """Load it on first use. Raises ModelFileError when a model file is missing or not the one measured."""
    return Reader(MODELS)
