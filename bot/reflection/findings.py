"""From what the reader found in an answer to the findings that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.reflection.model import Answer, Evidence, Finding
from bot.reflection.state import Walk
from bot.reflection.world import World
from bot.understanding.types import Sign

QUOTE = 240  # characters of the leader's own words shown at once


def quoted(text: str) -> str:
    """The leader's words, short enough to be shown inside a sentence."""
    plain = " ".join(text.split()).strip('"\u201c\u201d .,;')
    if len(plain) <= QUOTE:
        return plain
    return plain[:QUOTE].rsplit(" ", 1)[0] + "\u2026"


def quote(finding: Finding) -> str:
    """The first words that a finding rests on."""
    return quoted(finding.evidence[0].quote) if finding.evidence else ""


def answer_to(world: World, reflection_id: str, kind: str, text: str, prompt: str | None = None) -> Answer:
    """An answer, word for word."""
    return Answer(world.new_id(), reflection_id, kind, text, world.now, prompt)  # type: ignore[arg-type]


def with_minds(walk: Walk, minds: Iterable[str], world: World) -> list[Finding]:
    """The findings of a walk, and of what was on the leader's mind in these reflections."""
    here, others = world.records.findings(walk.reflection_id), set(minds) - {walk.reflection_id}
    return [*(one for one in world.records.recent_findings() if one.reflection_id in others), *here]


def from_signs(signs: Iterable[Sign], answer: Answer, world: World, replaced: str | None = None) -> tuple[Finding, ...]:
    """Findings for one answer: new ones, and earlier ones of the same reflection with more evidence.

    Something the leader has dropped or corrected is left alone. ``replaced`` is an answer that this one takes the
    place of: what rests on it alone is no earlier finding, and its words are quoted no more.
    """
    held = (_without(f, replaced) for f in world.records.findings(answer.reflection_id))
    earlier = {(f.signature, f.polarity): f for f in held if f.evidence}
    found: dict[tuple[str, str | None], Finding] = {}
    for sign in signs:
        polarity = sign.polarity if sign.direction_sure else None
        before = found.get((sign.signature, polarity)) or earlier.get((sign.signature, polarity))
        if before and before.verdict in ("dropped", "not_quite"):
            continue
        found[sign.signature, polarity] = _more(before, sign, answer) if before else _new(sign, answer, world)
    return tuple(found.values())


def _without(finding: Finding, answer_id: str | None) -> Finding:
    """A finding without what was quoted from one answer."""
    return replace(finding, evidence=tuple(e for e in finding.evidence if e.answer_id != answer_id))


def _new(sign: Sign, answer: Answer, world: World) -> Finding:
    return Finding(
        id=world.new_id(),
        reflection_id=answer.reflection_id,
        signature=sign.signature,
        polarity=sign.polarity if sign.direction_sure else None,
        evidence=(_evidence(sign.evidence, answer),),
        confidence=sign.confidence,
        told=sign.told,
        at=answer.at,
    )


def _more(before: Finding, sign: Sign, answer: Answer) -> Finding:
    """An earlier finding with these words beside the earlier ones."""
    evidence = _evidence(sign.evidence, answer)
    kept = before.evidence if evidence in before.evidence else (*before.evidence, evidence)
    return replace(
        before, evidence=kept, confidence=max(before.confidence, sign.confidence), told=before.told or sign.told
    )


def _evidence(words: str, answer: Answer) -> Evidence:
    return Evidence(answer.id, words.strip() or answer.text)
