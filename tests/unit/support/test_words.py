"""A route in words says who would hear, how to begin, and when to check first."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.library import Content
from bot.support import Situation, first_in_words, in_words, routes_for, who_hears_in_words

FRESH, LATER = date(2026, 6, 2), date(2027, 3, 1)


def the(id: str, situation: Situation, content: Content, today: date = FRESH) -> tuple[str, ...]:
    found = next(one for one in routes_for(situation, content, today, 100) if one.route.id == id)
    return in_words(found, content)


def test_an_offered_route_says_all_a_leader_must_know(content: Content) -> None:
    route = content.routes["neighbour_director"]
    said = the("neighbour_director", Situation(scenarios=("S1",)), content)
    assert said[:2] == (route.name, route.what)
    assert content.scenarios["S1"].title in said[2]
    assert "your region" in said[3] and (route.hears_note or "") in said[3]
    assert (route.how_to_start or "") in said[4]
    assert len(said) == 5


def test_an_old_one_names_the_day_it_was_looked_up(content: Content) -> None:
    last = the("neighbour_director", Situation(scenarios=("S1",)), content, LATER)[-1]
    assert "1 June 2026" in last and last.startswith("Check first")


def test_an_unsure_one_says_that_it_could_not_be_confirmed(content: Content) -> None:
    last = the("dfe_partner_council", Situation(scenarios=("S1",)), content)[-1]
    assert last.startswith("Check first") and "1 June" not in last


def test_a_route_for_a_sign_says_which(content: Content) -> None:
    said = the("prevent_channel", Situation(signatures=("B4",)), content)
    assert content.signatures["B4"].about in said[2]


def test_who_hears_begins_with_the_narrowest_circle(content: Content) -> None:
    said = who_hears_in_words(content.routes["external_auditor"], content)
    assert said.index("your council") < said.index("published")


def test_every_route_that_can_be_offered_can_be_said(content: Content) -> None:
    for route in content.routes.values():
        if route.status != "ended":
            assert who_hears_in_words(route, content)


def test_the_clocks_come_before_any_route_in_a_serious_incident(content: Content) -> None:
    said = " ".join(first_in_words(Situation(scenarios=("S5",)), content))
    assert "five working days" in said and "fifteen working days" in said
    assert first_in_words(Situation(scenarios=("S1",)), content) == ()


@pytest.mark.parametrize("circle", ["private", "council", "region", "lga", "government", "published"])
def test_every_circle_has_words(circle: str, content: Content) -> None:
    assert content.speech.say(f"turn.hears.{circle}")
