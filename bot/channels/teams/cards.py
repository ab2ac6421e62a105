"""Puts replies into Adaptive Cards, within Teams' limits, losing nothing.

Text goes in as text runs, which Teams shows as they are. Only a paragraph with a web address of ours becomes a text
block, for the link, with the marks of Markdown in it escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from bot.channels.shared.link import parts
from bot.channels.shared.splitting import pieces
from bot.channels.teams.activities import PAYLOAD
from bot.messages import Button, Reply

Element = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"
MOST_BYTES = 28 * 1024  # of a card; Teams counts in UTF-16
MOST_ELEMENT = 8 * 1024
MOST_BUTTONS = 6  # that Teams shows in one set
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#~|])")


def cards(replies: Sequence[Reply]) -> list[Element]:
    """All replies of a turn, in as few cards as Teams' limit allows."""
    found: list[Element] = []
    waiting: list[Element] = []
    for element in (element for reply in replies for element in _elements(reply)):
        if waiting and size(card([*waiting, element])) > MOST_BYTES:
            found.append(card(waiting))
            waiting = []
        waiting.append(element)
    return [*found, card(waiting)] if waiting else found


def card(body: Sequence[Element]) -> Element:
    """One card."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.4",
        "body": list(body),
        "msteams": {"width": "Full"},
    }


def size(value: Element) -> int:
    """Bytes as Teams counts them."""
    return len(json.dumps(value, ensure_ascii=False).encode("utf-16-le"))


def text_elements(text: str) -> Iterator[Element]:
    """A text as elements, a line each, paragraphs further apart."""
    for paragraph in text.split("\n\n"):
        for number, line in enumerate(line for line in paragraph.split("\n") if line.strip()):
            for piece in pieces(line, MOST_ELEMENT, lambda one: size(_line(one, "Small"))):
                yield _line(piece, "Medium" if number == 0 else "Small")


def submit(title: str, payload: str) -> Element:
    """A button whose press shows in the chat as the leader's own message."""
    back = {"type": "messageBack", "displayText": title, "text": "", "value": {PAYLOAD: payload}}
    return {"type": "Action.Submit", "title": title, "data": {PAYLOAD: payload, "msteams": back}}


def dialog(title: str, payload: str) -> Element:
    """A button that opens a dialog, which leaves nothing in the chat."""
    return {"type": "Action.Submit", "title": title, "data": {PAYLOAD: payload, "msteams": {"type": "task/fetch"}}}


def link(title: str, url: str) -> Element:
    """A button that opens an address."""
    return {"type": "Action.OpenUrl", "title": title, "url": url}


def action_sets(actions: Sequence[Element]) -> Iterator[Element]:
    """The buttons in as many sets as Teams needs to show them all."""
    for start in range(0, len(actions), MOST_BUTTONS):
        yield {"type": "ActionSet", "actions": list(actions[start : start + MOST_BUTTONS])}


def _elements(reply: Reply) -> Iterator[Element]:
    yield from text_elements(reply.text)
    yield from action_sets([_button(one) for one in reply.buttons])


def _button(button: Button) -> Element:
    return submit(button.title, button.payload)


def _line(text: str, spacing: str) -> Element:
    if "://" in text:
        return {"type": "TextBlock", "text": _linked(text), "wrap": True, "spacing": spacing}
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text}], "spacing": spacing}


def _linked(text: str) -> str:
    """Markdown that shows the text as it is, its addresses as links."""
    shown = (f"[{part}]({part})" if is_address else _MARKDOWN.sub(r"\\\1", part) for part, is_address in parts(text))
    return re.sub(r"^- ", r"\\- ", "".join(shown))
