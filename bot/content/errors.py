"""What can be wrong with the content, said so that whoever edits it can mend it.

ContentError          the content cannot be used; Canary does not start
SpeechError           code asked for a sentence that is not there, or without what it needs
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it stands, what is wrong, and what to do about it."""

    file: str
    line: int
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem} Mend: {self.mend}"


class ContentError(Exception):
    """The content cannot be used. ``problems`` has all that was found; the first is told.

    Content is written by editors and holds no leader's words, so it may be logged.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        first = self.problems[0]
        self.file, self.line, self.problem, self.mend = first.file, first.line, first.problem, first.mend
        more = f" (and {len(self.problems) - 1} more; run the content check)" if len(self.problems) > 1 else ""
        super().__init__(f"{first}{more}")


class SpeechError(Exception):
    """A sentence was asked for that is not there, or without a value that it needs.

    The message names the key and the placeholders, never a value: values are leaders' words.
    """
