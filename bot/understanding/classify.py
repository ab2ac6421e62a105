"""`canary classify`: JSON lines in, JSON lines out, many through one process.

In: {"id", "text", optional "prompt"}. Out: {"id", "signatures": [["C4", "risk", 0.93]], "scenarios": [["S5", 0.71]],
"gate", "names": [...], "evidence": {"C4": "the exact words"}}. A line that cannot be read gives
{"line": 3, "error": "..."} (with its id where it has one) and the next line goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.understanding.gate import Gate
from bot.understanding.names import find_names
from bot.understanding.reader import Reader

MODELS = Path(__file__).resolve().parents[2] / "models"
MOST_CHARACTERS = 20_000
MOST_LINE = 200_000


class BadLine(ValueError):
    """An input line that is not what the guide describes; the message says what is wrong with it."""


@dataclass(frozen=True)
class Question:
    """One line of input, checked."""

    id: str | int
    text: str
    prompt: str | None


def parse(line: str) -> Question:
    """Read one line. Raises BadLine in plain words."""
    if len(line) > MOST_LINE:
        raise BadLine(f"the line is longer than {MOST_LINE} characters")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine("the line is not valid JSON") from None
    if not isinstance(row, dict):
        raise BadLine("the line is not a JSON object")
    return Question(_id(row), _text(row), _prompt(row))


def _id(row: dict[str, Any]) -> str | int:
    found = row.get("id")
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise BadLine('"id" is missing or is neither a string nor a whole number')
    return found


def _text(row: dict[str, Any]) -> str:
    found = row.get("text")
    if not isinstance(found, str):
        raise BadLine('"text" is missing or is not a string')
    if len(found) > MOST_CHARACTERS:
        raise BadLine(f'"text" is longer than {MOST_CHARACTERS} characters')
    return _sound(found, "text")


def _prompt(row: dict[str, Any]) -> str | None:
    found = row.get("prompt")
    if found is None:
        return None
    if not isinstance(found, str) or len(found) > MOST_CHARACTERS:
        raise BadLine(f'"prompt" is not a string of at most {MOST_CHARACTERS} characters')
    return _sound(found, "prompt") or None


def _sound(text: str, name: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadLine(f'"{name}" holds half of a character (a lone surrogate)') from None
    return text


class Classifier:
    """Reader, gate and names over single questions."""

    def __init__(self, reader: Reader, gate: Gate, inside: bool = True) -> None:
        self._reader, self._gate, self._inside = reader, gate, inside

    def answer(self, question: Question) -> dict[str, Any]:
        """The output object of one question."""
        reading = self._reader.read(question.text, question.prompt)
        gate = self._gate.decide(question.text, self._inside, question.prompt)
        return {
            "id": question.id,
            "signatures": [[s.signature, s.polarity, s.confidence] for s in reading.signs],
            "scenarios": [[s.scenario, s.confidence] for s in reading.scenarios],
            "gate": gate.intent,
            "names": [span.text for span in find_names(question.text)],
            "evidence": {s.signature: s.evidence for s in reading.signs},
        }


def classify_lines(
    lines: Iterable[str], inside: bool = True, models_dir: Path = MODELS, gate: Gate | None = None
) -> Iterator[str]:
    """One JSON line out for each line in that is not blank. Raises ModelFileError when models/ is not whole."""
    reader = Reader(models_dir)
    classifier = Classifier(reader, gate or Gate.load(models_dir, reader), inside)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_answered(classifier, line, number), ensure_ascii=False)


def _answered(classifier: Classifier, line: str, number: int) -> dict[str, Any]:
    try:
        return classifier.answer(parse(line))
    except BadLine as wrong:
        return {**_named(line), "line": number, "error": f"line {number}: {wrong}"}


def _named(line: str) -> dict[str, Any]:
    """The id of a bad line, where it can still be read."""
    try:
        return {"id": _id(json.loads(line[:MOST_LINE]))}
    except (ValueError, RecursionError, AttributeError):
        return {}
