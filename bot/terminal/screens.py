"""The two ways of writing a conversation to a terminal: for eyes, and line by line for scripts and screen readers."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Protocol, TextIO

from bot.content import Speech
from bot.messages import Button, Reply

_WIDTH = 88


class Screen(Protocol):
    """What the talk needs of a terminal."""

    def show(self, reply: Reply) -> None:
        """One message of Canary's."""

    def note(self, text: str) -> None:
        """Something about the talk rather than in it."""

    def your_turn(self, number: int) -> None:
        """Canary has finished; the leader may write."""


class PlainScreen:
    """JSON lines: {"text", "buttons"} for every message, then {"turn": n}."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def show(self, reply: Reply) -> None:
        """Write a message with its buttons' titles and payloads."""
        buttons = [{"title": one.title, "payload": one.payload} for one in reply.buttons]
        self._write({"text": reply.text, "buttons": buttons})

    def note(self, text: str) -> None:
        """Notes are messages without buttons here."""
        self._write({"text": text, "buttons": []})

    def your_turn(self, number: int) -> None:
        """Tell a script that nothing more will come before it writes."""
        self._write({"turn": number})

    def _write(self, line: dict[str, object]) -> None:
        self._out.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._out.flush()


class TalkScreen:
    """Wrapped paragraphs, numbered choices and a prompt."""

    def __init__(self, out: TextIO, speech: Speech) -> None:
        self._out = out
        self._speech = speech

    def show(self, reply: Reply) -> None:
        """Write a message, then its choices with their numbers."""
        for line in reply.text.split("\n"):
            self._out.write(textwrap.fill(line, _WIDTH, subsequent_indent="  " if line.startswith("- ") else "") + "\n")
        self._choices(reply.buttons)
        self._out.write("\n")

    def note(self, text: str) -> None:
        """Write a note, wrapped."""
        self._out.write(f"({textwrap.fill(text, _WIDTH)})\n\n")

    def your_turn(self, number: int) -> None:
        """Show whose turn it is."""
        self._out.write(f"{self._speech.say('terminal.you')}> ")
        self._out.flush()

    def _choices(self, buttons: Sequence[Button]) -> None:
        for number, button in enumerate(buttons, 1):
            self._out.write(f"  [{number}] {button.title}\n")
