"""Collects what the actions say as `bot.messages.Reply`, whole.

Rasa's own collecting channel cuts a text at every blank line; a paragraph break is not a new message.
"""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.messages import Button, Reply


class Replies(OutputChannel):
    """The output channel of one turn."""

    def __init__(self) -> None:
        self.said: list[Reply] = []

    @classmethod
    def name(cls) -> str:
        """What Rasa calls this channel."""
        return "canary"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message. Texts and buttons only: Canary's actions say nothing else."""
        text = (message.get("text") or "").strip()
        buttons = tuple(Button(one["title"], one["payload"]) for one in message.get("buttons") or ())
        if text or buttons:
            self.said.append(Reply(text, buttons))
