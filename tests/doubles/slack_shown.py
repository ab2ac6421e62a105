"""Slack's blocks as a person sees them, and what Slack would refuse of them."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from typing import Any

Blocks = list[dict[str, Any]]


def buttons_in(blocks: Blocks) -> list[dict[str, Any]]:
    return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]


def lines_of(blocks: Blocks) -> list[str]:
    """Blocks as a person reads them."""
    lines: list[str] = []
    for block in blocks:
        if block["type"] in ("section", "header"):
            lines += [line for line in _shown(block["text"]).split("\n") if line.strip()]
        elif block["type"] == "context":
            lines += [_shown(element) for element in block["elements"]]
        elif block["type"] == "actions":
            lines += [f"[{element['text']['text']}]" for element in block["elements"]]
    return lines


def problem_with(blocks: Any) -> str | None:
    """What Slack would say is wrong with these blocks."""
    if not isinstance(blocks, list) or len(blocks) > 50:
        return "no more than 50 items allowed"
    names: dict[str, int] = defaultdict(int)
    for block in blocks:
        if block["type"] == "section" and not 1 <= len(block["text"]["text"]) <= 3000:
            return "section text must be 1 to 3000 characters"
        if block["type"] == "header" and len(block["text"]["text"]) > 150:
            return "header text must be at most 150 characters"
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            names[element["action_id"]] += 1
            if len(element["text"]["text"]) > 75 or len(element["value"]) > 2000 or len(element["action_id"]) > 255:
                return "a button is too long"
            if len(element.get("url", "")) > 3000:
                return "a url is too long"
        if block["type"] == "actions" and not 1 <= len(block["elements"]) <= 25:
            return "actions must have 1 to 25 elements"
    return "action_id must be unique" if any(count > 1 for count in names.values()) else None


def _shown(text: dict[str, Any]) -> str:
    if text["type"] == "plain_text":
        return str(text["text"])
    return html.unescape(re.sub(r"<([^<>|]*)(\|[^<>]*)?>", r"\1", text["text"]))
