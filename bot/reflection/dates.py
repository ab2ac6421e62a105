"""A day in a leader's own words: "end of January", "in two weeks", "12 March", "next Friday", "before Christmas".

    due_date("by the end of next month", today) -> date | None

Without a library: dateparser and its like read "may" and "second" in ordinary sentences as days, follow American
order by default, and know neither "a fortnight" nor "end of January" as its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]  # dateutil has no types

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
MONTHS = (*_MONTHS, "november", "december")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3,
}  # fmt: skip

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
_MONTH += r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_DAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
_COUNT = r"(?P<count>\d{1,2}|a couple of|couple of|a few|few|" + "|".join(k for k in NUMBERS if " " not in k) + r")"

Found = re.Match[str]


def due_date(text: str, today: date, *, alone: bool = True) -> date | None:
    """The day a text names, today or later; None where it names none.

    ``alone`` is True for the answer to "by when?", where a bare "Friday" or "March" is a day; in a longer sentence
    these need "by", "on", "next" or the like before them.
    """
    said = re.sub(r"\s+", " ", text.lower().replace("\u2019", "'")).strip(" .!")
    for pattern, resolve in _PATTERNS + (_ALONE if alone and len(said.split()) <= 6 else ()):
        if (match := pattern.search(said)) and (day := _safely(resolve, match, today)):
            return day
    return None


def _safely(resolve: Callable[[Found, date], date | None], match: Found, today: date) -> date | None:
    """What a pattern found as a day; 31 February and the like are none."""
    try:
        return resolve(match, today)
    except (ValueError, OverflowError):
        return None


def _iso(match: Found, today: date) -> date | None:
    return _not_past(date(int(match["y"]), int(match["m"]), int(match["d"])), today)


def _british(match: Found, today: date) -> date | None:
    """Day, month and perhaps year, in British order."""
    year = match["y"]
    if year:
        return _not_past(date(int(year) + (2000 if len(year) == 2 else 0), int(match["m"]), int(match["d"])), today)
    return _coming(int(match["d"]), int(match["m"]), today)


def _day_and_month(match: Found, today: date) -> date | None:
    month = _month(match)
    if match["year"]:
        return _not_past(date(int(match["year"]), month, int(match["d"])), today)
    return _coming(int(match["d"]), month, today)


def _part_of_month(match: Found, today: date) -> date | None:
    month, part = _month(match), match["part"]
    year = int(match["year"]) if match["year"] else today.year
    day = {"mid": 15, "middle": 15, "early": 7, "start": 1, "beginning": 1, "first": 7}.get(part.split()[0].strip("-"))
    if day is None:
        day = monthrange(year, month)[1]
    if not match["year"] and date(year, month, day) < today:
        year += 1
        day = monthrange(year, month)[1] if day > 27 else day
    return _not_past(date(year, month, day), today)


def _end_of_coming(match: Found, today: date) -> date:
    which, unit = match["which"] or "", match["unit"]
    ahead = 1 if "next" in which else 0
    if unit == "week":
        return today + timedelta(days=4 - today.weekday() + 7 * (ahead or (1 if today.weekday() > 4 else 0)))
    if unit == "month":
        return _month_end(today, ahead)
    return date(today.year + ahead, 12, 31)


def _after(match: Found, today: date) -> date:
    count = match["count"]
    number = int(count) if count.isdigit() else NUMBERS[count]
    return _later(today, number, match["unit"])


def _later(today: date, number: int, unit: str) -> date:
    if unit == "day":
        return today + timedelta(days=number)
    if unit in ("week", "fortnight"):
        return today + timedelta(weeks=number * (2 if unit == "fortnight" else 1))
    months = today.month - 1 + number * {"month": 1, "year": 12}[unit]
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _weekday(match: Found, today: date) -> date:
    """The coming such day; "next" said on another day of the same week means the week after."""
    ahead = (DAYS.index(match["weekday"]) - today.weekday()) % 7 or 7
    if (match["next"] or "").strip() == "next" and today.weekday() + ahead < 7:
        ahead += 7
    return today + timedelta(days=ahead)


def _feast(match: Found, today: date) -> date:
    name = match["feast"]
    if name == "easter":
        this_year: date = easter(today.year)
        next_year: date = easter(today.year + 1)
        return this_year if this_year >= today else next_year
    return _coming(*{"christmas": (24, 12), "new year": (1, 1)}[name], today)


def _soon(match: Found, today: date) -> date:
    word = match["soon"]
    if word in ("today", "tonight", "this afternoon", "this evening"):
        return today
    return today + timedelta(days=2 if word.startswith("the day") else 1)


def _month(match: Found) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(match["month"][:3]))


def _month_end(today: date, ahead: int) -> date:
    months = today.month - 1 + ahead
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _coming(day: int, month: int, today: date) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _not_past(day: date, today: date) -> date | None:
    return day if day >= today else None


_PART = r"(?P<part>(?:end|middle|start|beginning)(?: of)?|mid|early|late|first week of|in|by|before|until)"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[Found, date], date | None]], ...] = (
    (re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)\b"), _iso),
    (re.compile(r"\b(?P<d>\d\d?)[/.](?P<m>\d\d?)(?:[/.](?P<y>20\d\d|\d\d))?(?![\d%])\b"), _british),
    (re.compile(r"\b(?P<d>\d\d?)(?:st|nd|rd|th)?(?: of)? " + _MONTH + _YEAR), _day_and_month),
    (re.compile(r"\b" + _MONTH + r" (?P<d>\d\d?)(?:st|nd|rd|th)?\b(?!\d)" + _YEAR), _day_and_month),
    (re.compile(r"\b" + _PART + r"[ -]" + _MONTH + _YEAR), _part_of_month),
    (re.compile(r"\b(?:the )?end of (?P<which>the |this |next )?(?P<unit>week|month|year)\b"), _end_of_coming),
    (re.compile(r"\b(?P<which>this |next )(?P<unit>week|month|year)\b"), _end_of_coming),
    (
        re.compile(
            r"\b(?:in|within|over|after) (?:the next )?" + _COUNT + r" (?P<unit>day|week|fortnight|month|year)s?\b"
        ),
        _after,
    ),
    (
        re.compile(
            r"\b" + _COUNT + r" (?P<unit>day|week|fortnight|month|year)s?(?:'s?)?(?: time| from now| from today)"
        ),
        _after,
    ),
    (re.compile(r"\b(?:by|on|before|until|from)? ?(?P<next>next |this |this coming )" + _DAY), _weekday),
    (re.compile(r"\b(?:by|on|before|until)(?P<next> )" + _DAY), _weekday),
    (re.compile(r"\b(?:by|before|until|at) (?:the )?(?P<feast>christmas|new year|easter)\b"), _feast),
    (re.compile(r"\b(?P<soon>today|tonight|this afternoon|this evening|tomorrow|the day after tomorrow)\b"), _soon),
)
_ALONE: tuple[tuple[re.Pattern[str], Callable[[Found, date], date | None]], ...] = (
    (re.compile(r"^(?P<next>)(?:maybe |say |perhaps )?" + _DAY), _weekday),
    (re.compile(r"^(?P<part>)(?:maybe |say |perhaps )?" + _MONTH + _YEAR + "$"), lambda m, t: _whole_month(m, t)),
    (
        re.compile(r"^(?:maybe |say |about |perhaps )?" + _COUNT + r" (?P<unit>day|week|fortnight|month|year)s?$"),
        _after,
    ),
    (re.compile(r"^(?P<feast>christmas|new year|easter)$"), _feast),
)


def _whole_month(match: Found, today: date) -> date | None:
    month = _month(match)
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return _not_past(date(year, month, monthrange(year, month)[1]), today)
