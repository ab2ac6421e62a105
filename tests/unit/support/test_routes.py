"""Where a leader is sent: never to what has ended, never through whom they are worried about."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.library import Content
from bot.content.support_models import Route, UnsafeWhen
from bot.support import FIRST_OFFERED, Situation, ask_before, routes_for, still_to_ask
from bot.support.routes import OLD_AFTER, WIDENING, check_first

TODAY = date(2026, 11, 25)
SCENARIOS = tuple(f"S{number}" for number in range(1, 10))
SIGNATURES = (*(f"A{n}" for n in range(1, 6)), *(f"B{n}" for n in range(1, 5)), *(f"C{n}" for n in range(1, 9)))
PEOPLE: tuple[UnsafeWhen, ...] = get_args(UnsafeWhen)
ALL = 100


def offered(situation: Situation, content: Content, most: int = FIRST_OFFERED) -> list[str]:
    return [found.route.id for found in routes_for(situation, content, TODAY, most)]


def with_routes(content: Content, **changes: dict[str, Any]) -> Content:
    """The content with some routes changed."""
    routes = {**content.routes, **{id: content.routes[id].model_copy(update=new) for id, new in changes.items()}}
    return dataclasses.replace(content, routes=routes)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_gives_safe_live_routes_and_a_private_one(scenario: str, content: Content) -> None:
    found = routes_for(Situation(scenarios=(scenario,)), content, TODAY)
    assert len(found) == FIRST_OFFERED
    assert found[0].who_hears == ("private",)
    for one in found:
        assert one.route.status != "ended"
        assert one.scenarios == (scenario,)
        assert not set(content.scenarios[scenario].also_unsafe) & set(one.route.unsafe_when)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_every_signature_has_several_routes_of_which_one_was_confirmed(signature: str, content: Content) -> None:
    found = routes_for(Situation(signatures=(signature,)), content, date(2026, 6, 2))
    assert len(found) >= 3
    assert any(one.check_first is None for one in found)
    assert all(one.signatures == (signature,) for one in found)


@pytest.mark.parametrize("scenario", [*SCENARIOS, None])
def test_a_problem_with_the_chief_executive_never_leads_to_the_chief_executive(
    scenario: str | None, content: Content
) -> None:
    situation = Situation(scenarios=(scenario,) if scenario else (), signatures=SIGNATURES)
    found = offered(situation.told("chief_executive_is_problem", True), content, ALL)
    assert found
    for through_them in ("chief_executive", "statutory_officers", "council_leader", "lga_corporate_peer_challenge"):
        assert through_them not in found


def test_without_that_problem_the_chief_executive_is_offered(content: Content) -> None:
    assert "chief_executive" in offered(Situation(signatures=("A3",)), content)


def test_the_chief_officer_concerned_is_not_sent_to_those_who_act_for_the_council_as_employer(content: Content) -> None:
    situation = Situation(scenarios=("S3",)).told("i_am_the_chief_officer", True)
    found = offered(situation, content, ALL)
    assert "own_adviser" in offered(situation, content)
    for employers_side in ("chief_executive", "lga_employee_relations", "regional_employers"):
        assert employers_side not in found


def test_the_leader_of_the_council_is_left_out_when_the_politics_are_the_problem(content: Content) -> None:
    for scenario in ("S6", "S7"):
        found = offered(Situation(scenarios=(scenario,), signatures=("A1",)), content, ALL)
        assert "council_leader" not in found
        assert "lga_corporate_peer_challenge" not in found
    assert "lead_member" not in offered(Situation(scenarios=("S6",), signatures=("A1",)), content, ALL)
    assert "lead_member" in offered(Situation(scenarios=("S7",), signatures=("A1",)), content, ALL)


def test_who_may_be_the_problem_is_avoided_until_the_leader_says_not(content: Content) -> None:
    open_one = Situation(scenarios=("S3",))
    assert "chief_executive" not in offered(open_one, content, ALL)
    assert "lga_employee_relations" not in offered(open_one, content, ALL)
    cleared = open_one.told("chief_executive_is_problem", False).told("i_am_the_chief_officer", False)
    assert {"chief_executive", "lga_employee_relations"} <= set(offered(cleared, content, ALL))


def test_what_a_scenario_involves_by_nature_cannot_be_cleared(content: Content) -> None:
    cleared = Situation(scenarios=("S7",), signatures=("A3",)).told("chief_executive_is_problem", False)
    assert "chief_executive" not in offered(cleared, content, ALL)


def test_the_first_choice_is_short_and_private_comes_first(content: Content) -> None:
    found = routes_for(Situation(scenarios=SCENARIOS[:3], signatures=SIGNATURES), content, TODAY)
    assert len(found) == FIRST_OFFERED
    widest = [max(map(WIDENING.index, one.who_hears)) for one in found]
    assert widest == sorted(widest)


def test_a_private_route_is_kept_though_four_others_fit_better(content: Content) -> None:
    first_four = content.scenarios["S4"].routes[:4]
    hidden = with_routes(content, **{id: {"who_hears": ("lga",)} for id in first_four})
    assert offered(Situation(scenarios=("S4",)), hidden)[0] == "adcs_mentoring"


def test_more_than_four_on_request(content: Content) -> None:
    situation = Situation(scenarios=("S1",))
    assert len(offered(situation, content, ALL)) == len(content.scenarios["S1"].routes)
    assert set(offered(situation, content)) < set(offered(situation, content, ALL))


def test_two_scenarios_take_turns(content: Content) -> None:
    found = routes_for(Situation(scenarios=("S2", "S9")), content, TODAY)
    assert {id for one in found for id in one.scenarios} == {"S2", "S9"}


def test_the_route_that_fits_a_signature_best_is_among_the_first(content: Content) -> None:
    best = {"A1": "lead_member", "A5": "finance_officer", "B1": "safeguarding_partners", "B4": "prevent_channel"}
    best |= {
        "C1": "riia",
        "C4": "research_in_practice",
        "C7": "agency_rules",
        "C8": "alliance_data",
        "A2": "own_support",
    }
    for signature, route in best.items():
        assert route in offered(Situation(signatures=(signature,)), content)


def test_signatures_of_different_kinds_each_get_their_own(content: Content) -> None:
    found = offered(Situation(signatures=("A5", "C7", "B4")), content)
    assert {"finance_officer", "agency_rules", "prevent_channel"} <= set(found)


def test_nothing_at_hand_offers_nothing(content: Content) -> None:
    assert routes_for(Situation(), content, TODAY) == ()


def test_a_scenario_that_is_not_known_is_an_error(content: Content) -> None:
    with pytest.raises(KeyError):
        routes_for(Situation(scenarios=("S10",)), content, TODAY)


def test_a_route_of_another_region_is_not_offered(content: Content) -> None:
    local = with_routes(content, riia={"regions": ("North East",)})
    situation = Situation(scenarios=("S1",))
    assert "riia" not in offered(situation, local, ALL)
    assert "riia" not in offered(dataclasses.replace(situation, region="London"), local, ALL)
    assert "riia" in offered(dataclasses.replace(situation, region="North East"), local, ALL)


def test_staleness_is_said_after_six_months_and_not_before(content: Content) -> None:
    route = content.routes["riia"]
    assert route.status == "live"
    assert check_first(route, route.checked_on) is None
    assert check_first(route, route.checked_on + OLD_AFTER) is None
    assert check_first(route, route.checked_on + OLD_AFTER + timedelta(days=1)) == "old"


def test_the_chief_executive_is_asked_about_where_a_place_inside_runs_through_them(content: Content) -> None:
    for signature in SIGNATURES:
        situation = Situation(signatures=(signature,))
        inside = [one.route for one in routes_for(situation, content, TODAY) if one.route.who_hears == ("council",)]
        through = any("chief_executive_is_problem" in route.unsafe_when for route in inside)
        assert ask_before(situation, content, TODAY) == (("chief_executive_is_problem",) if through else ())
    assert ask_before(Situation(signatures=("B1",)), content, TODAY)
    assert not ask_before(Situation(signatures=("C4",)), content, TODAY)


@pytest.mark.parametrize("is_part", [True, False])
def test_who_was_asked_about_is_not_asked_about_again(content: Content, is_part: bool) -> None:
    told = Situation(signatures=("B1",)).told("chief_executive_is_problem", is_part)
    assert ask_before(told, content, TODAY) == ()
    assert ("chief_executive" in offered(told, content)) is not is_part


def test_a_scenario_says_itself_whom_to_ask_about(content: Content) -> None:
    for scenario in SCENARIOS:
        situation = Situation(scenarios=(scenario,))
        assert ask_before(situation, content, TODAY) == still_to_ask(situation, content)


def test_what_could_not_be_confirmed_says_so_however_new(content: Content) -> None:
    route = content.routes["dfe_partner_council"]
    assert check_first(route, route.checked_on) == "unsure"
    assert check_first(route, route.checked_on + timedelta(days=1000)) == "unsure"


situations = st.builds(
    Situation,
    scenarios=st.lists(st.sampled_from(SCENARIOS), max_size=3, unique=True).map(tuple),
    signatures=st.lists(st.sampled_from(SIGNATURES), max_size=6, unique=True).map(tuple),
    avoid=st.frozensets(st.sampled_from(PEOPLE)),
    cleared=st.frozensets(st.sampled_from(PEOPLE)),
)


@given(situation=situations, ended=st.integers(0, 2**32 - 1), most=st.integers(1, 12))
def test_never_ended_never_unsafe_never_too_many(content: Content, situation: Situation, ended: int, most: int) -> None:
    """Whatever the situation, and whichever routes an editor has since ended."""
    closed = [id for place, id in enumerate(content.routes) if ended >> (place % 32) & 1]
    now = with_routes(content, **{id: {"status": "ended"} for id in closed})
    found = routes_for(situation, now, TODAY, most)
    assert len(found) <= most
    assert len({one.route.id for one in found}) == len(found)
    for one in found:
        assert one.route.status != "ended"
        assert not situation.avoid & set(one.route.unsafe_when)
        assert one.scenarios or one.signatures
        assert one.who_hears


@given(situation=situations)
def test_a_private_route_comes_first_whenever_one_fits(content: Content, situation: Situation) -> None:
    everything = routes_for(situation, content, TODAY, ALL)
    first = routes_for(situation, content, TODAY)
    assert any(map(_private, everything)) == any(map(_private, first))
    assert first == () or _private(first[0]) or not any(map(_private, everything))


def _private(one: Any) -> bool:
    route: Route = one.route
    return route.who_hears == ("private",)
