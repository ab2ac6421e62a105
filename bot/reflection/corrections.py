"""What a leader called wrong is not told to them again on the strength of the same words.

The state keeps which findings were corrected; their words stand in the findings alone. So a leader who deletes the
answer makes Canary forget, and nobody else's talk is ever touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from bot.reflection.model import Finding
from bot.reflection.state import State
from bot.reflection.topics import words
from bot.reflection.world import Outcome, World
from bot.understanding.types import Sign

MOST = 40  # corrected findings kept in mind: what a turn costs must not grow with the past
_CORRECTED = frozenset({"dropped", "not_quite"})
# Of 1.5 million pairs of different utterances in data/utterances that show the same sign, 6 are this much alike, and
# most of those say the same. Sharing half of the shorter one's words would take 7,700 of them for a repetition.
_ALIKE: Final = 0.5


def with_corrections(outcome: Outcome) -> Outcome:
    """The outcome, with what the leader corrected or dropped in it kept in mind."""
    fresh = tuple((f.signature, f.id) for f in outcome.puts if isinstance(f, Finding) and f.verdict in _CORRECTED)
    before = tuple(pair for pair in outcome.state.corrected if pair not in fresh)
    return outcome.moved(replace(outcome.state, corrected=(*before, *fresh)[-MOST:]))


def uncorrected(signs: Iterable[Sign], state: State, world: World) -> tuple[Sign, ...]:
    """The signs without those whose words the leader dropped before; after "not quite" they are no longer told."""
    return tuple(lowered for sign in signs if (lowered := _lowered(sign, state, world)))


def _lowered(sign: Sign, state: State, world: World) -> Sign | None:
    verdicts = {finding.verdict for finding in _corrected(sign.signature, state, world) if _same(sign, finding)}
    if "dropped" in verdicts:
        return None
    return replace(sign, told=False) if verdicts else sign


def _corrected(signature: str, state: State, world: World) -> Iterator[Finding]:
    """The findings of this signature that the leader corrected; none of another is opened."""
    for id in (id for corrected, id in state.corrected if corrected == signature):
        finding = world.records.finding(id)
        if finding and finding.verdict in _CORRECTED:
            yield finding


def _same(sign: Sign, finding: Finding) -> bool:
    """The same words, taken the same way: the opposite can be said in nearly the same words."""
    taken_otherwise = sign.direction_sure and finding.polarity not in (None, sign.polarity)
    return not taken_otherwise and any(alike(sign.evidence, one.quote) for one in finding.evidence)


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same: half of all their telling words, in whatever order, stand in both."""
    first, second = _telling(one), _telling(other)
    return first == second or len(first & second) >= _ALIKE * len(first | second)


def _telling(text: str) -> frozenset[str]:
    """The telling words of a text; where it has none ("No, they don't."), all of them."""
    return frozenset(words(text) or text.lower().split())
