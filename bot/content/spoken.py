"""Compares the sentences that code asks for with those that are written.

It reads the code without running it. A call named in _CALLS whose first argument is a plain text asks for that
sentence; keys and values that are put together while running are left to the tests of the conversation.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.errors import Problem
from bot.content.speech import Speech

_CALLS = {"say": "", "speak": "", "Say": "", "button": "button."}  # the call, and what it puts before the key
_NOT_VALUES = frozenset({"pick", "payload", "buttons", "values"})


@dataclass(frozen=True)
class Use:
    """One place that asks for a sentence. ``given`` is None where the values can't be read from the code."""

    file: str
    line: int
    key: str
    given: frozenset[str] | None


def unwritten(folder: Path, speech: Speech) -> Iterator[Problem]:
    """Sentences that the code in this folder asks for and does not get, or not with what they need."""
    for path in sorted(folder.rglob("*.py")):
        for use in uses(path.read_text(encoding="utf-8"), path.relative_to(folder.parent).as_posix()):
            if use.key not in speech:
                mend = "write it in a file of content/speech/."
                yield Problem(use.file, use.line, f"There is no sentence '{use.key}'.", mend)
            elif use.given is not None and (lacking := speech.needs(use.key) - use.given):
                names = ", ".join(f"{{{name}}}" for name in sorted(lacking))
                mend = "take it out of the sentence, or give it here."
                yield Problem(use.file, use.line, f"'{use.key}' uses {names}, which is not given here.", mend)


def uses(code: str, file: str) -> Iterator[Use]:
    """Every place in a piece of code that asks for a sentence by its whole key."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and node.args and (name := _name(node.func)) in _CALLS:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Use(file, node.lineno, _CALLS[name] + first.value, _given(node))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _given(call: ast.Call) -> frozenset[str] | None:
    """The names of the values given by keyword or in a written-out dictionary."""
    names: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg is None:
            return None
        names |= {keyword.arg} - _NOT_VALUES
    maps = [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "values")]
    for part in maps:
        if isinstance(part, ast.Dict) and all(isinstance(key, ast.Constant) for key in part.keys):
            names |= {str(key.value) for key in part.keys if isinstance(key, ast.Constant)}
        elif not isinstance(part, ast.Constant):
            return None
    return frozenset(names)
