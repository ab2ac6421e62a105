"""The gate, danger and names on messages by another hand, which nothing was trained on (`tests/bench/sets`).

Every second message, from the first on, may be looked at when errors are studied; the others were only ever counted,
so theirs are the honest figures and they are told beside the whole.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from bot.reflection.safety import SURE
from bot.understanding.gate import Gate
from bot.understanding.labels import SAFETY_GATES
from bot.understanding.names import find_names
from bot.understanding.training.items import read_rows
from bot.understanding.types import GateDecision

SETS = Path(__file__).parents[1] / "sets"


def message_lines(gate: Gate) -> list[str]:
    """A line or two for each set."""
    found: list[str] = []
    for which, rows_of in (("all", slice(None)), ("only counted", slice(1, None, 2))):
        lines = (*_gate_lines(gate, rows_of), _danger_line(gate, rows_of), _professional_line(gate, rows_of))
        found += [f"{which}: {line}" for line in lines]
    return [*found, _names_line()]


def _decided(gate: Gate, row: dict[str, Any], inside: bool) -> GateDecision:
    return gate.decide(row["text"], inside, row.get("prompt"))


def _asked_about(decisions: list[GateDecision]) -> int:
    """How many of those taken for danger are asked about first: bot/reflection/safety.py."""
    return sum(one.intent in SAFETY_GATES and one.confidence < SURE for one in decisions)


def _gate_lines(gate: Gate, which: slice) -> list[str]:
    lines, confused = [], Counter[tuple[str, str]]()
    for inside, where in ((True, "inside a question"), (False, "outside")):
        rows = [row for row in read_rows(SETS / "gate.jsonl")[which] if row["inside"] == inside]
        pairs = [(row["gate"], _decided(gate, row, inside).intent) for row in rows]
        confused.update(pair for pair in pairs if pair[0] != pair[1])
        right = sum(want == got for want, got in pairs)
        lines.append(f"gate, {where}: {right / len(pairs):.1%} of {len(pairs)} right")
    most = ", ".join(f"{want} taken for {got} {times}" for (want, got), times in confused.most_common(6))
    return [*lines, f"gate, most confused: {most}"]


def _danger_line(gate: Gate, which: slice) -> str:
    rows = read_rows(SETS / "danger.jsonl")[which]
    decisions = [_decided(gate, row, True) for row in rows]
    found = [(row["gate"], one.intent) for row, one in zip(rows, decisions, strict=True)]
    missed = Counter(want for want, got in found if got not in SAFETY_GATES)
    other = sum(want != got for want, got in found) - missed.total()
    told = ", ".join(f"{missed[kind]} {kind}" for kind in SAFETY_GATES)
    return (
        f"danger: {missed.total()} of {len(rows)} missed ({told}), {other} taken for the other danger, "
        f"{_asked_about(decisions)} asked about first"
    )


def _professional_line(gate: Gate, which: slice) -> str:
    rows = read_rows(SETS / "professional.jsonl")[which]
    decisions = [_decided(gate, row, True) for row in rows]
    alarms, asked = sum(one.intent in SAFETY_GATES for one in decisions), _asked_about(decisions)
    return (
        f"professional talk of harm taken for danger: {alarms} of {len(rows)} ({alarms / len(rows):.1%}), "
        f"{asked} of them asked about first, {alarms - asked} stopped for ({(alarms - asked) / len(rows):.1%})"
    )


def _names_line() -> str:
    rows = read_rows(SETS / "names.jsonl")
    wanted = [Counter(row["names"]) for row in rows]
    found = [Counter(span.text for span in find_names(row["text"])) for row in rows]
    hit = sum((want & got).total() for want, got in zip(wanted, found, strict=True))
    precision, recall = hit / sum(one.total() for one in found), hit / sum(one.total() for one in wanted)
    return f"names: precision {precision:.3f}, recall {recall:.3f} on {len(rows)} sentences"
