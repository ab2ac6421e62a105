"""Five minutes: signs that still stand, one by one, and one question."""

from __future__ import annotations

import pytest

from bot.messages import Exchange, Reply
from tests.conversation.talk import Step, Talk

RISK = "Here supervision gets cancelled when it is busy."
OTHER = "And I think people hide mistakes."
GOOD = "Our members read the papers."


@pytest.fixture
def before(talk: Talk) -> Talk:
    """Two signs of risk and something going well, agreed to a month ago."""
    talk.to_commitment(RISK, OTHER, GOOD)
    talk.press("none:commit")
    return talk.later(days=30).reopen()


def test_it_is_offered_once_there_is_something_to_revisit(talk: Talk) -> None:
    talk.agree()
    assert "check_in" not in talk.offered
    talk.to_commitment(RISK)
    talk.press("none:commit")
    assert "check_in" in talk.offered


def test_signs_that_stand_are_revisited_in_the_leaders_words_then_one_question(before: Talk) -> None:
    before.open()
    said = before.press("check_in")
    assert "supervision gets cancelled" in said and "25 November" in said
    assert before.offered == ["now:still", "now:better", "now:both", "skip"]
    assert "people hide mistakes" in before.press("now:still")
    before.press("now:better")
    assert before.step is Step.WICKED
    before.say("I don't know yet.")
    assert before.step is Step.HOME
    here = before.reflections[-1]
    assert here.length == "check_in" and here.domain is None and here.ended_at is not None
    found = {(one.signature, one.polarity, one.verdict) for one in before.findings if one.reflection_id == here.id}
    assert found == {("C4", "risk", "fair"), ("B3", "strength", "fair")}
    assert {answer.kind for answer in before.answers if answer.reflection_id == here.id} == {"check_in", "wicked"}


def test_what_turned_is_not_asked_again(before: Talk) -> None:
    before.open()
    before.press("check_in")
    before.press("now:better")
    before.press("now:better")
    before.press("skip")
    assert "check_in" not in before.offered
    said = before.say("let's do a check-in")
    assert "nothing open from before" in said and before.step is Step.WICKED


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("It's much better since September.", "strength"),
        ("Still the same, I'm afraid.", "risk"),
        ("Better in the north, the same in the south.", "mixed"),
        ("It is not better.", None),
        ("We have been talking about it.", None),
        ("audits lead to changes now", "strength"),
    ],
)
def test_in_words(before: Talk, words: str, polarity: str | None) -> None:
    before.open()
    before.press("check_in")
    before.say(words)
    here = before.reflections[-1].id
    assert [one.polarity for one in before.findings if one.reflection_id == here] == ([polarity] if polarity else [])
    assert words in before.words


def test_each_can_be_skipped_and_leaves_no_trace(before: Talk) -> None:
    before.open()
    before.press("check_in")
    for _ in range(3):
        before.press("skip")
    here = before.reflections[-1].id
    assert before.step is Step.HOME and not [one for one in before.findings if one.reflection_id == here]


def test_paused_it_comes_back_to_the_same_sign(before: Talk) -> None:
    before.open()
    before.press("check_in")
    before.press("now:still")
    question = before.question
    before.say("pause")
    before.later(days=1).reopen()
    assert "short check-in" in before.open()
    assert question in before.press("carry_on")


def test_a_sign_taken_away_meanwhile_is_passed_over(before: Talk) -> None:
    before.open()
    before.press("check_in")
    before.press("now:still")
    before.say("delete everything")
    before.press("keep")
    turn = before.leader.turn("another-tab", before.leader_now)
    answer = next(one for one in turn.answers() if one.text == OTHER)
    turn.delete_answer(answer.id)
    turn.commit(Exchange("another-tab", before.leader_now, None, (Reply("x"),)))
    before.say("why do you ask")
    before.press("skip")
    assert before.step is Step.WICKED


def test_a_reflection_under_way_is_kept_at_its_place(before: Talk) -> None:
    before.open()
    before.walk("governance")
    prompt = before.prompt
    before.say("pause")
    before.say("let's do a check-in")
    for _ in range(3):
        before.press("skip")
    before.press("carry_on")
    assert before.prompt == prompt


def test_areas_tell_how_far_and_about_how_long(before: Talk) -> None:
    before.open()
    before.walk("governance").say("it varies")
    before.say("pause")
    before.press("home")
    said = before.press("areas")
    assert "Governance: 1 of 3 questions done, about 8 minutes left" in said
    assert "Culture: last on 25 November; about 10 minutes" in said and "System design: not yet" in said


def test_the_progress_that_the_page_shows_has_the_time_left(talk: Talk) -> None:
    talk.walk("culture").say("it varies")
    assert talk.last is not None and talk.last.progress is not None
    assert (talk.last.progress.done, talk.last.progress.total, talk.last.progress.minutes) == (1, 3, 8)


@pytest.mark.parametrize(
    "words",
    ["how much longer will this take", "How far have I got?", "How long will it take?", "how many questions are left"],
)
def test_how_far_am_i(real_talk: Talk, words: str) -> None:
    real_talk.walk("culture").say("skip")
    real_talk.say("pause")
    assert "Culture: 1 of 3 questions done" in real_talk.say(words)
