"""A clock that jumps erases nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import Vault, installation
from bot.vault.calendar import STEADY, Calendar
from bot.vault.errors import ClockDoubted, WrongPhrase
from bot.vault.installation import steady_now
from bot.vault.sessions import Sessions
from tests.unit.vault.made import Clock, exchange


def live(vault: Vault, clock: Clock, days: int) -> None:
    """Days on which Canary runs, as it does: a sweep each."""
    for _ in range(days):
        clock.pass_time(days=1)
        vault.sweep()


def test_a_clock_that_jumps_a_year_erases_nobody_and_is_told(vault: Vault, clock: Clock) -> None:
    phrase = vault.create()[0]
    live(vault, clock, 3)
    clock.pass_time(days=400)
    with pytest.raises(ClockDoubted):
        vault.sweep()
    with pytest.raises(ClockDoubted):
        vault.sweep()
    clock.pass_time(days=-400)
    assert vault.sweep() == []
    assert vault.open(phrase)


def test_a_clock_that_was_right_is_believed_after_a_week(vault: Vault, clock: Clock) -> None:
    """The machine was switched off for a year: then erasing is due, a week later."""
    vault.create()
    vault.sweep()
    clock.pass_time(days=400)
    for _ in range(STEADY.days):
        with pytest.raises(ClockDoubted):
            vault.sweep()
        clock.pass_time(days=1)
    assert len(vault.sweep()) == 1


def test_a_clock_that_fell_back_makes_nobody_look_unused(vault: Vault, clock: Clock) -> None:
    phrase, mine = vault.create()
    vault.sweep()
    clock.pass_time(days=-3000)
    mine.turn("m1", clock()).commit(exchange("m1"))
    vault.open(phrase)
    born_then = vault.create()[0]
    with pytest.raises(ClockDoubted):
        vault.sweep()
    clock.pass_time(days=3001)
    assert vault.sweep() == []
    assert vault.open(phrase) and vault.open(born_then)


def test_those_who_were_away_for_a_year_go_as_ever(vault: Vault, clock: Clock) -> None:
    phrase = vault.create()[0]
    live(vault, clock, 365)
    clock.pass_time(days=1)
    assert len(vault.sweep()) == 1
    with pytest.raises(WrongPhrase):
        vault.open(phrase)


@given(st.lists(st.integers(-900, 900).filter(lambda days: abs(days) > STEADY.days), min_size=1, max_size=5))
def test_whatever_way_it_jumps_a_jump_is_not_believed_at_once(jumps: list[int]) -> None:
    today, calendar = date(2026, 3, 4), Calendar(date(2026, 3, 4))
    for days in jumps:
        today += timedelta(days=days)
        doubted = calendar.at(today)
        assert doubted.trusted == calendar.trusted or abs(today - calendar.trusted) <= STEADY
        calendar = doubted


@given(st.lists(st.integers(0, STEADY.days), min_size=1, max_size=20))
def test_days_that_pass_are_believed(days: list[int]) -> None:
    calendar = Calendar(date(2026, 3, 4))
    for passed in days:
        calendar = calendar.at(calendar.trusted + timedelta(days=passed))
        assert calendar.doubted_from is None


def test_an_open_vault_is_locked_for_idleness_whatever_the_clock_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "utc_now", lambda: pytest.fail("goes by the clock on the wall"))
    before = steady_now()
    assert Sessions()._clock is steady_now and before <= steady_now()


def test_the_doctor_can_be_told_since_when(vault: Vault, clock: Clock) -> None:
    vault.sweep()
    assert vault.clock_doubted_since() is None
    clock.pass_time(days=400)
    with pytest.raises(ClockDoubted):
        vault.sweep()
    assert vault.clock_doubted_since() == clock.now.date()
