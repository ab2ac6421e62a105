"""Several processes count together in a real Redis, and go on by themselves while it is away."""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from redis import Redis

from bot.tally import Guesses, LocalTally, Tally, through
from bot.tally import line as lines
from bot.tally import together as counting
from bot.tally.line import Line
from bot.tally.together import RedisTally
from bot.vault.errors import SlowDown
from tests import services
from tests.doubles.echo import Echo
from tests.doubles.slack import APP, SECRET, TEAM, direct
from tests.doubles.slack_person import signature_headers
from tests.doubles.town import town

SECRET_KEY = secrets.token_bytes(32)


@pytest.fixture
def empty(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
        yield redis


@pytest.fixture
def two(redis_url: str, empty: Redis) -> Iterator[tuple[RedisTally, RedisTally]]:
    """As two processes of one installation have it."""
    tallies = RedisTally(Line(redis_url, SECRET_KEY)), RedisTally(Line(redis_url, SECRET_KEY))
    yield tallies
    for tally in tallies:
        tally.close()


def waits(guesses: Guesses, client: str = "client") -> float:
    try:
        guesses.check(client)
    except SlowDown as slow:
        return slow.seconds
    return 0.0


def test_a_pace_is_kept_over_processes(two: tuple[Tally, Tally]) -> None:
    paces = [tally.pace("messages", per_second=0.01, burst=6) for tally in two]
    with ThreadPoolExecutor(8) as pool:
        admitted = list(pool.map(lambda number: paces[number % 2].admit("leader"), range(40)))
    assert sum(admitted) == 6
    assert paces[0].admit("another") and two[1].pace("api", 0.01, 6).admit("leader")


def test_a_pace_lets_more_through_with_time(two: tuple[Tally, Tally]) -> None:
    one, other = (tally.pace("messages", per_second=20, burst=1) for tally in two)
    assert one.admit("leader") and not other.admit("leader")
    time.sleep(0.1)
    assert other.admit("leader")


def test_guesses_at_phrases_are_slowed_down_over_processes(two: tuple[Tally, Tally]) -> None:
    one, other = (tally.guesses("words") for tally in two)
    assert [waits(guesses) for guesses in (one, other, one, other)] == [0] * 4
    assert 0 < waits(one) <= 1
    assert 0 < waits(other) <= 1
    assert waits(other, "colleague") == 0


def test_a_right_phrase_takes_its_own_try_back_and_no_more(two: tuple[Tally, Tally]) -> None:
    one, other = (tally.guesses("words") for tally in two)
    for _ in range(3):
        one.check("client")
    for _ in range(5):
        other.check("client")
        one.succeeded("client")
    other.check("client")
    assert waits(one) > 0
    one.succeeded("never seen")


def test_a_delivery_counts_once_over_processes(two: tuple[Tally, Tally]) -> None:
    one, other = (tally.deliveries("slack") for tally in two)
    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(lambda number: (one, other)[number % 2].first_time("Ev1"), range(40)))
    assert sum(first) == 1
    one.done("Ev1")
    assert not other.first_time("Ev1")
    assert two[1].deliveries("teams").first_time("Ev1")


async def test_what_a_process_died_over_counts_again(two: tuple[Tally, Tally], monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise what Slack sends again after a crash would be passed over, and the message lost."""
    monkeypatch.setattr(counting, "IN_WORK", 1)
    one, other = (tally.deliveries("slack") for tally in two)

    async def never_ends() -> None:
        await asyncio.Event().wait()

    async def ends() -> None: ...

    assert one.first_time("Ev1") and one.first_time("Ev2")
    died = asyncio.create_task(through(one, "Ev1", never_ends)())
    await through(one, "Ev2", ends)()
    died.cancel()
    assert not other.first_time("Ev1")
    await asyncio.sleep(1.2)
    assert other.first_time("Ev1") and not other.first_time("Ev2")


def test_nothing_in_it_can_be_read_and_everything_in_it_ends(two: tuple[Tally, Tally], empty: Redis) -> None:
    two[0].pace("messages", 2, 6).admit("0f3a-leader")
    two[0].guesses("words").check("192.0.2.7")
    two[0].deliveries("slack").first_time("U0ANNA/said")
    stored = [(key, empty.hgetall(key) if empty.type(key) == b"hash" else empty.get(key)) for key in empty.keys()]
    assert len(stored) == 3
    for word in ("0f3a", "192.0.2.7", "ANNA"):
        assert word not in str(stored)
    assert all(0 < empty.ttl(key) <= 24 * 3600 for key, _ in stored)


def test_emptied_it_forgets_counts_and_nothing_else(two: tuple[Tally, Tally], empty: Redis) -> None:
    pace = two[0].pace("messages", per_second=0.01, burst=1)
    assert pace.admit("leader") and not pace.admit("leader")
    empty.flushall()
    empty.script_flush()
    assert pace.admit("leader") and not pace.admit("leader")


def test_while_redis_is_away_each_counts_for_itself_and_then_together_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "TRY_AGAIN_AFTER", 0.2)
    with services.redis(tmp_path) as url:
        tally = RedisTally(Line(url, SECRET_KEY))
        pace, guesses, met = tally.pace("p", 0.01, 2), tally.guesses("words"), tally.deliveries("slack")
        assert pace.admit("leader") and met.first_time("Ev1")
    assert [pace.admit("leader") for _ in range(3)] == [True, True, False]
    assert [waits(guesses) for _ in range(4)] == [0] * 4
    assert waits(guesses) > 0
    guesses.succeeded("client")
    assert met.first_time("Ev2") and not met.first_time("Ev2")
    met.done("Ev2")
    began = time.monotonic()
    assert not pace.admit("leader")
    assert time.monotonic() - began < lines.ANSWER_WITHIN * 2
    port = int(url.rpartition(":")[2].partition("/")[0])
    monkeypatch.setattr(services, "free_port", lambda: port)
    with services.redis(tmp_path):
        time.sleep(0.3)
        assert pace.admit("leader")  # Redis came back empty
        tally.close()


def test_a_redis_that_hangs_holds_nobody_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        tally = RedisTally(Line(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", SECRET_KEY))
        began = time.monotonic()
        assert all(tally.pace("messages", 2, 6).admit(str(number)) for number in range(50))
        assert time.monotonic() - began < 2
        tally.close()


def test_without_a_setting_one_process_counts_alone() -> None:
    tally = LocalTally()
    assert tally.deliveries("slack").first_time("Ev1") and tally.deliveries("slack").first_time("Ev1")
    tally.close()


async def test_one_slack_message_delivered_to_two_canaries_is_answered_once(
    tmp_path: Path, redis_url: str, empty: Redis
) -> None:
    said = {"type": "message", "channel": direct("U0ANNA"), "user": "U0ANNA", "text": "hi", "ts": "1.1", "team": TEAM}
    event = said | {"channel_type": "im"}
    body = json.dumps({"type": "event_callback", "team_id": TEAM, "api_app_id": APP, "event_id": "Ev1", "event": event})
    headers = signature_headers(body.encode(), SECRET, int(time.time()))
    async with town(tmp_path, Echo(), redis=redis_url) as one, town(tmp_path, Echo(), redis=redis_url) as other:
        async with httpx.AsyncClient() as slack:
            for place in (one, other, one, other):
                answer = await slack.post(f"{place.canary}/slack/events", content=body, headers=headers)
                assert answer.status_code == 200
            await one.quiet()
            await other.quiet()
        assert len(one.slack.posted) == 1 and not other.slack.posted
