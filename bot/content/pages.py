"""Reads one YAML file and remembers on which line everything stands.

Aliases are refused (a few lines of them can fill the memory), duplicate keys too (YAML would keep the last in silence).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.content.errors import ContentError, Problem

MAX_BYTES = 1_000_000  # the largest file of ours is a tenth of this
MAX_DEPTH = 12
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, several times faster
_PLAIN = {f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")}
Where = tuple[Hashable, ...]


@dataclass(frozen=True)
class Page:
    """One content file: its plain data, and the line of every entry by its path."""

    file: str
    data: Any
    lines: dict[Where, int] = field(repr=False)

    def line(self, where: Where) -> int:
        """The line of an entry, or of the nearest entry around it that was written down."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, where: Where, problem: str, mend: str) -> Problem:
        """A problem at this entry."""
        return Problem(self.file, self.line(where), problem, mend)

    def texts(self) -> Iterator[tuple[Where, str]]:
        """Every piece of text in the file with its path."""
        yield from _texts((), self.data)


def read_page(path: Path, shown: str) -> Page:
    """Read a file; ``shown`` is the name that problems give it."""
    text = _read_text(path, shown)
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
        walk = _Walk(loader, shown)
        data = walk.value(node, ()) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(shown, line, f"This is not valid YAML: {error.problem}.", _YAML_MEND) from error
    except yaml.YAMLError as error:
        raise _refused(shown, 1, "This is not valid YAML.", _YAML_MEND) from error
    finally:
        loader.dispose()
    return Page(shown, data, walk.lines)


_YAML_MEND = "look at the indent and the quotes on this line and the one before; put text with a colon in quotes."


def _read_text(path: Path, shown: str) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(shown, 1, "The file is missing.", "put it back, or copy it from the last release.") from error
    if len(raw) > MAX_BYTES:
        raise _refused(shown, 1, f"The file is larger than {MAX_BYTES:,} bytes.", "take out what does not belong here.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _refused(shown, line, "A character is not UTF-8.", "save the file with the encoding UTF-8.") from error


def _refused(shown: str, line: int, problem: str, mend: str) -> ContentError:
    return ContentError([Problem(shown, line, problem, mend)])


class _Walk:
    """Turns YAML nodes into plain data and notes their lines."""

    def __init__(self, loader: yaml.SafeLoader, shown: str) -> None:
        self._loader = loader
        self._shown = shown
        self._seen: set[int] = set()
        self.lines: dict[Where, int] = {}

    def value(self, node: yaml.Node, where: Where) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(where, line)
        if len(where) > MAX_DEPTH:
            raise _refused(self._shown, line, "Entries are nested too deep.", "bring this entry further to the left.")
        if id(node) in self._seen:  # composing gives an alias the very node that it stands for
            raise _refused(self._shown, line, "An alias (*) stands for this.", "write it out where the * is.")
        self._seen.add(id(node))
        if node.tag not in _PLAIN:
            raise _refused(self._shown, line, "A tag (!) is used.", "take it out, or put the text in quotes.")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*where, place)) for place, child in enumerate(node.value)]
        return self._loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[Hashable, Any]:
        found: dict[Hashable, Any] = {}
        for key_node, child in node.value:
            key = self._key(key_node)
            line = key_node.start_mark.line + 1
            if key in found:
                problem = f"'{key}' is written twice in the same place."
                raise _refused(self._shown, line, problem, "keep one of the two, or correct its name.")
            self.lines[(*where, key)] = line
            found[key] = self.value(child, (*where, key))
        return found

    def _key(self, node: yaml.Node) -> Hashable:
        if not isinstance(node, yaml.ScalarNode):
            line = node.start_mark.line + 1
            raise _refused(self._shown, line, "A list or group stands where a name should.", "write a plain name.")
        return str(node.value)


def _texts(where: Where, data: Any) -> Iterator[tuple[Where, str]]:
    if isinstance(data, str):
        yield where, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts((*where, key), value)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts((*where, place), value)
