"""The leader in crisis, a child unsafe now, and the talk of the trade that is neither."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conversation.reading import CHILD, CRISIS, MAY_BE_CHILD, MAY_BE_CRISIS
from tests.conversation.talk import Step, Talk

TRADE = [
    "After the baby's death in 2019 we learned to look at pre-birth assessments quite differently.",
    "We had two teenage suicides that year and the whole partnership changed how it works with schools.",
    "Neglect is where our thresholds drift, and the audits of abuse cases show it every single quarter.",
]
RISK = "Here supervision gets cancelled when it is busy."
PLACES: dict[str, Callable[[Talk], object]] = {
    "notice": lambda talk: talk.open(),
    "home": lambda talk: talk.agree(),
    "prompt": lambda talk: talk.walk(),
    "follow-up": lambda talk: talk.walk().say(RISK),
    "review": lambda talk: talk.to_review(RISK),
    "commitment": lambda talk: talk.to_commitment(),
}


@pytest.mark.parametrize("message", CRISIS)
@pytest.mark.parametrize("place", PLACES)
def test_a_leader_in_crisis(talk: Talk, place: str, message: str) -> None:
    PLACES[place](talk)
    kept = talk.words
    said = talk.say(message)
    assert "116 123" in said and "999" in said and "85258" in said
    assert talk.step is Step.CRISIS and not talk.offered and "?" not in said
    assert talk.words == kept and not any(message in finding.evidence[0].quote for finding in talk.findings)


def test_only_the_leader_decides_to_go_on(talk: Talk) -> None:
    talk.walk().say(RISK)
    before, kept = talk.state.place, talk.words
    talk.say(CRISIS[0])
    said = talk.say("I'm sorry, it has been such a week and I have not slept")
    assert "only go on if you wish" in said and talk.words == kept
    talk.press("carry_on")
    assert talk.state.place.step is before.step and talk.state.place.item == before.item


@pytest.mark.parametrize("typed", ["skip", "find support", "sum up", "switch to culture", "go back", "pause"])
def test_no_command_asks_anything_of_a_leader_in_crisis(talk: Talk, typed: str) -> None:
    talk.walk().say(RISK)
    talk.say(CRISIS[0])
    talk.say(typed)
    assert talk.step is Step.CRISIS and talk.offered == ["carry_on", "goodbye"]


def test_after_a_crisis_it_can_be_left_there(talk: Talk) -> None:
    talk.walk()
    talk.say(CRISIS[0])
    talk.say("no")
    talk.press("goodbye") if talk.step is Step.CRISIS else None
    assert talk.step is Step.GOODBYE


def test_the_card_is_not_repeated_but_the_numbers_are(talk: Talk) -> None:
    talk.walk()
    first, second = talk.say(CRISIS[0]), talk.say(CRISIS[1])
    assert "116 123" in second and len(second) < len(first)


@pytest.mark.parametrize("message", CHILD)
@pytest.mark.parametrize("place", PLACES)
def test_a_child_unsafe_now(talk: Talk, place: str, message: str) -> None:
    PLACES[place](talk)
    before, kept = talk.state.place, talk.words
    said = talk.say(message)
    assert said.index("999") < 120 and "front door" in said and "Nobody is watching this chat" in said
    assert talk.words == kept and talk.state.place == before


def test_the_child_card_is_shortened_when_it_has_just_been_shown(talk: Talk) -> None:
    talk.walk()
    first, second = talk.say(CHILD[0]), talk.say(CHILD[1])
    assert len(second) < len(first) / 2 and "999" in second


@pytest.mark.parametrize("message", TRADE)
def test_the_talk_of_the_trade_is_an_answer(talk: Talk, message: str) -> None:
    talk.walk()
    said = talk.say(message)
    assert talk.words == [message] and "116 123" not in said and "999" not in said


def test_a_crisis_before_consent_goes_back_to_the_notice(talk: Talk) -> None:
    talk.open()
    talk.say(CRISIS[0])
    talk.say("hello")
    talk.press_old("carry_on")
    assert talk.step is Step.NOTICE and talk.state.notice is None


@pytest.mark.parametrize("typed", ["pick:work", "no", "it's about the work", "yes, the work", "carry on", "skip"])
def test_where_it_may_be_the_work_it_asks_and_what_was_held_is_the_answer(talk: Talk, typed: str) -> None:
    talk.walk()
    prompt = talk.prompt
    said = talk.say(MAY_BE_CRISIS)
    assert "about you, now, or about the work" in said and "116 123" in said and "999" in said
    assert talk.step is Step.UNSURE and talk.words == [] and talk.offered == ["pick:work", "pick:me"]
    said = talk.press(typed) if ":" in typed else talk.say(typed)
    assert said.startswith("Thank you. I've kept it as your answer.")
    assert talk.words == [MAY_BE_CRISIS] and talk.answers[0].prompt_id == prompt


@pytest.mark.parametrize("typed", ["pick:me", "yes", "it's me", CRISIS[0]])
def test_where_it_is_about_the_leader_it_stops_and_nothing_is_kept(talk: Talk, typed: str) -> None:
    talk.walk().say(MAY_BE_CRISIS)
    said = talk.press(typed) if ":" in typed else talk.say(typed)
    assert "85258" in said and talk.step is Step.CRISIS and talk.words == []
    talk.press_old("pick:work")
    assert talk.words == []


def test_a_child_who_may_be_unsafe_is_asked_about(talk: Talk) -> None:
    talk.walk()
    said = talk.say(MAY_BE_CHILD)
    assert "is a child unsafe now?" in said and "front door" in said and talk.words == []
    talk.press("pick:no")
    assert talk.words == [MAY_BE_CHILD] and [one.signature for one in talk.findings] == ["B3"]


def test_a_child_who_is_unsafe_comes_first_and_then_the_question_again(talk: Talk) -> None:
    talk.walk()
    prompt = talk.prompt
    talk.say(MAY_BE_CHILD)
    said = talk.press("pick:yes")
    assert "If a child is in immediate danger, ring 999 now." in said
    assert talk.words == [] and talk.step is Step.PROMPT and talk.prompt == prompt


def test_more_words_belong_to_the_answer(talk: Talk) -> None:
    talk.walk().say(MAY_BE_CRISIS)
    more = "It was the week of the inspection and we were all of us worn out by the end of it"
    talk.say(more)
    assert talk.words == [f"{MAY_BE_CRISIS}\n\n{more}"]


def test_a_question_aside_keeps_what_is_held(talk: Talk) -> None:
    talk.walk().say(MAY_BE_CRISIS)
    talk.say("who can see this")
    talk.press("pick:work")
    assert talk.words == [MAY_BE_CRISIS]


def test_outside_a_question_nothing_is_asked_first(talk: Talk) -> None:
    talk.agree()
    assert "85258" in talk.say(MAY_BE_CRISIS) and talk.step is Step.CRISIS
