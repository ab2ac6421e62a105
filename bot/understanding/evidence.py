"""The words that say so: the sentence, or better the clause, that a signature's attention rests on."""

from __future__ import annotations

import numpy as np

from bot.understanding.encoder import Window
from bot.understanding.text import Place, clauses, sentences

LONG_SENTENCE = 12
SHORTEST_CLAUSE = 4
CLAUSE_SHARE = 0.8
SECOND_SHARE = 0.6
LOOSE_ENDS = " ,;:—–-"


def evidence(text: str, windows: tuple[Window, ...], label: int, both: bool) -> str:
    """The piece of text most attended to; for a sign of both directions a second, neighbouring sentence may join."""
    window = max(windows, key=lambda w: float(w.presence[label]))
    places = sentences(text) or [(0, len(text))]
    masses = [_mass(window, label, place) for place in places]
    best = int(np.argmax(masses))
    if both and (wide := _with_neighbour(masses, best)) is not None:
        return text[places[wide[0]][0] : places[wide[1]][1]]
    start, end = _clause(text, window, label, places[best], masses[best])
    return text[start:end].strip().rstrip(LOOSE_ENDS)


def _mass(window: Window, label: int, place: Place) -> float:
    start, end = place
    inside = [at for at, p in enumerate(window.places) if p is not None and start <= p[0] and p[1] <= end]
    return float(window.seen[label, inside].sum()) if inside else 0.0


def _with_neighbour(masses: list[float], best: int) -> tuple[int, int] | None:
    near = [at for at in (best - 1, best + 1) if 0 <= at < len(masses)]
    second = max(near, key=lambda at: masses[at], default=None)
    if second is None or masses[second] < SECOND_SHARE * masses[best]:
        return None
    return min(best, second), max(best, second)


def _clause(text: str, window: Window, label: int, sentence: Place, whole: float) -> Place:
    start, end = sentence
    if len(text[start:end].split()) <= LONG_SENTENCE:
        return sentence
    parts = clauses(text, sentence)
    masses = [_mass(window, label, part) for part in parts]
    best = int(np.argmax(masses))
    a, b = parts[best]
    enough = masses[best] >= CLAUSE_SHARE * whole and len(text[a:b].split()) >= SHORTEST_CLAUSE
    return parts[best] if enough else sentence
