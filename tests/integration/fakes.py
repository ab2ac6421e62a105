"""Stand-ins for the vault and the content, so that tests of the platform need neither, and can make them fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.messages import Exchange
from bot.vault.errors import StorageUnavailable, TurnConflict

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@dataclass
class FakeTurn:
    leader_id: str
    leader: FakeLeader
    seen: Exchange | None
    now: datetime
    state: dict[str, Any]
    steps: list[dict[str, Any]] = field(default_factory=list)
    loaded: int = 0

    def tracker_events(self, everything: bool = False) -> list[dict[str, Any]]:
        if self.leader.fails == "load":
            raise StorageUnavailable("the database is away")
        window = self.leader.steps if everything else self.leader.steps[-self.leader.window :]
        self.leader.loads.append(len(window))
        return [*window, *self.steps]

    def append_tracker_events(self, steps: list[dict[str, Any]]) -> None:
        if self.leader.fails == "append":
            raise StorageUnavailable("the database is away")
        self.steps += steps

    def commit(self, exchange: Exchange) -> None:
        if self.leader.fails == "commit":
            raise StorageUnavailable("the database is away")
        if self.leader.conflicts:
            self.leader.conflicts -= 1
            raise TurnConflict("another turn came first")
        self.leader.steps += self.steps
        self.leader.state = self.state
        self.leader.kept[exchange.id] = exchange


@dataclass
class FakeLeader:
    id: str = "leader-1"
    window: int = 60
    fails: str | None = None
    steps: list[dict[str, Any]] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Exchange] = field(default_factory=dict)
    conflicts: int = 0
    loads: list[int] = field(default_factory=list)

    def exchanges(self, last: int) -> list[Exchange]:
        return list(self.kept.values())[-last:]

    def turn(self, message_id: str, now: datetime) -> FakeTurn:
        return FakeTurn(self.id, self, self.kept.get(message_id), now, dict(self.state))
