"""Small records for the vault's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.messages import Button, Exchange, Reply
from bot.reflection.model import Answer, Commitment, Evidence, Finding, Reflection
from bot.vault import CHEAP_FOR_TESTS, LeaderVault, Turn, VaultSettings

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


class Clock:
    """A clock that goes only when told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **much: float) -> None:
        self.now += timedelta(**much)


def settings(folder: Path, db_url: str | None = None, window: int = 20) -> VaultSettings:
    return VaultSettings(
        db_url=db_url or f"sqlite:///{folder / 'canary.db'}",
        key_file=folder / "canary.keys",
        cost=CHEAP_FOR_TESTS,
        tracker_window=window,
    )


def reflection(name: str = "r1") -> Reflection:
    return Reflection(name, "culture", "short", "2026-01", NOW)


def answer(name: str = "a1", text: str = "Supervision slips when the duty list is long.", of: str = "r1") -> Answer:
    return Answer(name, of, "prompt", text, NOW, "p7")


def finding(name: str = "f1", answers: tuple[str, ...] = ("a1",), quote: str = "slips when the duty list") -> Finding:
    return Finding(name, "r1", "C4", "risk", tuple(Evidence(held, quote) for held in answers), 0.9, True, NOW)


def commitment(name: str = "c1", text: str = "Sit in on two supervisions") -> Commitment:
    return Commitment(name, "r1", text, NOW)


def exchange(name: str = "m1", said: str | None = "hello", *replies: str) -> Exchange:
    return Exchange(name, NOW, said, tuple(Reply(text, (Button("Yes", "yes"),)) for text in replies or ("Thank you.",)))


def talk(vault: LeaderVault, message: str, *records: Reflection | Answer | Finding | Commitment) -> Turn:
    """One committed turn that stores the records."""
    turn = vault.turn(message, NOW)
    for record in records:
        turn.put(record)
    turn.append_tracker_events([{"event": "action", "name": f"after {message}"}])
    turn.state = {"step": message}
    turn.commit(exchange(message, f"said in {message}"))
    return turn
