"""Support, the picture, coaching questions, what Canary knows."""

from __future__ import annotations

import pytest

from tests.conversation.talk import Step, Talk

RISK = "Here supervision gets cancelled when it is busy."


def test_support_asks_for_the_situation_and_says_who_will_hear(talk: Talk) -> None:
    talk.agree()
    talk.press("support")
    assert [payload for payload in talk.offered if payload.startswith("situation:")] == [
        f"situation:S{n}" for n in range(1, 10)
    ]
    talk.press("situation:S5")
    said = talk.press("pick:no")
    assert "five working days" in said.lower() and "Who would hear" in said
    assert talk.step is Step.HOME


def test_support_in_the_leaders_words_keeps_nothing(talk: Talk) -> None:
    talk.agree()
    talk.press("support")
    said = talk.say("The auditor has written to us about our money and the way we work")
    assert "Who would hear" in said and not talk.answers and not talk.reflections


def test_support_for_a_sign_named_in_words(talk: Talk) -> None:
    talk.agree()
    talk.press("support")
    assert "Who would hear" in talk.say("supervision and audit")


def test_none_of_these_leaves_it(talk: Talk) -> None:
    talk.agree()
    talk.press("support")
    talk.press("none:support")
    assert talk.step is Step.HOME


def test_the_request_itself_may_name_the_situation(talk: Talk) -> None:
    talk.agree()
    talk.say("Where can I get help when our leader and the chief executive don't speak to each other any more?")
    assert talk.step is Step.SUPPORT and talk.offered[0] == "situation:S7"


def test_an_empty_picture_says_so(talk: Talk) -> None:
    talk.agree()
    assert "nothing in your picture yet" in talk.press("picture")
    assert talk.step is Step.HOME


def test_the_picture_holds_only_what_was_agreed(talk: Talk) -> None:
    talk.to_review(RISK, "Our members read the papers.", "Half of us think people hide mistakes.")
    talk.press("verdict:fair")
    talk.press("verdict:fair")
    talk.press("verdict:drop")
    talk.press("none:missed")
    talk.press("skip")
    talk.say("Read ten files by 9 December")
    said = talk.press("picture")
    content = ("Going well", "Possible signs", "Read ten files", "A single sign means little")
    assert all(part in said for part in content)
    assert "B3" not in said and "own up" not in said


def test_the_picture_says_how_often(talk: Talk) -> None:
    for _ in range(2):
        talk.to_commitment(RISK)
        talk.press("none:commit")
    assert "in 2 reflections" in talk.press("picture")


def test_coaching_questions_for_a_sign_by_button(talk: Talk) -> None:
    talk.to_commitment(RISK)
    talk.press("none:commit")
    talk.press("coaching")
    said = talk.press("coaching:C4")
    assert said.count("\n- ") >= 5 and talk.step is Step.HOME


@pytest.mark.parametrize("words", ["supervision", "courage", "partners", "agency staff"])
def test_coaching_questions_in_words(talk: Talk, words: str) -> None:
    talk.agree()
    talk.press("coaching")
    said = talk.say(words)
    assert said.count("\n- ") >= 5, said


def test_coaching_questions_about_nothing_known_are_asked_twice_at_most(talk: Talk) -> None:
    talk.agree()
    talk.press("coaching")
    talk.say("gardening and boats")
    assert talk.step is Step.COACHING
    talk.say("gardening again")
    assert talk.step is Step.HOME


@pytest.mark.parametrize("words", ["What do you know about supervision?", "what do you know about early warning"])
def test_what_do_you_know_about_a_sign(talk: Talk, words: str) -> None:
    talk.agree()
    said = talk.say(words)
    assert "As a strength" in said or "supervision" in said.lower()


def test_what_do_you_know_asks_about_what(talk: Talk) -> None:
    talk.agree()
    talk.press("know")
    assert talk.step is Step.KNOW
    said = talk.say("What happened to the RIEPs?")
    assert talk.step is Step.HOME and len(said) > 80


def test_what_canary_does_not_know_it_says(talk: Talk) -> None:
    talk.agree()
    talk.press("know")
    assert "don't know" in talk.say("the weather in Lisbon")
