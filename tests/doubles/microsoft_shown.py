"""Messages in Teams as a person sees them."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

Card = dict[str, Any]


def cards_in(activity: dict[str, Any]) -> list[Card]:
    attached = activity.get("attachments", ())
    return [one["content"] for one in attached if one["contentType"] == "application/vnd.microsoft.card.adaptive"]


def pictures_in(activity: dict[str, Any]) -> list[bytes]:
    """The images that a message carries within itself."""
    found = [one["contentUrl"] for one in activity.get("attachments", ()) if one["contentType"] == "image/png"]
    return [base64.b64decode(url.removeprefix("data:image/png;base64,")) for url in found]


def actions_in(activity: dict[str, Any]) -> list[dict[str, Any]]:
    sets = [element for card in cards_in(activity) for element in card["body"] if element["type"] == "ActionSet"]
    return [action for one in sets for action in one["actions"]]


def card_size(card: Card) -> int:
    return len(json.dumps(card, ensure_ascii=False).encode("utf-16-le"))


def lines_of(activity: dict[str, Any]) -> list[str]:
    """A message as a person reads it."""
    return [line for card in cards_in(activity) for line in card_lines(card)]


def card_lines(card: Card) -> list[str]:
    """A card as a person reads it. Teams shows six buttons of a set and hides the rest, and so does this."""
    lines: list[str] = []
    for element in card["body"]:
        if element["type"] == "RichTextBlock":
            lines.append("".join(run["text"] for run in element["inlines"]))
        elif element["type"] == "TextBlock":
            without_links = re.sub(r"(?<!\\)\[([^\]]*)\]\([^)]*\)", r"\1", element["text"])
            lines.append(re.sub(r"\\([\\`*_\[\]<>#~|-])", r"\1", without_links))
        elif element["type"] == "ActionSet":
            lines += [f"[{action['title']}]" for action in element["actions"][:6]]
    return lines
