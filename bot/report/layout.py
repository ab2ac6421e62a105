"""Where everything stands in the picture. Every signature has one place, for good, so that a leader finds it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 390  # the narrowest phone that is common; wider pages scale it up a little
BANDS: Final = ("A", "B", "C")  # from far to near
ROW: Final = 100
HEAD: Final = 44  # a band's title
GAP: Final = 10
LEGEND: Final = 196


@dataclass(frozen=True)
class Band:
    """One of the three bands by control, as a strip of the picture."""

    category: str
    top: int
    height: int


# Column positions row by row. Rows are set off against each other, and each place a little more, as stars are.
_ROWS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "A": (("A1", "A2", "A3"), ("A4", "A5")),
    "B": (("B1", "B2"), ("B3", "B4")),
    "C": (("C1", "C2", "C3"), ("C4", "C5"), ("C6", "C7", "C8")),
}
_COLUMNS: Final = {3: (66, 195, 324), 2: (128, 262)}
_LIFT: Final = (0, 5, -4, 3, -3)


def _bands() -> tuple[Band, ...]:
    bands, top = [], 0
    for category in BANDS:
        height = HEAD + ROW * len(_ROWS[category])
        bands.append(Band(category, top, height))
        top += height + GAP
    return tuple(bands)


BY_BAND: Final = _bands()
BOTTOM: Final = BY_BAND[-1].top + BY_BAND[-1].height


def _places() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for band in BY_BAND:
        for number, row in enumerate(_ROWS[band.category]):
            for x, signature in zip(_COLUMNS[len(row)], row, strict=True):
                y = band.top + HEAD + number * ROW + 24 + _LIFT[len(found) % len(_LIFT)]
                found[signature] = (x, y)
    return found


PLACES: Final = _places()
