"""The shapes of load: how each is made and what is read off it."""

from __future__ import annotations

import random
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.bench.bots import Bot, Running, bots, memory, running
from tests.bench.checked import CheckedTalker
from tests.bench.client import Line
from tests.bench.measure import Block, Say
from tests.bench.quiet import Watch
from tests.bench.stock import store_leaders, store_reflections
from tests.bench.talkers import Talker
from tests.faults.fleet import NAMES, fleet

HUMAN_PAUSE = 20.0  # seconds between two messages of one person
_seeds = count()


@dataclass(frozen=True)
class Wishes:
    """How long and how much. The figures that stand are those of the defaults."""

    leaders: int = 200
    minutes: float = 10.0
    saturate: float = 60.0  # seconds
    seats: int = 24
    turns: int = 10_000
    stored: tuple[int, int] = (100, 100_000)
    past: tuple[int, int] = (10, 1_000)
    pairs: int = 300
    human_pause: float = HUMAN_PAUSE
    processes: tuple[int, ...] = (1, 2, 4)


@dataclass(frozen=True)
class Crowded:
    """Many at once: their turns, what was lost, and how many turns a second that made."""

    block: Block
    seconds: float
    missing: int

    @property
    def per_second(self) -> float:
        return len(self.block.turns) / self.seconds


@dataclass
class Loads:
    """What was measured; None where a shape was left out."""

    single: Block | None = None
    human: Crowded | None = None
    saturated: dict[str, Crowded] = field(default_factory=dict)
    memory: tuple[float, float] | None = None
    processes: dict[int, Crowded] = field(default_factory=dict)
    pairs: dict[str, tuple[Block, Block]] = field(default_factory=dict)


def one_machine(wishes: Wishes, found: Loads, say: Say) -> None:
    """One process on SQLite: one leader alone, 200 at human pace, as many turns as go, and memory over many turns."""
    with running(bots()[0]) as up:
        alone = begun(up.port, 30)
        line, watch = Line(up.port), Watch([up.pid])
        turns = [talker.turn(line) for _ in range(max(2, wishes.pairs // 30)) for talker in alone]
        line.close()
        found.single = Block(turns, watch.stop())
        say(f"one alone: p95 {found.single.quantile(0.95) * 1000:.0f} ms")
        found.human = at_human_pace(up, wishes, say)
        found.saturated["canary"] = saturated(up, wishes, say)
        found.memory = over_many_turns(up, wishes, say)


def beside(wishes: Wishes, found: Loads, say: Say) -> None:
    """Rasa's starter bots, as many turns as go. Human pace and losses do not apply: they keep nothing."""
    for bot in bots()[1:]:
        with running(bot) as up:
            found.saturated[bot.name] = saturated(up, wishes, say)


def several(wishes: Wishes, found: Loads, say: Say) -> None:
    """1, 2 and 4 processes behind nginx, on PostgreSQL and Redis."""
    for how_many in wishes.processes:
        with folder() as place, fleet(place, NAMES[:how_many], real=True) as here:
            pids = [server.process.pid for server in here.processes.values()]
            port = int(here.address.rpartition(":")[2])
            talkers = begun(port, wishes.seats * 4)
            found.processes[how_many] = _crowd(port, pids, talkers, wishes, wishes.saturate)
            say(f"{how_many} processes: {_told(found.processes[how_many])}")


def with_a_past(wishes: Wishes, found: Loads, say: Say) -> None:
    """Few against many leaders stored, and few against many past reflections of one leader, turn about."""
    with ExitStack() as stack:
        few, many = (stack.enter_context(_stored(number)) for number in wishes.stored)
        found.pairs["leaders stored"] = _turn_about((few, many), [begun(up.port, 10) for up in (few, many)], wishes)
        say(f"leaders stored: {_ratio(found.pairs['leaders stored']):.2f}")
    with ExitStack() as stack:
        data = stack.enter_context(folder()) / "data"
        phrases = [store_reflections(data, number) for number in wishes.past]
        up = stack.enter_context(running(_over(data)))
        talkers = [[_back(up.port, phrase)] for phrase in phrases]
        found.pairs["past reflections"] = _turn_about((up, up), talkers, wishes)
        say(f"past reflections: {_ratio(found.pairs['past reflections']):.2f}")


def at_human_pace(up: Running, wishes: Wishes, say: Say) -> Crowded:
    """Leaders who take about 20 seconds between messages, each beginning at a moment of their own."""
    talkers, over = begun(up.port, wishes.leaders), threading.Event()
    watch, began = Watch([up.pid]), time.perf_counter()
    threading.Timer(wishes.minutes * 60, over.set).start()

    def live(talker: CheckedTalker) -> list[float]:
        chance, turns = random.Random(id(talker)), []
        over.wait(chance.uniform(0, wishes.human_pause))
        while not over.is_set():
            line = Line(up.port)  # the server lets go of a line that is silent for so long
            turns.append(talker.turn(line))
            line.close()
            over.wait(chance.uniform(0.5, 1.5) * wishes.human_pause)
        return turns

    with ThreadPoolExecutor(len(talkers)) as pool:
        turns = [one for turns in pool.map(live, talkers) for one in turns]
    made = Crowded(Block(turns, watch.stop()), time.perf_counter() - began, _missing(up.port, talkers))
    say(f"{wishes.leaders} at human pace: {_told(made)}")
    return made


def saturated(up: Running, wishes: Wishes, say: Say) -> Crowded:
    """As many turns as go."""
    talkers: list[Talker] = [_newcomer(up) for _ in range(wishes.seats * 4)]
    made = _crowd(up.port, [up.pid], talkers, wishes, wishes.saturate)
    say(f"{up.bot.name} saturated: {_told(made)}")
    return made


def over_many_turns(up: Running, wishes: Wishes, say: Say) -> tuple[float, float]:
    """What the process holds after a tenth of the turns, and after all of them, in MB."""
    held, done = [], 0
    for share in (0.1, 1.0):
        while done < wishes.turns * share:
            talkers = begun(up.port, 40)
            done += len(_all_turns(up.port, talkers, wishes.seats, lambda sat: sat >= 10))
        held.append(memory(up.pid).rss)
        say(f"memory after {done} turns: {held[-1]:.0f} MB")
    return held[0], held[1]


def begun(port: int, how_many: int) -> list[CheckedTalker]:
    """Leaders with a vault of their own each."""
    talkers, line = [CheckedTalker(next(_seeds)) for _ in range(how_many)], Line(port)
    for talker in talkers:
        talker.begin(line)
    line.close()
    return talkers


@contextmanager
def folder() -> Iterator[Path]:
    """A place on disk, gone afterwards. Others may pass through it, since PostgreSQL runs as somebody else."""
    place = Path(tempfile.mkdtemp(prefix="load-"))
    place.chmod(0o711)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _crowd(port: int, pids: Sequence[int], talkers: Sequence[Talker], wishes: Wishes, seconds: float) -> Crowded:
    watch, began = Watch(pids), time.perf_counter()
    turns = _all_turns(port, talkers, wishes.seats, lambda _: time.perf_counter() - began > seconds)
    took = time.perf_counter() - began
    checked = [talker for talker in talkers if isinstance(talker, CheckedTalker)]
    return Crowded(Block(turns, watch.stop()), took, _missing(port, checked))


def _all_turns(port: int, talkers: Sequence[Talker], seats: int, enough: Callable[[int], bool]) -> list[float]:
    """Every seat's conversations, one message of each in turn, until enough rounds were sat."""

    def sit(seat: int) -> list[float]:
        turns, rounds, line = [], 0, Line(port)
        while not enough(rounds):
            turns += [talker.turn(line) for talker in talkers[seat::seats]]
            rounds += 1
        line.close()
        return turns

    with ThreadPoolExecutor(seats) as pool:
        return [one for turns in pool.map(sit, range(seats)) for one in turns]


def _turn_about(ups: Sequence[Running], talkers: list[list[CheckedTalker]], wishes: Wishes) -> tuple[Block, Block]:
    """The same turns here and there, alternately, so that whatever else goes on strikes both alike."""
    lines = [Line(up.port) for up in ups]
    turns: tuple[list[float], list[float]] = ([], [])
    watch = Watch([up.pid for up in ups])
    for number in range(wishes.pairs):
        for side in (0, 1) if number % 2 else (1, 0):
            talker = talkers[side][number % len(talkers[side])]
            turns[side].append(talker.turn(lines[side]))
    crowd = watch.stop()
    for line in lines:
        line.close()
    return Block(turns[0], crowd), Block(turns[1], crowd)


@contextmanager
def _stored(how_many: int) -> Iterator[Running]:
    with folder() as data:
        store_leaders(data / "data", how_many)
        with running(_over(data / "data")) as up:
            yield up


def _over(data: Path) -> Bot:
    """Canary over a data folder that is there already."""
    canary = bots()[0]
    environment = {**canary.environment, "CANARY_DATA": str(data)}
    return Bot(canary.name, canary.title, canary.command, canary.folder, canary.newcomer, environment)


def _back(port: int, phrase: str) -> CheckedTalker:
    talker, line = CheckedTalker(next(_seeds)), Line(port)
    talker.come_back(line, phrase)
    line.close()
    return talker


def _newcomer(up: Running) -> Talker:
    talker: Talker = CheckedTalker(next(_seeds)) if up.bot.name == "canary" else up.bot.newcomer()
    line = Line(up.port)
    talker.begin(line)
    line.close()
    return talker


def _missing(port: int, talkers: Sequence[CheckedTalker]) -> int:
    line = Line(port)
    missing = sum(talker.missing(line) for talker in talkers)
    line.close()
    return missing


def _told(made: Crowded) -> str:
    p95 = made.block.quantile(0.95) * 1000
    return f"{made.per_second:.1f} turns a second, p95 {p95:.0f} ms, {made.missing} lost"


def _ratio(pair: tuple[Block, Block]) -> float:
    return pair[1].quantile(0.95) / pair[0].quantile(0.95)
