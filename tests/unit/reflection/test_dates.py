"""A day in a leader's own words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reflection.dates import MONTHS, due_date

TODAY = date(2026, 11, 25)  # a Wednesday
SAID = {
    "end of January": date(2027, 1, 31),
    "by the end of the month": date(2026, 11, 30),
    "by the end of next month": date(2026, 12, 31),
    "in two weeks": date(2026, 12, 9),
    "a fortnight": date(2026, 12, 9),
    "in six weeks' time": date(2027, 1, 6),
    "three months": date(2027, 2, 25),
    "12 March": date(2027, 3, 12),
    "March 12th": date(2027, 3, 12),
    "the 12th of March 2027": date(2027, 3, 12),
    "12/03/2027": date(2027, 3, 12),
    "12/3": date(2027, 3, 12),
    "2027-03-12": date(2027, 3, 12),
    "Friday": date(2026, 11, 27),
    "by Friday": date(2026, 11, 27),
    "next Friday": date(2026, 12, 4),
    "tomorrow": date(2026, 11, 26),
    "next week": date(2026, 12, 4),
    "next month": date(2026, 12, 31),
    "January": date(2027, 1, 31),
    "mid-March": date(2027, 3, 15),
    "early May": date(2027, 5, 7),
    "in may": date(2027, 5, 31),
    "before Christmas": date(2026, 12, 24),
    "by Easter": date(2027, 3, 28),
    "before the board on 14 December, I'd say": date(2026, 12, 14),
}
NO_DAY = [
    "no idea",
    "when I can",
    "31 February",
    "I may do it",
    "50/50",
    "45%",
    "1 in 5",
    "soon",
    "20 November 2026",
    "",
]


@pytest.mark.parametrize("said", SAID)
def test_days_as_people_say_them(said: str) -> None:
    assert due_date(said, TODAY) == SAID[said]


@pytest.mark.parametrize("said", NO_DAY)
def test_what_names_no_day_to_come(said: str) -> None:
    assert due_date(said, TODAY) is None


@pytest.mark.parametrize("text", ["I may meet the March group", "Ask the Friday panel", "Look at a second audit"])
def test_a_sentence_with_such_words_names_no_day(text: str) -> None:
    assert due_date(text, TODAY, alone=False) is None


@pytest.mark.parametrize("text", ["Sit with a team by next Friday", "Read ten files by 12 March", "visit in two weeks"])
def test_a_sentence_may_name_a_day(text: str) -> None:
    assert due_date(text, TODAY, alone=False) is not None


@given(st.dates(TODAY, TODAY + timedelta(days=360)))
def test_any_day_and_month_is_the_next_such_day(day: date) -> None:
    assert due_date(f"{day.day} {MONTHS[day.month - 1]}", TODAY) == day


@given(st.text(max_size=80), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_no_text_fails_or_names_a_day_gone_by(text: str, today: date) -> None:
    found = due_date(text, today)
    assert found is None or found >= today
