"""Old and new names: every one leads to what is there today."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.library import Content
from bot.support import explain


def test_every_name_and_alias_resolves_to_its_own_route(content: Content) -> None:
    for route in content.routes.values():
        for name in (route.name, *route.aliases):
            for asked in (name, name.lower(), f"What do you know about {name}?"):
                found = explain(asked, content)
                assert found is not None, asked
                assert found.route.id == route.id, asked


def test_no_name_is_given_to_two_routes(content: Content) -> None:
    names = [name for route in content.routes.values() for name in {n.lower() for n in (route.name, *route.aliases)}]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_everything_that_has_ended_says_what_became_of_it_and_leads_on(content: Content) -> None:
    ended = [route for route in content.routes.values() if route.status == "ended"]
    assert len(ended) >= 14
    for route in ended:
        found = explain(route.name, content)
        assert found is not None and found.ended
        assert found.paragraphs == (route.what, route.what_became)
        assert [one.id for one in found.instead] == list(route.replaced_by)
        assert all(one.status != "ended" for one in found.instead)


@pytest.mark.parametrize(
    ("asked", "route", "instead"),
    [
        ("RIEP", "riep", ["riia", "lga_principal_adviser"]),
        ("What happened to the RIEPs?", "riep", ["riia", "lga_principal_adviser"]),
        ("what is a riep", "riep", ["riia", "lga_principal_adviser"]),
        ("Tell me what the RIEP did in 2010", "riep", ["riia", "lga_principal_adviser"]),
        ("IDeA", "idea", ["lga_principal_adviser"]),
        ("the Audit Commission", "audit_commission", ["external_auditor"]),
        ("District Audit", "district_audit", ["external_auditor"]),
        ("Standards Board", "standards_board", ["monitoring_officer"]),
        ("do Government Offices still exist?", "government_offices", []),
        ("who chairs the LSCB now?", "lscb", ["safeguarding_partners"]),
        ("Children\u2019s Improvement Board", "cib", ["riia", "lga_childrens_adviser"]),
        ("Virtual Staff College", "virtual_staff_college", ["staff_college"]),
        ("the College of Social Work", "college_of_social_work", ["basw"]),
        ("NLEs", "leaders_of_education", []),
        ("SWAP", "swap", ["riia"]),
        ("IDeA Regional Associates", "idea_regional_associate", ["lga_principal_adviser"]),
        ("LGA Improvement Board", "lga_improvement_board", ["lga_member_peers", "lga_principal_adviser"]),
        ("tell me about Protect", "protect", []),
        ("who is my monitoring officer", "monitoring_officer", []),
        ("what is the s151 officer", "finance_officer", []),
        ("What does an LGA corporate peer challenge cost a council?", "lga_corporate_peer_challenge", []),
    ],
)
def test_asked_as_people_ask(asked: str, route: str, instead: list[str], content: Content) -> None:
    found = explain(asked, content)
    assert found is not None
    assert found.route.id == route
    assert [one.id for one in found.instead] == instead


@pytest.mark.parametrize(
    "asked",
    [
        "can I swap to culture?",
        "how do we protect children",
        "how could we prevent this",
        "I had an idea about audits",
        "what is the weather like",
        "",
        "?",
        "the",
    ],
)
def test_everyday_words_are_no_names(asked: str, content: Content) -> None:
    assert explain(asked, content) is None


def test_a_route_of_today_says_how_to_start(content: Content) -> None:
    found = explain("Protect", content)
    assert found is not None and not found.ended
    assert found.paragraphs == (found.route.what, found.route.how_to_start)


@given(asked=st.text(max_size=200))
def test_any_text_may_be_asked(content: Content, asked: str) -> None:
    found = explain(asked, content)
    assert found is None or found.route.id in content.routes
