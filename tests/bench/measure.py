"""The measurements. Bots take turns, block by block, so that what else this machine does strikes all of them alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Barrier

from tests.bench.bots import Bot, Memory, Running, memory, running
from tests.bench.client import Line
from tests.bench.quiet import Crowd, Watch
from tests.bench.talkers import Talker

STARTS = 3
BLOCKS = 4
CONVERSATIONS = 50  # many, so that no leader comes too fast for Canary
TURNS = 8
SEATS = 10
LEAST_BETWEEN = 0.5  # seconds between two turns of one conversation that goes on: Canary takes no more

Say = Callable[[str], None]
Seconds = list[float]


@dataclass(frozen=True)
class Start:
    """One cold start, and what the bot holds after it and one whole conversation."""

    seconds: float
    memory: Memory


@dataclass(frozen=True)
class Block:
    """The turns of one block, and how crowded the machine was."""

    turns: Seconds
    crowd: Crowd

    def quantile(self, share: float) -> float:
        """The turn below which this share of turns lies, by nearest rank."""
        ranked = sorted(self.turns)
        return ranked[max(0, -(-int(share * 100) * len(ranked) // 100) - 1)]


def starts(bots: Sequence[Bot], say: Say) -> dict[str, list[Start]]:
    """Start each bot alone, in turn, several times. A first start that warms the disk's cache is not counted."""
    found: dict[str, list[Start]] = {bot.name: [] for bot in bots}
    for round_ in range(STARTS + 1):
        for bot in bots:
            started = _start(bot)
            say(f"start {round_} {bot.name}: {started.seconds:.1f} s, {started.memory.pss:.0f} MB")
            if round_:
                found[bot.name].append(started)
    return found


def _start(bot: Bot) -> Start:
    with running(bot) as up:
        talkers = newcomers(up, 1)
        one_at_a_time(up.port, talkers, TURNS)
        return Start(up.cold_start, memory(up.pid))


@dataclass(frozen=True)
class Talk:
    """The blocks of each bot with one person at a time and with ten, and the memory after them."""

    one: dict[str, list[Block]]
    ten: dict[str, list[Block]]
    memory: dict[str, Memory]


def talk(up: Sequence[Running], say: Say) -> Talk:
    """Every bot serves all the while; they take turns block by block. One block before them warms up."""
    found = Talk({one.bot.name: [] for one in up}, {one.bot.name: [] for one in up}, {})
    for round_ in range(BLOCKS + 1):
        for one in up:
            for kept, way in ((found.one, one_at_a_time), (found.ten, ten_at_once)):
                block = _block(up, one, way)
                say(f"block {round_} {one.bot.name} {way.__name__}: {_told(block)}")
                if round_:
                    kept[one.bot.name].append(block)
    found.memory.update({one.bot.name: memory(one.pid) for one in up})
    return found


def _block(up: Sequence[Running], one: Running, way: Callable[[int, list[Talker], int], Seconds]) -> Block:
    talkers = newcomers(one, CONVERSATIONS)
    watch = Watch([running.pid for running in up])
    turns = way(one.port, talkers, TURNS)
    return Block(turns, watch.stop())


def _told(block: Block) -> str:
    p50, p95 = block.quantile(0.5) * 1000, block.quantile(0.95) * 1000
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, others used {block.crowd.others:.0%}"


def one_at_a_time(port: int, talkers: list[Talker], turns: int) -> Seconds:
    """One message on its way at any time; the conversations take turns, since nobody types forty messages a second."""
    line = Line(port)
    seconds = [talker.turn(line) for _ in range(turns) for talker in talkers]
    line.close()
    return seconds


def ten_at_once(port: int, talkers: list[Talker], turns: int) -> Seconds:
    """Ten messages on their way all the time, each from another conversation, without a pause between them."""
    together = Barrier(SEATS)

    def sit(seat: int) -> Seconds:
        together.wait()
        return one_at_a_time(port, talkers[seat::SEATS], turns)

    with ThreadPoolExecutor(SEATS) as pool:
        return [second for seconds in pool.map(sit, range(SEATS)) for second in seconds]


def newcomers(up: Running, number: int) -> list[Talker]:
    """People at the beginning of their conversation with a bot."""
    talkers, line = [up.bot.newcomer() for _ in range(number)], Line(up.port)
    for talker in talkers:
        talker.begin(line)
    line.close()
    return talkers


def all_running(stack: ExitStack, bots: Sequence[Bot]) -> list[Running]:
    """Start every bot, one after the other; the stack stops them."""
    return [stack.enter_context(running(bot)) for bot in bots]


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of neighbours: what struck one block struck the next one too."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def crowds(blocks: Mapping[str, Sequence[Block]]) -> list[float]:
    """What others used, block by block."""
    return [block.crowd.others for kept in blocks.values() for block in kept]
