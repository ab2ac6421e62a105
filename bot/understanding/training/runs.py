"""Which network is trained on what, in which order: each later run starts from an earlier one's averaged weights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.understanding.gate_fit import read_examples
from bot.understanding.training.fit import Recipe
from bot.understanding.training.held_out import split
from bot.understanding.training.items import Item, gate_items

NEWEST = ("za", "zb", "zc", "zd", "ze", "zf", "zh", "zi", "zj", "zk")
UNSEEN = ("borders",)  # messages by which the gate learns how far to trust the encoder


@dataclass(frozen=True)
class Run:
    """A recipe and its data. `stop` ends it before its schedule does; `without` leaves authors' texts out."""

    recipe: Recipe
    start: str | None = None
    stop: int | None = None
    without: tuple[str, ...] = ()


_ONCE_MORE = Recipe(
    seed=13, epochs=3, encoder_rate=6e-5, head_rate=4e-4, warm_up=0.05, command_share=0.15, danger_share=0.5
)
RUNS: dict[str, Run] = {
    "first": Run(Recipe(seed=11, epochs=12, command_share=0.15), stop=2, without=NEWEST),
    "all": Run(
        Recipe(
            seed=12, epochs=8, encoder_rate=1.2e-4, head_rate=8e-4, warm_up=0.02, command_share=0.15, danger_share=0.5
        ),
        start="first",
    ),
    "more": Run(_ONCE_MORE, start="all"),
    "again": Run(replace(_ONCE_MORE, seed=14), start="more", stop=2),
    "other": Run(
        Recipe(
            seed=21, epochs=9, encoder_rate=1.5e-4, head_rate=1e-3, warm_up=0.06, command_share=0.15, danger_share=0.5
        ),
        stop=7,
        without=("zj", "zk"),
    ),
    "other_again": Run(replace(_ONCE_MORE, seed=22), start="other"),
}
SHIPPED = ("again", "other_again")
"""The runs whose networks ship together: two that began with different seeds read better than either."""


def items_of(run: Run, data: Path) -> list[Item]:
    """The run's training items, always in the same order."""
    kept = [item for item in split(data)[0] if item.author not in run.without]
    return kept + gate_items(read_examples(data / "nlu", without=UNSEEN))


def prompts_of(items: list[Item]) -> list[str]:
    """Every prompt in the data, to be put before answers that stand on their own."""
    return sorted({item.prompt for item in items if item.prompt})
