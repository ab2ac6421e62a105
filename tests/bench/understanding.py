"""How well Canary reads: `make bench-understanding` prints this and writes its section of docs/benchmarks.md.

The measuring sets lie beside the repository (../shared/understanding) and are no part of it; without them only
what needs none is measured. Every figure is of the product's own path, `Reader.read` and `Gate.decide`.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding.gate import Gate
from bot.understanding.gate_fit import read_examples, train_gate
from bot.understanding.labels import DIRECTIONS, SAFETY_GATES, SIGNATURES
from bot.understanding.lexical import Lexical
from bot.understanding.names import find_names
from bot.understanding.reader import Reader, direction
from bot.understanding.scoring import sigmoid
from bot.understanding.training.figures import Label, direction_right, f1, false_alarms, signatures_only
from bot.understanding.training.items import Item, expand, read_rows, utterance
from bot.understanding.types import Sign

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "understanding"
MODELS = ROOT / "models"
DOCS = ROOT / "docs" / "benchmarks.md"
START, END = "<!-- understanding: start -->", "<!-- understanding: end -->"
_N = len(SIGNATURES)

Guess = Callable[[Item], list[tuple[str, str, float]]]

_KEYWORDS: dict[str, str] = {
    "A1": r"\b(?:members?|cabinet|councillors?|cllr|lead member|scrutiny|politic\w*)\b",
    "A2": r"\b(?:interim|acting up|director|chief exec\w*|succession|senior (?:team|leaders))\b",
    "A3": r"\b(?:restructur\w*|reorganis\w*|savings|cuts?|redundan\w*|spans?)\b",
    "A4": r"\b(?:outstanding|good judgement|coasting|complacen\w*|laurels)\b",
    "A5": r"\b(?:section 114|s114|overspen\w*|deficit|auditors?|budget|reserves)\b",
    "B1": r"\b(?:police|health|icb|schools?|probation|partners?|partnership)\b",
    "B2": r"\b(?:caseloads?|vacanc\w*|recruit\w*|retention|training|newly qualified)\b",
    "B3": r"\b(?:blame|learning|defensive|mistakes?|fear|near.miss)\b",
    "B4": r"\b(?:prevent|channel|radicalis\w*|extremis\w*|far.right)\b",
    "C1": r"\b(?:self.evaluation|peer (?:review|challenge)|external challenge|self.awareness)\b",
    "C2": r"\b(?:front.?line|staff survey|listen\w*|speak up|staff (?:say|told|tell))\b",
    "C3": r"\b(?:observ\w*|practice week|visits?|sat in|sits? with)\b",
    "C4": r"\b(?:supervision|audits?|oversight|dip.sampl\w*)\b",
    "C5": r"\b(?:voice|drift|delay|wishes|seen alone|children say|journey)\b",
    "C6": r"\b(?:early warning|firefighting|surpris\w*|spotted|too late)\b",
    "C7": r"\b(?:agency|locums?|permanent|churn)\b",
    "C8": r"\b(?:data|dashboard|figures|performance information|spreadsheet)\b",
}
_GOOD = re.compile(
    r"\b(?:good|better|strong\w*|improv\w*|regular\w*|clear|well|every|excellent|effective\w*|proud|falling)\b", re.I
)
_BAD = re.compile(
    r"\b(?:no|not|never|nobody|weak\w*|poor\w*|late|too|lack\w*|fail\w*|missed|inconsistent|hardly|n't|few)\b", re.I
)


def by_keywords(item: Item) -> list[tuple[str, str, float]]:
    """The simplest way: a word names the signature, more bad words than good ones name the direction."""
    leaning = "strength" if len(_GOOD.findall(item.text)) > len(_BAD.findall(item.text)) else "risk"
    return [(s, leaning, 0.5) for s, pattern in _KEYWORDS.items() if re.search(pattern, item.text, re.I)]


def by_words(lexical: Lexical) -> Guess:
    """TF-IDF of words and pieces with logistic regression, alone."""

    def guess(item: Item) -> list[tuple[str, str, float]]:
        chances = sigmoid(lexical.logits(item.text, item.prompt))
        joint = chances[_N : 3 * _N].reshape(_N, 2)
        found = np.flatnonzero(chances[:_N] >= 0.35)
        return [(SIGNATURES[at], DIRECTIONS[int(joint[at].argmax())], float(chances[at])) for at in found]

    return guess


def by_encoder(reader: Reader) -> Guess:
    """The fine-tuned encoder, alone and uncalibrated."""

    def guess(item: Item) -> list[tuple[str, str, float]]:
        passed = reader._encoder.read(item.text, item.prompt)
        presence, leaning = sigmoid(passed.presence), sigmoid(passed.direction)
        found = np.flatnonzero(presence >= 0.6)
        return [(SIGNATURES[at], direction(leaning[at], 0.5)[0], float(presence[at])) for at in found]

    return guess


def by_product(reader: Reader) -> Guess:
    """What Canary shows: both readers, calibrated."""

    def guess(item: Item) -> list[tuple[str, str, float]]:
        return [(s.signature, s.polarity, s.confidence) for s in reader.read(item.text, item.prompt).signs]

    return guess


@dataclass(frozen=True)
class Figures:
    """The table's columns for one reader on one set."""

    both: float
    signature: float
    top_three: float
    false_alarms: float
    direction: float

    def row(self) -> str:
        shares = f"{self.false_alarms:.0%} | {self.direction:.0%}"
        return f"{self.both:.2f} | {self.signature:.2f} | {self.top_three:.2f} | {shares}"


def measure(items: list[Item], guess: Guess) -> Figures:
    """All figures of one reader."""
    gold = [item.signatures or frozenset() for item in items]
    raw = [sorted(guess(item), key=lambda sign: -sign[2]) for item in items]
    shown = [expand(row) for row in raw]
    three = [expand(row[:3]) for row in raw]
    hits = sum(len(want & got) for want, got in zip(gold, three, strict=True))
    return Figures(
        both=f1(gold, shown)[2],
        signature=f1(signatures_only(gold), signatures_only(shown))[2],
        top_three=hits / max(sum(map(len, gold)), 1),
        false_alarms=false_alarms(gold, shown),
        direction=direction_right(gold, shown),
    )


def right(sign: Sign, gold: Iterable[Label]) -> bool:
    """True when signature and direction are exactly as labelled."""
    return expand([(sign.signature, sign.polarity)]) == {label for label in gold if label[0] == sign.signature}


def calibration_error(signs: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over equal-width bins."""
    total = 0.0
    for low in range(bins):
        inside = [(c, ok) for c, ok in signs if low / bins <= c < (low + 1) / bins or (low == bins - 1 and c == 1.0)]
        if inside:
            gap = abs(statistics.fmean(c for c, _ in inside) - statistics.fmean(ok for _, ok in inside))
            total += gap * len(inside) / len(signs)
    return total


def sureness(items: list[Item], reader: Reader) -> list[str]:
    """Lines on what is told, asked, and how well confidence means what it says."""
    pairs = [(item, sign) for item in items for sign in reader.read(item.text, item.prompt).signs]
    told = [right(sign, item.signatures or ()) for item, sign in pairs if sign.told]
    error = calibration_error([(sign.confidence, right(sign, item.signatures or ())) for item, sign in pairs])
    scenarios = [{s.scenario for s in reader.read(i.text, i.prompt).scenarios} for i in items]
    precision = statistics.fmean(told) if told else 0.0
    return [
        f"told: {len(told)} of {len(pairs)} signs, precision {precision:.2f}",
        f"expected calibration error {error:.3f}",
        f"scenarios micro-F1 {f1([i.scenarios for i in items], scenarios)[2]:.2f}",
    ]


def evidence_rate(items: list[Item], reader: Reader) -> float:
    """Share of found signatures whose quoted words lie in, or hold, the span that a person marked."""
    good = total = 0
    for item in items:
        spans = {s: item.text[a:b] for s, a, b in item.spans}
        for sign in reader.read(item.text, item.prompt).signs:
            if sign.signature in spans:
                total += 1
                good += sign.evidence in spans[sign.signature] or spans[sign.signature] in sign.evidence
    return good / max(total, 1)


def gate_lines(reader: Reader) -> list[str]:
    """The gate on messages by another hand: learned without them, measured on them."""
    other = read_rows(ROOT / "data" / "utterances" / "gate" / "first.jsonl")
    theirs = {row["text"] for row in other}
    mine = [example for example in read_examples(ROOT / "data" / "nlu") if example[0] not in theirs]
    gate = Gate(train_gate(mine, reader), reader)
    decided = [(row["gate"], gate.decide(row["text"], True).intent) for row in other]
    danger = [got for want, got in decided if want in SAFETY_GATES]
    calm = [got for want, got in decided if want not in SAFETY_GATES]
    return [
        f"gate right: {statistics.fmean(want == got for want, got in decided):.1%} of {len(decided)}",
        f"danger missed: {sum(got not in SAFETY_GATES for got in danger)} of {len(danger)}",
        f"false alarms of danger: {sum(got in SAFETY_GATES for got in calm)} of {len(calm)}",
    ]


def name_lines(path: Path) -> list[str]:
    """Names on hand-labelled sentences."""
    rows = read_rows(path)
    gold = [list(enumerate(sorted(row["names"]))) for row in rows]
    found = [list(enumerate(sorted(span.text for span in find_names(row["text"])))) for row in rows]
    precision, recall, _ = f1([[n for _, n in g] for g in gold], [[n for _, n in f] for f in found])
    return [f"names: precision {precision:.3f}, recall {recall:.3f} on {len(rows)} sentences"]


def speed_lines(reader: Reader, rounds: int = 60) -> list[str]:
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

    whole, alone = p50(reader.read), p50(lambda text: reader._encoder.read(text, None))
    return [f"60-word answer, p50: {whole:.1f} ms read in full, {alone:.1f} ms the encoder alone"]


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


def gold_sets() -> dict[str, list[Item]]:
    """The measuring sets that are there."""
    found = {name: SHARED / f"{name}.jsonl" for name in ("dev", "real-dev")}
    return {name: [utterance(row, name) for row in read_rows(path)] for name, path in found.items() if path.is_file()}


def section() -> list[str]:
    """The whole section as lines of Markdown."""
    reader, sets = Reader(MODELS), gold_sets()
    lines = [
        "## Understanding",
        "",
        "`make bench-understanding`; the sets are for measuring only and no part of the repository.",
        "",
    ]
    lines += table(sets, reader) if sets else ["The measuring sets are not on this machine."]
    for name, items in sets.items():
        lines += ["", f"{name} ({len(items)} texts): " + "; ".join(sureness(items, reader)) + "."]
    names = Path(__file__).with_name("names.jsonl")
    rest = gate_lines(reader) + (name_lines(names) if names.is_file() else []) + speed_lines(reader)
    return [*lines, "", *[f"- {line}" for line in rest], ""]


def write(lines: list[str], path: Path = DOCS) -> None:
    """Put the section between its markers, leaving the rest of the file as it is."""
    body = "\n".join([START, *lines, END])
    old = path.read_text(encoding="utf-8") if path.is_file() else "# Benchmarks\n"
    if START in old and END in old:
        new = old[: old.index(START)] + body + old[old.index(END) + len(END) :]
    else:
        new = old.rstrip() + "\n\n" + body + "\n"
    path.write_text(new, encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    lines = section()
    print("\n".join(lines))
    write(lines)


if __name__ == "__main__":
    main()
