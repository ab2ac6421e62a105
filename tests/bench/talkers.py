"""People who talk to a bot: each gives its turns one after the other, timed, and raises when an answer is missing."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Protocol

from tests.bench.client import Answer, BotFailed, Line
from tests.bench.leader import Leader


class Talker(Protocol):
    """One conversation with one bot."""

    @property
    def comparable(self) -> bool:
        """Whether the next turn is of the kind that is compared early and late."""

    def begin(self, line: Line) -> None:
        """Whatever comes before the first message; not timed."""

    def turn(self, line: Line) -> float:
        """Send the next message and wait for the answer; the seconds it took.

        Raises BotFailed, or what the line raises; then the same message is still to be sent.
        """


Newcomer = Callable[[], Talker]


class StarterTalker:
    """Somebody at Rasa's starter bot. Its stories have five kinds of message; they come round and round.

    Five divides 5, 150 and 200, so the turns that are compared carry the same message. Without TED the lean bot has
    nothing to say to some of them once its stories have been through; a turn is a turn all the same, but for the first.
    """

    MESSAGES = ("hello there", "I am sad today", "not really", "are you a bot?", "bye bye")

    def __init__(self) -> None:
        self._sender = uuid.uuid4().hex
        self._said = 0

    def begin(self, line: Line) -> None:
        """Rasa's REST channel needs no beginning."""

    @property
    def comparable(self) -> bool:
        """Every fifth message is the same."""
        return self._said % len(self.MESSAGES) == len(self.MESSAGES) - 1

    def turn(self, line: Line) -> float:
        """One of the five messages."""
        message = self.MESSAGES[self._said % len(self.MESSAGES)]
        answer = line.post("/webhooks/rest/webhook", {"sender": self._sender, "message": message})
        if answer.status != 200 or not (answer.body or self._said):
            raise BotFailed(f"the starter bot answered {answer.status} with {len(answer.body or ())} messages")
        self._said += 1
        return answer.seconds


class CanaryTalker:
    """A leader at Canary's web page: a session of their own, its cookie, and a reflection as far as it comes."""

    def __init__(self, seed: int) -> None:
        self._leader = Leader(seed)
        self._cookie = ""

    def begin(self, line: Line) -> None:
        """A new vault. Canary lets people begin at a certain pace; who comes too fast waits as it asks."""
        answer = line.post("/api/session", {})
        while answer.status in (429, 503):
            line.close()  # the server lets go of a line that is silent for long; the next post opens it again
            time.sleep(float(answer.body["error"]["retry_after"] or 1))
            answer = line.post("/api/session", {})
        if answer.status != 201:
            raise BotFailed(f"Canary opened no session: {answer.status}")
        self._cookie = answer.cookie

    @property
    def comparable(self) -> bool:
        """A whole answer to a prompt."""
        return self._leader.at_prompt

    def turn(self, line: Line) -> float:
        """The leader's next message: a button, a short command or an answer.

        Canary lets one leader send two messages a second; one that came too soon is sent again, and only the time of
        the turn that was answered counts.
        """
        message = self._leader.next_message()
        answer = self.send(line, message)
        while answer.status == 429:
            time.sleep(float(answer.body["error"]["retry_after"]))
            answer = self.send(line, message)
        if answer.status != 200 or not answer.body["replies"]:
            raise BotFailed(f"Canary answered {answer.status}")
        self._leader.heard(answer.body)
        return answer.seconds

    def send(self, line: Line, message: dict[str, str]) -> Answer:
        """One message under a fresh id, with the session's cookie."""
        return line.post("/api/messages", {"id": str(uuid.uuid4()), **message}, self._cookie)
