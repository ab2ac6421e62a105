"""What Canary says back, and the one follow-up an answer may draw."""

from __future__ import annotations

import pytest

from tests.conversation.talk import Step, Talk

RISK = "To be honest supervision gets cancelled when it is busy."
STRENGTH = "Our members read the papers and they come back with questions about children."


def test_a_risk_is_said_back_tentatively_in_the_leaders_words(talk: Talk) -> None:
    said = talk.walk().say(RISK)
    assert "“To be honest supervision gets cancelled when it is busy”" in said
    assert any(word in said for word in ("could be a sign", "wonder whether", "One reading", "perhaps"))
    assert talk.step is Step.FOLLOW_UP and talk.state.place.follow == "who"


def test_who_else_would_say_so_is_kept_with_the_risk(talk: Talk) -> None:
    talk.walk().say(RISK)
    assert "families" in talk.question or "who" in talk.question.lower()
    talk.say("The independent reviewing officers would, and so would the practitioners.")
    assert talk.findings[0].who_else == "The independent reviewing officers would, and so would the practitioners."
    assert [answer.kind for answer in talk.answers] == ["prompt", "follow_up"]


def test_a_strength_is_asked_how_they_know(talk: Talk) -> None:
    talk.walk().say(STRENGTH)
    assert talk.state.place.follow == "how"
    talk.say("The minutes of the last four meetings show it.")
    evidence = [proof.quote for proof in talk.findings[0].evidence]
    assert evidence[-1].startswith("The minutes of the last four meetings") and talk.findings[0].polarity == "strength"


def test_a_vague_answer_draws_an_example(talk: Talk) -> None:
    talk.walk().say("Rather mixed so far")
    talk.say("mostly fine") if talk.step is Step.PROMPT else None
    assert talk.step is Step.FOLLOW_UP and talk.state.place.follow == "example"


def test_the_example_is_read_and_draws_no_second_follow_up(talk: Talk) -> None:
    talk.walk().say("mostly fine")
    said = talk.say("Last week supervision gets cancelled again and nobody said a word.")
    assert "supervision gets cancelled" in said
    assert talk.step is Step.PROMPT and len(talk.findings) == 1


@pytest.mark.parametrize("answer", ["I don't know", "it varies", "Don't know, really", "hard to say", "not sure"])
def test_not_knowing_is_a_fine_answer(talk: Talk, answer: str) -> None:
    talk.walk().say(answer)
    assert talk.step is Step.PROMPT and talk.state.walk is not None and len(talk.state.walk.done) == 1
    assert talk.words == [answer]


def test_a_plain_answer_without_signs_goes_on(talk: Talk) -> None:
    talk.walk().say("We moved offices in the spring and people are still finding their desks.")
    assert talk.step is Step.PROMPT and not talk.findings


def test_between_two_signs_it_asks(talk: Talk) -> None:
    talk.walk().say("It comes down to caseloads or partners, depending on the week.")
    assert talk.step is Step.WHICH and "or" in talk.question
    talk.press("pick:B2")
    kept = {finding.signature: finding.verdict for finding in talk.findings}
    assert kept == {"B1": "dropped", "B2": "open"}
    assert talk.step is Step.PROMPT


def test_between_two_signs_in_words(talk: Talk) -> None:
    talk.walk().say("It comes down to caseloads or partners, depending on the week.")
    talk.say("the first")
    assert {f.signature for f in talk.findings if f.verdict == "open"} == {"B1"}


def test_neither_lets_both_go(talk: Talk) -> None:
    talk.walk().say("It comes down to caseloads or partners, depending on the week.")
    talk.press("pick:none")
    assert all(finding.verdict == "dropped" for finding in talk.findings)
    assert talk.step is Step.PROMPT


def test_more_words_instead_of_a_choice_are_kept(talk: Talk) -> None:
    talk.walk().say("It comes down to caseloads or partners, depending on the week.")
    talk.say("I honestly think it is the winter that does it to us every single year.")
    assert talk.answers[-1].kind == "follow_up" and talk.step is Step.PROMPT


def test_when_the_direction_is_unsure_it_asks_both_ways(talk: Talk) -> None:
    talk.walk().say("Since April the numbers look different from what we expected.")
    assert talk.step is Step.DIRECTION and "or is it more that" in talk.question or "or more that" in talk.question
    talk.press("pick:risk")
    assert (talk.findings[0].polarity, talk.findings[0].told) == ("risk", True)


def test_the_likelier_direction_stands_first(talk: Talk) -> None:
    talk.walk().say("In this place we hear things late or we hear them early.")
    assert talk.offered[:2] == ["pick:strength", "pick:risk"]


def test_both_ways_is_an_answer(talk: Talk) -> None:
    talk.walk().say("Since April the numbers look different from what we expected.")
    talk.say("some of both")
    assert talk.findings[0].polarity == "mixed"


def test_thats_not_it_drops_the_sign_at_once(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.press("pick:none")
    assert talk.findings[0].verdict == "dropped" and talk.step is Step.PROMPT


def test_a_mixed_sign_is_said_both_ways(talk: Talk) -> None:
    said = talk.walk().say("The audits are done but nobody acts on what they say.")
    assert "both ways" in said or "some of each" in said or "isn't" in said
    assert talk.findings[0].polarity == "mixed"


def test_two_signs_in_one_answer_draw_one_follow_up(talk: Talk) -> None:
    said = talk.walk().say(f"{RISK} And half the team is agency, which doesn't help.")
    assert "half the team is agency" in said and said.count("?") == 1
    talk.say("The team managers would say so.")
    assert talk.step is Step.PROMPT and len(talk.findings) == 2


def test_the_same_sign_again_is_not_followed_up_twice(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("The practitioners would.")
    talk.say("As I said, supervision gets cancelled, and there the learning stops.")
    assert talk.step is Step.PROMPT
    assert len(talk.findings) == 1 and len(talk.findings[0].evidence) == 2


def test_a_long_answer_with_command_words_is_an_answer(talk: Talk) -> None:
    long = "We had to stop the programme and go back to basics, and we could not skip a step; help came late."
    talk.walk().say(long)
    assert talk.words == [long]


def test_three_sayings_in_a_row_do_not_sound_the_same(talk: Talk) -> None:
    talk.walk(length="full")
    said = [
        talk.say(f"We changed the rota in month {n} and that is all there is to tell about it.").split("\n")[0]
        for n in range(3)
    ]
    assert len(set(said)) == 3


def test_a_sign_is_never_put_as_a_fact(talk: Talk) -> None:
    talk.walk(length="full")
    for answer in (RISK, "They tell me health stopped coming.", "In the north people hide mistakes."):
        said = talk.say(answer)
        talk.say("skip")
        assert any(
            word in said for word in ("could be", "perhaps", "wonder", "One reading", "might", "sounds as though")
        )
