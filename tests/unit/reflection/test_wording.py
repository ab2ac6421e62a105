"""Yes, no, don't know, vague; noise and other languages; what questions are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reflection.subjects import ABOUT_ITSELF, OUT_OF_SCOPE, is_abuse, subject_of
from bot.reflection.wording import is_fine_as_it_is, is_no, is_yes, unreadable

READABLE = [
    "MASH, LADO and the ICB", "nope", "Caseloads high, morale low, agency everywhere", "£3.2m", "s47s", "Hmm", "Ok",
    "NFA'd within 24hrs", "The SGO rate in the EHCP cohort", "le mot juste, as they say, is drift", "40%", "ugh", "yes",
    "Die-hards in the group say no", "A les than perfect year", "Sir Keith and the DfE",
]  # fmt: skip


@pytest.mark.parametrize("text", READABLE)
def test_what_professionals_type_is_readable(text: str) -> None:
    assert unreadable(text) is None


@pytest.mark.parametrize("text", ["🙂🙂", "...", "asdfasdf", "qwertyqwerty", "aaaaaaaa", "?!", "🙏🏽"])
def test_noise(text: str) -> None:
    assert unreadable(text) == "noise"


@pytest.mark.parametrize(
    "text",
    [
        "Nous avons beaucoup de difficultés avec les partenaires",
        "Wir haben große Probleme und das ist nicht gut",
        "No tenemos suficientes trabajadores para los niños y las familias",
        "Nie mamy wystarczająco ludzi i jest coraz gorzej na miejscu",
        "人手が足りません",
        "Мы не справляемся",
    ],
)
def test_other_languages(text: str) -> None:
    assert unreadable(text) == "language"


def test_yes_no_and_not_knowing() -> None:
    assert is_yes("Yes, please") and is_yes("that's fair") and not is_yes("Yesterday we lost another team manager")
    assert is_no("No, that's all") and is_no("nothing else") and not is_no("Nobody in the service would say so openly")
    assert is_fine_as_it_is("I really don't know") and is_fine_as_it_is("It varies by team")
    assert not is_fine_as_it_is("I don't know why health stopped coming to the panel but it was some time in March")


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_words(text: str) -> None:
    unreadable(text), is_yes(text), is_no(text), is_fine_as_it_is(text), is_abuse(text)
    subject_of(text, OUT_OF_SCOPE)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Will Ofsted mark us down at the next inspection?", "inspection_forecast"),
        ("Are we going to be inadequate?", "inspection_forecast"),
        ("Do you think we'd get a good judgement?", "inspection_forecast"),
        ("Can you predict the inspection?", "inspection_forecast"),
        ("Is that lawful?", "legal_advice"),
        ("How do I make a protected disclosure?", "whistleblowing"),
        ("Should we remove the baby?", "case_advice"),
        ("What do you think of our chief executive?", "gossip"),
        ("What does Ofsted look at in the front door?", None),
        ("What is a good caseload?", None),
    ],
)
def test_what_is_not_canarys_to_answer(text: str, subject: str | None) -> None:
    assert subject_of(text, OUT_OF_SCOPE) == subject


def test_what_is_asked_about_canary_itself() -> None:
    asked = {"are you an AI?": "human", "who built you?": "maker", "is anybody reading this?": "watching"}
    assert {text: subject_of(text, ABOUT_ITSELF) for text in asked} == asked


@pytest.mark.parametrize(
    "text", ["this is a rubbish system of audits", "the whole idea is stupid if you ask the front line about it"]
)
def test_blunt_answers_are_no_abuse(text: str) -> None:
    assert not is_abuse(text)
