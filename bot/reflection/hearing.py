"""An answer comes in: what is kept, what is said back, and the one follow-up it may draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reflection.asking import ask, buttons
from bot.reflection.corrections import uncorrected
from bot.reflection.findings import answer_to, from_signs, quote, quoted
from bot.reflection.model import Answer, Evidence, Finding
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.walk import onward
from bot.reflection.wording import is_fine_as_it_is, is_no, is_vague
from bot.reflection.world import Outcome, World
from bot.understanding.types import Sign

SAID_BACK = 2  # signs said back after one answer; the rest wait for the summary
MOST_SIGNS = 4  # signs kept from one answer
LONG_FOLLOW_UP = 12  # words from which a follow-up is read for signs of its own


def hear_prompt(state: State, text: str, world: World) -> Outcome:
    """The answer to a prompt."""
    walk = state.walk
    assert walk is not None  # a prompt stands in a walk
    answer = answer_to(world, walk.reflection_id, "prompt", text, state.place.prompt)
    signs = signs_in(text, state.place.question, state, world)
    findings = from_signs(signs, answer, world)
    outcome = Outcome(replace(state, last_answer=answer.id)).keeping(answer, *findings)
    if findings and not any(finding.told for finding in findings):
        return _unsure(outcome, answer, signs)
    return _respond(outcome, answer, findings, world)


def signs_in(text: str, question: str | None, state: State, world: World) -> tuple[Sign, ...]:
    """The signs of a text, read with the question it answers, that something is to be made of."""
    return uncorrected(world.read(text, question).signs, state, world)[:MOST_SIGNS]


def read(text: str, question: str | None, answer: Answer, state: State, world: World) -> tuple[Finding, ...]:
    """The findings of an answer, read with the question it answers."""
    return from_signs(signs_in(text, question, state, world), answer, world)


def _respond(outcome: Outcome, answer: Answer, findings: Sequence[Finding], world: World) -> Outcome:
    told = [finding for finding in findings if finding.told]
    if told:
        return _follow_up(say_back(outcome, told, world), told)
    if is_fine_as_it_is(answer.text):
        return onward(outcome.saying("heard.fine", pick=_turns(outcome.state)))
    if is_vague(answer.text) and not is_no(answer.text):
        asked = outcome.state.place.question
        return outcome.moved(_beside(outcome.state, Step.FOLLOW_UP, follow="example", item=answer.id, read_with=asked))
    return onward(outcome.saying("heard.kept", pick=_turns(outcome.state)))


def _turns(state: State) -> int:
    """Which wording comes next, so that neighbours differ."""
    return len(state.walk.done) if state.walk else state.turn


def _beside(state: State, step: Step, **changes: object) -> State:
    """A step about the prompt at hand."""
    return state.at(step, prompt=state.place.prompt, **changes)


def say_back(outcome: Outcome, told: Sequence[Finding], world: World) -> Outcome:
    """The leader's words and what they could be a sign of; never more than that."""
    first, *others = told
    pick = _turns(outcome.state)
    outcome = outcome.saying(f"heard.{first.polarity}", pick=pick, quote=quote(first), sign=clause(first, world))
    for finding in others[: SAID_BACK - 1]:
        key = "heard.also_mixed" if finding.polarity == "mixed" else "heard.also"
        outcome = outcome.saying(key, pick=pick, quote=quote(finding), sign=clause(finding, world))
    return outcome


def clause(finding: Finding, world: World) -> str:
    """What a finding could mean, to follow "a sign that"; for both directions, what it is about."""
    signature = world.content.signatures[finding.signature]
    if finding.polarity == "risk":
        return signature.asked_as.risk
    return signature.asked_as.strength if finding.polarity == "strength" else signature.about


def _follow_up(outcome: Outcome, told: Sequence[Finding]) -> Outcome:
    """One follow-up about the first sign not yet followed, risks first; else on to the next prompt."""
    state, walk = outcome.state, outcome.state.walk
    followed = walk.followed if walk else ()
    fresh = [finding for finding in told if finding.signature not in followed]
    fresh.sort(key=lambda finding: finding.polarity == "strength")
    if not fresh or walk is None:
        return onward(outcome)
    chosen = fresh[0]
    follow = "how" if chosen.polarity == "strength" else "who"
    state = state.on_walk(followed=(*walk.followed, chosen.signature))
    return outcome.moved(_beside(state, Step.FOLLOW_UP, follow=follow, item=chosen.id))


def _unsure(outcome: Outcome, answer: Answer, signs: Sequence[Sign]) -> Outcome:
    """Ask instead of telling: which of two, or in which direction."""
    options = tuple(dict.fromkeys(sign.signature for sign in signs))[:2]
    step = Step.DIRECTION if len(options) == 1 else Step.WHICH
    lean = signs[0].polarity
    return outcome.moved(_beside(outcome.state, step, follow="walk", item=answer.id, options=options, lean=lean))


def ask_follow_up(state: State, world: World) -> Outcome:
    follow = state.place.follow or "example"
    offered = (
        buttons(world, "skip")
        if follow == "example"
        else (*buttons(world, "skip"), world.button("not_it", "pick:none"))
    )
    return ask(state, world, f"follow.{follow}", *offered, pick=_turns(state))


def hear_follow_up(state: State, text: str, world: World) -> Outcome:
    """The answer to a follow-up: kept with the finding it is about, or read as an example."""
    walk, place = state.walk, state.place
    assert walk is not None  # a follow-up stands in a walk
    answer = answer_to(world, walk.reflection_id, "follow_up", text, place.prompt)
    outcome = Outcome(replace(state, last_answer=answer.id)).keeping(answer)
    if place.follow == "example":
        return _hear_example(outcome, answer, world)
    finding = finding_at_hand(state, world)
    if finding:
        outcome = outcome.keeping(_with_words(finding, place.follow, answer))
    outcome = outcome.keeping(*_further(state, answer, finding, world))
    if is_fine_as_it_is(text):
        return onward(outcome.saying("heard.fine", pick=_turns(state)))
    return onward(outcome.saying(f"thanks.{place.follow}", pick=_turns(state)))


def _hear_example(outcome: Outcome, answer: Answer, world: World) -> Outcome:
    """An example is read with the prompt, but draws no second follow-up."""
    findings = read(answer.text, outcome.state.read_with, answer, outcome.state, world)
    outcome = outcome.keeping(*findings)
    told = [finding for finding in findings if finding.told]
    pick = _turns(outcome.state)
    if told:
        return onward(say_back(outcome, told, world))
    return onward(outcome.saying("heard.fine" if is_fine_as_it_is(answer.text) else "heard.kept", pick=pick))


def _with_words(finding: Finding, follow: str | None, answer: Answer) -> Finding:
    """Who else would say so, or what it rests on, in the leader's words."""
    if follow == "who":
        return replace(finding, who_else=answer.text)
    return replace(finding, evidence=(*finding.evidence, Evidence(answer.id, quoted(answer.text))))


def _further(state: State, answer: Answer, about: Finding | None, world: World) -> tuple[Finding, ...]:
    """Signs in a long follow-up beside the one it is about; they are kept for the summary without a word."""
    if len(answer.text.split()) < LONG_FOLLOW_UP:
        return ()
    found = read(answer.text, state.read_with, answer, state, world)
    return tuple(f for f in found if f.told and (about is None or f.signature != about.signature))


def finding_at_hand(state: State, world: World) -> Finding | None:
    """The finding that the present step is about."""
    return world.records.finding(state.place.item) if state.place.item else None
