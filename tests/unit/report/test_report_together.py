"""What combines, what it rests on, whose voices are in it, and the questions."""

from __future__ import annotations

import pytest

from bot.reflection.model import Answer, Finding, Reflection
from bot.report.held import Held
from bot.report.picture import picture_of
from bot.report.together import LOOK_FIRST, Combined, Standing, what_combines
from tests.unit.report.made import AUTUMN, NOW, SPRING, SUMMER, content, finding, held, many, reflection

FIRST, SECOND, THIRD = reflection("first", SPRING), reflection("second", SUMMER), reflection("third", AUTUMN)


def combined(kept: Held, standing: Standing = "prevention") -> Combined:
    return what_combines(picture_of(kept.reflections(), kept.findings(), NOW), kept, content(), standing)


def of(reflections: list[Reflection], *findings: Finding) -> Combined:
    return combined(held(reflections, list(findings)))


def test_strengths_and_risks_have_their_reasons_side_by_side() -> None:
    found = of([FIRST], finding(FIRST, "A1"), finding(FIRST, "B1", "strength"), finding(FIRST, "C4"))
    reasons = {side: [spot.signature for spot in spots] for side, spots in found.reasons}
    assert reasons == {"strength": ["B1"], "risk": ["A1", "C4"], "own": []}
    assert [side for side, _ in found.reasons][0] == "strength"


def test_signs_from_two_sides_are_told_as_a_pattern() -> None:
    told = " ".join(of([FIRST], finding(FIRST, "A1"), finding(FIRST, "C4")).pattern)
    assert content().signatures["A1"].about in told
    assert "two sides" in told


def test_one_sign_alone_is_said_to_mean_little() -> None:
    assert "means little" in " ".join(of([FIRST], finding(FIRST)).pattern)


def test_what_has_gone_is_no_part_of_the_pattern_now() -> None:
    told = " ".join(of([FIRST, SECOND], finding(FIRST, "C4"), finding(SECOND, "B1", "strength")).pattern)
    assert content().signatures["C4"].about not in told


def test_what_has_turned_is_told_once_and_not_as_both_ways() -> None:
    told = " ".join(of([FIRST, SECOND], finding(FIRST), finding(SECOND, polarity="strength")).pattern)
    assert "turned" in told
    assert "both ways" not in told


def test_what_recurs_is_told_with_the_day_it_began() -> None:
    told = " ".join(of([FIRST, SECOND, THIRD], finding(FIRST), finding(THIRD)).pattern)
    assert "come up before" in told
    assert "4 March" in told


def test_own_words_stand_in_it_as_they_were_put() -> None:
    own = finding(FIRST, verdict="not_quite", correction="It is the pace")
    assert "It is the pace" in of([FIRST], own).pattern[0]


def test_missing_voices_are_those_nobody_named() -> None:
    found = of([FIRST], finding(FIRST, who_else="Members would."), finding(FIRST, "A1", who_else="The front line"))
    assert found.voices == ("front_line", "members")
    assert found.missing == ("partners", "families", "data")


@pytest.mark.parametrize(("standing", "first"), [("prevention", "early_warning"), ("after", "support")])
def test_the_situation_decides_what_is_looked_at_and_asked_first(standing: Standing, first: str) -> None:
    signatures = [*LOOK_FIRST["prevention"], *LOOK_FIRST["after"]]
    found = combined(held([FIRST], [finding(FIRST, signature) for signature in signatures]), standing)
    assert {spot.signature for spot in found.first} == set(LOOK_FIRST[standing])
    assert [question.about for question in found.questions] == [
        first,
        "support" if first != "support" else "early_warning",
    ]


def test_the_situation_does_not_change_the_pattern() -> None:
    kept = many(30)
    assert combined(kept, "after").pattern == combined(kept, "prevention").pattern


def test_a_question_that_was_asked_gives_way_to_one_that_fits_as_well() -> None:
    kept = held([FIRST], [])
    before = combined(kept).questions[0]
    asked = Answer("w", FIRST.id, "wicked", "Both.", SPRING, before.id)
    again = combined(Held(kept.all_reflections, (asked,), kept.all_findings, ()))
    assert again.questions[0] != before


def test_an_earlier_picture_combines_only_what_was_said_by_then() -> None:
    kept = held([FIRST, SECOND], [finding(FIRST, "A1"), finding(SECOND, "C4")])
    picture = picture_of(kept.reflections(), kept.findings(), SPRING)
    assert content().signatures["C4"].about not in " ".join(what_combines(picture, kept, content()).pattern)
