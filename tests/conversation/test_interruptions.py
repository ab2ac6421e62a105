"""Whatever breaks in, at whatever step: the talk returns to exactly where it was and repeats nothing given."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conversation.talk import Step, Talk

RISK = "To be honest supervision gets cancelled when it is busy."
ONE_LINE = {
    "why": ("why do you ask", ("come", "xample", "view", "guess", "way", "rest", "miss", "thinking", "ask")),
    "privacy": ("who can see this", ("six words",)),
    "help": ("help", ("skip",)),
    "export": ("export", ("Download everything",)),
    "sum_up": ("sum up", ("sum up", "words", "heard")),
    "human": ("are you human?", ("software",)),
    "hello": ("hello", ("Hello",)),
    "thanks": ("thanks", ("welcome", "Not at all")),
    "forecast": ("Will Ofsted mark us down at the next inspection?", ("can't say how an inspection",)),
}  # fmt: skip
PLACES: dict[str, Callable[[Talk], object]] = {
    "first prompt": lambda talk: talk.walk(),
    "second prompt": lambda talk: talk.walk().say("it varies"),
    "last prompt": lambda talk: [talk.walk(), talk.say("it varies"), talk.say("it varies")],
    "who else": lambda talk: talk.walk().say(RISK),
    "how do you know": lambda talk: talk.walk().say("Our members read the papers and ask about them."),
    "example": lambda talk: talk.walk().say("mostly fine"),
    "which of two": lambda talk: talk.walk().say("It comes down to caseloads or partners, depending on the week."),
    "direction": lambda talk: talk.walk().say("Since April the numbers look different from what we expected."),
    "missed": lambda talk: talk.to_review(),
    "review": lambda talk: talk.to_review(RISK),
    "wicked": lambda talk: [talk.to_review(), talk.press("none:missed")],
    "commitment": lambda talk: talk.to_commitment(),
    "date": lambda talk: talk.to_commitment() and talk.say("Sit beside a worker in each of the teams"),
}  # fmt: skip


@pytest.mark.parametrize("interruption", ONE_LINE)
@pytest.mark.parametrize("place", PLACES)
def test_a_one_line_interruption_resumes_exactly_there(talk: Talk, place: str, interruption: str) -> None:
    PLACES[place](talk)
    before, kept, question = talk.state.place, talk.words, talk.question
    typed, expected = ONE_LINE[interruption]
    said = talk.say(typed)
    assert talk.state.place == before and talk.words == kept
    assert any(part in said for part in expected), said
    assert not question or question not in said
    assert talk.offered == [button.payload for button in before.offered]


@pytest.mark.parametrize("prompt", range(6))
def test_every_prompt_of_a_full_walk_survives_an_interruption(talk: Talk, prompt: str) -> None:
    talk.walk("culture", "full")
    for _ in range(int(prompt)):
        talk.say("it varies")
        if talk.step is Step.STOPPING:
            talk.press("carry_on")
    before = talk.state.place
    for typed in ("why do you ask", "who can see this", "help"):
        talk.say(typed)
    assert talk.state.place == before
    talk.say("That is a long story, and we are only at its beginning here in this council.")
    assert talk.answers[-1].prompt_id == before.prompt


@pytest.mark.parametrize("place", ["second prompt", "who else", "example", "which of two", "review", "wicked", "date"])
def test_an_excursion_to_support_comes_back_to_the_question(talk: Talk, place: str) -> None:
    PLACES[place](talk)
    before = talk.state.place
    talk.say("find support")
    assert talk.step is Step.SUPPORT
    said = talk.press("situation:S2")
    assert "Who would hear" in said
    after = talk.state.place
    assert (after.step, after.prompt, after.item, after.question) == (
        before.step,
        before.prompt,
        before.item,
        before.question,
    )


@pytest.mark.parametrize("place", ["second prompt", "who else", "direction", "review", "commitment"])
def test_pause_and_carry_on_asks_the_same_again(talk: Talk, place: str) -> None:
    PLACES[place](talk)
    before = talk.state.place
    said = talk.say("pause")
    assert "six words" in said and talk.step is Step.PAUSED
    said = talk.press("carry_on")
    assert talk.state.place.step is before.step and talk.state.place.prompt == before.prompt
    assert before.question in said


def test_an_answer_written_after_a_pause_is_the_answer(talk: Talk) -> None:
    talk.walk().say("it varies")
    prompt = talk.prompt
    talk.say("pause")
    talk.say("What I wanted to say is that people hide mistakes and it has got worse.")
    assert talk.answers[-1].prompt_id == prompt and talk.findings[0].signature == "B3"


@pytest.mark.parametrize("typed", ["skip", "Skip this", "next question", "pass"])
def test_skip_leaves_the_question_without_a_word(talk: Talk, typed: str) -> None:
    talk.walk()
    first = talk.prompt
    talk.say(typed)
    assert talk.prompt != first and not talk.answers


def test_skip_inside_a_follow_up_keeps_the_answer(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("skip")
    assert talk.step is Step.PROMPT and talk.words == [RISK] and talk.findings[0].who_else is None


def test_why_gives_the_source_and_a_gentler_wording(talk: Talk) -> None:
    talk.walk()
    said = talk.say("why do you ask")
    assert "Room for improvement" in said and "Another way to put it" in said


@pytest.mark.parametrize("place", ["who else", "review"])
def test_why_do_you_say_that_answers_with_the_words_and_what_the_sign_means(talk: Talk, place: str) -> None:
    PLACES[place](talk)
    before = talk.state.place
    said = talk.say("why do you say that?")
    assert "supervision gets cancelled when it is busy" in said and "Audits are too kind" in said
    assert talk.state.place == before


def test_why_do_you_say_that_is_about_the_last_answer_where_the_next_question_is_open(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("skip")
    assert talk.step is Step.PROMPT
    assert "supervision gets cancelled when it is busy" in talk.say("why do you say that?")


def test_where_nothing_was_said_back_why_is_about_the_question(talk: Talk) -> None:
    talk.walk().say("it varies")
    assert "Another way to put it" in talk.say("why do you say that?")


@pytest.mark.parametrize("typed", ["no, drop it", "That's not what I meant.", "you've misread me there"])
def test_what_was_just_said_back_can_be_dropped_with_the_next_question_open(talk: Talk, typed: str) -> None:
    talk.walk().say(RISK)
    talk.say("skip")
    before = talk.state.place
    said = talk.say(typed)
    assert [finding.verdict for finding in talk.findings] == ["dropped"] and talk.words == [RISK]
    assert talk.state.place == before and before.question not in said


def test_not_quite_about_what_was_just_said_back_is_heard_where_a_choice_is_on_offer(talk: Talk) -> None:
    talk.agree().say(RISK)
    before = talk.state.place
    said = talk.say("not quite")
    assert "when we go through what I heard" in said and "button" not in said
    assert talk.state.place == before and [finding.verdict for finding in talk.findings] == ["open"]


def test_what_was_just_said_back_can_be_dropped_where_a_choice_is_on_offer(talk: Talk) -> None:
    talk.agree().say(RISK)
    talk.say("drop it")
    assert [finding.verdict for finding in talk.findings] == ["dropped"]


def test_typed_words_that_fit_no_choice_on_offer_are_called_no_button(talk: Talk) -> None:
    talk.agree()
    said = talk.say("not quite")
    assert "button" not in said and "Which of these" in said


MANY = "Supervision slips, so supervision gets cancelled. In the north people hide mistakes. And health stopped coming."


def test_a_sign_that_was_not_said_back_is_neither_dropped_nor_explained(talk: Talk) -> None:
    talk.walk().say(MANY)
    assert [finding.signature for finding in talk.findings] == ["C4", "B3", "B1"]
    talk.say("skip")
    assert "people hide mistakes" in talk.say("why do you say that?")
    talk.say("no, drop it")
    assert [finding.verdict for finding in talk.findings] == ["dropped", "dropped", "open"]


def test_drop_it_at_the_follow_up_lets_it_go_and_asks_no_more_of_it(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("no, drop it")
    assert talk.step is Step.PROMPT and [finding.verdict for finding in talk.findings] == ["dropped"]


def test_an_answer_that_only_holds_drop_it_is_an_answer(talk: Talk) -> None:
    talk.walk().say(RISK)
    talk.say("My chief told me to drop it.")
    assert [finding.verdict for finding in talk.findings] == ["open"]
    assert talk.words == [RISK, "My chief told me to drop it."]


def test_drop_it_where_nothing_was_said_back_leaves_the_question(talk: Talk) -> None:
    talk.walk()
    first = talk.prompt
    talk.say("no, drop it")
    assert talk.prompt != first


def test_switching_keeps_the_place_and_coming_back_finds_it(talk: Talk) -> None:
    talk.walk("culture").say("it varies")
    here = talk.prompt
    said = talk.say("switch to governance")
    assert "kept your place" in said and talk.state.place.domain == "governance"
    talk.press("length:short")
    talk.say("it varies")
    said = talk.say("switch to culture")
    assert talk.state.place.domain == "culture" and talk.prompt == here
    assert talk.state.walk is not None and len(talk.state.walk.done) == 1
    assert [reflection.domain for reflection in talk.reflections] == ["culture", "governance"]


def test_the_menu_offers_to_carry_on(talk: Talk) -> None:
    talk.walk("culture").say("it varies")
    here = talk.prompt
    talk.press_old("home")
    assert talk.offered[0] == "carry_on"
    talk.press("carry_on")
    assert talk.prompt == here


def test_an_old_button_says_so_and_changes_nothing(talk: Talk) -> None:
    talk.walk().say("it varies")
    before = talk.state.place
    said = talk.press_old("verdict:fair")
    assert "earlier moment" in said and talk.state.place == before


def test_an_old_button_is_kept_under_the_words_that_stood_on_it(talk: Talk) -> None:
    talk.agree()
    talk.press("areas")
    talk.walk()
    talk.press_old("agree")
    assert talk.last is not None and talk.last.said == "I'm happy to go on"
    talk.press_old("verdict:fair")
    assert talk.last.said == ""


@pytest.mark.parametrize("place", ["second prompt", "who else", "which of two"])
def test_go_through_it_leads_to_the_review_as_canary_says(talk: Talk, place: str) -> None:
    PLACES[place](talk)
    talk.say("sum up")
    talk.say("go through it")
    assert talk.step in (Step.REVIEW, Step.MISSED)


def test_two_interruptions_in_a_row_keep_the_first_place(talk: Talk) -> None:
    talk.walk().say(RISK)
    before = talk.state.place
    talk.say("find support")
    talk.say("delete that answer")
    talk.press("keep")
    assert talk.state.place.step is before.step and talk.state.place.item == before.item
