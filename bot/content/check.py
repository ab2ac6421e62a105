"""``python -m bot.content.check``: says what is wrong with the content, and exits 1 if anything is."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.content.whole import find_problems

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
CODE = tuple(ROOT / package for package in ("bot", "actions"))
SOURCES = ROOT.parent / "shared" / "sources"


def report(folder: Path, sources: Path, today: date, code: Sequence[Path] = CODE) -> tuple[list[str], int]:
    """The lines to print and the exit code: 0 when nothing is wrong, else 1."""
    there = sources if sources.is_dir() and any(sources.glob("*.txt")) else None
    problems = find_problems(folder, today, there, code)
    lines = [str(problem) for problem in problems]
    if there is None:
        lines.append("Not compared with the source papers: their folder is not here (see --sources).")
    if not problems:
        lines.append(f"Nothing wrong in {folder.name}/.")
    return lines, 1 if problems else 0


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Check what Canary knows and says.")
    parser.add_argument("--content", type=Path, default=CONTENT, help="folder of the content files")
    parser.add_argument("--sources", type=Path, default=SOURCES, help="folder of the source papers as .txt files")
    given = parser.parse_args(arguments)
    lines, code = report(given.content, given.sources, date.today())
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    raise SystemExit(main())
