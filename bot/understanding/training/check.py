"""Refuses training data that is badly formed or that says the same thing twice in nearly the same words."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.understanding.labels import SCENARIOS, SIGNATURES

NEAR = 0.6
RUN = 3
POLARITIES = ("risk", "strength", "mixed")
Row = dict[str, Any]


def problems(folder: Path) -> list[str]:
    """Everything wrong with the utterances under the folder, one line each; empty when all is well."""
    rows = list(_rows(folder))
    found = [f"{place}: {wrong}" for place, row in rows for wrong in faults(row)]
    texts = [(str(row.get("id")), str(row.get("text")), row.get("prompt")) for _, row in rows]
    return found + _repeated_ids(rows) + near_duplicates(texts)


def _rows(folder: Path) -> Iterator[tuple[str, Row]]:
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield f"{path.name}:{number}", json.loads(line)


def faults(row: Row) -> Iterator[str]:
    """What is wrong with one row."""
    if not isinstance(row.get("id"), str) or not str(row.get("text", "")).strip():
        yield "an item needs an id and a text"
    for pair in row.get("signatures", ["missing"]):
        if len(pair) != 2 or pair[0] not in SIGNATURES or pair[1] not in POLARITIES:
            yield f"unknown signature label {pair}"
    for scenario in row.get("scenarios", ["missing"]):
        if scenario not in SCENARIOS:
            yield f"unknown scenario {scenario}"
    yield from _span_faults(row)


def _span_faults(row: Row) -> Iterator[str]:
    named = {pair[0] for pair in row.get("signatures", ())}
    for span in row.get("spans", ()):
        if span["text"] not in row["text"]:
            yield "a span is not an exact part of the text"
        if span["signature"] not in named:
            yield f"a span for {span['signature']}, which the item is not labelled with"


def _repeated_ids(rows: list[tuple[str, Row]]) -> list[str]:
    seen: dict[str, str] = {}
    found = []
    for place, row in rows:
        name = str(row.get("id"))
        if name in seen:
            found.append(f"{place}: id {name} was used at {seen[name]}")
        seen[name] = place
    return found


def near_duplicates(texts: list[tuple[str, str, str | None]], near: float = NEAR) -> list[str]:
    """Pairs whose runs of three words overlap by more than `near` (Jaccard), found through shared runs.

    Given as (name, text, prompt): the same words in answer to two different questions are two lessons.
    """
    runs = {name: _runs(text) for name, text, _ in texts}
    asked = {name: prompt for name, _, prompt in texts}
    holders: dict[str, list[str]] = defaultdict(list)
    found = []
    for name, _, prompt in texts:
        others = sorted({other for run in runs[name] for other in holders[run]})
        found += [
            f"{name} nearly repeats {other}"
            for other in others
            if _overlap(runs[name], runs[other]) > near and not _differ(prompt, asked[other])
        ]
        for run in runs[name]:
            holders[run].append(name)
    return found


def _differ(prompt: str | None, other: str | None) -> bool:
    return prompt is not None and other is not None and prompt != other


def _runs(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    if len(words) < 2 * RUN:
        return frozenset()
    return frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / max(len(first | second), 1)
