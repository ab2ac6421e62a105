"""Leaders who talk through the proxy as the page does, and remember what was acknowledged."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from bot.vault import Vault
from bot.vault.leader import LeaderVault

PATIENCE = 90.0


@dataclass
class Leader:
    """One leader. ``acknowledged`` has the ids of messages that were answered, in order, with what they said.

    ``last`` is what came back last, whatever it was.
    """

    address: str
    seed: int
    pause: float = 0.35
    acknowledged: dict[str, str] = field(default_factory=dict)
    asked_again: int = 0
    problems: list[str] = field(default_factory=list)
    phrase: str = ""
    last: str = ""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self._client = httpx.Client(base_url=self.address, timeout=30, follow_redirects=True)

    def begin(self) -> None:
        """A new vault; what can't be had just now is asked for again."""
        answer = self._patiently("/api/session", {})
        assert answer.status_code == 201, answer.status_code
        self.phrase = answer.json()["phrase"]

    def close(self) -> None:
        """Close the browser."""
        self._client.close()

    @property
    def home(self) -> str:
        """The process that the browser's cookie names."""
        return self._client.cookies.get("canary_home", "")

    def say(self) -> str:
        """One message, until it is acknowledged: under one id, however often it is sent."""
        id, word = str(uuid4()), f"word{self.seed}x{self.chance.getrandbits(40):x}"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = self._patiently("/api/messages", {"id": id, "text": word})
            if answer.status_code == 401:
                self._come_back()
                continue
            self._check(answer, word)
            self.acknowledged[id] = word
            return id
        raise TimeoutError("the message was not acknowledged")

    def cut_off(self) -> None:
        """Send a message and hang up before the answer; then send it again as it was."""
        id, word = str(uuid4()), f"word{self.seed}x{self.chance.getrandbits(40):x}"
        with httpx.Client(base_url=self.address, timeout=self.chance.uniform(0.005, 0.08)) as hasty:
            hasty.cookies = self._client.cookies
            try:
                hasty.post("/api/messages", json={"id": id, "text": word})
            except httpx.TransportError:
                pass
        answer = self._patiently("/api/messages", {"id": id, "text": word})
        if answer.status_code == 401:
            self._come_back()
            answer = self._patiently("/api/messages", {"id": id, "text": word})
        if answer.status_code == 401:
            return  # moved once more meanwhile; what was not acknowledged is not counted
        self._check(answer, word)
        self.acknowledged[id] = word

    def talk(self, over: threading.Event) -> None:
        """Go on until told to stop."""
        while not over.is_set():
            self.say()
            over.wait(self.chance.uniform(0.5, 1.5) * self.pause)

    def _check(self, answer: httpx.Response, word: str) -> None:
        if answer.status_code != 200:
            self.problems.append(f"a message was answered {answer.status_code}")
        elif answer.json()["said"] != word or word not in answer.text:
            self.problems.append("a reply belongs to another message")

    def _come_back(self) -> None:
        """The page asks for the six words again."""
        self.asked_again += 1
        answer = self._patiently("/api/session/open", {"phrase": self.phrase})
        if answer.status_code != 201:
            self.problems.append(f"the six words were answered {answer.status_code}")

    def _patiently(self, path: str, body: dict[str, str]) -> httpx.Response:
        """As the page does it: nobody there, or busy, means again."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = self._client.post(path, json=body)
            except httpx.TransportError as problem:
                self.last = f"{path}: {type(problem).__name__}"
                time.sleep(0.1)
                continue
            self.last = f"{path}: {answer.status_code} {answer.text[:200]}"
            if answer.status_code not in (429, 500, 502, 503, 504):
                return answer
            time.sleep(0.2)
        raise TimeoutError("nobody answered")


class Watcher:
    """Looks into the vault from outside: is everything that was acknowledged there, once and in order?"""

    def __init__(self, vault: Vault, leaders: list[Leader]) -> None:
        self._open: list[tuple[Leader, LeaderVault]] = [(one, vault.open(one.phrase)) for one in leaders]

    def faults(self) -> list[str]:
        """What is lost, doubled, out of order or somebody else's."""
        return [fault for leader, vault in self._open for fault in self._of(leader, vault)]

    def _of(self, leader: Leader, vault: LeaderVault) -> list[str]:
        acknowledged = dict(leader.acknowledged)
        stored = [one for one in vault.exchanges() if one.said]
        ids = [one.id for one in stored]
        found = list(leader.problems)
        if len(ids) != len(set(ids)):
            found.append("a message is stored twice")
        if lost := acknowledged.keys() - set(ids):
            found.append(f"{len(lost)} acknowledged messages are lost")
        if [id for id in ids if id in acknowledged] != [id for id in acknowledged if id in set(ids)]:
            found.append("messages are out of order")
        if any(one.said != acknowledged.get(one.id, one.said) for one in stored):
            found.append("a message holds other words")
        if any(not (one.said or "").startswith(f"word{leader.seed}x") for one in stored):
            found.append("a message of somebody else")
        return found
