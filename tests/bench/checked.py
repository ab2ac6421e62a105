"""A leader whose every reply is checked: is it to their own message, is everything kept, and in order?"""

from __future__ import annotations

import uuid

from tests.bench.client import Answer, BotFailed, Line
from tests.bench.talkers import CanaryTalker


class CheckedTalker(CanaryTalker):
    """Talks as CanaryTalker does, and remembers what was acknowledged."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.acknowledged: list[str] = []

    def come_back(self, line: Line, phrase: str) -> None:
        """Open a vault that is there already, instead of a new one."""
        answer = line.post("/api/session/open", {"phrase": phrase})
        if answer.status != 201:
            raise BotFailed(f"Canary opened no vault: {answer.status}")
        self._cookie = answer.cookie

    def send(self, line: Line, message: dict[str, str]) -> Answer:
        """One message under a fresh id; a reply to another one stops the measurement."""
        id = str(uuid.uuid4())
        answer = line.post("/api/messages", {"id": id, **message}, self._cookie)
        if answer.status == 200:
            if answer.body["id"] != id or ("text" in message and not _same(answer.body["said"], message["text"])):
                raise BotFailed("a reply belongs to another message")
            self.acknowledged.append(id)
        return answer

    def missing(self, line: Line) -> int:
        """How many acknowledged messages are not kept, or not once, or not in their order."""
        kept = [one["id"] for one in line.get("/api/export.json", self._cookie)["exchanges"]]
        mine = [id for id in kept if id in set(self.acknowledged)]
        return 0 if mine == self.acknowledged else max(1, len(self.acknowledged) - len(set(mine)))


def _same(kept: str, sent: str) -> bool:
    return kept.split() == sent.split()
