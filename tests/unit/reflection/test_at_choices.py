"""A long text where a choice was awaited is never lost in silence: it is kept, or said not to be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.reflection import change, choices, commitments, home, picture, review, walk
from bot.reflection.model import Answer, Commitment, Evidence, Finding
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.world import Outcome, World
from tests.unit.reflection.fakes import NOW, Leader

LONG = "It is a long story and it begins with the move of the offices in the spring of last year."
COMMITMENT = Commitment("c1", "r0", "Sit in on two supervisions", NOW - timedelta(days=9))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("No, that's fair.", "fair"), ("that's a fair reading", "fair"), ("that isn't fair", "drop"), ("unfair", "drop"),
     ("hardly fair", "drop"), ("no", "drop"), ("not quite fair", "not_quite"), ("health never came", None)],
)  # fmt: skip
def test_no_that_is_fair_agrees(said: str, verdict: str | None) -> None:
    assert review.verdict_in(said) == verdict


def agreed() -> Leader:
    leader = Leader()
    leader.does(home.open_talk)
    leader.does(home.agree)
    return leader


def walking() -> Leader:
    leader = agreed()
    leader.does(lambda state, world: home.choose(state, "culture", world))
    leader.does(lambda state, world: walk.begin(state, "full", world))
    return leader


def looking_back() -> Leader:
    leader = agreed()
    leader.store.kept["c1"] = COMMITMENT
    leader.does(home.open_talk)
    assert leader.state.step is Step.OUTCOME
    return leader


def words(leader: Leader) -> list[str]:
    return [answer.text for answer in leader.store.answers()]


@pytest.mark.parametrize("declined", [False, True])
def test_before_the_notice_is_agreed_to_nothing_is_kept_and_that_is_said(declined: bool) -> None:
    leader = Leader()
    leader.does(home.open_talk)
    if declined:
        leader.does(lambda state, _world: home.decline(state))
        leader.erased = False
    assert "isn't kept" in leader.says(LONG)
    assert not leader.store.kept and leader.state.step is Step.NOTICE


def test_at_the_length_it_is_kept_and_said_where() -> None:
    leader = agreed()
    leader.does(lambda state, world: home.choose(state, "culture", world))
    said = leader.says(LONG)
    assert "what's on your mind" in said and "How long have you got?" in said
    assert words(leader) == [LONG] and leader.state.step is Step.LENGTH


def test_a_choice_in_a_long_sentence_is_the_choice() -> None:
    leader = agreed()
    leader.does(lambda state, world: home.choose(state, "culture", world))
    leader.says("I've only got ten minutes this morning, so let's take the short one")
    assert leader.state.step is Step.PROMPT and not words(leader)


def test_at_a_rest_it_joins_the_last_answer() -> None:
    leader = walking()
    for _ in range(3):
        leader.does(choices.skip)
    assert leader.state.step is Step.STOPPING
    assert "with your last answer" in leader.says(LONG)
    assert words(leader) == [LONG] and leader.state.step is Step.PROMPT


def test_where_deleting_is_asked_about_it_is_a_no_and_not_kept() -> None:
    leader = walking()
    leader.does(lambda state, world: change.delete(state, None, "all", world))
    said = leader.says(LONG)
    assert "It stays as it was." in said and "haven't kept" in said and not words(leader)
    leader.does(lambda state, world: change.delete(state, None, "all", world))
    assert "haven't kept" not in leader.says("no")


def test_where_a_day_was_asked_for_it_is_not_kept() -> None:
    leader = walking()
    leader.store.kept["c1"] = COMMITMENT
    leader.state = leader.state.at(Step.WHEN, item="c1")
    assert "haven't kept" in leader.says(LONG)
    assert "haven't kept" not in leader.says("By the end of January, if the team is whole by then, I should think")


def test_how_it_went_is_kept_with_the_commitment_and_learning_is_not_asked_for_again() -> None:
    leader = looking_back()
    assert "kept that with it" in leader.says(LONG)
    assert leader.state.step is Step.OUTCOME and leader.offered[0] == "outcome:done"
    leader.does(lambda state, world: commitments.outcome_of(state, "partly", world))
    assert leader.state.step is Step.HOME
    kept = leader.store.commitments()[0]
    assert (kept.outcome, kept.learned) == ("partly", LONG) and words(leader) == [LONG]


def test_a_few_words_that_say_nothing_are_asked_about_again() -> None:
    leader = looking_back()
    assert "partly done, or not yet" in leader.says("hard to put")
    assert leader.store.commitments()[0].learned is None


def _with_one_of_each(leader: Leader) -> None:
    """Something agreed to in an earlier reflection, and something heard in this one."""
    here = leader.state.walk.reflection_id if leader.state.walk else ""
    for place, (reflection, verdict) in enumerate((("r0", "fair"), (here, "open"))):
        answer = Answer(f"a{place}", reflection, "prompt", "They read the papers.", NOW, "p")
        evidence = (Evidence(answer.id, answer.text),)
        finding = Finding(f"f{place}", reflection, "A1", "strength", evidence, 0.9, True, NOW, verdict)  # type: ignore[arg-type]
        leader.store.kept |= {answer.id: answer, finding.id: finding}


def sum_up(text: str) -> Outcome:
    leader = walking()
    _with_one_of_each(leader)
    state: State = leader.state
    world: World = leader.world()
    return picture.sum_up(state, text, world)


@pytest.mark.parametrize(
    "typed",
    [
        "my picture so far", "show me my picture", "can I see the picture", "what does it all add up to",
        "what have I agreed to so far", "how do things look overall", "what's the pattern", "any patterns so far?",
        "show my findings so far", "how does it look across all my reflections", "What signs have I agreed to?",
    ],
)  # fmt: skip
def test_the_picture_in_other_words_is_the_picture_while_a_question_is_open(typed: str) -> None:
    assert sum_up(typed).says[0].key == "picture.intro"


@pytest.mark.parametrize("typed", ["sum up", "what have you heard so far", "where are we up to", "summarise, please"])
def test_summing_up_is_about_the_reflection_at_hand(typed: str) -> None:
    assert sum_up(typed).says[0].key == "sum_up.intro"


@pytest.mark.parametrize("choice", [choices.pick, choices.judged, choices.looked_back, choices.now, choices.confirmed])
@pytest.mark.parametrize(("typed", "said"), [("that's still how it is", "stale.choose"), ("", "stale.button")])
def test_only_what_was_pressed_is_called_a_button(choice: Any, typed: str, said: str) -> None:
    leader = agreed()
    outcome = choice(leader.state, None, typed, leader.world())
    assert [one.key for one in outcome.says] == [said] and outcome.state == leader.state
