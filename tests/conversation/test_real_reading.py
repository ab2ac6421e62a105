"""Whole talks with the real gate and the real reader: plain words, as leaders type them."""

from __future__ import annotations

import pytest

from tests.conversation.talk import Step, Talk

FEAR = "People hide mistakes here because the last one who owned up was moved on within a month."
AGENCY = "More than half of our social workers are agency and they leave after three months."


def test_a_reflection_from_notice_to_goodbye(real_talk: Talk) -> None:
    talk = real_talk.walk("culture", "short")
    for answer in (FEAR, AGENCY, "I honestly don't know."):
        talk.say(answer)
        while talk.step in (Step.FOLLOW_UP, Step.WHICH, Step.DIRECTION):
            talk.press("skip" if "skip" in talk.offered else "pick:none")
    assert {FEAR, AGENCY, "I honestly don't know."} <= set(talk.words)
    while talk.step is Step.REVIEW:
        talk.press("verdict:fair" if "verdict:fair" in talk.offered else talk.offered[0])
    talk.press("none:missed")
    talk.press("skip")
    talk.say("Ask three social workers what they'd do if they got something wrong, by the end of January")
    assert talk.step is Step.HOME and talk.commitments[0].due is not None
    assert "six words" in talk.press("goodbye")


def test_short_commands_are_commands(real_talk: Talk) -> None:
    talk = real_talk.walk()
    before = talk.state.place
    for typed in ("why do you ask", "who can see this", "help"):
        talk.say(typed)
    assert talk.state.place == before and not talk.answers
    talk.say("skip")
    assert talk.prompt != before.prompt


@pytest.mark.parametrize(
    "text", ["our audits are all outstanding, apparently", "we're short of social workers, half are agency"]
)
def test_what_is_said_where_the_length_was_asked_is_kept_and_chooses_none(real_talk: Talk, text: str) -> None:
    talk = real_talk.agree()
    talk.press_old("choose:governance")
    assert "with what's on your mind" in talk.say(text)
    assert talk.step is Step.LENGTH and talk.words == [text]


def test_a_word_that_only_holds_a_length_chooses_none(real_talk: Talk) -> None:
    talk = real_talk.agree()
    talk.press_old("choose:governance")
    talk.say("actually, whichever suits")
    assert talk.step is Step.LENGTH
    talk.say("the shorter one")
    assert talk.step is Step.PROMPT and talk.state.walk is not None and talk.state.walk.length == "short"


def test_a_paragraph_with_command_words_is_an_answer(real_talk: Talk) -> None:
    text = "We had to stop the programme in June because the grant ran out, and nobody would go back to the board."
    talk = real_talk.walk()
    talk.say(text)
    assert talk.words == [text]


def test_signs_are_found_in_plain_words(real_talk: Talk) -> None:
    talk = real_talk.walk()
    talk.say(FEAR)
    assert "B3" in {finding.signature for finding in talk.findings}


def test_crisis_and_child_at_risk_are_told_from_the_trade(real_talk: Talk) -> None:
    talk = real_talk.walk()
    said = talk.say("After the child's death in 2019 we changed how we supervise newly qualified workers.")
    assert "116 123" not in said
    while talk.step in (Step.FOLLOW_UP, Step.WHICH, Step.DIRECTION):
        talk.press("skip" if "skip" in talk.offered else "pick:none")
    assert "front door" in talk.say("There's a child who's not safe tonight and nobody's gone out")
    assert "116 123" in talk.say("I want to die")
