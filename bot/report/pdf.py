"""A report as a tagged PDF (PDF/UA-1: headings, lists, quotes and the picture's words are there for screen readers)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.report.document import Block, Bullets, Document, Figure, Heading, Quote
from bot.report.typesetting import typeset_pdf

_TEMPLATE = Path(__file__).parent / "templates" / "report.typ"


def write_pdf(document: Document) -> bytes:
    """Raises CannotTypeset."""
    report = {
        "title": document.title,
        "audience": document.audience,
        "about": document.about,
        "made": document.made,
        "notes": document.notes,
        "footer": document.footer,
        "blocks": [_block(block) for block in document.blocks],
    }
    svg = next((block.svg for block in document.blocks if isinstance(block, Figure)), "")
    return typeset_pdf(_TEMPLATE.read_text(encoding="utf-8"), report=json.dumps(report), svg=svg)


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text, "level": block.level}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": block.items}
    if isinstance(block, Quote):
        return {"kind": "quote", "text": block.text, "said": block.said}
    if isinstance(block, Figure):
        return {"kind": "figure", "alt": block.alt}
    return {"kind": "paragraph", "text": block.text}
