"""What `make bench-load` measured, as a section of docs/benchmarks.md: figures, what was asked, and a sizing table."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator
from datetime import datetime

from tests.bench.measure import Block
from tests.bench.quiet import CALM, is_niced
from tests.bench.shapes import Crowded, Loads, Wishes

SPARE = 0.5  # of what goes at most: room for evenings, and for answers that stay quick


def text(found: Loads, wishes: Wishes, now: datetime) -> str:
    """The report in Markdown."""
    parts = [f"## Under load\n\n`make bench-load`, {now:%d %B %Y, %H:%M}. {_machine(found, wishes)}"]
    parts.append("| what | asked | reached | |\n|---|---|---|---|\n" + "\n".join(_asked(found, wishes)))
    if found.saturated or found.processes:
        parts.append(_crowds(found))
    if found.processes or "canary" in found.saturated:
        parts.append(_sizing(found, wishes))
    return "\n\n".join(parts)


def is_final(found: Loads, wishes: Wishes) -> bool:
    """Whether these figures stand: a calm machine, and nothing shortened."""
    return _others(found) <= CALM and not is_niced() and wishes == Wishes()


def _machine(found: Loads, wishes: Wishes) -> str:
    told = f"{os.cpu_count()} cores, {platform.system()}; the talkers run on the same machine. "
    told += f"Others used {_others(found):.0%} of it."
    if is_final(found, wishes):
        return told
    return f"{told} **Provisional: shortened, or the machine was not quiet; these figures do not stand.**"


def _others(found: Loads) -> float:
    return statistics.median([block.crowd.others for block in _blocks(found)] or [0.0])


def _blocks(found: Loads) -> Iterator[Block]:
    yield from (one for one in (found.single,) if one)
    crowds = [*([found.human] if found.human else []), *found.saturated.values(), *found.processes.values()]
    yield from (one.block for one in crowds)
    yield from (one for pair in found.pairs.values() for one in pair)


def _asked(found: Loads, wishes: Wishes) -> Iterator[str]:
    if found.human and found.single:
        many, one = found.human.block.quantile(0.95), found.single.quantile(0.95)
        what = f"{wishes.leaders} leaders, a message every {wishes.human_pause:g} s, {wishes.minutes:g} minutes"
        beside = f"p95 beside one alone ({many * 1000:.0f} and {one * 1000:.0f} ms)"
        yield _line(f"{what}: {beside}", "at most 4", f"{many / one:.2f}", many / one <= 4)
        yield _line(
            f"messages lost of {len(found.human.block.turns):,}", "0", str(found.human.missing), not found.human.missing
        )
    if found.memory:
        growth = found.memory[1] / found.memory[0] - 1
        yield _line(
            f"memory after {wishes.turns:,} turns beside {wishes.turns // 10:,}",
            "under 5 % more",
            f"{growth:+.1%}",
            growth < 0.05,
        )
    for what, (few, many) in found.pairs.items():
        ratio = many.quantile(0.95) / few.quantile(0.95)
        numbers = wishes.stored if what == "leaders stored" else wishes.past
        yield _line(f"{numbers[1]:,} {what} beside {numbers[0]}: p95", "at most 1.1", f"{ratio:.2f}", ratio <= 1.1)
    if found.processes:
        lost = sum(one.missing for one in found.processes.values())
        yield _line("several processes: lost, out of order or somebody else's", "0", str(lost), not lost)


def _line(what: str, asked: str, reached: str, met: bool) -> str:
    return f"| {what} | {asked} | {reached} | {'met' if met else '**missed**'} |"


def _crowds(found: Loads) -> str:
    names = {"canary": "Canary, one process, SQLite", "default": "starter bot", "lean": "starter bot, lean"}
    rows = [(names[name], one) for name, one in found.saturated.items()]
    rows += [(f"Canary, processes: {number}; PostgreSQL, Redis, nginx", one) for number, one in found.processes.items()]
    head = "| as many turns as go | turns a second | p50, ms | p95, ms |\n|---|---|---|---|\n"
    return head + "\n".join(_crowd(name, one) for name, one in rows) + _starters(found)


def _starters(found: Loads) -> str:
    """How Canary stands beside the starter bots, whichever is the quicker; empty where they were left out."""
    starters = {name: one for name, one in found.saturated.items() if name != "canary"}
    if not starters:
        return ""
    note = "\n\nThe starter bots' messages have two to four words, and nothing of theirs is kept or encrypted."
    ours = {"SQLite": found.saturated.get("canary"), "PostgreSQL behind nginx": found.processes.get(1)}
    for name, other in starters.items():
        ratios = [f"{one.per_second / other.per_second:.1f} times ({what})" for what, one in ours.items() if one]
        if ratios:
            note += f" One process of Canary serves {' and '.join(ratios)} the turns of the {name} one."
    return note


def _crowd(name: str, one: Crowded) -> str:
    p50, p95 = (one.block.quantile(share) * 1000 for share in (0.5, 0.95))
    return f"| {name} | {one.per_second:.1f} | {p50:.0f} | {p95:.0f} |"


def _sizing(found: Loads, wishes: Wishes) -> str:
    rows = [("one process, SQLite", found.saturated["canary"])] if "canary" in found.saturated else []
    rows += [(f"processes: {number}, PostgreSQL", one) for number, one in found.processes.items()]
    lines = [f"| {what} | {SPARE * one.per_second * wishes.human_pause:.0f} |" for what, one in rows]
    most = f"at {SPARE:.0%} of what goes at most and a message every {wishes.human_pause:g} s"
    head = f"On these {os.cpu_count()} cores, {most}:\n\n"
    return head + "| set-up | leaders at work at one moment |\n|---|---|\n" + "\n".join(lines)
