"""Processes that find each other in a real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis

from bot.homes import Homes
from bot.tally import line as lines
from bot.tally.line import Line
from tests import services

IDS = [f"{number:032x}" for number in range(40)]


@pytest.fixture
def process(redis_url: str) -> Iterator[Callable[[str], Homes]]:
    made: list[Line] = []

    def begin(name: str) -> Homes:
        made.append(Line(redis_url, b"secret"))
        return Homes(made[-1], name)

    with Redis.from_url(redis_url) as redis:
        redis.flushall()
    yield begin
    for line in made:
        line.close()


async def beating(*homes: Homes) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(one.run()) for one in homes]
    await asyncio.sleep(0.2)
    return tasks


async def ended(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_all_agree_and_only_those_of_one_that_ends_move(process: Callable[[str], Homes]) -> None:
    one, two, three = process("one"), process("two"), process("three")
    tasks = await beating(one, two, three)
    before = [one.of(id) for id in IDS]
    assert before == [two.of(id) for id in IDS] == [three.of(id) for id in IDS]
    assert set(before) == {"one", "two", "three"}
    await ended(tasks.pop())
    after = [one.of(id) for id in IDS]
    assert all(now == was for now, was in zip(after, before, strict=True) if was != "three")
    assert "three" not in after
    await ended(*tasks)


async def test_who_was_let_in_elsewhere_stays_there_while_it_lives(process: Callable[[str], Homes]) -> None:
    one, two = process("one"), process("two")
    tasks = await beating(one, two)
    moved = next(id for id in IDS if one.of(id) == "one")
    two.moved_in(moved)
    assert one.of(moved) == two.of(moved) == "two"
    await ended(tasks.pop())
    assert one.of(moved) == "one"
    await ended(*tasks)


async def test_without_redis_each_lets_everybody_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "TRY_AGAIN_AFTER", 0.1)
    with services.redis(tmp_path) as url:
        line = Line(url, b"secret")
        here = Homes(line, "one")
    assert {here.of(id) for id in IDS} == {"one"}
    here.moved_in(IDS[0])
    await ended(*await beating(here))
    line.close()
