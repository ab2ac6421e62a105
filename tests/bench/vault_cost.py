"""What encryption costs: whole turns of the real conversation, sealed and unsealed, in turns beside each other.

    .venv/bin/python -m tests.bench.vault_cost

Two leaders hold the same conversation with the same agent and database. One leader's data key seals with AES-256-GCM,
the other's writes everything as it is: same code, same rows, same padding. Also how long it takes to open a vault.
Processor time beside wall time, since others on the machine do not count in it.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from bot.content import load_content
from bot.logs import configure
from bot.messages import Incoming
from bot.settings import Settings
from bot.vault import LeaderVault, Vault, VaultSettings
from bot.vault.keys import DataKey, Place
from tests.bench.page import put
from tests.bench.quiet import Watch

ROOT = Path(__file__).parents[2]
TURNS = 150
OPENINGS = 20
_SAID = (
    "Supervision slips when the duty list is long, and nobody says so until a case goes wrong.",
    "The board meets every month, but I could not tell you what it changed for a child this year.",
    "Two good team managers left at Easter and their teams now rest on agency workers.",
    "why do you ask",
    "People here do tell each other when something has gone wrong, and it is not held against them.",
)


class Unsealed(DataKey):
    """Writes and reads values as they are: the same padding and bookkeeping, no encryption."""

    def seal(self, place: Place, plain: bytes) -> bytes:
        """The bytes, padded and with a version and room for nonce and tag, as the real one has."""
        return self.version.to_bytes(4, "big") + bytes(28) + plain + b" " * (-len(plain) % 256)

    def open(self, place: Place, sealed: bytes) -> bytes:
        """Undo :meth:`seal`."""
        return sealed[32:].rstrip(b" ")


@dataclass
class Times:
    """Milliseconds of each turn: on the clock, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def main() -> None:
    """Measure, print, and put the section into docs/benchmarks.md."""
    configure(least=30)
    watch = Watch(())
    with tempfile.TemporaryDirectory() as folder:
        vault = Vault(VaultSettings(f"sqlite:///{folder}/canary.db", Path(folder) / "canary.keys"))
        opening = _openings(vault)
        sealed, unsealed = asyncio.run(_turns(vault))
        vault.close()
    crowd = watch.stop()
    text = _section(sealed, unsealed, opening, f"{crowd.others:.0%} of the cores busy with other things")
    print(text)
    put("vault", text)


def _openings(vault: Vault) -> Times:
    phrase, mine = vault.create()
    mine.close()
    times = Times()
    for _ in range(OPENINGS):
        _timed(times, lambda: vault.open(phrase).close())
    return times


async def _turns(vault: Vault) -> tuple[Times, Times]:
    from bot.dialogue.start import start_conversation

    conversation = start_conversation(Settings.from_environment(), load_content(ROOT / "content"))
    leaders = [vault.create()[1], _without_sealing(vault.create()[1])]
    times = Times(), Times()
    for leader in leaders:
        for button in ("open", "agree", "choose:culture", "length:full"):
            await conversation.handle(leader, Incoming(str(uuid4()), button=button))
    for number in range(TURNS):
        order = (0, 1) if number % 2 else (1, 0)
        for one in order:
            text = _SAID[number % len(_SAID)]
            wall, cpu = time.perf_counter(), time.process_time()
            await conversation.handle(leaders[one], Incoming(str(uuid4()), text=text))
            times[one].wall.append((time.perf_counter() - wall) * 1000)
            times[one].cpu.append((time.process_time() - cpu) * 1000)
    return times


def _without_sealing(leader: LeaderVault) -> LeaderVault:
    """The same leader under a key that seals nothing; what creating wrote is written anew."""
    from sqlalchemy import update

    from bot.vault.engine import writing
    from bot.vault.shelf import state_place
    from bot.vault.tables import leader as table

    key = leader._key
    key.__class__ = Unsealed
    with writing(leader._installation.engine) as session:
        state = key.seal(state_place(0), b"{}")
        session.execute(update(table).where(table.c.id == leader.id).values(state=state))
    return leader


def _timed(times: Times, work: object) -> None:
    assert callable(work)
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    times.wall.append((time.perf_counter() - wall) * 1000)
    times.cpu.append((time.process_time() - cpu) * 1000)


def _p(values: list[float], hundredth: int) -> float:
    return statistics.quantiles(values, n=100)[hundredth - 1]


def _section(sealed: Times, unsealed: Times, opening: Times, crowd: str) -> str:
    lines = [
        "## What encryption costs",
        "",
        f"{TURNS} whole turns each (reading, rules, actions, storing on SQLite), one process, turn about; "
        f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, {crowd}. "
        "Run `.venv/bin/python -m tests.bench.vault_cost` for your own.",
        "",
        "| ms | sealed (AES-256-GCM) | unsealed | sealing adds |",
        "|---|---|---|---|",
    ]
    for name, hundredth in (("median", 50), ("95th percentile", 95)):
        for kind in ("wall", "cpu"):
            one, other = _p(getattr(sealed, kind), hundredth), _p(getattr(unsealed, kind), hundredth)
            clock = "on the clock" if kind == "wall" else "of the processor"
            lines.append(f"| {name}, {clock} | {one:.2f} | {other:.2f} | {(one / other - 1):+.1%} |")
    lines += [
        "",
        f"Opening a vault by its six words (Argon2id, 64 MiB, 3 passes), {OPENINGS} times: median "
        f"{_p(opening.cpu, 50):.0f} ms and at most {max(opening.cpu):.0f} ms of one core; "
        f"{_p(opening.wall, 50):.0f} and {max(opening.wall):.0f} ms on the clock. To reach: at most 1,000 ms.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
