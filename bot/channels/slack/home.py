"""The home tab and the few blocks that Canary shows of its own accord."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.slack.blocks import Block, Message, actions, button, escaped, plain_text, section
from bot.channels.slack.events import Payload
from bot.content import Content
from bot.messages import Button

MENU = ("start", "picture", "privacy", "delete", "move")
_PAYLOADS = {
    "start": "open", "picture": "picture", "privacy": "more_privacy", "delete": "delete:all", "move": "move_to_web",
}  # fmt: skip


def view(content: Content, web_address: str) -> list[Block]:
    """The home tab: what this is, who else can read, and where to begin."""
    say = content.speech.say
    buttons = [Button(say(f"channel.menu.{name}"), _PAYLOADS[name]) for name in MENU]
    return [
        {"type": "header", "text": plain_text(say("channel.home.heading"))},
        section(f"{say('channel.home.body')} {say('channel.home.where')}"),
        section(say("channel.home.warning", address=web_address)),
        *actions(buttons),
    ]


def paragraphs(text: str) -> list[Block]:
    """A text as blocks, for a dialog."""
    return [section(paragraph) for paragraph in text.split("\n\n")]


def one_button(text: str, title: str, payload: str, url: str | None = None) -> list[Block]:
    """A text and one button below it; with an address the button opens it too."""
    return [section(text), {"type": "actions", "elements": [button(title, payload, 0, url)]}]


def telling(text: str, title: str, url: str) -> Message:
    """A text whose button leads to the direct message and begins there."""
    return Message(escaped(text), tuple(one_button(text, title, "open", url)))


def offer(text: str, title: str, payload: str) -> Message:
    """A text with a button that this channel itself answers."""
    return Message(escaped(text), tuple(one_button(text, title, payload)))


def title_of(message: Payload, payload: str) -> str:
    """What stands on the pressed button of a posted message."""
    return next((title for title, value in _buttons(message.get("blocks")) if value == payload), "")


def _buttons(blocks: object) -> Sequence[tuple[str, str]]:
    found = [block for block in blocks if block.get("type") == "actions"] if isinstance(blocks, list) else []
    elements = [element for block in found for element in block.get("elements", ())]
    return [(element.get("text", {}).get("text", ""), element.get("value", "")) for element in elements]
