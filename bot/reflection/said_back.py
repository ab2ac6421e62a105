"""What was just said back about the leader's words: why Canary took them so, and letting it go again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reflection.findings import quote
from bot.reflection.hearing import SAID_BACK, finding_at_hand
from bot.reflection.model import Finding
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.walk import onward
from bot.reflection.wording import plain
from bot.reflection.world import Outcome, World

_ABOUT_A_READING = re.compile(
    r"\b(?:you|u) (?:say|said|call|called|think|thought|take|took|read|heard|hear)\b(?! why)"
    r"|\bwhat (?:did )?i sa(?:y|id)\b"
    r"|\b(?:reading|conclusion|gave you that|(?:got|get) that from|a (?:sign|risk|strength|worry))\b"
)
_DROPPING = re.compile(
    r"^(?:(?:no|oh|please|actually|just|sorry|well|then|can you|could you)\W+)*"
    r"(?:(?:drop|scrap) (?:it|that|this)\b"
    r"|(?:(?:that|this|it)(?:'s| is| was)? ?)?(?:isn't|wasn't|not) (?:at all )?what i (?:said|meant)\b"
    r"|you(?:'ve| have)? (?:misread|misheard|misunderstood|got (?:it|that|me|this) wrong)\b)"
)
FEW = 8  # words up to which a message does no more than take back


def asks_for_a_reading(text: str) -> bool:
    """Whether a "why" is about what was said back, by its wording; else it is about the question."""
    return bool(_ABOUT_A_READING.search(plain(text)))


def explained(state: State, text: str, world: World) -> Outcome | None:
    """ "Why do you say that?": the leader's words, and what the signature means; None where they ask something else."""
    if not asks_for_a_reading(text):
        return None
    told = _told(state, world)
    return _explain(state, told[-1], world) if told else None


def dropped(state: State, text: str, world: World) -> Outcome | None:
    """ "No, drop it", while the next question is open: what was just said back is let go, and the question stays."""
    said = plain(text)
    if state.step not in (Step.PROMPT, Step.FOLLOW_UP) or len(said.split()) > FEW or not _DROPPING.search(said):
        return None
    told = _told(state, world)
    return let_go(state, told) if told else None


def judged(state: State, option: str, world: World) -> Outcome | None:
    """ "That's fair" or "drop it" where a choice is on offer: let go, or thanked for, since it is asked about later."""
    told = _told(state, world) if option else []
    if option == "drop" and told:
        return let_go(state, told)
    return Outcome(state).saying("verdict.later", pick=state.turn) if told else None


def let_go(state: State, told: Sequence[Finding]) -> Outcome:
    """These findings are dropped; a follow-up about one goes with it, a question of its own stays."""
    gone = Outcome(state).keeping(*(replace(finding, verdict="dropped") for finding in told))
    gone = gone.saying("which.neither", pick=state.turn)
    return onward(gone) if state.step is Step.FOLLOW_UP else gone


def _told(state: State, world: World) -> list[Finding]:
    """The finding the question is about, else those of the last answer that were said back."""
    at_hand = finding_at_hand(state, world)
    if at_hand:
        return [at_hand]
    found = world.records.recent_findings() if state.last_answer else []
    told = [f for f in found if f.told and f.verdict == "open" and _rests_on(f, state.last_answer)]
    return told[:SAID_BACK]


def _rests_on(finding: Finding, answer_id: str | None) -> bool:
    return any(evidence.answer_id == answer_id for evidence in finding.evidence)


def _explain(state: State, finding: Finding, world: World) -> Outcome:
    signature = world.content.signatures[finding.signature]
    source = world.content.papers[signature.sources[0]].cite
    return Outcome(state).saying(
        f"why.reading_{finding.polarity or 'open'}",
        quote=quote(finding), risk=signature.risk, strength=signature.strength, source=source,
    )  # fmt: skip
