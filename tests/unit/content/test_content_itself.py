"""The content itself: whole, in the right numbers, and in the tone that it should have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.content import Content, find_problems, load_content
from bot.content.check import CODE, CONTENT, SOURCES
from bot.understanding.labels import SCENARIOS, SIGNATURES


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(CONTENT)


def test_nothing_is_wrong_with_it() -> None:
    sources = SOURCES if SOURCES.is_dir() else None
    assert [str(problem) for problem in find_problems(CONTENT, date.today(), sources)] == []


def test_every_sentence_that_code_asks_for_is_written() -> None:
    assert [str(problem) for problem in find_problems(CONTENT, date.today(), code=CODE)] == []


def test_signatures_and_scenarios_are_those_that_are_understood(content: Content) -> None:
    assert tuple(content.signatures) == SIGNATURES
    assert tuple(content.scenarios) == SCENARIOS
    added = {id for id, signature in content.signatures.items() if signature.year == 2021}
    assert added == {"A5", "B4", "C7", "C8"}
    assert all(("intervention_2013" in one.sources) == (one.year == 2013) for one in content.signatures.values())


def test_domains_have_the_behaviours_and_qualities_of_the_source(content: Content) -> None:
    numbers = {id: (len(domain.prompts), len(domain.qualities)) for id, domain in content.domains.items()}
    assert numbers == {"governance": (5, 6), "system_design": (5, 4), "culture": (6, 6), "sustainability": (6, 4)}
    assert (len(content.prompts), len(content.qualities)) == (22, 20)


def test_there_are_four_wicked_questions_on_warning_and_three_on_support(content: Content) -> None:
    about = [question.about for question in content.wicked.values()]
    assert (about.count("early_warning"), about.count("support")) == (4, 3)


def test_each_situation_has_the_right_standing(content: Content) -> None:
    assert [id for id, scenario in content.scenarios.items() if not scenario.acknowledged] == ["S8", "S9"]


def questions(content: Content) -> Iterator[str]:
    for prompt in content.prompts.values():
        yield from (prompt.ask, prompt.gentler)
    yield from (question.ask for question in content.wicked.values())
    for group in (content.coaching.signatures, content.coaching.qualities):
        yield from (question for asked in group.values() for question in asked)


def test_questions_ask_one_thing(content: Content) -> None:
    stacked = re.compile(r",? and (who|how|why|when)\b|, and (what|where|which)\b|\?.")
    assert [asked for asked in questions(content) if not asked.endswith("?") or stacked.search(asked)] == []


def test_questions_are_open_and_short(content: Content) -> None:
    closed = re.compile(r"(^|\. )(do|does|did|is|are|was|were|have|has|can|could|would|should|will)\b", re.IGNORECASE)
    wrong = [asked for asked in questions(content) if closed.search(asked) or len(asked.split()) > 25]
    assert wrong == ["Should the help you take up follow one plan, or is it better to pick what suits you as you go?"]


def test_no_question_is_asked_twice(content: Content) -> None:
    asked = list(questions(content))
    assert sorted(asked) == sorted(set(asked))


def prose(content: Content) -> Iterator[str]:
    """What leaders read of the files that hold knowledge, and every sentence."""
    yield from questions(content)
    for signature in content.signatures.values():
        yield from (signature.title, signature.about, signature.risk, signature.strength, *signature.what_else)
    for domain in content.domains.values():
        yield domain.intro
        yield from (prompt.why for prompt in domain.prompts)
        yield from (quality.text for quality in domain.qualities)
    for wordings in content.speech.wordings.values():
        yield from wordings


def test_the_tone_is_plain(content: Content) -> None:
    ours = re.compile(r"!|\bsignatures?\b|\bfindings\b|\bpolarity\b|\bintent\b|\butteranc|\bslot\b", re.IGNORECASE)
    assert [text for text in prose(content) if ours.search(text)] == []


def test_what_is_said_back_can_be_put_in_a_sentence(content: Content) -> None:
    for signature in content.signatures.values():
        for clause in (signature.about, signature.asked_as.risk, signature.asked_as.strength):
            assert clause[0].islower() and not clause.endswith("."), clause
            assert len(clause.split()) <= 16, clause
