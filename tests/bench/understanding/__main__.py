"""How well Canary reads: `make bench-understanding` prints this and writes its section of docs/benchmarks.md.

The measuring sets lie beside the repository (../shared/understanding) and are no part of it; without them only
what needs none is measured. Every figure is of the product's own path, `Reader.read` and `Gate.decide`.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot.understanding.gate import Gate
from bot.understanding.lexical import Lexical
from bot.understanding.reader import Reader
from bot.understanding.training.held_out import ANOTHER, split
from bot.understanding.training.items import Item, read_rows, utterance
from bot.understanding.training.lexical_fit import fit_lexical
from tests.bench.page import put
from tests.bench.understanding.errors import error_lines
from tests.bench.understanding.figures import evidence_rate, measure, sureness
from tests.bench.understanding.messages import message_lines
from tests.bench.understanding.ways import by_encoder, by_keywords, by_product, by_words

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "understanding"
MODELS = ROOT / "models"
SHARES = (8, 4, 2, 1)  # every eighth text, every fourth, …: the learning curve


def gold_sets() -> dict[str, list[Item]]:
    """The measuring sets that are there, and the texts that were held out for calibration."""
    found = {name: SHARED / f"{name}.jsonl" for name in ("dev", "real-dev")}
    sets = {name: [utterance(row, name) for row in read_rows(path)] for name, path in found.items() if path.is_file()}
    return sets | {"held out, a stranger's": [item for item in split(ROOT / "data")[1] if item.author == ANOTHER]}


def table(sets: dict[str, list[Item]], reader: Reader) -> list[str]:
    """Every way of reading on every set."""
    ways = {
        "keywords": by_keywords,
        "TF-IDF with logistic regression": by_words(Lexical.load(MODELS / "lexical.npz")),
        "fine-tuned encoder alone": by_encoder(reader),
        "**Canary (both, calibrated)**": by_product(reader),
    }
    columns = ["reader", "set", "signature+polarity F1", "signature F1", "recall in top 3", "false alarms"]
    columns.append("direction right")
    lines = ["| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    for name, items in sets.items():
        lines += [f"| {way} | {name} | {measure(items, guess).row()} |" for way, guess in ways.items()]
    return lines


def learning_curve(sets: dict[str, list[Item]]) -> list[str]:
    """What more texts bring, with the reader of words (the encoder takes hours; decision 0002 has its stages)."""
    every = split(ROOT / "data")[0]
    lines = ["| texts | " + " | ".join(sets) + " |", "|---" * (len(sets) + 1) + "|"]
    with tempfile.TemporaryDirectory() as folder:
        for share in SHARES:
            path = Path(folder) / f"{share}.npz"
            fit_lexical(every[::share], path)
            guess = by_words(Lexical.load(path))
            found = " | ".join(f"{measure(items, guess).both:.2f}" for items in sets.values())
            lines.append(f"| {len(every[::share]):,} | {found} |")
    return lines


def speed_line(reader: Reader, rounds: int = 60) -> str:
    """One 60-word answer on one thread: the whole reading beside the encoder alone."""
    words = (
        "Audits are done each month and the findings go in a drawer because nobody has the time to act on them".split()
    )
    texts = [" ".join((words * 4)[at : at + 60]) for at in range(rounds)]

    def p50(call: Callable[[str], object]) -> float:
        taken = []
        for text in texts:
            reader.forget()
            start = time.perf_counter()
            call(text)
            taken.append(time.perf_counter() - start)
        return 1000 * statistics.median(taken)

    whole, alone = p50(reader.read), p50(reader.embed)
    return f"60-word answer, p50: {whole:.1f} ms read in full, {alone:.1f} ms the encoder alone"


def section() -> list[str]:
    """The whole section as lines of Markdown."""
    reader, sets = Reader(MODELS), gold_sets()
    held = split(ROOT / "data")[1]
    lines = [
        "## Understanding",
        "",
        "`make bench-understanding`. dev and real-dev are for measuring only and no part of the repository; the "
        "stranger's texts (data/utterances/zg.jsonl) were used for calibration, but for no training.",
        "",
        *table(sets, reader),
    ]
    for name, items in sets.items():
        lines += ["", f"{name} ({len(items)} texts): " + "; ".join(sureness(items, reader)) + "."]
    spans = (
        f"evidence quoted lies in or holds the words marked: {evidence_rate(held, reader):.0%} of the held-out signs"
    )
    rest = [*message_lines(Gate.load(MODELS, reader)), spans, speed_line(reader)]
    lines += ["", *[f"- {line}" for line in rest], "", "### Learning curve", "", *learning_curve(sets)]
    return [*lines, "", f"### Errors on the {len(held)} held-out texts", "", *error_lines(held, reader), ""]


def main() -> None:
    """Measure, print, write."""
    lines = section()
    print("\n".join(lines))
    put("understanding", "\n".join(lines))


if __name__ == "__main__":
    main()
