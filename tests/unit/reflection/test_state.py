"""The state: JSON and back, parking and giving back."""

from __future__ import annotations

import json

import pytest

from bot.messages import Button
from bot.reflection.state import Place, State, Walk
from bot.reflection.steps import Step

WALK = Walk("r1", "culture", "full", ("p1", "p2"), ("p1",), 1, ("C4",))
PLACE = Place(
    Step.FOLLOW_UP, True, "Who else?", (Button("Skip", "skip"),), WALK, "p2", "who", "f1", ("C4",), "risk", ("f2",), 1
)


def test_json_and_back() -> None:
    state = State("web-1", PLACE, Place(Step.SUPPORT), (PLACE,), 7, 3, None, "a1", ("c1",))
    assert State.load(json.loads(json.dumps(state.dump()))) == state


def test_nothing_stored_is_a_new_talk() -> None:
    assert State.load({}) == State() and State().step is Step.NOTICE


@pytest.mark.parametrize("step", list(Step))
def test_a_question_is_open_only_where_words_are_awaited(step: Step) -> None:
    state = State(place=Place(step, asked=True, question="What happened?"))
    assert state.open_question in (None, "What happened?")
    assert State(place=Place(step, asked=False, question="What happened?")).open_question is None


def test_an_aside_gives_back_exactly_what_it_lay_over() -> None:
    back = State("web-1", PLACE).aside(Step.SUPPORT).aside(Step.DELETE).back_from_aside()
    assert back.place.asked is False
    assert back.place.item == "f1" and back.place.walk == WALK and back.under is None


def test_a_parked_place_is_the_same_when_it_is_taken_up() -> None:
    parked = State("web-1", PLACE).park().at(Step.HOME, walk=None)
    assert parked.unfinished is not None and parked.unfinished.item == "f1"
    taken = parked.unpark(parked.unfinished)
    assert taken.parked == () and taken.place.walk == WALK


def test_one_reflection_is_parked_once() -> None:
    state = State("web-1", PLACE).park()
    again = State("web-1", PLACE, parked=state.parked).park()
    assert len(again.parked) == 1


def test_deleting_clears_every_question() -> None:
    state = State("web-1", PLACE, PLACE, (PLACE,)).without_questions()
    assert state.place.question is None and state.under is not None and state.under.question is None
    assert state.parked[0].question is None
