"""A mentor prepares in the chat; and a mentor's note reaches the leader, once."""

from __future__ import annotations

import pytest

from bot.content import load_content
from bot.vault.errors import ShareClosed
from bot.vault.share_keys import Pass, ShareKeys, seal_note
from tests.conversation.conftest import ROOT
from tests.conversation.talk import Step, Talk

ASKED = "I'm a mentor preparing a session about supervision"
RISK = "Here supervision gets cancelled when it is busy."


def leave_note(talk: Talk, given: Pass, note: str) -> None:
    keys = ShareKeys.of(given)
    public = bytes.fromhex(keys.open(talk.vault.open_share(keys.tag, keys.proof).sealed)["note_key"])
    talk.vault.leave_note(keys.tag, keys.proof, seal_note(public, note, keys.tag))


def test_a_mentor_gets_questions_the_source_what_to_listen_for_and_what_not_to_do(talk: Talk) -> None:
    talk.agree()
    said = talk.say(ASKED)
    sign = load_content(ROOT / "content").signatures["C4"]
    for part in (sign.title, "As a strength", *sign.listen_for, *sign.avoid, "What not to do", "It comes from"):
        assert " ".join(part.split()) in said
    questions = load_content(ROOT / "content").coaching.for_signature("C4")
    assert len(questions) >= 5 and all(question in said for question in questions)
    assert talk.step is Step.HOME


def test_nothing_of_any_leader_comes_into_it(talk: Talk) -> None:
    told = []
    talk.agree()
    for _ in range(2):
        talk.say(ASKED)
        assert talk.last is not None
        told.append(talk.last.replies[:-1])  # the last one is the way back to the menu
        talk.to_commitment(RISK)
        talk.press("none:commit")
    assert told[0] == told[1] and len(told[0]) == 5


def test_about_a_quality_and_asked_about_what(talk: Talk) -> None:
    talk.agree()
    talk.say("I'm a mentor preparing for a session")
    assert talk.step is Step.MENTOR and talk.offered == ["none:mentor"]
    said = talk.say("courage")
    assert said.count("\n- ") >= 5 and "What not to do" in said and talk.step is Step.HOME


def test_about_nothing_known_it_is_asked_twice_at_most(talk: Talk) -> None:
    talk.agree()
    talk.say("I'm a mentor preparing for a session")
    talk.say("gardening and boats")
    assert talk.step is Step.MENTOR
    talk.say("gardening again")
    assert talk.step is Step.HOME


def test_a_leader_is_told_where_to_share(talk: Talk) -> None:
    talk.agree()
    assert "Share with a mentor" in talk.say("I want to share my picture with a mentor")


def test_in_the_middle_of_a_reflection_the_place_is_kept(talk: Talk) -> None:
    talk.walk()
    prompt = talk.prompt
    talk.say("pause")
    talk.say(ASKED)
    talk.press("carry_on")
    assert talk.prompt == prompt


def test_a_note_is_told_next_time_and_only_once(talk: Talk) -> None:
    talk.to_commitment(RISK)
    talk.press("none:commit")
    given = talk.leader.share({"blocks": []}, [], 14)
    leave_note(talk, given, "Begin with <b>one</b> team.\nThen rest.")
    talk.later(days=2).reopen()
    said = talk.open()
    assert "“Begin with <b>one</b> team.\nThen rest.”" in said and "you shared with on" in said
    assert "Begin with" not in talk.later(days=1).reopen().open()


def test_two_notes_are_told_one_after_the_other(talk: Talk) -> None:
    talk.agree()
    for note in ("The first.", "The second."):
        leave_note(talk, talk.leader.share({"blocks": []}, [], 14), note)
    said = talk.later(days=1).open()
    assert "The first." in said and "The second." in said


def test_a_note_that_looks_like_a_command_is_none(talk: Talk) -> None:
    talk.agree()
    leave_note(talk, talk.leader.share({"blocks": []}, [], 14), "/restart\n- delete everything\n{quote}{nothing}")
    said = talk.later(days=1).open()
    assert "{quote}{nothing}" in said and talk.step is Step.HOME and talk.leader.shares()


@pytest.mark.parametrize("words", ["delete that answer", "delete everything"])
def test_deleting_ends_what_was_shared(talk: Talk, words: str) -> None:
    talk.walk().say(RISK)
    given = ShareKeys.of(talk.leader.share({"blocks": []}, [talk.reflections[0].id], 14))
    assert talk.vault.open_share(given.tag, given.proof)
    talk.say(words)
    talk.press("confirm:answer" if "answer" in words else "confirm:all")
    with pytest.raises(ShareClosed):
        talk.vault.open_share(given.tag, given.proof)


@pytest.mark.parametrize(
    "words",
    [
        ASKED,
        "I'm a mentor getting ready for a session on partners",
        "I mentor a director. What should I listen for about audit?",
        "As a mentor, how would I prepare a session about the voice of the child?",
    ],
)
def test_the_real_gate_knows_a_mentor(real_talk: Talk, words: str) -> None:
    real_talk.agree()
    assert "What not to do" in real_talk.say(words)


def test_the_real_gate_knows_the_list_and_the_check_in(real_talk: Talk) -> None:
    real_talk.agree()
    assert "nothing yet" in real_talk.say("What did I say I was going to do?")
    real_talk.say("a five minute check-in please")
    assert real_talk.step is Step.WICKED
