"""What a leader called wrong is not told to them again for the same words; other words and other signs are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.reflection.corrections import MOST, alike, uncorrected, with_corrections
from bot.reflection.home import choose
from bot.reflection.model import Evidence, Finding, Polarity, Verdict
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.walk import begin
from bot.reflection.world import Outcome
from bot.understanding.types import Reading, Sign
from tests.unit.reflection.fakes import NOW, Leader, sign

WORDS = "Supervision gets cancelled whenever the duty team is short."
AGAIN = "When the duty team is short, supervision gets cancelled."
OTHER = "Nobody reads the audits, and supervision notes stay empty for months."
texts = st.text(st.sampled_from("abcde fgh .,'"), max_size=40)


def finding(words: str = WORDS, verdict: Verdict = "dropped", polarity: Polarity | None = "risk") -> Finding:
    return Finding("f1", "r0", "C4", polarity, (Evidence("a0", words),), 0.9, True, NOW, verdict)


def heard(words: str, before: Finding, *signs: Sign) -> tuple[Sign, ...]:
    """What is left of the signs after this was corrected."""
    leader = Leader(state=with_corrections(Outcome(State()).keeping(before)).state)
    leader.store.kept[before.id] = before
    return uncorrected(signs or (sign(words),), leader.state, leader.world())


def test_the_same_words_after_drop_it_are_left_out() -> None:
    assert heard(WORDS, finding()) == ()
    assert heard(AGAIN, finding()) == ()


def test_the_same_words_after_not_quite_are_kept_and_not_told() -> None:
    assert heard(AGAIN, finding(verdict="not_quite")) == (replace(sign(AGAIN), told=False),)


def test_other_words_another_sign_and_another_direction_are_told() -> None:
    for other in (sign(OTHER), sign(WORDS, "C3"), sign(WORDS, polarity="strength")):
        assert heard(WORDS, finding(), other) == (other,)


def test_where_no_direction_was_clear_the_words_alone_count() -> None:
    assert heard(WORDS, finding(polarity=None)) == ()
    assert heard(WORDS, finding(), sign(WORDS, polarity="strength", sure=False)) == ()


def test_what_is_fair_lowers_nothing_even_where_it_was_dropped_before() -> None:
    leader = Leader(state=with_corrections(Outcome(State()).keeping(finding())).state)
    leader.store.kept["f1"] = finding(verdict="fair")
    assert uncorrected((sign(WORDS),), leader.state, leader.world()) == (sign(WORDS),)
    assert with_corrections(Outcome(State()).keeping(finding(verdict="fair"))).state.corrected == ()


def test_a_deleted_answer_is_forgotten() -> None:
    leader = Leader(state=with_corrections(Outcome(State()).keeping(finding())).state)
    leader.store.kept["f1"] = finding()
    leader.store.delete_answer("a0")
    assert uncorrected((sign(WORDS),), leader.state, leader.world()) == (sign(WORDS),)


def test_only_findings_of_the_same_sign_are_opened_and_never_more_than_the_last_forty() -> None:
    state = State()
    for number in range(60):
        made = replace(finding(), id=f"f{number}", signature="C4" if number % 2 else "B1")
        state = with_corrections(Outcome(state).keeping(made)).state
    assert len(state.corrected) == MOST and state.corrected[-1] == ("C4", "f59")
    opened: list[str] = []
    leader = Leader(state=state)
    leader.store.finding = lambda id: opened.append(id)  # type: ignore[method-assign,assignment,func-returns-value]
    uncorrected((sign(WORDS), sign(WORDS, "A1")), state, leader.world())
    assert sorted(opened) == sorted(id for signature, id in state.corrected if signature == "C4")
    assert leader.store.kept == {}


def test_corrected_twice_stands_once_and_as_the_latest() -> None:
    state = State()
    for made in (finding(), replace(finding(), id="f2"), finding(verdict="not_quite")):
        state = with_corrections(Outcome(state).keeping(made)).state
    assert state.corrected == (("C4", "f2"), ("C4", "f1"))


def test_in_a_later_reflection_drop_it_means_silence_and_not_quite_a_question() -> None:
    for verdict, step in (("dropped", Step.PROMPT), ("not_quite", Step.DIRECTION)):
        leader = Leader(readings={"upervision": Reading((sign(WORDS),))})
        leader.state = with_corrections(Outcome(State("web-1")).keeping(finding(verdict=verdict))).state  # type: ignore[arg-type]
        leader.store.kept["f1"] = finding(verdict=verdict)  # type: ignore[arg-type]
        leader.does(lambda state, world: choose(state, "culture", world))
        leader.does(lambda state, world: begin(state, "short", world))
        said = leader.says(WORDS)
        assert leader.state.step is step
        assert (WORDS.strip(".") in said) is (step is Step.DIRECTION)


@given(texts, texts)
def test_alike_is_the_same_either_way_round_and_for_any_order_of_the_words(one: str, other: str) -> None:
    assert alike(one, other) is alike(other, one)
    turned = " ".join(reversed(one.split()))
    assert alike(one, turned) and alike(turned, other) is alike(one, other)
    assert alike(one.upper(), one)


@given(st.lists(st.sampled_from(["audit", "panel", "duty", "crew", "rota", "leader"]), min_size=1, unique=True))
def test_words_that_share_nothing_are_not_alike_and_new_words_outweigh_old_ones(said: list[str]) -> None:
    text = " ".join(said)
    assert not alike(text, "river bridge")
    assert not alike(text, text + " " + " ".join(f"new{number}" for number in range(len(said) + 1)))


@given(st.lists(st.sampled_from([sign(WORDS), sign(AGAIN, "A1"), sign(OTHER), sign(OTHER, polarity="mixed")])))
def test_signs_are_left_out_or_lowered_and_nothing_is_added(signs: list[Sign]) -> None:
    for verdict in ("dropped", "not_quite"):
        left = heard(WORDS, finding(verdict=verdict), *signs) if signs else ()  # type: ignore[arg-type]
        assert all(replace(one, told=True) in signs for one in left)
        assert [one for one in left if one.told] == [one for one in signs if one != sign(WORDS)]
