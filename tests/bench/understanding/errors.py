"""Where the reader goes wrong, on the held-out texts of the training authors (never on the measuring sets)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.understanding.reader import Reader
from bot.understanding.training.figures import Label
from bot.understanding.training.items import Item, expand

WORST = 20
MOST = 10
WIDEST = 160


@dataclass(frozen=True)
class Slip:
    """One wrong or missing label, and how far from it the reader was."""

    item: Item
    said: str
    by: float


def error_lines(items: list[Item], reader: Reader) -> list[str]:
    """Confusions of signatures, of directions, and the worst slips."""
    shown = [expand((s.signature, s.polarity) for s in reader.read(i.text, i.prompt).signs) for i in items]
    gold = [item.signatures or frozenset() for item in items]
    slips = sorted((slip for item in items for slip in _slips(item, reader)), key=lambda slip: -slip.by)[:WORST]
    return [
        "Signatures confused (said, read instead): " + _counted(_confused(gold, shown)),
        "",
        "Directions wrong: " + _counted(_turned(gold, shown)),
        "",
        f"The worst {len(slips)} slips:",
        "",
        *[f"- {slip.said} ({slip.by:.2f}): {_short(slip.item)}" for slip in slips],
    ]


def _confused(gold: list[frozenset[Label]], shown: list[frozenset[Label]]) -> Counter[str]:
    pairs = Counter[str]()
    for want, got in zip(gold, shown, strict=True):
        said, read = {s for s, _ in want}, {s for s, _ in got}
        pairs.update(f"{missed} {extra}" for missed in said - read for extra in read - said)
        pairs.update(f"{missed} nothing" for missed in said - read if not read - said)
        pairs.update(f"nothing {extra}" for extra in read - said if not said - read)
    return pairs


def _turned(gold: list[frozenset[Label]], shown: list[frozenset[Label]]) -> Counter[str]:
    pairs = Counter[str]()
    for want, got in zip(gold, shown, strict=True):
        for signature in {s for s, _ in want} & {s for s, _ in got}:
            said, read = _way(want, signature), _way(got, signature)
            pairs.update([f"{said} {read}"] if said != read else [])
    return pairs


def _way(labels: frozenset[Label], signature: str) -> str:
    ways = sorted(way for name, way in labels if name == signature)
    return "mixed" if len(ways) == 2 else ways[0]


def _slips(item: Item, reader: Reader) -> list[Slip]:
    chances = reader.chances(item.text, item.prompt)
    found = [
        Slip(item, f"missed {s} {d}", 1.0 - p) for (s, d), p in chances.items() if (s, d) in (item.signatures or ())
    ]
    found += [Slip(item, f"read {s} {d}", p) for (s, d), p in chances.items() if (s, d) not in (item.signatures or ())]
    return [slip for slip in found if slip.by >= 0.5]


def _counted(pairs: Counter[str]) -> str:
    return ", ".join(f"{pair} {times}" for pair, times in pairs.most_common(MOST)) or "none"


def _short(item: Item) -> str:
    text = f"[{item.prompt}] {item.text}" if item.prompt else item.text
    return text if len(text) <= WIDEST else text[: WIDEST - 1].rsplit(" ", 1)[0] + " …"
