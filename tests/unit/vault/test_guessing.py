from __future__ import annotations

import pytest

from bot.vault.errors import SlowDown
from bot.vault.guessing import GuessLimiter
from tests.unit.vault.made import Clock


def wait(limiter: GuessLimiter, client: str = "client") -> float:
    """How long the client must wait for the next try; counts none."""
    try:
        limiter.check(client)
    except SlowDown as slow:
        return slow.seconds
    limiter.succeeded(client)
    return 0.0


def fail(limiter: GuessLimiter, clock: Clock, times: int, client: str = "client") -> None:
    """Wrong phrases, each tried as soon as it may be."""
    for _ in range(times):
        clock.pass_time(seconds=wait(limiter, client))
        limiter.check(client)


def test_three_mistypes_are_free_and_then_it_doubles(clock: Clock) -> None:
    limiter = GuessLimiter(clock)
    waits = []
    for _ in range(7):
        fail(limiter, clock, 1)
        waits.append(wait(limiter))
    assert waits == [0, 0, 0, 1, 2, 4, 8]
    fail(limiter, clock, 200)
    assert wait(limiter) == 300


def test_waiting_helps(clock: Clock) -> None:
    limiter = GuessLimiter(clock)
    fail(limiter, clock, 6)
    clock.pass_time(seconds=3)
    assert wait(limiter) == 1
    clock.pass_time(seconds=1)
    assert wait(limiter) == 0


def test_tries_sent_all_at_once_do_not_slip_through(clock: Clock) -> None:
    limiter = GuessLimiter(clock)
    passed = 0
    for _ in range(100):
        try:
            limiter.check("client")
        except SlowDown:
            continue
        passed += 1
    assert passed == 4


def test_a_right_phrase_costs_nothing_and_cleans_nothing(clock: Clock) -> None:
    limiter = GuessLimiter(clock)
    for _ in range(50):
        limiter.check("client")
        limiter.succeeded("client")
    assert wait(limiter) == 0
    fail(limiter, clock, 4)
    clock.pass_time(seconds=1)
    limiter.check("client")
    limiter.succeeded("client")
    fail(limiter, clock, 1)
    assert wait(limiter) == 2


def test_a_day_of_quiet_is_forgotten(clock: Clock) -> None:
    limiter = GuessLimiter(clock)
    fail(limiter, clock, 20)
    clock.pass_time(hours=25)
    fail(limiter, clock, 3)
    assert wait(limiter) == 0


def test_one_client_does_not_slow_another(clock: Clock) -> None:
    limiter = GuessLimiter(clock)
    fail(limiter, clock, 20, "one")
    assert (wait(limiter, "one") > 0, wait(limiter, "other")) == (True, 0)


def test_what_is_remembered_is_bounded_and_names_nobody(clock: Clock) -> None:
    limiter = GuessLimiter(clock)
    for number in range(10_050):
        limiter.check(f"192.0.2.{number}")
    assert len(limiter._tries) == 10_000
    assert "192.0.2" not in repr(limiter._tries)


@pytest.mark.parametrize("tries_before_a_day_off", [3, 12, 100_000])
def test_a_hundred_thousand_guesses_take_most_of_a_year(clock: Clock, tries_before_a_day_off: int) -> None:
    """One client that always waits exactly as long as asked, or now and then until it is forgotten."""
    limiter = GuessLimiter(clock)
    started = clock()
    for number in range(1, 100_001):
        fail(limiter, clock, 1)
        if number % tries_before_a_day_off == 0:
            clock.pass_time(hours=24, seconds=1)
    assert (clock() - started).days > 340


def test_the_refusal_does_not_say_who(clock: Clock) -> None:
    limiter = GuessLimiter(clock)
    fail(limiter, clock, 9, "192.0.2.7")
    with pytest.raises(SlowDown) as slow:
        limiter.check("192.0.2.7")
    assert "192" not in str(slow.value)
