"""What a leader means to do as a calendar file (RFC 5545): whole days with a title that says nothing.

By hand and not by a library: with whole days and a fixed title there are no time zones, no rules and no words of a
leader's to escape, and what is left is a dozen lines. Work calendars are read by others, so nothing else goes in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.reflection.model import Commitment

_LONGEST = 75  # bytes in a line


def calendar_of(commitments: Iterable[Commitment], title: str, now: datetime) -> str:
    """An all-day reminder for each commitment that has a day and is not done; '' where there is none.

    The same commitment has the same id in every file, so that importing again moves it and adds nothing.
    """
    events = [line for one in commitments if is_dated(one) for line in _event(one, title, now)]
    if not events:
        return ""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reminders//EN", *events, "END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def is_dated(commitment: Commitment) -> bool:
    """Whether it belongs in a calendar."""
    return commitment.due is not None and commitment.outcome != "done"


def _event(commitment: Commitment, title: str, now: datetime) -> Iterator[str]:
    assert commitment.due is not None  # only called for what has a day
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(f'calendar {commitment.id}'.encode()).hexdigest()[:32]}"
    yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{commitment.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{commitment.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(title)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for plain in ("\\", ";", ","):
        text = text.replace(plain, f"\\{plain}")
    return " ".join(text.split())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes, never within a letter; each further one begins with a blank."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
