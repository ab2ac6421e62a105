"""Finds sentences copied from a source: eight words in a row that stand in one of the papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.errors import Problem
from bot.content.pages import Page

RUN = 8
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def words(text: str) -> list[str]:
    """The words of a text, all small, without punctuation."""
    return _WORD.findall(text.lower().replace("\u2019", "'"))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of eight words in a text."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        yield tuple(found[start : start + RUN])


class Papers:
    """The runs of every paper in a folder of plain-text files."""

    def __init__(self, folder: Path) -> None:
        self._where: dict[tuple[str, ...], str] = {}
        for path in sorted(folder.glob("*.txt")):
            for run in runs(path.read_text(encoding="utf-8")):
                self._where.setdefault(run, path.name)

    def copied(self, page: Page) -> Iterator[Problem]:
        """Every text in the page that shares a run with a paper, once each."""
        for where, text in page.texts():
            run = next((run for run in runs(text) if run in self._where), None)
            if run is not None:
                what = f"Eight words in a row stand in {self._where[run]}: \u201c{' '.join(run)}\u201d."
                yield page.problem(where, what, "say it in words of your own.")
