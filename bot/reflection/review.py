"""Going through what was heard, one thing at a time: fair, not quite, drop it; then what was missed."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.reflection.asking import ask, buttons
from bot.reflection.findings import answer_to, quote, quoted, with_minds
from bot.reflection.hearing import clause, finding_at_hand
from bot.reflection.model import Evidence, Finding
from bot.reflection.settling import DIRECTIONS, ask_both_ways, by_place, direction_in
from bot.reflection.state import State, Walk
from bot.reflection.steps import Step
from bot.reflection.summary import add_up
from bot.reflection.topics import named_signature
from bot.reflection.wording import is_no, is_yes, plain
from bot.reflection.world import Outcome, Say, World

SHORT = 6  # words up to which a verdict may be said
_FAIR = re.compile(r"\b(?:un)?fair\b")
_DENIED = re.compile(r"\b(?:not|hardly|never|unfair)\b|n't\b")
CHOICES = 4  # signatures offered when the leader adds one in words that Canary cannot place


def to_go_through(walk: Walk, world: World) -> tuple[str, ...]:
    """The findings still open in this reflection and in what was on the leader's mind: strengths first."""
    minds = {r.id for r in world.records.recent_reflections() if r.domain is None}
    found = [f for f in with_minds(walk, minds, world) if f.verdict == "open"]
    found.sort(key=lambda finding: (finding.polarity != "strength", not finding.told, -finding.confidence))
    return tuple(finding.id for finding in found)


def ask_review(state: State, world: World) -> Outcome:
    """The next finding, or, when all are done, what was missed."""
    place, walk = state.place, state.walk
    assert walk is not None  # a review stands in a walk
    queue = place.queue if place.tries else to_go_through(walk, world)
    finding = next((f for id in queue if (f := world.records.finding(id)) and f.verdict == "open"), None)
    before = () if place.tries else _opening(len(queue), world)
    if finding is None:
        return _nothing_left(state, world, before)
    rest = queue[queue.index(finding.id) :]
    state = replace(state, place=replace(place, queue=rest, item=finding.id, tries=place.tries + 1))
    return _ask_about(finding, state, world, before)


def _opening(number: int, world: World) -> tuple[Say, ...]:
    if number == 0:
        return (Say("review.none"),)
    return (Say("review.one_thing" if number == 1 else "review.things", {"number": number}),)


def _nothing_left(state: State, world: World, before: tuple[Say, ...]) -> Outcome:
    asked = ask_missed(state.at(Step.MISSED), world)
    return replace(asked, says=before + asked.says)


def _ask_about(finding: Finding, state: State, world: World, before: tuple[Say, ...]) -> Outcome:
    """One finding, with the leader's own words; where the direction is open, both are offered."""
    if finding.polarity is None:
        asked = ask_both_ways(state, finding.signature, quote(finding), world)
        return replace(asked, says=before + asked.says)
    key = f"review.{finding.polarity}" if finding.told else f"review.unsure_{finding.polarity}"
    offered = buttons(world, "verdict.fair", "verdict.not_quite", "verdict.drop")
    values = {"quote": quote(finding), "sign": clause(finding, world)}
    return ask(state, world, key, *offered, pick=len(state.place.queue), before=before, **values)


def verdict(state: State, option: str, world: World) -> Outcome:
    """What the leader makes of the finding at hand."""
    finding = finding_at_hand(state, world)
    if state.step is not Step.REVIEW or finding is None or option not in ("fair", "not_quite", "drop"):
        return Outcome(state)
    if option == "fair" and finding.polarity is None:
        return Outcome(state).saying("which.say_which")
    if option == "not_quite":
        place = state.place
        return Outcome(state.at(Step.CORRECTION, item=finding.id, queue=place.queue, tries=place.tries))
    kept = replace(finding, verdict="fair" if option == "fair" else "dropped")
    return _next(Outcome(state).keeping(kept).saying(f"verdict.{option}", pick=len(state.place.queue)))


def direction(state: State, option: str, world: World) -> Outcome:
    """The leader says in which direction the finding at hand was meant: that agrees it, too."""
    finding = finding_at_hand(state, world)
    if finding is not None and option == "none":
        return verdict(state, "drop", world)
    if finding is None or option not in DIRECTIONS:
        return Outcome(state)
    told = replace(finding, polarity=DIRECTIONS[option], told=True, verdict="fair")
    return _next(Outcome(state).keeping(told).saying("verdict.fair", pick=len(state.place.queue)))


def leave_open(state: State) -> Outcome:
    """Skip the finding at hand; it stays open."""
    return _next(Outcome(state).saying("verdict.open"))


def _next(outcome: Outcome) -> Outcome:
    place = outcome.state.place
    rest = tuple(id for id in place.queue if id != place.item)
    return outcome.moved(outcome.state.at(Step.REVIEW, queue=rest, tries=max(1, place.tries)))


def hear_review(state: State, text: str, world: World) -> Outcome:
    """Typed words at a finding: a verdict, or how the leader would put it."""
    finding = finding_at_hand(state, world)
    if finding and finding.polarity is None and (option := by_place(text, state) or direction_in(text)):
        return direction(state, option, world)
    judged = verdict_in(text)
    return verdict(state, judged, world) if judged else hear_correction(state, text, world)


def verdict_in(text: str) -> str | None:
    """Fair, not quite or drop, said in a few words."""
    said = plain(text)
    if len(said.split()) > SHORT:
        return None
    if any(part in said for part in ("not quite", "partly", "sort of", "not exactly", "nearly")):
        return "not_quite"
    if any(part in said for part in ("drop", "wrong", "not right")):
        return "drop"
    if _FAIR.search(said):  # before yes and no: "no, that's fair" agrees
        return "drop" if _DENIED.search(said) else "fair"
    return "drop" if is_no(text) else "fair" if is_yes(text) else None


def ask_correction(state: State, world: World) -> Outcome:
    return ask(state, world, "review.correction", *buttons(world, "skip"), pick=len(state.place.queue))


def hear_correction(state: State, text: str, world: World) -> Outcome:
    """The leader's own words for it; they stand in place of Canary's."""
    walk, finding = state.walk, finding_at_hand(state, world)
    assert walk is not None  # a review stands in a walk
    answer = answer_to(world, walk.reflection_id, "correction", text)
    outcome = Outcome(replace(state, last_answer=answer.id)).keeping(answer)
    if finding:
        outcome = outcome.keeping(replace(finding, verdict="not_quite", correction=text))
    return _next(outcome.saying("verdict.corrected", pick=len(state.place.queue), quote=quoted(text)))


def ask_missed(state: State, world: World) -> Outcome:
    key = "missed.more" if state.place.tries else "missed.ask"
    return ask(state, world, key, *buttons(world, "none.missed"))


def hear_missed(state: State, text: str, world: World) -> Outcome:
    """Something Canary missed: which sign it is, or in the leader's own words."""
    if is_no(text):
        return add_up(state, world)
    walk = state.walk
    assert walk is not None  # a review stands in a walk
    answer = answer_to(world, walk.reflection_id, "correction", text)
    outcome = Outcome(replace(state, last_answer=answer.id)).keeping(answer)
    signs = world.read(text, None).signs
    sure = next((sign for sign in signs if sign.told and sign.direction_sure), None)
    if sure:
        added = Finding(
            world.new_id(), walk.reflection_id, sure.signature, sure.polarity,
            (Evidence(answer.id, sure.evidence or quoted(text)),), sure.confidence, True, world.now, "fair",
            added_by_leader=True,
        )  # fmt: skip
        says = outcome.keeping(added).saying("missed.heard", quote=quote(added), sign=clause(added, world))
        return says.moved(says.state.at(Step.MISSED, tries=1))
    return outcome.moved(
        _ask_which(outcome.state, answer.id, _nearest(text, [s.signature for s in signs], state, world))
    )


def _nearest(text: str, read: list[str], state: State, world: World) -> tuple[str, ...]:
    """The signatures that may be meant: the one named, those read, then those of the area's questions."""
    named = named_signature(text, world.content)
    if named and len(text.split()) <= 6:
        return (named,)
    domain = world.content.domains.get(state.place.domain or "")
    asked = [signature for prompt in domain.prompts for signature in prompt.signatures] if domain else []
    return tuple(dict.fromkeys([*read, *([named] if named else []), *asked]))[:CHOICES]


def _ask_which(state: State, answer_id: str, options: tuple[str, ...]) -> State:
    step = Step.DIRECTION if len(options) == 1 else Step.WHICH
    return state.at(step, follow="missed", item=answer_id, options=options)
