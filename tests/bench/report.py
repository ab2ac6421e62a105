"""What was measured, as a section of docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.bench.bots import Bot
from tests.bench.growth import EARLY, LATE, Growth
from tests.bench.measure import BLOCKS, CONVERSATIONS, SEATS, STARTS, TURNS, Block, Start, Talk, crowds, median_ratio
from tests.bench.quiet import CALM, is_niced
from tests.bench.whole import LENGTH, Whole

COMMAND = "make bench"


@dataclass(frozen=True)
class Measured:
    """Everything of one run."""

    bots: tuple[Bot, ...]
    starts: dict[str, list[Start]]
    talk: Talk
    whole: Whole
    growth: dict[str, list[Growth]]

    @property
    def others(self) -> float:
        """The share of the machine that others used, at the median and over all blocks."""
        return statistics.median(self.crowds)

    @property
    def crowds(self) -> list[float]:
        """The same, block by block."""
        held = [block.crowd.others for kept in (self.whole.one, self.whole.ten) for block in kept.values()]
        return [*crowds(self.talk.one), *crowds(self.talk.ten), *held]

    @property
    def is_final(self) -> bool:
        """Whether the machine was calm enough for figures that stand."""
        return self.others <= CALM and not is_niced()


@dataclass(frozen=True)
class Target:
    """What Canary is to reach beside the default starter bot, and what it reached."""

    what: str
    most: float
    reached: float

    def line(self) -> str:
        verdict = "met" if self.reached <= self.most else "**missed**"
        return f"| {self.what} | at most {self.most:g} | {self.reached:.2f} | {verdict} |"


def targets(found: Measured) -> list[Target]:
    """The targets of the main job, each as Canary's share of the default starter bot's figure."""
    return [
        Target(f"p95 of a turn over {LENGTH}, one person", 0.5, _whole(found.whole.one)),
        Target(f"p95 of a turn over {LENGTH}, ten people", 0.25, _whole(found.whole.ten)),
        Target("cold start", 0.25, _cold(found.starts["canary"]) / _cold(found.starts["default"])),
        Target("memory (PSS)", 0.5, _pss(found.starts["canary"]) / _pss(found.starts["default"])),
        *(Target(f"turn {kept.turn} beside turn {EARLY}", 1.1, kept.ratio) for kept in found.growth["canary"]),
    ]


def _whole(held: dict[str, Block]) -> float:
    return held["canary"].quantile(0.95) / held["default"].quantile(0.95)


def _first(blocks: dict[str, list[Block]]) -> float:
    ours, theirs = ([block.quantile(0.95) for block in blocks[name]] for name in ("canary", "default"))
    return median_ratio(ours, theirs)


def _cold(starts: Sequence[Start]) -> float:
    return statistics.median(start.seconds for start in starts)


def _pss(starts: Sequence[Start]) -> float:
    return statistics.median(start.memory.pss for start in starts)


def text(found: Measured, now: datetime) -> str:
    """The report in Markdown."""
    parts = [
        f"## Beside Rasa's starter bot\n\n`{COMMAND}`, {now:%d %B %Y, %H:%M}. {_machine()} {_crowd(found)}",
        "| target, beside the default starter bot | wanted | reached | |\n|---|---|---|---|\n"
        + "\n".join(target.line() for target in targets(found)),
        _table(found),
        _how(found),
    ]
    return "\n\n".join(parts)


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."


def _crowd(found: Measured) -> str:
    load = max(block.crowd.load for kept in found.talk.one.values() for block in kept)
    told = (
        f"Others used {found.others:.0%} of the machine (in a block at most {max(found.crowds):.0%}; load {load:.1f})."
    )
    return told if found.is_final else f"{told} **Provisional: the machine was not quiet; these figures do not stand.**"


def _table(found: Measured) -> str:
    names = [bot.name for bot in found.bots]
    rows = [
        ("cold start, s", [_range([s.seconds for s in found.starts[name]], 1) for name in names]),
        ("memory, PSS, MB", [_range([s.memory.pss for s in found.starts[name]]) for name in names]),
        ("memory, RSS, MB", [_range([s.memory.rss for s in found.starts[name]]) for name in names]),
        ("memory after all blocks, RSS, MB", [f"{found.talk.memory[name].rss:.0f}" for name in names]),
    ]
    for title, held in (("one person", found.whole.one), ("ten people", found.whole.ten)):
        for share in (0.5, 0.95):
            values = [f"{held[name].quantile(share) * 1000:.0f}" for name in names]
            rows.append((f"{LENGTH} turns, {title}, p{share * 100:.0f}, ms", values))
    for title, blocks in (("one person", found.talk.one), ("ten people", found.talk.ten)):
        for share in (0.5, 0.95):
            values = [_range([b.quantile(share) * 1000 for b in blocks[name]]) for name in names]
            rows.append((f"first {TURNS} turns, {title}, p{share * 100:.0f}, ms", values))
    rows += [_late(found, at) for at in range(len(LATE))]
    head = ["", *(bot.title for bot in found.bots)]
    lines = [head, ["---"] * len(head), *([title, *values] for title, values in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _late(found: Measured, at: int) -> tuple[str, list[str]]:
    kept = [found.growth[bot.name][at] for bot in found.bots]
    values = [
        f"{statistics.median(one.late) * 1000:.0f} / {statistics.median(one.early) * 1000:.0f} = {one.ratio:.2f}"
        for one in kept
    ]
    return f"turn {LATE[at]} / turn {EARLY}, ms", values


def _range(values: Sequence[float], digits: int = 0) -> str:
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def _how(found: Measured) -> str:
    one, ten = _first(found.talk.one), _first(found.talk.ten)
    return (
        f"Over the first {TURNS} turns alone, where a starter bot is at its quickest, Canary's p95 is {one:.2f} of the "
        f"default one's with one person and {ten:.2f} with ten. A starter bot looks at all that was said before it "
        f"answers, and so it slows down as a conversation goes on.\n\n"
        f"Cold starts: {STARTS} of each bot alone, median, least and most. First turns: {BLOCKS} blocks of "
        f"{CONVERSATIONS} conversations of {TURNS} turns with one person at a time and with {SEATS}, without a pause; "
        f"medians over blocks, ratios over neighbouring ones. {LENGTH} turns: one conversation, and {SEATS} at once, a "
        f"message every half second. All bots run all the while and take turns. Canary's leaders give real answers of "
        "40 to 80 words, short follow-ups, buttons and commands over its web page's own addresses and session cookies; "
        "Rasa's bots get the messages of their own stories over their REST channel. How, and what each figure means: "
        "`tests/bench/README.md`."
    )
