"""Whose view stands behind a finding: the voices a leader named when asked who else would say so.

The 2013 paper asks for testimony from several sides before a sign is believed. What is looked for here are
everyday words for each side; a side that is named only to say that it would not agree does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, get_args

Voice = Literal["front_line", "partners", "members", "families", "data"]
VOICES: Final[tuple[Voice, ...]] = get_args(Voice)

_WORDS: Final[dict[Voice, tuple[str, ...]]] = {
    "front_line": (
        r"front.?line", r"(?:social |support )?workers?", r"practitioners?", r"managers?", r"team leaders?", r"staff",
        r"teams?", r"nqsw", r"asye", r"iros?",
    ),
    "partners": (
        r"partners?", r"partnership", r"health", r"nhs", r"icb", r"police", r"schools?", r"head ?teachers?", r"heads?",
        r"camhs", r"probation", r"voluntary sector", r"cafcass", r"judges?",
    ),
    "members": (r"members?", r"councillors?", r"cllrs?", r"cabinet", r"scrutiny", r"politicians?", r"opposition"),
    "families": (
        r"famil(?:y|ies)", r"parents?", r"mums?", r"dads?", r"mothers?", r"fathers?", r"child",
        r"young (?:people|persons?)", r"children(?!['\u2019]s (?:services|social|homes?|trust))",
        r"care leavers?", r"carers?", r"kinship",
    ),
    "data": (r"data", r"figures", r"numbers", r"audits?", r"dashboards?", r"statistics", r"returns", r"surveys?"),
}  # fmt: skip
_FIND = {voice: re.compile(rf"\b(?:{'|'.join(words)})\b", re.I) for voice, words in _WORDS.items()}
_AGAINST = re.compile(
    r"\b(?:no|not|nobody|no ?one|none|never|neither|nor|without|except|unlikely)\b|n['\u2019]t\b", re.I
)


def voices_in(text: str | None) -> tuple[Voice, ...]:
    """The voices that a leader's words name as saying the same, in a fixed order."""
    clauses = [clause for clause in re.split(r"[.;,!?\n]|\bbut\b", text or "") if not _AGAINST.search(clause)]
    return tuple(voice for voice in VOICES if any(_FIND[voice].search(clause) for clause in clauses))


def in_order(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Each voice once, in the fixed order."""
    given = set(voices)
    return tuple(voice for voice in VOICES if voice in given)
