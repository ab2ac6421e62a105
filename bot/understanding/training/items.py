"""Labelled utterances and gate messages, read from the data folders."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Label = tuple[str, str]
Span = tuple[str, int, int]


@dataclass(frozen=True)
class Item:
    """One training text. `signatures` or `gate` is None where nobody labelled that side."""

    text: str
    prompt: str | None = None
    signatures: frozenset[Label] | None = frozenset()
    scenarios: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    gate: str | None = None
    author: str = ""

    @property
    def silent(self) -> bool:
        """True when the labels say that nothing is said about any signature or scenario."""
        return self.signatures is not None and not self.signatures and not self.scenarios


def expand(pairs: Iterable[Any]) -> frozenset[Label]:
    """Signature labels with 'mixed' written as both directions."""
    out: set[Label] = set()
    for signature, direction, *_ in pairs:
        both = ("risk", "strength") if direction == "mixed" else (direction,)
        out.update((signature.rstrip("+"), each) for each in both)
    return frozenset(out)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a JSON-lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def utterance(row: dict[str, Any], author: str) -> Item:
    """An item from one row of data/utterances."""
    labels = expand(row["signatures"])
    return Item(
        text=row["text"], prompt=row.get("prompt"), signatures=labels,
        scenarios=frozenset(row["scenarios"]), spans=_spans(row), author=author,
        gate="answer" if labels or row["scenarios"] else None,
    )  # fmt: skip


def _spans(row: dict[str, Any]) -> tuple[Span, ...]:
    found = []
    for span in row.get("spans", ()):
        start = row["text"].find(span["text"])
        if start >= 0:
            found.append((span["signature"].rstrip("+"), start, start + len(span["text"])))
    return tuple(found)


def read_utterances(folder: Path, authors: Iterable[str] | None = None) -> list[Item]:
    """All utterances under the folder; `authors` keeps only the named files."""
    wanted = None if authors is None else set(authors)
    return [
        utterance(row, path.stem)
        for path in sorted(folder.glob("*.jsonl"))
        if wanted is None or path.stem in wanted
        for row in read_rows(path)
    ]


def gate_items(examples: Iterable[tuple[str, str]]) -> list[Item]:
    """Gate messages; those that are neither answers nor danger say nothing about the service."""
    unlabelled = {"answer", "leader_in_crisis", "child_at_risk"}
    return [
        Item(text=text, gate=gate, signatures=None if gate in unlabelled else frozenset(), author="gate")
        for text, gate in examples
    ]
