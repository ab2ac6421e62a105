"""What is asked before places to turn are told: once in a sitting, and the answer counts."""

from __future__ import annotations

import pytest

from tests.conversation.talk import Step, Talk

AT_RISK = "is anyone at risk right now?"
CHIEF = "Is the chief executive part of the difficulty?"


def asked_about(talk: Talk, situation: str) -> str:
    """The leader finds support for a situation."""
    if talk.state.notice is None:
        talk.agree()
    talk.press_old("support")
    return talk.press(situation)


@pytest.mark.parametrize("situation", ["situation:S1", "situation:S5"])
def test_whether_anyone_is_at_risk_comes_before_all_else(talk: Talk, situation: str) -> None:
    said = asked_about(talk, situation)
    assert AT_RISK in said and "Who would hear" not in said
    assert talk.offered == ["pick:yes", "pick:no", "pick:unsure"]
    assert "Who would hear" in talk.press("pick:no")


@pytest.mark.parametrize("answer", ["pick:yes", "pick:unsure"])
def test_a_child_at_risk_comes_first_and_the_places_wait(talk: Talk, answer: str) -> None:
    asked_about(talk, "situation:S5")
    said = talk.press(answer)
    assert "ring 999 now" in said and "Who would hear" not in said
    assert "five working days" in talk.press("pick:on") and "Who would hear" in talk.everything[-1]
    assert talk.step is Step.HOME


def test_after_the_child_the_leader_may_leave_it(talk: Talk) -> None:
    asked_about(talk, "situation:S5")
    talk.press("pick:yes")
    assert "Who would hear" not in talk.press("none:support")
    assert talk.step is Step.HOME


def test_the_chief_executive_who_is_part_of_it_is_left_out_and_one_who_is_not_let_in(talk: Talk) -> None:
    asked_about(talk, "situation:S3")
    assert talk.question == CHIEF
    talk.press("pick:yes")
    assert "Could it be you" in talk.question
    said = talk.press("pick:no")
    assert "Who would hear" in said and "Your chief executive\n" not in said


@pytest.mark.parametrize(("answer", "offered"), [("pick:no", True), ("pick:yes", False), ("pick:unsure", False)])
def test_the_answer_changes_the_places(talk: Talk, answer: str, offered: bool) -> None:
    talk.agree().press("support")
    talk.say("partners and boundaries")
    assert talk.question == CHIEF
    said = talk.press(answer)
    assert "Who would hear" in said
    assert ("Your chief executive\n" in said) is offered


def test_each_is_asked_once_in_a_sitting_and_again_another_day(talk: Talk) -> None:
    asked_about(talk, "situation:S5")
    talk.press("pick:no")
    assert "Who would hear" in asked_about(talk, "situation:S1")
    talk.later(days=3).reopen().open()
    assert AT_RISK in asked_about(talk, "situation:S5")


def test_what_was_said_counts_for_the_places_at_the_end_of_a_reflection(talk: Talk) -> None:
    talk.agree().press("support")
    talk.say("partners and boundaries")
    talk.press("pick:yes")
    talk.to_review("And health stopped coming to the panel in March.")
    talk.press("verdict:fair")
    talk.press("none:missed")
    said = talk.press("skip")
    assert "Who would hear" in said and "Your chief executive\n" not in said


@pytest.mark.parametrize(
    ("typed", "asks_on"),
    [("yes", True), ("Yes, he is", True), ("no", True), ("No, not at all", True), ("I don't know", True),
     ("skip", True), ("It is a long story that began with the budget", False)],
)  # fmt: skip
def test_in_words(talk: Talk, typed: str, asks_on: bool) -> None:
    asked_about(talk, "situation:S3")
    said = talk.say(typed)
    assert ("Could it be you" in said) is asks_on
    if not asks_on:
        assert "haven't kept" in said and not talk.answers
        assert "Could it be you" in talk.say(typed)


def test_no_one_is_safe_is_no_no(talk: Talk) -> None:
    asked_about(talk, "situation:S5")
    said = talk.say("no one is safe there")
    assert "Who would hear" not in said and talk.step is Step.BEFORE_ROUTES


def test_why_it_is_asked(talk: Talk) -> None:
    asked_about(talk, "situation:S3")
    assert "somebody you are worried about" in talk.say("why do you ask")
    assert talk.question == CHIEF


def test_a_walk_goes_on_where_it_was(talk: Talk) -> None:
    talk.walk()
    prompt = talk.prompt
    talk.say("find support")
    talk.press("situation:S3")
    talk.press("pick:no")
    talk.press("pick:no")
    assert (talk.step, talk.prompt) == (Step.PROMPT, prompt)
