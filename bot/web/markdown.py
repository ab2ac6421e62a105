"""Just enough Markdown for our own documents: headings, paragraphs, lists, tables, bold. Everything else is text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_CODE = re.compile(r"`([^`]+)`")
_ITEM = re.compile(r"(?:-|\d+\.) (.*)")


def as_html(text: str) -> str:
    """The document as HTML. Its own characters are escaped; links become their words, since pages lead nowhere else."""
    return "\n".join(block for kind, lines in _runs(text.splitlines()) for block in _BLOCKS[kind](lines))


def _runs(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Lines that belong together, with what they are."""
    for kind, run in groupby(lines, _kind):
        yield kind, list(run)


def _kind(line: str) -> str:
    if not line.strip():
        return "gap"
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "table"
    return ("numbered" if line[0].isdigit() else "list") if _ITEM.match(line) else "paragraph"


def _heading(lines: list[str]) -> Iterator[str]:
    for line in lines:
        level = len(line) - len(line.lstrip("#")) + 1  # the page's own title stands above
        yield f"<h{level}>{_inline(line.lstrip('# '))}</h{level}>"


def _list(lines: list[str], tag: str = "ul") -> Iterator[str]:
    items = "".join(f"<li>{_inline(match[1])}</li>" for line in lines if (match := _ITEM.match(line)))
    yield f"<{tag}>{items}</{tag}>"


def _table(lines: list[str]) -> Iterator[str]:
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    yield '<div class="table"><table>'
    if any(head):
        yield f"<tr>{''.join(f'<th scope=col>{_inline(cell)}</th>' for cell in head)}</tr>"
    yield from (f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in rows)
    yield "</table></div>"


def _inline(text: str) -> str:
    escaped = html.escape(_LINK.sub(r"\1", text))
    return _CODE.sub(r"<code>\1</code>", _BOLD.sub(r"<strong>\1</strong>", escaped))


_BLOCKS: dict[str, Callable[[list[str]], Iterator[str]]] = {
    "gap": lambda _lines: iter(()),
    "heading": _heading,
    "table": _table,
    "list": _list,
    "numbered": lambda lines: _list(lines, "ol"),
    "paragraph": lambda lines: iter((f"<p>{_inline(' '.join(lines))}</p>",)),
}
