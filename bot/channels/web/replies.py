"""Turns exchanges into the JSON that the page reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.content import Content
from bot.messages import Exchange, Progress, Reply
from bot.vault.forget import REMOVED


def exchange_json(exchange: Exchange, content: Content) -> dict[str, Any]:
    """One exchange as the page reads it."""
    return {
        "id": exchange.id,
        "said": exchange.said and _worded(exchange.said, content),
        "replies": [_reply(reply, content) for reply in exchange.replies],
        "progress": _progress(exchange.progress, content),
        "closed": exchange.closed,
    }


def since_opening(exchanges: Sequence[Exchange]) -> Sequence[Exchange]:
    """The exchanges of this sitting: from the last opening on. Earlier sittings are not shown again."""
    openings = [place for place, exchange in enumerate(exchanges) if exchange.said is None]
    return exchanges[openings[-1] :] if openings else exchanges


def _worded(text: str, content: Content) -> str:
    """The text; where it was taken back, that it was."""
    return content.speech.say(REMOVED) if text == REMOVED else text


def _reply(reply: Reply, content: Content) -> dict[str, Any]:
    return {
        "text": _worded(reply.text, content),
        "buttons": [{"title": button.title, "payload": button.payload} for button in reply.buttons],
    }


def _progress(progress: Progress | None, content: Content) -> dict[str, Any] | None:
    if progress is None:
        return None
    title = content.domains[progress.domain].title
    return {"domain": title, "done": progress.done, "total": progress.total, "minutes": progress.minutes}
