"""Which network is trained on what, in which order: each later run starts from an earlier one's averaged weights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.understanding.gate_fit import Example, read_examples
from bot.understanding.training.fit import Recipe
from bot.understanding.training.items import Item, gate_items, read_rows, read_utterances

LATER = ("ya", "yb", "yc", "yd")
EVERY = 6


@dataclass(frozen=True)
class Run:
    """A recipe and its data. `stop` ends it before its schedule does; `gate` says where gate messages come from."""

    recipe: Recipe
    start: str | None = None
    stop: int | None = None
    without: tuple[str, ...] = ()
    gate: str = "nlu"


_LAST = Recipe(seed=3, epochs=4, encoder_rate=1e-4, head_rate=6e-4, warm_up=0.03, frozen=3, average=0.99,
               command_share=0.15, share=0.5)  # fmt: skip
_LONG = Recipe(seed=5, epochs=8, encoder_rate=1.2e-4, head_rate=8e-4, warm_up=0.03, average=0.995,
               command_share=0.2, share=0.5)  # fmt: skip

RUNS: dict[str, Run] = {
    "given": Run(Recipe(seed=1, epochs=10), stop=5, without=LATER, gate="first"),
    "all": Run(Recipe(seed=2, epochs=7, encoder_rate=1.2e-4, head_rate=8e-4, warm_up=0.05), start="given", stop=1),
    "long": Run(_LONG, start="all"),
    "upper": Run(_LAST, start="all"),
}
SHIPPED: tuple[str, ...] = ("long", "upper")


def split(data: Path) -> tuple[list[Item], list[Item]]:
    """All utterances as (for training, held out): every sixth of the later authors' is for calibration only."""
    every = read_utterances(data / "utterances")
    held = [item for at, item in enumerate(every) if is_held_out(at, item)]
    return [item for at, item in enumerate(every) if not is_held_out(at, item)], held


def is_held_out(at: int, item: Item) -> bool:
    """True for every sixth text, counted over all files in order, that a later author wrote."""
    return item.author in LATER and at % EVERY == 0


def items_of(run: Run, data: Path) -> list[Item]:
    """The run's training items, always in the same order."""
    kept = [item for item in split(data)[0] if item.author not in run.without]
    return kept + gate_items(_gate_examples(run, data))


def _gate_examples(run: Run, data: Path) -> list[Example]:
    if run.gate == "first":
        return [(r["text"], r["gate"], True) for r in read_rows(data / "utterances" / "gate" / "first.jsonl")]
    return read_examples(data / "nlu")


def prompts_of(items: list[Item]) -> list[str]:
    """Every prompt in the data, to be put before answers that stand on their own."""
    return sorted({item.prompt for item in items if item.prompt})
