"""Names as they are written in English councils, and what only looks like one."""

from __future__ import annotations

import pytest

from bot.understanding.names import find_names, mask_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cllr Okafor's been to every panel.", ["Okafor"]),
        ("I spoke to young Jayden and his mum on Tuesday.", ["Jayden"]),
        ("Mrs P rang again about the transport.", ["P"]),
        ("Met JB, agreed plan. K.M. to chase.", ["JB", "K.M."]),
        ("cllr okafor never turns up", ["okafor"]),
        ("My AD, Priti Sharma, is leaving in June.", ["Priti Sharma"]),
        ("Dr. Aisha Khan-Smith, our designated doctor", ["Aisha Khan-Smith"]),
        ("Will Harris said he would.", ["Will Harris"]),
        ("DI Fletcher chairs it.", ["Fletcher"]),
        ("The chief exec, Tom, and the leader, Councillor Begum", ["Tom", "Begum"]),
    ],
)
def test_names_are_found_without_title_or_possessive(text: str, names: list[str]) -> None:
    assert [span.text for span in find_names(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "The Munro review said as much.",
        "We read Laming and then Munro and nothing changed.",
        "Ofsted came to Kent in March and Prevent was fine.",
        "Leeds and Slough took different roads.",
        "Our DCS told the LADO.",
        "The home on Alder Close is run by Barnardo's.",
        "By the grace of God. Mark my words; may I ask why?",
        "A Reg 44 visitor came before Christmas Eve.",
        "",
    ],
)
def test_bodies_places_titles_and_reports_are_left(text: str) -> None:
    assert find_names(text) == ()


def test_masking_keeps_the_rest_of_the_sentence() -> None:
    assert mask_names("Cllr Okafor's late, so is Priti.") == "Cllr [name]'s late, so is [name]."


def test_spans_point_into_the_text() -> None:
    text = "I rang Denise, then Mr Patel."
    assert all(text[s.start : s.end] == s.text for s in find_names(text))
