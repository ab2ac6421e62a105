"""What stands in the picture, how heavy, and what has changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.report.layout import BY_BAND, PLACES
from bot.report.picture import Mark, Picture, picture_of
from tests.unit.report.made import AUTUMN, NOW, SPRING, SUMMER, content, finding, many, reflection

SPRING_CULTURE = reflection("spring", SPRING)
SUMMER_CULTURE = reflection("summer", SUMMER)
AUTUMN_GOVERNANCE = reflection("autumn", AUTUMN, "governance")


def marks(picture: Picture, signature: str = "C4") -> dict[str, Mark]:
    spot = next(spot for spot in picture.spots if spot.signature == signature)
    return {mark.side: mark for mark in spot.marks}


def test_every_signature_has_one_place_in_the_band_of_its_category() -> None:
    assert tuple(PLACES) == tuple(content().signatures)
    assert len(set(PLACES.values())) == 17
    for signature, (_, y) in PLACES.items():
        band = next(band for band in BY_BAND if band.category == signature[0])
        assert band.top < y < band.top + band.height


def test_only_what_the_leader_stands_by_is_in_it() -> None:
    findings = [
        finding(SPRING_CULTURE, "A1"),
        finding(SPRING_CULTURE, "A2", verdict="open"),
        finding(SPRING_CULTURE, "A3", verdict="dropped"),
        finding(SPRING_CULTURE, "A4", verdict="not_quite"),
        finding(SPRING_CULTURE, "A5", verdict="not_quite", correction="It is the pace."),
        finding(SPRING_CULTURE, "B1", "strength", added_by_leader=True),
        finding(SPRING_CULTURE, "B2", None),
    ]
    picture = picture_of([SPRING_CULTURE], findings, NOW)
    assert [spot.signature for spot in picture.heard] == ["A1", "A5", "B1"]
    assert marks(picture, "A5")["own"].sights[0].quotes == ("It is the pace.",)
    assert marks(picture, "B1")["strength"].sights[0].added


def test_mixed_counts_on_both_sides() -> None:
    assert set(marks(picture_of([SPRING_CULTURE], [finding(SPRING_CULTURE, polarity="mixed")], NOW))) == {
        "risk",
        "strength",
    }


def test_weight_is_by_reflections_and_voices() -> None:
    twice = [finding(SPRING_CULTURE, who_else="Members would."), finding(SPRING_CULTURE, quote="Again, the same day")]
    later = finding(SUMMER_CULTURE, who_else="The data, and members")
    mark = marks(picture_of([SPRING_CULTURE, SUMMER_CULTURE], [*twice, later], NOW))["risk"]
    assert (mark.occasions, mark.size, mark.voices, mark.sources) == (2, 2, ("members", "data"), 3)
    assert len(mark.sights) == 3


def test_a_first_reflection_is_compared_with_nothing() -> None:
    picture = picture_of([SPRING_CULTURE], [finding(SPRING_CULTURE)], NOW)
    assert picture.since is None
    assert marks(picture)["risk"].change is None


def test_new_again_gone_and_resting() -> None:
    reflections = [SPRING_CULTURE, SUMMER_CULTURE]
    findings = [
        finding(SPRING_CULTURE, "C1"), finding(SUMMER_CULTURE, "C1"),
        finding(SPRING_CULTURE, "C2"),
        finding(SUMMER_CULTURE, "C3"),
    ]  # fmt: skip
    picture = picture_of(reflections, findings, NOW)
    assert {id: marks(picture, id)["risk"].change for id in ("C1", "C2", "C3")} == {
        "C1": "again",
        "C2": "gone",
        "C3": "new",
    }
    elsewhere = picture_of([SPRING_CULTURE, AUTUMN_GOVERNANCE], [*findings[:1], finding(AUTUMN_GOVERNANCE, "A1")], NOW)
    assert marks(elsewhere, "C1")["risk"].change == "resting"


def test_an_area_that_was_only_begun_again_makes_nothing_go() -> None:
    begun = reflection("begun", SUMMER, ended=False)
    picture = picture_of(
        [SPRING_CULTURE, begun, AUTUMN_GOVERNANCE], [finding(SPRING_CULTURE), finding(AUTUMN_GOVERNANCE, "A1")], NOW
    )
    assert marks(picture)["risk"].change == "resting"


def test_one_side_giving_way_to_the_other_has_turned() -> None:
    findings = [finding(SPRING_CULTURE), finding(SUMMER_CULTURE, polarity="strength")]
    spot = picture_of([SPRING_CULTURE, SUMMER_CULTURE], findings, NOW).heard[0]
    assert spot.turned
    assert spot.past == ("risk",)


def test_an_earlier_time_shows_nothing_that_came_later() -> None:
    reflections = [SPRING_CULTURE, SUMMER_CULTURE, AUTUMN_GOVERNANCE]
    findings = [finding(SPRING_CULTURE, "C1"), finding(SUMMER_CULTURE, "C2"), finding(AUTUMN_GOVERNANCE, "A1")]
    picture = picture_of(reflections, findings, SUMMER)
    assert [spot.signature for spot in picture.heard] == ["C1", "C2"]
    assert [touched.domain for touched in picture.touched] == ["culture"]
    assert picture.at == SUMMER


def test_then_and_now_compares_with_the_time_that_was_chosen() -> None:
    reflections = [SPRING_CULTURE, SUMMER_CULTURE, AUTUMN_GOVERNANCE]
    findings = [finding(SUMMER_CULTURE, "C2"), finding(AUTUMN_GOVERNANCE, "A1")]
    assert marks(picture_of(reflections, findings, NOW), "C2")["risk"].change == "resting"
    assert marks(picture_of(reflections, findings, NOW, SPRING), "C2")["risk"].change == "new"


def test_the_line_joins_what_the_latest_reflection_brought_up() -> None:
    findings = [finding(SPRING_CULTURE, "A1"), finding(SUMMER_CULTURE, "C4"), finding(SUMMER_CULTURE, "B2")]
    assert picture_of([SPRING_CULTURE, SUMMER_CULTURE], findings, NOW).together == ("B2", "C4")


def test_domains_touched_with_how_often_and_when() -> None:
    picture = picture_of([SPRING_CULTURE, SUMMER_CULTURE, reflection("mind", AUTUMN, None)], [], NOW)
    assert [(one.domain, one.times, one.last) for one in picture.touched] == [("culture", 2, SUMMER)]


@given(st.integers(0, 60), st.integers(0, 5), st.integers(0, 300))
def test_any_time_of_any_past_makes_a_whole_picture(number: int, seed: int, days: int) -> None:
    kept = many(number, seed)
    now = SPRING + timedelta(days=days)
    picture = picture_of(kept.reflections(), kept.findings(), now)
    assert [spot.signature for spot in picture.spots] == list(PLACES)
    for spot in picture.heard:
        for mark in spot.marks:
            assert 1 <= mark.occasions <= len(mark.sights)
            assert 1 <= mark.size <= 3
            assert (mark.change is None) == (picture.since is None)
            assert all(kept.reflections()[int(s.reflection_id[1:])].started_at <= now for s in mark.sights)


@pytest.mark.parametrize("number", [0, 1, 30, 300])
def test_the_order_of_records_does_not_matter(number: int) -> None:
    kept = many(number)
    turned = picture_of(reversed(kept.reflections()), kept.findings()[::-1], NOW)
    ordered = picture_of(kept.reflections(), kept.findings(), NOW)
    assert [(s.signature, [(m.side, m.occasions, m.change) for m in s.marks]) for s in turned.spots] == [
        (s.signature, [(m.side, m.occasions, m.change) for m in s.marks]) for s in ordered.spots
    ]
