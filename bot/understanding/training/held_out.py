"""Which texts no reader learns from, so that confidence and thresholds can be set on them."""

from __future__ import annotations

from pathlib import Path

from bot.understanding.training.items import Item, read_utterances

LATER = ("ya", "yb", "yc", "yd")
ANOTHER = "zg"  # written by one who saw none of the others' texts
EVERY = 6


def split(data: Path) -> tuple[list[Item], list[Item]]:
    """All utterances as (for training, held out): the last author's and a sixth of the later ones' only calibrate."""
    every = read_utterances(data / "utterances")
    held = [item for at, item in enumerate(every) if is_held_out(at, item)]
    return [item for at, item in enumerate(every) if not is_held_out(at, item)], held


def is_held_out(at: int, item: Item) -> bool:
    """True for the last author's texts, and every sixth, counted over all files in order, that a later author wrote."""
    return item.author == ANOTHER or (item.author in LATER and at % EVERY == 0)
