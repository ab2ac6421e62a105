"""Many people at once in Slack and Teams, through the services' doubles: is anything lost, doubled or crossed?

    python -m tests.bench.channels                          # 20 seconds, 50 people in each
    python -m tests.bench.channels --seconds 300            # as long as it takes to be believed
    python -m tests.bench.channels --trouble 0.05           # with one call in twenty refused by Slack and Microsoft

Every person writes marked words, waits for Canary's answer, and writes again. Afterwards what each person was sent and
what each vault holds is compared with what was written. Exit code 1 when anything is not as it should be.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.page import put
from tests.doubles.microsoft import TENANT
from tests.doubles.slack import TEAM
from tests.doubles.town import Town, town

PATIENCE = 60.0  # seconds until an answer counts as lost


@dataclass
class Writer:
    """One person: what they wrote, and how long each answer took."""

    channel: str
    name: str
    person: Any
    written: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    lost: int = 0

    @property
    def sent(self) -> int:
        """How many messages they were sent so far."""
        return len(
            self.person.slack.in_channel(self.person.channel) if self.channel == "slack" else self.person._mine()
        )

    async def write(self, words: str) -> None:
        """Write, and wait for the answer."""
        before, began = self.sent, time.monotonic()
        self.written.append(words)
        await self.person.write(words)
        while self.sent == before:
            if time.monotonic() - began > PATIENCE:
                self.lost += 1
                return
            await asyncio.sleep(0.01)
        self.took.append(time.monotonic() - began)


async def run(seconds: float, people: int, trouble: float) -> dict[str, Any]:
    """The figures, by channel."""
    with tempfile.TemporaryDirectory() as folder:
        async with town(Path(folder), _conversation()) as here:
            writers = _writers(here, people)
            storm = asyncio.create_task(_storm(here, trouble))
            await asyncio.gather(*(_talk(writer, time.monotonic() + seconds) for writer in writers))
            storm.cancel()
            await here.quiet()
            found = {
                name: _figures(here, [one for one in writers if one.channel == name]) for name in ("slack", "teams")
            }
            for writer in writers:
                await writer.person.close()
    return found


def _writers(here: Town, people: int) -> list[Writer]:
    slack = [Writer("slack", f"U0P{n:03}", here.slack_person(f"U0P{n:03}")) for n in range(people)]
    teams = [Writer("teams", f"p{n:03}", here.teams_person(f"p{n:03}")) for n in range(people)]
    for writer in (*slack, *teams):
        writer.person.quiet = None
    return [*slack, *teams]


async def _talk(writer: Writer, until: float) -> None:
    number = 0
    await writer.write("hello")
    await writer.write("yes")
    while time.monotonic() < until:
        number += 1
        mark = f"{writer.channel}-{writer.name}-{number}"
        await writer.write(f"What is on my mind is that the duty team was two short again last week, {mark}.")
        await asyncio.sleep(random.uniform(0.5, 2.0))


async def _storm(here: Town, chance: float) -> None:
    """Now and then the services refuse for a moment."""
    while chance:
        await asyncio.sleep(0.05)
        if random.random() < chance:
            here.slack.trouble.append(random.choice([(429, 1), (500, None), (503, None)]))
            here.microsoft.trouble.append(random.choice([(429, 1), (500, None), (502, None), (412, None)]))


def _figures(here: Town, writers: list[Writer]) -> dict[str, Any]:
    lost = doubled = crossed = 0
    for writer in writers:
        kept = _kept(here, writer)
        lost += writer.lost + len(set(writer.written) - set(kept))
        doubled += len(kept) - len(set(kept)) + max(0, writer.sent - len(writer.written))
        crossed += sum(words not in writer.written for words in kept)
    took = sorted(seconds for writer in writers for seconds in writer.took)
    acknowledged = [seconds for writer in writers for seconds in writer.person.acknowledged_after]
    return {
        "people": len(writers),
        "messages": sum(len(writer.written) for writer in writers),
        "lost": lost,
        "doubled": doubled,
        "crossed": crossed,
        "p50_s": round(took[len(took) // 2], 3),
        "p95_s": round(took[int(len(took) * 0.95)], 3),
        "slowest_acknowledgement_s": round(max(acknowledged), 3),
    }


def _kept(here: Town, writer: Writer) -> list[str]:
    """What the vault holds of this person's words."""
    user = f"{TEAM}/{writer.name}" if writer.channel == "slack" else f"{TENANT}/aad-{writer.name}"
    leader = here.app.state.web.vault.find_channel(writer.channel, user)
    if leader is None:
        return []
    with closing(leader):
        return [exchange.said for exchange in leader.exchanges() if exchange.said is not None]


def _conversation() -> Any:
    import bot.dialogue  # noqa: F401  makes the process fit for Rasa
    from bot.content import load_content
    from bot.dialogue.start import start_conversation
    from bot.logs import configure
    from bot.settings import Settings

    configure()
    settings = Settings.from_environment()
    return start_conversation(settings, load_content(settings.content))


def _section(found: dict[str, dict[str, Any]], seconds: float) -> str:
    names = list(next(iter(found.values())))
    rows = [f"| {channel} | " + " | ".join(str(one[name]) for name in names) + " |" for channel, one in found.items()]
    told = f"`.venv/bin/python -m tests.bench.channels --seconds {seconds:.0f}`; both at once, in one process."
    head = ["| channel | " + " | ".join(name.replace("_s", ", s").replace("_", " ") for name in names) + " |"]
    return "\n".join(["## Slack and Teams", "", told, "", *head, "|---" * (len(names) + 1) + "|", *rows])


def main() -> int:
    """Print the figures and put them into docs/benchmarks.md; 1 when something was lost, doubled or crossed."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seconds", type=float, default=20.0)
    ask.add_argument("--people", type=int, default=50)
    ask.add_argument("--trouble", type=float, default=0.0)
    given = ask.parse_args()
    found = asyncio.run(run(given.seconds, given.people, given.trouble))
    section = _section(found, given.seconds)
    print(section)
    put("channels", section)
    return 1 if any(one["lost"] or one["doubled"] or one["crossed"] for one in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
