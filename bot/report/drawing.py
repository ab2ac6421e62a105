"""Draws the picture: as SVG for the page and the report, and as PNG for chats and word processors.

    draw_svg(picture, content)                # inside a page: each sign is a link to its words, colours are the page's
    draw_svg(picture, content, alone=True)    # an image of its own
    draw_png(picture, content)

Risk and strength differ in shape and filling, weight is size and dots, change is words and a broken line: nothing
hangs on colour. Every text goes through the template's escaping.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.content import Content
from bot.report import layout
from bot.report.picture import Mark, Picture, Spot
from bot.report.telling import spot_line, summary
from bot.report.typesetting import typeset_png
from bot.report.wording import change_of, short_name

_RADIUS = {1: 7.0, 2: 10.0, 3: 13.0}
_SHADE = {"A": 0.035, "B": 0.06, "C": 0.085}
_APART = 19  # between two marks in one place
_LABEL = 16  # letters in one line of a name
Point = tuple[float, float]


@dataclass(frozen=True)
class _DrawnMark:
    side: str
    x: float
    r: float
    gone: bool
    dots: tuple[Point, ...]


@dataclass(frozen=True)
class _DrawnSpot:
    id: str
    x: int
    y: int
    marks: tuple[_DrawnMark, ...]
    lines: tuple[str, ...]
    change: str
    label: str


def draw_svg(picture: Picture, content: Content, alone: bool = False) -> str:
    """The picture as one SVG element."""
    say = content.speech.say
    return _template().render(
        alone=alone,
        width=layout.WIDTH,
        height=layout.BOTTOM + layout.LEGEND,
        bottom=layout.BOTTOM,
        title=say("drawn.title"),
        description=summary(picture, content),
        bands=[_band(band, content) for band in layout.BY_BAND],
        spots=[_spot(spot, content) for spot in picture.spots],
        line=_line(picture.together),
        legend={"heading": say("drawn.legend.heading"), "rows": _legend(content)},
    )


def draw_png(picture: Picture, content: Content) -> bytes:
    """The picture as an image on a white ground, with its legend."""
    return typeset_png(draw_svg(picture, content, alone=True))


def _band(band: layout.Band, content: Content) -> dict[str, object]:
    name = content.speech.say(f"drawn.band.{band.category.lower()}")
    title = content.categories[band.category].title
    return {"top": band.top, "height": band.height, "shade": _SHADE[band.category], "name": name, "title": title}


def _spot(spot: Spot, content: Content) -> _DrawnSpot:
    x, y = layout.PLACES[spot.signature]
    lines = tuple(wrap(short_name(spot.signature, content), _LABEL))
    label = spot_line(spot, content) if spot.marks else ""
    return _DrawnSpot(spot.signature, x, y, _marks(spot.marks, x), lines, change_of(spot, content), label)


def _marks(marks: Sequence[Mark], x: int) -> tuple[_DrawnMark, ...]:
    """The marks of one place side by side; three are drawn a little smaller, to stay clear of each other."""
    left, scale = x - _APART * (len(marks) - 1), 1 if len(marks) < 3 else 0.8
    return tuple(_mark(mark, left + 2 * _APART * place, scale) for place, mark in enumerate(marks))


def _mark(mark: Mark, x: float, scale: float) -> _DrawnMark:
    radius = _RADIUS[mark.size] * scale
    return _DrawnMark(mark.side, x, radius, mark.change == "gone", _arc(len(mark.voices), radius + 6))


def _arc(number: int, radius: float) -> tuple[Point, ...]:
    """A dot for each voice that would say the same, above the mark from left to right."""
    angles = (math.radians(-90 + 30 * (n - (number - 1) / 2)) for n in range(number))
    return tuple((round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)) for angle in angles)


def _line(together: Sequence[str]) -> str:
    """The path through the places of the latest reflection, far to near."""
    places = [layout.PLACES[signature] for signature in together]
    return "M" + "L".join(f"{x} {y}" for x, y in places) if len(places) > 1 else ""


def _legend(content: Content) -> list[dict[str, object]]:
    """What the shapes mean, each with the shape."""

    def row(key: str, side: str | None, r: float = 7, **drawn: object) -> dict[str, object]:
        words = content.speech.say(f"drawn.legend.{key}")
        return {"side": side, "r": r, "gone": False, "dots": (), "text": words, **drawn}

    return [
        row("risk", "risk"),
        row("strength", "strength"),
        row("own", "own"),
        row("gone", "risk", gone=True),
        row("size", "strength", r=8),
        row("voices", "strength", r=4.5, dots=_arc(3, 9.5)),
        row("line", None),
    ]


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("picture.svg")
