"""Another day: the same place, the same question, in another process too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conversation.conftest import make_vault
from tests.conversation.talk import Step, Talk

RISK = "Here supervision gets cancelled when it is busy."


def test_another_day_in_another_process_the_same_question_comes_back(talk: Talk, tmp_path: Path) -> None:
    talk.walk("culture").say("it varies")
    question, prompt = talk.question, talk.prompt
    talk.say("pause")
    talk.later(days=3).reopen(make_vault(tmp_path))
    said = talk.open()
    assert "partway through culture" in said
    said = talk.press("carry_on")
    assert question in said and talk.prompt == prompt
    talk.say("We have come a long way since the spring, and the teams would say so.")
    assert [answer.prompt_id for answer in talk.answers][-1] == prompt


def test_inside_a_follow_up_too(talk: Talk) -> None:
    talk.walk().say(RISK)
    item = talk.state.place.item
    talk.later(days=3).reopen().open()
    talk.press("carry_on")
    assert talk.step is Step.FOLLOW_UP and talk.state.place.item == item
    talk.say("The practitioners would.")
    assert talk.findings[0].who_else == "The practitioners would."


def test_in_the_middle_of_the_review_too(talk: Talk) -> None:
    talk.to_review(RISK, "Our members read the papers every month.")
    talk.press("verdict:fair")
    question = talk.question
    talk.later(days=30).reopen().open()
    assert question in talk.press("carry_on")
    talk.press("verdict:fair")
    assert talk.step is Step.MISSED


def test_something_else_instead_keeps_the_place(talk: Talk) -> None:
    talk.walk("culture").say("it varies")
    talk.later(days=1).open()
    talk.press("home")
    assert talk.step is Step.HOME and talk.offered[0] == "carry_on"


def test_a_paused_place_survives_another_area(talk: Talk) -> None:
    talk.walk("culture").say("it varies")
    here = talk.prompt
    talk.say("pause")
    talk.later(days=1).open()
    talk.press("home")
    talk.to_commitment(domain="governance")
    talk.press("none:commit")
    talk.press("carry_on")
    assert talk.prompt == here and talk.state.place.domain == "culture"


def test_commitment_first_then_the_unfinished_place(talk: Talk) -> None:
    talk.to_commitment(domain="governance")
    talk.say("Read ten files myself by 1 December")
    talk.walk("culture").say("it varies")
    here = talk.prompt
    talk.later(days=10).reopen().open()
    assert talk.step is Step.OUTCOME
    talk.press("outcome:done")
    talk.say("That it took an hour.")
    assert talk.step is Step.RETURNED
    talk.press("carry_on")
    assert talk.prompt == here


def test_carry_on_in_words(talk: Talk) -> None:
    talk.walk("culture").say("it varies")
    here = talk.prompt
    talk.later(days=1).open()
    talk.say("carry on where I left off")
    assert talk.prompt == here


def test_a_vault_that_keeps_nothing_has_no_phrase_to_remember(converse: Callable[..., Talk], told: None) -> None:
    talk = converse(keep_nothing=True)
    talk.walk()
    assert "six words" not in talk.say("pause")
