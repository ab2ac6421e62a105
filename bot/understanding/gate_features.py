"""What the gate looks at beside the encoder's vector: words, pieces of words, and how the message is built."""

from __future__ import annotations

import re
import zlib
from collections import Counter

import numpy as np
import numpy.typing as npt

from bot.understanding.lexical import terms

Array = npt.NDArray[np.float32]
BUCKETS = 1 << 12
_LENGTHS = (2, 5, 8, 12, 18, 25, 40, 80)
_MARKS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\?\s*$", r"\?", r"^\W*(?:what|which|who|whose|when|where|why|how|whats|hows)\b",
        r"^\W*(?:can|could|is|are|do|does|did|will|would|may|might|shall|should|has|have)\b",
        r"\b(?:i|i'm|im|i've|i'd|i'll)\b", r"\b(?:my|me|myself)\b", r"\b(?:you|your|u|canary)\b",
        r"\b(?:we|our|us|we've|we're)\b", r"\b(?:he|she|they|him|her|them|his|their)\b",
        r"\b(?:was|were|had|went|said|came|took|gave|did|\w{3,}ed)\b",
        r"\b(?:now|tonight|today|currently|still|just|this (?:morning|afternoon|evening))\b",
        r"\b(?:child|children|baby|boy|girl|kid|kids|lad|toddler|newborn|infant|pupil|twins?|daughter|son)\b",
        r"\b(?:last (?:year|month|week|spring|summer|autumn|winter)|years? ago|in (?:19|20)\d\d|since)\b",
        r"\b(?:please|pls|plz)\b", r"^\W*\w+\W*$", r"\d", r"\b(?:never|no one|nobody|nothing|none|not|n't)\b",
        r"\b(?:review|audit|inquest|report|inquiry|learning|training|figures|pathway)\b",
    )
)  # fmt: skip
MARKS = len(_LENGTHS) + len(_MARKS) + 1


def marks(text: str, inside: bool) -> Array:
    """How long the message is and how it is built, one number each."""
    words = len(text.split())
    lengths = [float(words > most) for most in _LENGTHS]
    built = [float(bool(pattern.search(text))) for pattern in _MARKS]
    return np.array([*lengths, *built, float(inside)], dtype=np.float32)


def pieces(text: str) -> tuple[npt.NDArray[np.int64], Array]:
    """Hashed terms of the text and their unit-length values, words and pieces weighing the same."""
    total: Counter[int] = Counter()
    for _, counts in terms(text, None):
        norm = sum(n * n for n in counts.values()) ** 0.5 or 1.0
        for term, n in counts.items():
            total[zlib.crc32(term.encode()) % BUCKETS] += n / norm  # type: ignore[assignment]
    return np.array(list(total.keys()), dtype=np.int64), np.array(list(total.values()), dtype=np.float32)
