"""Five minutes: the signs of risk that still stand, one after the other, and one question to sit with.

A check-in is a short reflection of its own, so that what a leader says in it joins their picture as one more occasion.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.reflection.asking import ask, buttons
from bot.reflection.findings import answer_to, quote
from bot.reflection.model import Evidence, Finding, Polarity, Reflection
from bot.reflection.pattern import day
from bot.reflection.state import State, Walk
from bot.reflection.steps import Step
from bot.reflection.summary import ask_wicked, wicked_question
from bot.reflection.wording import plain
from bot.reflection.world import Outcome, World

MOST_SIGNS = 3  # with one question after them about five minutes
SIDES: Final[dict[str, Polarity]] = {"still": "risk", "better": "strength", "both": "mixed"}
_BETTER = re.compile(r"\b(?:better|going well|improv\w+|resolved|sorted|fixed|turned)\b")
_STILL = re.compile(r"\b(?:still|same|worse|unchanged|as it was)\b")
_NEGATED = re.compile(r"\b(?:no|not|never|hardly|barely)\b|n't\b")


def standing(world: World) -> tuple[Finding, ...]:
    """The signs of risk that were agreed to, or left open, and that nothing later has turned; longest unseen first."""
    ended = {one.id for one in world.records.recent_reflections() if one.ended_at}
    latest: dict[str, Finding] = {}
    for finding in sorted(world.records.recent_findings(), key=lambda one: one.at):
        left_open = finding.verdict == "open" and finding.told and finding.reflection_id in ended
        if finding.polarity and (finding.verdict == "fair" or left_open):
            latest[finding.signature] = finding
    risks = (one for one in latest.values() if one.polarity != "strength")
    return tuple(sorted(risks, key=lambda one: one.at))


def begin(state: State, world: World) -> Outcome:
    """Start one; a reflection under way is kept at its place."""
    left, signs = state.park(), standing(world)[:MOST_SIGNS]
    reflection = Reflection(world.new_id(), None, "check_in", left.notice or "", world.now)
    walk, queue = Walk(reflection.id, None, "check_in"), tuple(one.id for one in signs)
    begun = Outcome(left.at(Step.CHECK_IN, walk=walk, queue=queue)).keeping(reflection)
    if not signs:
        return _to_question(begun.saying("check_in.nothing_open"), world)
    return begun.saying("check_in.begin" if len(signs) > 1 else "check_in.begin_one")


def ask_check_in(state: State, world: World) -> Outcome:
    """Where does it stand now? A sign that was taken away meanwhile is passed over."""
    finding = _at_hand(state, world)
    if finding is None:
        return ask_wicked(_to_question(Outcome(state), world).state, world)
    offered = buttons(world, *(f"now.{side}" for side in SIDES), "skip")
    sign = world.content.signatures[finding.signature].asked_as.risk
    date, words = day(finding.at, world), quote(finding)
    return ask(state, world, "check_in.ask", *offered, pick=state.turn, date=date, quote=words, sign=sign)


def now(state: State, option: str, world: World) -> Outcome:
    """Still so, going well now, or some of both, by button: the button's words are what the leader said."""
    if state.step is not Step.CHECK_IN or option not in SIDES:
        return Outcome(state)
    return _keep(state, world.speak(f"button.now.{option}"), option, world)


def hear_check_in(state: State, text: str, world: World) -> Outcome:
    """The same in the leader's own words. Where they tell no direction, they are kept and nothing is made of them."""
    return _keep(state, text, _direction(state, text, world), world)


def skip(state: State, world: World) -> Outcome:
    """Leave this one as it is."""
    return _next(Outcome(state), world)


def _keep(state: State, text: str, option: str | None, world: World) -> Outcome:
    walk, finding = state.walk, _at_hand(state, world)
    assert walk is not None  # a check-in is a walk
    answer = answer_to(world, walk.reflection_id, "check_in", text)
    kept = Outcome(replace(state, last_answer=answer.id)).keeping(answer)
    if finding is None or option is None:
        return _next(kept.saying("check_in.kept", pick=state.turn), world)
    seen = Finding(
        world.new_id(), walk.reflection_id, finding.signature, SIDES[option], (Evidence(answer.id, text),), 1.0, True,
        world.now, "fair",
    )  # fmt: skip
    return _next(kept.keeping(seen).saying(f"check_in.{option}"), world)


def _direction(state: State, text: str, world: World) -> str | None:
    """By plain words where nothing denies them, else as the reader takes it where it is sure."""
    said = plain(text)
    better, still = _BETTER.search(said), _STILL.search(said)
    if (better or still) and not _NEGATED.search(said):
        return "both" if better and still else "better" if better else "still"
    finding = _at_hand(state, world)
    signs = world.read(text, state.open_question).signs
    sure = {sign.polarity for sign in signs if finding and sign.signature == finding.signature and sign.direction_sure}
    return next((option for option, side in SIDES.items() if side in sure), None)


def _next(outcome: Outcome, world: World) -> Outcome:
    """The next sign, or the question."""
    state = outcome.state
    if rest := state.place.queue[1:]:
        return outcome.moved(state.at(Step.CHECK_IN, queue=rest))
    return _to_question(outcome, world)


def _to_question(outcome: Outcome, world: World) -> Outcome:
    walk = outcome.state.walk
    assert walk is not None  # a check-in is a walk
    new = [record for record in outcome.puts if isinstance(record, Finding)]
    question = wicked_question([*new, *world.records.findings(walk.reflection_id)], world)
    return outcome.moved(outcome.state.at(Step.WICKED, item=question.id))


def _at_hand(state: State, world: World) -> Finding | None:
    """The first sign of those to be looked at that is still there."""
    return next((found for id in state.place.queue if (found := world.records.finding(id))), None)
