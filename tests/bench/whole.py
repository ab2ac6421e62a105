"""Whole conversations of 200 turns, by one person and by ten at once: what the main job's targets are about.

Everybody sends the next message half a second after the last one, or as soon as its answer is there: Canary takes no
more from one leader, and all bots are asked alike. The bots take turns stretch by stretch, so that what else this
machine does strikes all of them.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from tests.bench.bots import Running
from tests.bench.client import Line
from tests.bench.measure import LEAST_BETWEEN, SEATS, Block, Say, Seconds, newcomers
from tests.bench.quiet import Watch
from tests.bench.talkers import Talker

LENGTH = 200
STRETCH = 20  # turns of everybody with one bot, then it is the next bot's time


@dataclass(frozen=True)
class Whole:
    """All turns with each bot: of one person's conversation, and of ten people's at once."""

    one: dict[str, Block]
    ten: dict[str, Block]


def whole(up: Sequence[Running], say: Say) -> Whole:
    """Every bot serves all the while."""
    found = Whole(_held(up, 1), _held(up, SEATS))
    for who, held in (("one person", found.one), ("ten people", found.ten)):
        told = (f"{name} {block.quantile(0.95) * 1000:.0f} ms" for name, block in held.items())
        say(f"p95 over {LENGTH} turns, {who}: {', '.join(told)}")
    return found


def _held(up: Sequence[Running], people: int) -> dict[str, Block]:
    talkers = {running.bot.name: newcomers(running, people) for running in up}
    turns: dict[str, Seconds] = {running.bot.name: [] for running in up}
    watch = Watch([running.pid for running in up])
    for _ in range(LENGTH // STRETCH):
        for running in up:
            turns[running.bot.name] += _stretch(running.port, talkers[running.bot.name])
    crowd = watch.stop()
    return {name: Block(seconds, crowd) for name, seconds in turns.items()}


def _stretch(port: int, talkers: Sequence[Talker]) -> Seconds:
    """Everybody at once, each at their own pace."""
    together = Barrier(len(talkers))

    def sit(talker: Talker) -> Seconds:
        together.wait()
        line = Line(port)
        seconds = [_paced(talker, line) for _ in range(STRETCH)]
        line.close()
        return seconds

    with ThreadPoolExecutor(len(talkers)) as pool:
        return [second for seconds in pool.map(sit, talkers) for second in seconds]


def _paced(talker: Talker, line: Line) -> float:
    seconds = talker.turn(line)
    time.sleep(max(0.0, LEAST_BETWEEN - seconds))
    return seconds
