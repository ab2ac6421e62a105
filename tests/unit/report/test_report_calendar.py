"""The calendar file, read back by the rules of RFC 5545."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.reflection.model import Commitment
from bot.report.calendar import calendar_of

NOW = datetime(2026, 11, 25, 10, 5, 9, tzinfo=UTC)
MEANT = Commitment("c1", "r1", "Ask Amira Khan about zebrafax", NOW, date(2026, 12, 31))
TITLE = "Time to look back"


def read(file: str) -> list[list[str]]:
    """The events of a file as unfolded lines; everything around them has to be right."""
    assert file.endswith("\r\n") and "\n" not in file.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    lines = file.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reminders//EN"] and lines[-1] == "END:VCALENDAR"
    inside = "\n".join(lines[3:-1])
    events = re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", inside, re.DOTALL)
    assert inside.count("BEGIN:") == len(events)
    return [event.split("\n") for event in events]


def test_a_day_is_a_whole_day_with_a_title_that_says_nothing() -> None:
    (event,) = read(calendar_of([MEANT], TITLE, NOW))
    assert event[1:] == [
        "DTSTAMP:20261125T100509Z", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Time to look back", "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
    ]  # fmt: skip
    assert re.fullmatch(r"UID:[0-9a-f]{32}", event[0])


def test_no_word_of_the_leaders_and_no_id_is_in_it() -> None:
    file = calendar_of([MEANT], TITLE, NOW)
    assert not [word for word in ("Amira", "zebrafax", "c1", "r1", "anary") if word in file.replace(TITLE, "")]


def test_only_what_has_a_day_and_is_not_done() -> None:
    done = Commitment("c2", "r1", "x", NOW, date(2026, 12, 1), "done")
    partly = Commitment("c3", "r1", "x", NOW, date(2026, 12, 2), "partly")
    dateless = Commitment("c4", "r1", "x", NOW)
    assert len(read(calendar_of([MEANT, done, partly, dateless], TITLE, NOW))) == 2
    assert calendar_of([done, dateless], TITLE, NOW) == ""


def test_the_same_commitment_keeps_its_id() -> None:
    later = Commitment("c1", "r1", "x", NOW, date(2027, 1, 9))
    first, second = read(calendar_of([MEANT], TITLE, NOW))[0], read(calendar_of([later], TITLE, NOW))[0]
    assert first[0] == second[0] and first[2] != second[2]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.dates(max_value=date(9999, 12, 30)))
def test_any_title_and_day_keep_to_the_rules(title: str, due: date) -> None:
    (event,) = read(calendar_of([Commitment("c", "r", "x", NOW, due)], title, NOW))
    summary = next(line for line in event if line.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    assert re.sub(r"\\([\\;,])", r"\1", summary) == " ".join(title.split())
