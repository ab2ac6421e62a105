"""A report as Markdown. It has the picture in words. Nothing that was said can turn into markup or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.report.document import Block, Bullets, Document, Figure, Heading, Quote

_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~!]|^(?:[-+=]|\d+[.)])", re.M)


def write_markdown(document: Document) -> str:
    """The report as one Markdown text."""
    lines = [f"# {_plain(document.title)}", "", _plain(document.about), "", f"**{_plain(document.audience)}**", ""]
    lines += [_plain(document.made), ""]
    for note in document.notes:
        lines += [_plain(note), ""]
    for block in document.blocks:
        lines += [*_block(block), ""]
    return "\n".join(lines).strip() + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {_plain(block.text)}"
    elif isinstance(block, Bullets):
        yield from (f"- {_plain(item)}" for item in block.items)
    elif isinstance(block, Quote):
        yield f"> “{_plain(block.text)}”"
        yield f"> {_plain(block.said)}"
    elif not isinstance(block, Figure):
        yield _plain(block.text)


def _plain(text: str) -> str:
    """The text with everything escaped that Markdown or HTML would take for more than itself."""
    return _MARKUP.sub(lambda found: re.sub(r"^(\d*)(.)", r"\1\\\2", found[0]), text)
