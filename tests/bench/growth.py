"""Does a turn cost more the longer the conversation is? The same kind of turn, early and late, taken alternately.

Some conversations are led up to turn 149. Then, by turns, a new conversation's fifth message and an old one's 150th
(the first after that which is of the same kind: an answer to a prompt) are timed. So too at turn 200.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.bots import Running
from tests.bench.client import Line
from tests.bench.measure import LEAST_BETWEEN, Say, newcomers, one_at_a_time
from tests.bench.talkers import Talker

EARLY = 5
LATE = (150, 200)
PAIRS = {"canary": 20}  # conversations; the starter bots are slow late on, and only give the scale
PAIRS_OF_OTHERS = 4


@dataclass(frozen=True)
class Growth:
    """Seconds of early turns and of late ones, measured alternately."""

    turn: int
    early: list[float]
    late: list[float]

    @property
    def ratio(self) -> float:
        """How many times longer the late turn takes: the ratio of the medians."""
        return statistics.median(self.late) / statistics.median(self.early)


def growth(up: Sequence[Running], say: Say) -> dict[str, list[Growth]]:
    """Early and late turns of each bot."""
    return {one.bot.name: _of(one, say) for one in up}


def _of(up: Running, say: Say) -> list[Growth]:
    line, found, led = Line(up.port), [], 0
    old = newcomers(up, _pairs(up))
    for turn in LATE:
        _lead(up.port, old, turn - 1 - led)
        led = turn - 1
        line.close()  # silent meanwhile, and let go of by the server; the next post opens it again
        found.append(_compared(up, line, old, turn))
        say(f"growth {up.bot.name} turn {turn} / {EARLY}: {found[-1].ratio:.2f}")
    line.close()
    return found


def _lead(port: int, talkers: list[Talker], turns: int) -> None:
    """Not timed, and at Canary's pace: it takes two messages a second from one leader."""
    for _ in range(turns):
        until = time.perf_counter() + LEAST_BETWEEN
        one_at_a_time(port, talkers, 1)
        time.sleep(max(0.0, until - time.perf_counter()))


def _compared(up: Running, line: Line, old: list[Talker], turn: int) -> Growth:
    new = newcomers(up, _pairs(up))
    one_at_a_time(up.port, new, EARLY - 1)
    early, late = [], []
    for young, long_here in zip(new, old, strict=True):
        early.append(_comparable_turn(young, line))
        late.append(_comparable_turn(long_here, line))
    return Growth(turn, early, late)


def _comparable_turn(talker: Talker, line: Line) -> float:
    while not talker.comparable:
        talker.turn(line)
    return talker.turn(line)


def _pairs(up: Running) -> int:
    return PAIRS.get(up.bot.name, PAIRS_OF_OTHERS)
