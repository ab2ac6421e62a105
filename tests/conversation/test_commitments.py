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


def test_it_can_be_left_for_another_time_and_comes_again(talk: Talk) -> None:
    talk.to_commitment()
    talk.say("Read ten files myself by 9 December")
    talk.later(days=20).open()
    talk.press("skip")
    assert talk.step is Step.HOME and talk.commitments[0].outcome is None
    talk.later(days=1).open()
    assert talk.step is Step.OUTCOME


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
