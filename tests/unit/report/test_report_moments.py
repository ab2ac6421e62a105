"""Stepping through earlier reflections, and then beside now."""

from __future__ import annotations

import pytest

from bot.report.moments import look, moments_of, picture_at
from tests.unit.report.made import AUTUMN, NOW, SPRING, SUMMER, finding, held, reflection

KEPT = held(
    [reflection("a", SPRING), reflection("begun", SUMMER, ended=False), reflection("c", AUTUMN, "governance")],
    [finding(reflection("a", SPRING))],
)


def test_a_reflection_only_begun_is_no_moment_and_numbers_stay() -> None:
    assert [moment.number for moment in moments_of(KEPT)] == [1, 3]


def test_the_latest_is_shown_unless_told_otherwise() -> None:
    looked = look(KEPT, None, None)
    assert looked.at is not None and looked.at.number == 3
    assert [moment.number for moment in looked.earlier] == [1]
    assert looked.later == ()


@pytest.mark.parametrize("at", [0, 2, 4, 999_999])
def test_a_number_that_names_none_is_taken_as_not_given(at: int) -> None:
    assert look(KEPT, at, at) == look(KEPT, None, None)


def test_then_must_come_before_now() -> None:
    looked = look(KEPT, 3, 1)
    assert looked.since is not None and looked.since.number == 1
    assert look(KEPT, 1, 3).since is None
    assert look(KEPT, 1, 1).since is None


def test_the_picture_is_that_of_the_moment() -> None:
    assert picture_at(KEPT, look(KEPT, 1, None), NOW).at == SPRING
    assert picture_at(KEPT, look(KEPT, 3, 1), NOW).since == SPRING
    empty = held([], [])
    assert picture_at(empty, look(empty, 1, 1), NOW).heard == ()
