"""What must go, or lose words, when a leader takes an answer back. Pure functions.

Simple and on the safe side: the message that carried the answer loses all its texts, whatever else they said;
any later reply of Canary's that shares a run of four words with it is removed whole. ``REMOVED`` stands in their
place: a key of content/speech, so that the page can say it in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.messages import Exchange, Reply
from bot.reflection.model import Answer, Commitment, Finding
from bot.vault.records import Kept

REMOVED = "vault.removed_at_your_wish"
_RUN = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Traces:
    """What is left of a finding or commitment without the answer; None where nothing is."""

    findings: dict[str, Finding | None]
    commitments: dict[str, Commitment | None]


def traces(answer: Answer, findings: Iterable[Finding], commitments: Iterable[Commitment]) -> Traces:
    """The findings and commitments that hold words of the answer, as they should be without it."""
    less_found = {held.id: _without(held, answer) for held in findings if _without(held, answer) != held}
    less_meant = {held.id: _unsaid(held, answer) for held in commitments if _unsaid(held, answer) != held}
    return Traces(less_found, less_meant)


def exchanges_without(
    kept: Kept[Answer], findings: Iterable[Finding], exchanges: dict[int, Exchange]
) -> dict[int, Exchange]:
    """The exchanges that carried or quoted the answer, with the words removed, by turn."""
    own = {turn: exchanges[turn] for turn in kept.turns if turn in exchanges}
    said = [kept.record.text, *(exchange.said or "" for exchange in own.values())]
    quotes = [proof.quote for held in findings for proof in held.evidence if proof.answer_id == kept.record.id]
    runs = {run for text in said for run in _runs(text, at_least=2)}
    runs |= {run for text in quotes for run in _runs(text, at_least=1)}
    first = min(kept.turns)
    changed = {turn: _emptied(exchange) for turn, exchange in own.items()}
    for turn, exchange in exchanges.items():
        if turn > first and turn not in own and (mended := _unquoted(exchange, runs)) != exchange:
            changed[turn] = mended
    return changed


def _without(finding: Finding, answer: Answer) -> Finding | None:
    evidence = tuple(proof for proof in finding.evidence if proof.answer_id != answer.id)
    if not evidence and finding.evidence:
        return None
    return replace(
        finding,
        evidence=evidence,
        correction=_unless_said(finding.correction, answer),
        who_else=_unless_said(finding.who_else, answer),
    )


def _unsaid(commitment: Commitment, answer: Answer) -> Commitment | None:
    if _unless_said(commitment.text, answer) is None:
        return None
    return replace(commitment, learned=_unless_said(commitment.learned, answer))


def _unless_said(text: str | None, answer: Answer) -> str | None:
    return None if text is not None and _words(text) == _words(answer.text) else text


def _emptied(exchange: Exchange) -> Exchange:
    said = None if exchange.said is None else REMOVED
    return replace(exchange, said=said, replies=tuple(_removed(reply) for reply in exchange.replies))


def _unquoted(exchange: Exchange, runs: set[str]) -> Exchange:
    kept = (_removed(reply) if _quotes(reply, runs) else reply for reply in exchange.replies)
    return replace(exchange, replies=tuple(kept))


def _removed(reply: Reply) -> Reply:
    return replace(reply, text=REMOVED, buttons=())


def _quotes(reply: Reply, runs: set[str]) -> bool:
    shown = (reply.text, *(button.title for button in reply.buttons))
    flat = [f" {_words(text)} " for text in shown]
    return any(f" {run} " in text for run in runs for text in flat)


def _runs(text: str, at_least: int) -> Iterator[str]:
    """Every run of four words; a shorter text is one run, if it has ``at_least`` so many words."""
    words = _words(text).split()
    if len(words) >= at_least:
        for start in range(max(1, len(words) - _RUN + 1)):
            yield " ".join(words[start : start + _RUN])


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
