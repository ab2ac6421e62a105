"""Processes killed and connections cut at random while leaders talk: what was acknowledged is there, once, in order."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import pytest
from redis import Redis

from tests.faults.fleet import Fleet
from tests.faults.leaders import Leader, Watcher

SEED = 20_26_11


@contextmanager
def talking(here: Fleet, how_many: int) -> Iterator[list[Leader]]:
    """Leaders who have begun and go on talking, each in a thread of their own."""
    leaders = [Leader(here.address, seed) for seed in range(how_many)]
    for leader in leaders:
        leader.begin()
    over, failed = threading.Event(), []

    def talk(leader: Leader) -> None:
        try:
            leader.talk(over)
        except BaseException as problem:
            failed.append(problem)

    threads = [threading.Thread(target=talk, args=(leader,)) for leader in leaders]
    for thread in threads:
        thread.start()
    try:
        yield leaders
    finally:
        over.set()
        for thread in threads:
            thread.join()
        for leader in leaders:
            leader.close()
    assert failed == []


def heard_again(leaders: list[Leader], seconds: float = 90.0) -> None:
    """Until everybody has had another message acknowledged: what had been cut off could be sent again."""
    before = {leader.seed: len(leader.acknowledged) for leader in leaders}
    until = time.monotonic() + seconds
    while waiting := [leader for leader in leaders if len(leader.acknowledged) <= before[leader.seed]]:
        if time.monotonic() > until:
            raise AssertionError(f"not taken again: {[leader.last for leader in waiting]}")
        time.sleep(0.05)


def faults_of(here: Fleet, chance: random.Random) -> list[Callable[[], None]]:
    """What can happen. Kills come twice as often as cuts."""

    def kill() -> None:
        here.kill(chance.choice(sorted(here.processes)))

    def kill_two() -> None:
        for name in chance.sample(sorted(here.processes), 2):
            here.kill(name)

    def cut_clients() -> None:
        """The proxy's worker dies, and every connection through it; the master makes another."""
        for worker in psutil.Process(int((here.folder / "nginx.pid").read_text())).children():
            worker.send_signal(signal.SIGKILL)

    return [kill, kill, kill_two, here.cut_database, here.cut_redis, cut_clients]


def test_nothing_acknowledged_is_lost_or_doubled(
    here: Fleet, at_length: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, done = random.Random(SEED), 0
    how_often, how_many = (200, 12) if at_length else (6, 4)
    with talking(here, how_many) as leaders:
        watcher, possible = Watcher(here.vault(), leaders), faults_of(here, chance)
        while done < how_often:
            time.sleep(chance.uniform(0.2, 1.5))
            fault = chance.choice(possible) if at_length else possible[done % len(possible)]
            fault()
            done += 2 if fault.__name__ == "kill_two" else 1
            here.revive()
            heard_again(leaders)
            assert watcher.faults() == [], fault.__name__
        with capsys.disabled():
            said = sum(len(leader.acknowledged) for leader in leaders)
            moved = sum(leader.asked_again for leader in leaders)
            print(f"\n{done} faults, {said} messages acknowledged, words asked for again {moved} times", end=" ")


def test_a_leader_who_hangs_up_finds_the_answer_later(
    here: Fleet, begun: Callable[[], Leader], at_length: bool
) -> None:
    leader = begun()
    watcher = Watcher(here.vault(), [leader])
    for _ in range(60 if at_length else 10):
        leader.cut_off()
        time.sleep(0.5)
    assert watcher.faults() == [] and len(leader.acknowledged) >= 10


def test_redis_emptied_and_away_harms_nobody(here: Fleet) -> None:
    with talking(here, 4) as leaders, Redis.from_url(here.redis_url) as redis:
        watcher = Watcher(here.vault(), leaders)
        redis.flushall()
        heard_again(leaders)
        redis.client_pause(3_000)  # it answers nobody
        heard_again(leaders)
        heard_again(leaders)
        assert watcher.faults() == []
        assert [leader.asked_again for leader in leaders] == [0] * 4


def test_postgresql_that_goes_away_and_comes_back(here: Fleet) -> None:
    with talking(here, 4) as leaders:
        watcher = Watcher(here.vault(), leaders)
        for how in ("fast", "immediate"):
            heard_again(leaders)
            here.postgres.stop(how)
            assert here.processes["one"]._status() == "storage"
            time.sleep(1.0)
            here.postgres.start()
            heard_again(leaders)
            assert watcher.faults() == []
            assert here.processes["one"]._status() == "ok"
