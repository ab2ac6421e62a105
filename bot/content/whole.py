"""The two ways in: load the content to use it, or find everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.content import checks, support_checks
from bot.content.copying import Papers
from bot.content.errors import ContentError, Problem
from bot.content.library import Content
from bot.content.load import Loaded, read_all
from bot.content.spoken import unwritten

_CHECKS: tuple[checks.Check, ...] = (
    checks.unknown_ids,
    checks.unknown_papers,
    checks.signatures,
    checks.prompts,
    checks.coaching,
    support_checks.routes,
    support_checks.scenarios,
    support_checks.notices,
    support_checks.placeholder_names,
    support_checks.speech,
)


def load_content(folder: Path) -> Content:
    """Read and check the content. Raises ContentError with every problem found.

    Days and copied sentences are left to find_problems: a wrong clock must not keep Canary from starting.
    """
    loaded = read_all(folder)
    content = loaded.complete()
    if problems := list(_across(loaded)):
        raise ContentError(problems)
    return content


def find_problems(folder: Path, today: date, sources: Path | None = None, code: Sequence[Path] = ()) -> list[Problem]:
    """Everything wrong with the content, by file and line.

    ``sources`` holds the papers as plain text; ``code`` are packages whose use of the speech is checked.
    """
    loaded = read_all(folder)
    problems = list(loaded.problems)
    if loaded.content is not None:
        problems += _across(loaded)
        for package in code:
            problems += unwritten(package, loaded.content.speech)
    problems += checks.days(loaded, today)
    if sources is not None:
        papers = Papers(sources)
        problems += [problem for page in loaded.pages.values() for problem in papers.copied(page)]
    return sorted(set(problems))


def _across(loaded: Loaded) -> Iterator[Problem]:
    for check in _CHECKS:
        yield from check(loaded)
