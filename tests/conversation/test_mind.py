"""Something on the leader's mind, and what may fit."""

from __future__ import annotations

from tests.conversation.talk import Step, Talk

WORRY = "What worries me is that people hide mistakes, and the last one who owned up was moved on."
AUDITOR = (
    "The auditor has written to the chief executive about the money and how we behave, and I am caught between them."
)


def test_their_words_first_then_an_area_that_may_fit(talk: Talk) -> None:
    talk.agree()
    talk.press("mind")
    said = talk.say(WORRY)
    assert "people hide mistakes" in said and "only a guess" in said
    assert talk.step is Step.FIT and any(payload.startswith("choose:") for payload in talk.offered)
    assert talk.answers[0].kind == "mind" and talk.reflections[0].domain is None


def test_typed_at_the_menu_it_is_on_their_mind(talk: Talk) -> None:
    talk.agree().say(WORRY)
    assert talk.step is Step.FIT and talk.words == [WORRY]


def test_the_area_takes_the_signs_along(talk: Talk) -> None:
    talk.agree().say(WORRY)
    talk.press(next(payload for payload in talk.offered if payload.startswith("choose:")))
    talk.press("length:short")
    for _ in range(3):
        talk.say("it varies")
    assert talk.step is Step.REVIEW and "people hide mistakes" in talk.question


def test_just_that_for_now_goes_to_the_review(talk: Talk) -> None:
    talk.agree().say(WORRY)
    talk.press("finish")
    assert talk.step is Step.REVIEW
    talk.press("verdict:fair")
    talk.press("none:missed")
    talk.press("skip")
    talk.say("Talk to the two managers by Friday")
    assert talk.step is Step.HOME and talk.reflections[0].ended_at is not None


def test_a_situation_is_offered_tentatively(talk: Talk) -> None:
    talk.agree().say(AUDITOR)
    assert "situation:S2" in talk.offered
    said = talk.press("situation:S2")
    assert "Who would hear" in said and talk.step is Step.FIT


def test_nothing_heard_offers_the_areas(talk: Talk) -> None:
    talk.agree().say("I find myself thinking about the summer and how long it all took to settle down.")
    assert talk.step is Step.FIT and talk.offered == ["areas", "finish"]


def test_more_words_are_kept_with_it(talk: Talk) -> None:
    talk.agree().say(WORRY)
    talk.say("And another thing is that half the team is agency by now, which makes it worse.")
    assert len(talk.answers) == 2 and {finding.signature for finding in talk.findings} == {"B3", "C7"}
    assert talk.step is Step.FIT


def test_yes_takes_the_area(talk: Talk) -> None:
    talk.agree().say(WORRY)
    fit = talk.state.place.item
    talk.say("yes please")
    assert talk.step is Step.LENGTH and talk.state.place.domain == fit


def test_a_few_words_that_are_nothing_ask_again(talk: Talk) -> None:
    said = talk.agree().say("blue monday")
    assert talk.step is Step.HOME and not talk.answers and "few words more" in said or "few more words" in said
