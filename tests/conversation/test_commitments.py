"""One thing to do, by when, and looking back at it next time."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conversation.talk import Step, Talk


def test_a_commitment_with_a_date_in_words(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Sit in on one supervision in every team")
    assert talk.step is Step.WHEN
    said = talk.say("end of January")
    assert "31 January 2027" in said
    assert talk.commitments[0].due == date(2027, 1, 31)
    assert talk.commitments[0].text == "Sit in on one supervision in every team"


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("in two weeks", date(2026, 12, 9)),
        ("12 March", date(2027, 3, 12)),
        ("next Friday", date(2026, 12, 4)),
        ("before Christmas", date(2026, 12, 24)),
    ],
)
def test_dates_as_people_say_them(talk: Talk, words: str, due: date) -> None:
    talk.to_commitment()
    talk.say("Meet the front line without their managers")
    talk.say(words)
    assert talk.commitments[0].due == due


def test_a_date_inside_the_commitment_is_not_asked_for_again(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by the end of January")
    assert talk.step is Step.HOME and talk.commitments[0].due == date(2027, 1, 31)


@pytest.mark.parametrize("words", ["no date", "don't know", "no"])
def test_no_date_is_fine(talk: Talk, words: str) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself")
    talk.say(words)
    assert talk.step is Step.HOME and talk.commitments[0].due is None


def test_a_date_is_asked_for_twice_at_most(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself")
    talk.say("when the budget is through")
    assert talk.step is Step.WHEN
    talk.say("once things have calmed down")
    assert talk.step is Step.HOME and talk.commitments[0].due is None


def test_no_commitment_is_fine(talk: Talk) -> None:
    talk.to_commitment()
    talk.press("none:commit")
    assert talk.step is Step.HOME and not talk.commitments and talk.reflections[0].ended_at is not None


def test_goodbye_reminds_of_the_phrase(talk: Talk) -> None:
    talk.to_commitment()
    talk.press("none:commit")
    assert "six words" in talk.press("goodbye")


@pytest.mark.parametrize("outcome", ["done", "partly", "not"])
def test_coming_back_begins_with_the_commitment(talk: Talk, outcome: str) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.later(days=20).reopen()
    said = talk.open()
    assert "Read ten files myself by 9 December" in said and "25 November" in said
    talk.press(f"outcome:{outcome}")
    talk.say("That the files are better than I feared, and thinner.")
    kept = talk.commitments[0]
    assert kept.outcome == outcome and kept.learned == "That the files are better than I feared, and thinner."
    assert kept.reviewed_at is not None and talk.answers[-1].kind == "learned"
    assert talk.step is Step.HOME


def test_how_it_went_in_words(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.later(days=20).open()
    talk.say("not yet")
    assert talk.commitments[0].outcome == "not" and talk.step is Step.LEARNED
    talk.press("skip")
    assert talk.step is Step.HOME and talk.commitments[0].learned is None


def test_what_is_overdue_is_asked_about_gently_and_only_once(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    said = talk.later(days=20).open()
    assert "gone by, which happens" in said and "only this once" in said
    assert "won't bring it up again" in talk.press("skip")
    assert talk.step is Step.HOME and talk.commitments[0].outcome is None
    for _ in range(3):
        talk.later(days=30).reopen().open()
        assert talk.step is Step.HOME


def test_asked_counts_even_if_the_leader_said_nothing_to_it(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.later(days=20).reopen().open()
    talk.later(days=1).reopen().open()
    assert talk.step is Step.HOME


def test_left_before_its_day_it_comes_once_more_when_the_day_has_come(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.later(days=2).open()
    assert talk.step is Step.OUTCOME
    assert "once more when its day comes" in talk.press("skip")
    talk.later(days=2).open()
    assert talk.step is Step.HOME
    talk.later(days=20).open()
    assert talk.step is Step.OUTCOME


def test_without_a_day_it_is_asked_about_once(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself")
    talk.press("none:date")
    talk.later(days=2).open()
    assert talk.step is Step.OUTCOME
    talk.press("skip")
    talk.later(days=2).open()
    assert talk.step is Step.HOME


def test_the_list_has_days_and_how_each_stands(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.to_commitment(domain="governance")
    talk.say("Ask the lead member to tea")
    talk.press("none:date")
    said = talk.say("what do I mean to do")
    assert (
        "- “Read ten files myself by 9 December”, by 9 December 2026" in said and "Ask the lead member to tea" in said
    )
    assert "calendar file" in said and len([one for one in talk.offered if one.startswith("look_back:")]) == 2
    talk.press("none:meant")
    assert talk.step is Step.HOME


@pytest.mark.parametrize("by", ["button", "words"])
def test_any_of_them_can_be_looked_back_at_at_any_time(talk: Talk, by: str) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.press("commitments")
    said = talk.press(talk.offered[0]) if by == "button" else talk.say("the ten files")
    assert "How did it go?" in said or "How did that go?" in said
    talk.press("outcome:done")
    talk.press("skip")
    assert talk.commitments[0].outcome == "done" and "(done)" in talk.say("what do I mean to do")
    assert talk.step is Step.HOME


def test_looking_back_keeps_a_reflection_at_its_place(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.walk("governance")
    prompt = talk.prompt
    talk.say("pause")
    talk.say("what do I mean to do")
    talk.press(talk.offered[0])
    talk.press("outcome:partly")
    talk.press("skip")
    talk.press("carry_on")
    assert talk.prompt == prompt


def test_an_empty_list_says_so(talk: Talk) -> None:
    talk.agree()
    assert "nothing yet" in talk.say("what do I mean to do") and talk.step is Step.HOME


def test_a_button_of_the_list_pressed_too_late_does_nothing(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.press("commitments")
    button = talk.offered[0]
    talk.press(button)
    talk.press("outcome:done")
    talk.press("skip")
    assert "earlier moment" in talk.press_old(button)


def test_what_was_looked_back_at_is_not_asked_again(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.later(days=20).open()
    talk.press("outcome:done")
    talk.press("skip")
    talk.later(days=20).open()
    assert talk.step is Step.HOME


@pytest.mark.parametrize(("words", "due"), [("next Friday", date(2026, 12, 4)), ("tomorrow", date(2026, 11, 26))])
def test_a_day_is_a_day_whatever_the_gate_says(talk: Talk, words: str, due: date) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself")
    talk.say(words)
    assert talk.step is Step.HOME and talk.commitments[0].due == due


def test_a_long_text_at_the_commitment_is_the_commitment(talk: Talk) -> None:
    talk.to_commitment()
    text = "I want to stop the weekly dashboard, go back to the old form, and help the two managers who struggle."
    talk.say(text)
    assert talk.commitments[0].text == text
