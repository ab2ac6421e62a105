"""Small words that the picture, its page and the report share: dates, short names, lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.content import Content
from bot.report.picture import Spot


def dated(moment: date) -> str:
    """A day, with its year."""
    return f"{moment.day} {moment:%B %Y}"


def short_name(signature: str, content: Content) -> str:
    """What a place in the picture is called."""
    return content.speech.say(f"drawn.label.{signature.lower()}")


def listed(items: Sequence[str], content: Content) -> str:
    """Things in a row, as one says them."""
    if len(items) < 2:
        return "".join(items)
    key = "list.long" if any(", " in item for item in items) else "list.short"
    between = "; " if key == "list.long" else ", "
    return content.speech.say(key, first=between.join(items[:-1]), last=items[-1])


def change_of(spot: Spot, content: Content) -> str:
    """One or two words for what has changed in a place; nothing where nothing has or where it wasn't asked about."""
    if spot.turned:
        return content.speech.say("drawn.change.turned")
    changes = {mark.change for mark in spot.marks}
    told = next((change for change in ("again", "new", "gone") if change in changes), None)
    return content.speech.say(f"drawn.change.{told}") if told else ""
