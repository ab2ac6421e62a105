"""What a leader called wrong, met again on another day; through the real agent, actions and vault."""

from __future__ import annotations

from collections.abc import Callable

from tests.conversation.talk import Step, Talk

RISK = "Here supervision gets cancelled when it is busy."
AGAIN = "When it is busy here supervision gets cancelled."
ELSE = "In the east supervision gets cancelled, and two people have left over it since the summer."


def another_day(talk: Talk, *verdict: str) -> Talk:
    """The risk is heard, judged, and the reflection ended; a week goes by and another begins."""
    talk.to_review(RISK)
    for payload in verdict:
        talk.press(payload)
    if talk.step is Step.CORRECTION:
        talk.say("That was one week in March, and I saw to it.")
    talk.press("none:missed")
    talk.press("skip")
    talk.press("none:commit")
    return talk.later(days=7).reopen().walk()


def test_after_drop_it_the_same_words_are_let_be(talk: Talk) -> None:
    another_day(talk, "verdict:drop")
    assert "supervision" not in talk.say(AGAIN).split("\n")[0]
    assert talk.step is Step.PROMPT
    assert [finding.verdict for finding in talk.findings] == ["dropped"]


def test_after_not_quite_canary_asks_instead_of_telling(talk: Talk) -> None:
    another_day(talk, "verdict:not_quite")
    talk.say(AGAIN)
    assert talk.step is Step.DIRECTION
    assert [finding.told for finding in talk.findings if finding.verdict == "open"] == [False]


def test_other_words_are_heard_as_ever(talk: Talk) -> None:
    another_day(talk, "verdict:drop")
    assert "In the east supervision gets cancelled" in talk.say(ELSE)
    assert talk.step is Step.FOLLOW_UP


def test_deleting_the_answer_makes_canary_forget(talk: Talk) -> None:
    talk.walk()
    talk.say(RISK)
    talk.press("pick:none")
    talk.say("go back")
    talk.press("delete:answer")
    talk.press("confirm:answer")
    assert not talk.findings
    assert "supervision gets cancelled" in talk.say(AGAIN)


def test_another_leader_is_told_as_ever(converse: Callable[..., Talk], told: None) -> None:
    another_day(converse(), "verdict:drop")
    other = converse().walk()
    assert "supervision gets cancelled" in other.say(AGAIN)
