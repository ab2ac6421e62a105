"""A leader at work with Canary: real answers of 40 to 80 words, short follow-ups, buttons and now and then a command.

It goes by what Canary offers, as a person does, so that it finds its way through any reflection: area after area,
through the summary and the commitment and on to the next.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

UTTERANCES = Path(__file__).resolve().parents[2] / "data" / "utterances"
DOMAINS = ("culture", "governance", "sustainability", "system_design")
COMMANDS = ("why do you ask?", "who can see this?", "skip", "sum up", "help")
COMMITMENTS = ("Sit in on two supervision sessions myself.", "Ask the team managers what they would stop doing.")
DATES = ("by the end of March", "in two weeks", "before the summer")
COMMAND_EVERY = 5  # prompts; the other times there is an answer

Message = dict[str, str]


@cache
def answers(least: int, most: int) -> tuple[str, ...]:
    """What leaders said, of so many words: the labelled answers that the understanding is trained on."""
    lines = [line for path in sorted(UTTERANCES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    texts = (str(json.loads(line)["text"]) for line in lines)
    return tuple(text for text in texts if least <= len(text.split()) <= most)


class Leader:
    """What one leader sends next, given what Canary said last. The same seed sends the same."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._offered: tuple[str, ...] = ("open",)
        self._prompts = self._domains = 0
        self._next: Message | None = None

    def heard(self, body: dict[str, Any]) -> None:
        """Take in Canary's answer."""
        self._offered = tuple(button["payload"] for reply in body["replies"] for button in reply["buttons"])
        self._next = None

    @property
    def at_prompt(self) -> bool:
        """Whether the next message is a whole answer to a prompt."""
        return self._is_prompt() and self._prompts % COMMAND_EVERY != COMMAND_EVERY - 1

    def next_message(self) -> Message:
        """A button or a text; the same until an answer was heard."""
        if self._next is None:
            self._next = self._choose()
        return self._next

    def _choose(self) -> Message:
        if self._is_prompt():
            return {"text": self._to_prompt()}
        for payload, say in _TYPED.items():
            if payload in self._offered:
                return {"text": say(self)}
        for payload in _PRESSED:
            if payload in self._offered:
                return {"button": payload}
        return {"button": self._offered[0]} if self._offered else {"text": self._pick(COMMANDS)}

    def _is_prompt(self) -> bool:
        return {"skip", "why"} <= set(self._offered)

    def _to_prompt(self) -> str:
        answering, self._prompts = self.at_prompt, self._prompts + 1
        return self._pick(answers(40, 80)) if answering else self._pick(COMMANDS)

    def _pick(self, texts: Sequence[str]) -> str:
        return self._chance.choice(texts)

    def _follow_up(self) -> str:
        return self._pick(answers(8, 20))

    def _domain(self) -> str:
        self._domains += 1
        return DOMAINS[self._domains % len(DOMAINS)].replace("_", " ")


# Where one of these is on offer, the leader types; elsewhere the first of the buttons below that is there is pressed.
_TYPED: dict[str, Callable[[Leader], str]] = {
    "not_it": Leader._follow_up,
    "none:commit": lambda leader: leader._pick(COMMITMENTS),
    "none:date": lambda leader: leader._pick(DATES),
    "mind": Leader._domain,
    "skip": Leader._follow_up,
}
_PRESSED = ("agree", "length:full", "verdict:fair", "none:missed", "carry_on", "finish", "pick:both", "home")
