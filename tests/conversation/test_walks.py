"""Short and full walks of all four areas, from beginning to end."""

from __future__ import annotations

import pytest

from tests.conversation.talk import Step, Talk

AREAS = {"governance": 5, "system_design": 5, "culture": 6, "sustainability": 6}


@pytest.mark.parametrize("domain", AREAS)
@pytest.mark.parametrize("length", ["short", "full"])
def test_a_walk_asks_each_question_once_and_ends(talk: Talk, domain: str, length: str) -> None:
    talk.walk(domain, length)
    asked: list[str | None] = []
    for _ in range(20):
        if talk.step is Step.STOPPING:
            talk.press("carry_on")
        if talk.step is not Step.PROMPT:
            break
        asked.append(talk.prompt)
        talk.say("We talk about that in the senior team most weeks, and we have written some of it down.")
    assert len(asked) == len(set(asked)) == (3 if length == "short" else AREAS[domain])
    assert talk.step is Step.MISSED and len(talk.answers) == len(asked)


@pytest.mark.parametrize("domain", AREAS)
def test_a_whole_reflection_of_each_area(talk: Talk, domain: str) -> None:
    talk.to_commitment(
        "Here supervision gets cancelled when it is busy.", "Our members read the papers closely.", domain=domain
    )
    talk.say("Sit in on a supervision by 12 March")
    assert talk.step is Step.HOME and len(talk.commitments) == 1
    assert talk.reflections[0].ended_at is not None
    assert {finding.verdict for finding in talk.findings} == {"fair"}


@pytest.mark.parametrize("domain", AREAS)
def test_a_stopping_point_comes_at_least_every_four_questions(talk: Talk, domain: str) -> None:
    talk.walk(domain, "full")
    since = 0
    while talk.step is Step.PROMPT:
        talk.say("There is not a great deal more that I would want to say about it.")
        since += 1
        if talk.step is Step.STOPPING:
            since = 0
            talk.press("carry_on")
        assert since <= 4


def test_plain_words_for_the_length_are_the_length_whatever_the_gate_says(talk: Talk) -> None:
    talk.agree()
    talk.press_old("choose:governance")
    talk.say("all five please")
    assert talk.step is Step.PROMPT and talk.state.walk is not None and talk.state.walk.length == "full"


def test_progress_goes_with_each_answer(talk: Talk) -> None:
    talk.walk("culture", "full")
    assert talk.last is not None and talk.last.progress is not None
    assert (talk.last.progress.domain, talk.last.progress.done, talk.last.progress.total) == ("culture", 0, 6)
    talk.say("it varies")
    assert talk.last.progress is not None and talk.last.progress.done == 1


def test_a_stopping_point_can_lead_to_the_summary(talk: Talk) -> None:
    talk.walk("culture", "full")
    for _ in range(3):
        talk.say("it varies")
    assert talk.step is Step.STOPPING
    talk.press("finish")
    assert talk.step is Step.MISSED


def test_sum_up_at_a_stopping_point_goes_through_it(talk: Talk) -> None:
    talk.walk("culture", "full")
    for _ in range(3):
        talk.say("it varies")
    talk.say("sum up")
    assert talk.step is Step.MISSED


def test_more_said_at_a_stopping_point_is_kept(talk: Talk) -> None:
    talk.walk("culture", "full")
    for _ in range(3):
        talk.say("it varies")
    talk.say("Before we go on, I should add that people hide mistakes in two of the teams.")
    assert talk.step is Step.PROMPT and talk.answers[-1].kind == "follow_up" and talk.findings[0].signature == "B3"


def test_a_short_walk_prefers_what_was_heard_before(talk: Talk) -> None:
    talk.agree()
    talk.press("mind")
    talk.say("What keeps me awake is that half the team is agency and we lose them as fast as they come.")
    talk.press_old("choose:sustainability")
    talk.press("length:short")
    walk = talk.state.walk
    assert walk is not None
    touching = [p.id for p in _content().domains["sustainability"].prompts if "C7" in p.signatures]
    assert touching and set(touching[:3]) <= set(walk.plan)


def test_a_second_short_walk_asks_other_questions(talk: Talk) -> None:
    talk.walk("culture")
    first = set(talk.state.walk.plan) if talk.state.walk else set()
    for _ in range(3):
        talk.say("it varies")
    talk.press("none:missed")
    talk.press("skip")
    talk.press("none:commit")
    talk.walk("culture")
    second = set(talk.state.walk.plan) if talk.state.walk else set()
    assert first != second and not first & second


def _content():  # type: ignore[no-untyped-def]
    from pathlib import Path

    from bot.content import load_content

    return load_content(Path(__file__).resolve().parents[2] / "content")
