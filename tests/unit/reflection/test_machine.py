"""Whatever a leader does, in whatever order: nothing breaks, there is a way on, and no question comes twice unasked."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reflection import (
    asides,
    change,
    check_in,
    choices,
    coaching,
    home,
    meant,
    mentoring,
    mind,
    picture,
    safety,
    support,
)  # fmt: skip
from bot.reflection.choices import no, skip, yes
from bot.reflection.machine import ASKERS, HEARERS, comes_first, hear
from bot.reflection.model import Answer
from bot.reflection.review import verdict
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.world import Outcome, World
from tests.unit.reflection.fakes import Leader, Reading, ScenarioSign, sign

Act = Callable[[State, World], Outcome]
READINGS = {
    "supervision": Reading((sign("supervision slips"),)),
    "members": Reading((sign("members read", "A1", "strength"),)),
    "either": Reading((sign("either", "B1", told=False), sign("either", "B2", told=False))),
    "numbers": Reading((sign("numbers", "C8", told=False, sure=False),)),
    "auditor": Reading((), (ScenarioSign("S2", 0.9),)),
}
TEXTS = [
    "supervision slips when it is busy", "members read the papers", "it is either of the two", "the numbers look odd",
    "the auditor has written to us", "I don't know", "yes", "no", "fine", "12 March", "🙂", "what?", "x", "the first",
    "Nous avons des difficultés avec les partenaires et la santé", "you are useless", "culture", "the short one",
    "not quite", "It is a long story and it begins with the move of the offices in the spring of last year, I think.",
]  # fmt: skip


ANY_TIME = frozenset("agree decline none why more_privacy open crisis child help goodbye".split())
IN_CRISIS = frozenset("carry_on delete confirm keep".split())


def typed(text: str) -> Act:
    return lambda state, world: hear(state, text, world)


def pressed(place: int) -> Act:
    def press(state: State, world: World) -> Outcome:
        offered = state.offered
        return by_payload(offered[place % len(offered)].payload)(state, world) if offered else skip(state, world)

    return press


def by_payload(payload: str) -> Act:
    intent, _, option = payload.partition(":")
    act = ACTS[intent](option)
    if intent in ANY_TIME:
        return act
    return lambda state, world: comes_first(state, None, True, intent in IN_CRISIS, world) or act(state, world)


def plainly(act: Act) -> Callable[[str], Act]:
    return lambda _option: act


ACTS: dict[str, Callable[[str], Act]] = {
    "agree": plainly(yes),
    "decline": plainly(no),
    "none": plainly(no),
    "skip": plainly(skip),
    "why": plainly(lambda state, world: asides.why(state, "why do you ask", world)),
    "why_so": plainly(lambda state, world: asides.why(state, "why do you say that", world)),
    "more_privacy": plainly(lambda state, world: asides.privacy(state, True, world)),
    "sum_up": plainly(lambda state, world: picture.sum_up(state, "", world)),
    "pause": plainly(home.pause),
    "home": plainly(lambda state, _world: home.home(state)),
    "areas": plainly(lambda state, _world: home.areas(state)),
    "carry_on": plainly(home.carry_on),
    "finish": plainly(lambda state, _world: picture.finish(state)),
    "goodbye": plainly(home.goodbye),
    "mind": plainly(lambda state, _world: mind.start_mind(state)),
    "picture": plainly(picture.picture),
    "know": plainly(lambda state, world: asides.know(state, None, world)),
    "back": plainly(change.go_back),
    "keep": plainly(lambda state, _world: change.keep(state)),
    "open": plainly(home.open_talk),
    "crisis": plainly(safety.leader_in_crisis),
    "child": plainly(safety.child_at_risk),
    "help": plainly(lambda state, world: asides.help_(state, "help", world)),
    "support": plainly(lambda state, world: support.find_support(state, None, None, world)),
    "situation": lambda option: lambda state, world: support.find_support(state, None, option, world),
    "coaching": lambda option: lambda state, world: coaching.coaching(state, None, option or None, world),
    "choose": lambda option: lambda state, world: home.choose(state, option, world),
    "length": lambda option: lambda state, world: home.length_named(state, option, "", world),
    "verdict": lambda option: lambda state, world: verdict(state, option, world),
    "pick": lambda option: lambda state, world: choices.pick(state, option, "", world),
    "outcome": lambda option: lambda state, world: choices.reviewed(state, option, "", world),
    "delete": lambda option: lambda state, world: change.delete(state, None, option or None, world),
    "commitments": plainly(meant.list_meant),
    "look_back": lambda option: lambda state, world: choices.looked_back(state, option, "", world),
    "check_in": plainly(check_in.begin),
    "now": lambda option: lambda state, world: choices.now(state, option, "", world),
    "mentor": plainly(lambda state, world: mentoring.prepare(state, None, world)),
    "confirm": lambda option: lambda state, world: choices.confirmed(state, option, "", world),
}
PAYLOADS = (
    "skip why pause sum_up back support delete delete:all delete:answer crisis child help home carry_on goodbye open"
    " situation:S3 situation:S5 pick:yes pick:no pick:unsure pick:on none:support"
    " finish choose:culture choose:governance mind picture confirm:all agree decline verdict:fair pick:none length:full"
    " coaching know keep commitments check_in mentor"
).split()
ANYTHING = st.one_of(
    st.sampled_from(TEXTS).map(typed),
    st.integers(0, 9).map(pressed),
    st.integers(0, 9).map(pressed),
    st.sampled_from(PAYLOADS).map(by_payload),
)
ENDS = {Step.GOODBYE, Step.DECLINED, Step.CRISIS}


@pytest.mark.parametrize("step", list(Step))
def test_every_step_can_ask_and_hear(step: Step) -> None:
    assert step in ASKERS and step in HEARERS


@settings(max_examples=150)
@given(st.lists(ANYTHING, max_size=40))
def test_any_sequence_of_events_leaves_a_way_on(acts: list[Act]) -> None:
    leader = Leader(dict(READINGS))
    leader.does(home.open_talk)
    for act in acts:
        leader.later(hours=7)
        said = leader.does(act)
        state = leader.state
        if leader.erased:
            return
        assert said or state.step in ENDS
        assert state.offered or state.open_question or state.step in ENDS
        assert State.load(json.loads(json.dumps(state.dump()))) == state
        assert state.notice or not leader.store.kept


@settings(max_examples=60)
@given(st.lists(ANYTHING, max_size=25))
def test_a_way_on_leads_to_an_end(acts: list[Act]) -> None:
    """Whatever happened, skipping through to the end closes what is under way."""
    leader = Leader(dict(READINGS))
    leader.does(home.open_talk)
    leader.does(yes)
    for act in acts:
        if leader.erased:
            return
        leader.does(act)
    for _ in range(60):
        if leader.erased or leader.state.step in (Step.HOME, Step.GOODBYE):
            return
        leader.does(yes if leader.state.step is Step.NOTICE else skip)
    pytest.fail(f"still at {leader.state.step}")


@settings(max_examples=100)
@given(
    st.sampled_from(["governance", "culture"]),
    st.lists(st.sampled_from(TEXTS), max_size=12),
    st.sampled_from(["short", "full"]),
)
def test_no_prompt_comes_twice_unasked(domain: str, texts: list[str], length: str) -> None:
    leader = Leader(dict(READINGS))
    leader.does(home.open_talk)
    leader.does(yes)
    leader.does(by_payload(f"choose:{domain}"))
    leader.does(by_payload(f"length:{length}"))
    asked: list[str | None] = [leader.state.place.prompt]
    for text in texts:
        before = leader.state.place
        leader.says(text)
        place = leader.state.place
        if place.step is Step.PROMPT and (before.step, before.prompt) != (Step.PROMPT, place.prompt):
            asked.append(place.prompt)
    assert len(asked) == len(set(asked))


@settings(max_examples=100)
@given(st.lists(st.sampled_from(TEXTS[-1:] + TEXTS[:4]), min_size=1, max_size=6))
def test_every_answer_is_kept_word_for_word(texts: list[str]) -> None:
    leader = Leader(dict(READINGS))
    leader.does(home.open_talk)
    leader.does(yes)
    leader.does(by_payload("choose:culture"))
    leader.does(by_payload("length:full"))
    given_answers = []
    for text in texts:
        if leader.state.step in (Step.PROMPT, Step.FOLLOW_UP, Step.WHICH, Step.DIRECTION):
            given_answers.append(text)
            leader.says(text)
        else:
            break
    kept = [answer.text for answer in leader.store.kept.values() if isinstance(answer, Answer)]
    assert kept == given_answers
