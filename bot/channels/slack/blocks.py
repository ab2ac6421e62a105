"""Puts replies into Slack's blocks, within Slack's limits, losing nothing.

Text goes in as plain text, which Slack shows as it is: nothing a leader said can become a mention, a link or bold.
Only a paragraph with a web address of ours is marked up, for the link, with all else in it escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.shared.link import parts
from bot.channels.shared.splitting import pieces
from bot.messages import Button, Reply

Block = dict[str, Any]
MOST_TEXT = 3_000  # characters in a section
MOST_BLOCKS = 50
MOST_BUTTONS = 25  # in one block of buttons
MOST_TITLE = 75  # characters on a button
MOST_FALLBACK = 4_000  # characters of the text that stands in for the blocks


@dataclass(frozen=True)
class Message:
    """One message to post. ``text`` is what notifications and screen readers have of it."""

    text: str
    blocks: tuple[Block, ...]


def messages(replies: Sequence[Reply]) -> list[Message]:
    """All replies of a turn, in as few messages as Slack's limits allow."""
    parts_of_all = [part for reply in replies for part in _parts(reply)]
    found: list[Message] = []
    waiting: list[tuple[str, Block]] = []
    for text, block in parts_of_all:
        if waiting and not _fits([*waiting, (text, block)]):
            found.append(_message(waiting))
            waiting = []
        waiting.append((text, block))
    return [*found, _message(waiting)] if waiting else found


def without_buttons(blocks: object, note: str) -> list[Block]:
    """The blocks of a posted message with its buttons taken away and a note of what was chosen in their place."""
    kept = [block for block in blocks if _is_kept(block)] if isinstance(blocks, list) else []
    return [*kept[: MOST_BLOCKS - 1], {"type": "context", "elements": [plain_text(note[:MOST_TEXT])]}]


def section(text: str) -> Block:
    """A paragraph; at most MOST_TEXT characters."""
    return {"type": "section", "text": _marked_up(text) if "://" in text else plain_text(text)}


def plain_text(text: str) -> Block:
    """Text that Slack shows as it is."""
    return {"type": "plain_text", "text": text, "emoji": False}


def button(title: str, payload: str, number: int, url: str | None = None) -> Block:
    """One button. A title too long for Slack is shortened here; `_parts` shows it in full above."""
    shown = title if len(title) <= MOST_TITLE else title[: MOST_TITLE - 1] + "…"
    made: Block = {
        "type": "button", "action_id": f"canary.{number}", "text": plain_text(shown), "value": payload,
    }  # fmt: skip
    return made | ({"url": url} if url else {})


def actions(buttons: Sequence[Button]) -> Iterator[Block]:
    """Blocks of buttons, as many as are needed."""
    numbered = list(enumerate(buttons))
    for start in range(0, len(numbered), MOST_BUTTONS):
        elements = [button(one.title, one.payload, number) for number, one in numbered[start : start + MOST_BUTTONS]]
        yield {"type": "actions", "elements": elements}


def escaped(text: str) -> str:
    """Text within Slack's markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _parts(reply: Reply) -> Iterator[tuple[str, Block]]:
    for paragraph in reply.text.split("\n\n"):
        for piece in pieces(paragraph, MOST_TEXT, _size):
            if piece.strip():
                yield piece, section(piece)
    long = [one.title for one in reply.buttons if len(one.title) > MOST_TITLE]
    for title in long:
        yield f"- {title}", section(f"- {title}")
    for block in actions(reply.buttons):
        yield "", block


def _size(text: str) -> int:
    return len(_marked_up(text)["text"]) if "://" in text else len(text)


def _marked_up(text: str) -> Block:
    linked = "".join(f"<{escaped(part)}>" if is_address else escaped(part) for part, is_address in parts(text))
    return {"type": "mrkdwn", "text": linked, "verbatim": True}


def _fits(waiting: Sequence[tuple[str, Block]]) -> bool:
    return len(waiting) <= MOST_BLOCKS - 1 and len(_fallback(waiting)) <= MOST_FALLBACK


def _message(waiting: Sequence[tuple[str, Block]]) -> Message:
    numbered = tuple(_numbered(block for _, block in waiting))
    text = _fallback(waiting) or escaped("\n".join(_titles(numbered)))
    return Message(text[:MOST_FALLBACK], numbered)


def _titles(blocks: Sequence[Block]) -> Iterator[str]:
    """What stands on the buttons: the text of a message that has nothing else."""
    for block in blocks:
        if block["type"] == "actions":
            yield from (element["text"]["text"] for element in block["elements"])


def _fallback(waiting: Iterable[tuple[str, Block]]) -> str:
    return escaped("\n\n".join(text for text, _ in waiting if text))


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every button of a message needs a name of its own."""
    number = 0
    for block in blocks:
        if block["type"] != "actions":
            yield block
            continue
        elements = []
        for element in block["elements"]:
            elements.append({**element, "action_id": f"canary.{number}"})
            number += 1
        yield {**block, "elements": elements}


def _is_kept(block: object) -> bool:
    return isinstance(block, Mapping) and block.get("type") != "actions"
