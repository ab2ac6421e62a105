"""Going back to change an answer, and deleting."""

from __future__ import annotations

import pytest

from tests.conversation.talk import Step, Talk

RISK = "Here supervision gets cancelled when it is busy."


def test_going_back_shows_the_answer_and_changes_it(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("skip")
    here = talk.prompt
    said = talk.say("go back")
    assert "supervision gets cancelled" in said and talk.step is Step.CHANGE
    said = talk.say("What I should have said is that our audits lead to changes these days.")
    assert "Changed" in said or "in its place" in said
    assert RISK not in talk.words and len(talk.words) == 1
    assert [(finding.signature, finding.polarity) for finding in talk.findings] == [("C4", "strength")]
    assert talk.step is Step.PROMPT and talk.prompt == here


def test_a_changed_answer_is_quoted_and_the_earlier_one_no_more(talk: Talk) -> None:
    talk.walk().say("In the west supervision gets cancelled every other week or so.")
    talk.say("skip")
    talk.say("go back")
    said = talk.say("I meant that in the north supervision gets cancelled, and only in winter.")
    assert "in the north supervision gets cancelled" in said and "In the west" not in said
    assert [proof.quote for finding in talk.findings for proof in finding.evidence] == [
        "I meant that in the north supervision gets cancelled, and only in winter."
    ]


def test_back_twice_goes_to_the_one_before(talk: Talk) -> None:
    talk.walk().say("The first thing that I said was about the rota and nothing else.")
    talk.say("The second thing that I said was about the office and nothing else.")
    talk.say("go back")
    said = talk.press("back")
    assert "about the rota" in said
    talk.say("The first thing is really about the holidays and nothing else at all.")
    assert talk.words == [
        "The second thing that I said was about the office and nothing else.",
        "The first thing is really about the holidays and nothing else at all.",
    ]


def test_keeping_it_changes_nothing(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("skip")
    before, kept = talk.prompt, talk.words
    talk.say("go back")
    talk.press("keep")
    assert talk.prompt == before and talk.words == kept


def test_back_from_inside_a_follow_up_ends_it(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("go back")
    talk.say("What I meant is that we have a good many new people in the teams.")
    assert talk.step is Step.PROMPT and not talk.findings and len(talk.words) == 1


def test_there_is_nothing_to_go_back_to_at_first(talk: Talk) -> None:
    talk.walk()
    before = talk.state.place
    assert "no answer to go back to" in talk.say("go back")
    assert talk.state.place == before


def test_back_in_the_review_gathers_anew(talk: Talk) -> None:
    talk.to_review(
        "It was a quiet week, all in all, and that is that.", "It was a slow month, all in all, and that is that.", RISK
    )
    talk.say("go back")
    talk.say("On reflection I'd say that people hide mistakes, and I have seen it.")
    assert talk.step is Step.REVIEW
    assert {finding.signature for finding in talk.findings} == {"B3"}


def test_deleting_that_answer_takes_what_came_of_it(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("delete that answer")
    assert (
        talk.step is Step.DELETE
        and "supervision gets cancelled" in talk.question
        or talk.offered[0] == "confirm:answer"
    )
    said = talk.press("confirm:answer")
    assert "gone" in said
    assert not talk.answers and not talk.findings
    assert talk.step is Step.PROMPT
    assert all("supervision" not in text for text in _stored(talk))


def test_deleting_can_be_taken_back(talk: Talk) -> None:
    talk.walk().say(RISK)
    before = talk.state.place
    talk.say("delete that answer")
    talk.press("keep")
    assert talk.words == [RISK] and talk.state.place.step is before.step


def test_delete_asks_which_when_it_is_not_said(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("please delete")
    assert talk.offered == ["delete:answer", "delete:all", "keep"]
    talk.press("delete:answer")
    talk.press("confirm:answer")
    assert not talk.answers


def test_there_is_no_answer_to_delete(talk: Talk) -> None:
    talk.walk()
    assert "no answer of yours" in talk.say("delete that answer")


@pytest.mark.parametrize("where", ["home", "walk", "review"])
def test_everything_is_deleted_with_a_receipt(talk: Talk, where: str) -> None:
    {"home": talk.agree, "walk": lambda: talk.walk().say(RISK), "review": lambda: talk.to_review(RISK)}[where]()
    said = talk.say("delete everything")
    assert "can't be brought back" in said
    said = talk.press("confirm:all")
    assert "25 November 2026" in said or "erased on" in said
    assert "backups for up to 30 days" in said
    assert talk.last is not None and talk.last.closed == "erased"


def test_everything_is_not_deleted_by_a_no(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("delete everything")
    talk.say("no")
    assert talk.words == [RISK] and talk.step is Step.FOLLOW_UP


def test_a_yes_of_another_moment_deletes_nothing(talk: Talk) -> None:
    talk.walk().say(RISK)
    said = talk.press_old("confirm:all")
    assert "earlier moment" in said and talk.words == [RISK]


def _stored(talk: Talk) -> list[str]:
    """Everything that the leader would find in their export."""
    return [reply.text for exchange in talk.leader.exchanges() for reply in exchange.replies] + [
        exchange.said or "" for exchange in talk.leader.exchanges()
    ]
