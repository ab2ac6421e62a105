"""A leader in talk with the real agent, actions, content and vault; time stands still unless it is moved."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.messages import Button, Exchange, Incoming
from bot.reflection.model import Answer, Commitment, Finding, Reflection
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.vault import LeaderVault, Vault

START = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
FACTS = {
    "controller": "Northbridge College", "contact": "help at Northbridge", "complaints": "the data protection officer",
    "web_address": "https://canary.test", "retention_months": 12, "idle_minutes": 30, "backup_days": 30,
}  # fmt: skip
Run = Callable[[Coroutine[Any, Any, Any]], Any]


class Clock:
    """The time, for everyone in a test."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=30)
        return self.now


class Talk:
    """What a leader does, and what they see and have stored afterwards."""

    def __init__(self, conversation: Any, vault: Vault, clock: Clock, run: Run, keep_nothing: bool = False) -> None:
        self._conversation, self._vault, self._clock, self._run = conversation, vault, clock, run
        self._ids = count(1)
        self.phrase, self.leader = vault.create(keep_nothing)
        self.last: Exchange | None = None
        self.everything: list[str] = []
        self.channel = "web"

    def say(self, text: str) -> str:
        """Type something. Returns all that Canary said to it."""
        return self._send(text=text)

    def press(self, payload: str) -> str:
        """Press a button that is on offer."""
        assert payload in self.offered, f"{payload} is not among {self.offered}"
        return self._send(button=payload)

    def press_old(self, payload: str) -> str:
        """Press a button that may stand further up."""
        return self._send(button=payload)

    def open(self) -> str:
        return self._send(button="open")

    def agree(self) -> Talk:
        """Come in and agree to the notice."""
        self.open()
        self.press("agree")
        return self

    def walk(self, domain: str = "culture", length: str = "short") -> Talk:
        """Come in and begin a walk."""
        if self.state.notice is None:
            self.agree()
        self.press_old(f"choose:{domain}")
        self.press(f"length:{length}")
        return self

    def to_review(self, *answers: str, domain: str = "culture") -> Talk:
        """A short walk with these answers, follow-ups skipped, up to going through them."""
        self.walk(domain)
        for answer in (*answers, *["I don't know"] * (3 - len(answers))):
            self.say(answer)
            while self.step in (Step.FOLLOW_UP, Step.WHICH, Step.DIRECTION):
                self.say("skip")
        return self

    def to_commitment(self, *answers: str, domain: str = "culture") -> Talk:
        """As far as the commitment; everything that was heard is called fair."""
        self.to_review(*answers, domain=domain)
        while self.step is Step.REVIEW:
            self.press("verdict:fair")
        self.press("none:missed")
        self.press("skip")
        assert self.step is Step.COMMIT
        return self

    def later(self, **ahead: float) -> Talk:
        """Some time goes by."""
        self._clock.now += timedelta(**ahead)
        return self

    def reopen(self, vault: Vault | None = None) -> Talk:
        """Close, and open again with the phrase; perhaps in another process."""
        self.leader.close()
        self._vault = vault or self._vault
        self.leader = self._vault.open(self.phrase)
        return self

    def _send(self, **what: str) -> str:
        incoming = Incoming(f"message-{next(self._ids)}", **what)
        self.last = self._run(self._conversation.handle(self.leader, incoming, self.channel))
        said = "\n".join(reply.text for reply in self.last.replies)
        self.everything.append(said)
        return said

    @property
    def vault(self) -> Vault:
        return self._vault

    @property
    def leader_now(self) -> datetime:
        """The time, as the leader has it."""
        return self._clock.now

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons the leader sees under the last message."""
        assert self.last is not None
        return self.last.replies[-1].buttons

    @property
    def offered(self) -> list[str]:
        return [button.payload for button in self.buttons]

    @property
    def state(self) -> State:
        return State.load(self._turn().state)

    @property
    def step(self) -> Step:
        return self.state.step

    @property
    def question(self) -> str:
        """The question that stands."""
        return self.state.place.question or ""

    @property
    def prompt(self) -> str | None:
        return self.state.place.prompt

    @property
    def reflections(self) -> list[Reflection]:
        return self._turn().reflections()

    @property
    def answers(self) -> list[Answer]:
        return self._turn().answers()

    @property
    def findings(self) -> list[Finding]:
        return self._turn().findings()

    @property
    def commitments(self) -> list[Commitment]:
        return self._turn().commitments()

    @property
    def words(self) -> list[str]:
        """All answers that are kept, word for word."""
        return [answer.text for answer in self.answers]

    def _turn(self) -> Any:
        return self.leader.turn("only-looking", self._clock.now)


__all__ = ["FACTS", "Clock", "LeaderVault", "Step", "Talk"]
