"""Names as they are written in English councils, and what only looks like one."""

from __future__ import annotations

import pytest

from bot.understanding.name_lists import FIRST_NAMES, NEVER_NAMES, SURNAMES, folded
from bot.understanding.names import find_names, mask_names, seems_to_name


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
        "Grace period ends on Friday. Bill payments go out monthly.",
        "Frank admissions of failure are rare, and penny pinching is not.",
        "The Dedicated Schools Grant and the Schools Bill",
        "We met in the Churchill Suite, then the Mandela Room.",
        "Turn left at Albert Road, past Amelia Street and Lady Jane Terrace.",
        "Stella ward is full and Elizabeth House is closing.",
        "Great Yarmouth, Milton Keynes and Bury St Edmunds share a provider.",
        "Six workers came from India and Zimbabwe, one from Chelsea.",
        "Storm Eunice took the roof off. Operation Ruby changed everything.",
        "It's Sarah's law that people quote, and Martha's rule.",
        "Every Tom, Dick and Harry has a view. Jack of all trades. Robbing Peter to pay Paul.",
        "Annex B. There were eleven. Neither was I. We left.",
        "Christmas Eve, New Year's Eve, April and June were quiet.",
        "Lunch was late. Attendance is 43%. Delay has been reduced.",
        "a councillor visited, and the superintendent. We were glad.",
        "will do, thanks. grace and favour housing, bill came to 4k",
        "Marks and Spencer gave to the Rosa Parks Academy. It's David and Goliath.",
        "By the grace of God. Mark my words; may I ask why?",
        "A Reg 44 visitor came before Christmas Eve.",
        "",
    ],
)
def test_bodies_places_titles_and_reports_are_left(text: str) -> None:
    assert find_names(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # every place where a name stands
        ("Farida's audit is late, Farida's audits always are.", ["Farida", "Farida"]),
        ("Dave from HR, Dave from finance, and the other Dave.", ["Dave", "Dave", "Dave"]),
        ("Parveen Akhtar wrote it. Akhtar stands by it.", ["Parveen Akhtar", "Akhtar"]),
        # initials
        ("HK and LB both refuse.", ["HK", "LB"]),
        ("HB will draft, JM to circulate.", ["HB", "JM"]),
        ("TC came at 10, FB at 12, neither signed.", ["TC", "FB"]),
        ("Spoke to VN and OD after core group", ["VN", "OD"]),
        ("LADO rang the DCS, and HR will chair.", []),
        ("Shaniqua T and Tyrell M went missing.", ["Shaniqua T", "Tyrell M"]),
        ("Met with J. Oduya (housing) and T. Brandt.", ["J. Oduya", "T. Brandt"]),
        # names from all over
        ("Oluwatoyin chairs the panel and Babajide takes the notes.", ["Oluwatoyin", "Babajide"]),
        ("Caoimhe, Tadhg and Siân were in the same class.", ["Caoimhe", "Tadhg", "Siân"]),
        ("Bogdan and Ionela want the baby home.", ["Bogdan", "Ionela"]),
        ("Deqa's brother met Xiaoyu and Harjinder.", ["Deqa", "Xiaoyu", "Harjinder"]),
        ("Ms de Souza and Mr van Dijk came to court.", ["de Souza", "van Dijk"]),
        # names that no list has, where only a person can stand
        ("I told Brivael to wait.", ["Brivael"]),
        ("My successor, Zelphine, starts in May.", ["Zelphine"]),
        ("Two managers, Brivael and Pauline, don't speak.", ["Brivael", "Pauline"]),
        # words that are names too
        ("Grace says the grace period is over.", ["Grace"]),
        ("Dawn runs the hub. Sue is on leave. Pat's off.", ["Dawn", "Sue", "Pat"]),
        ("Will, my deputy, keeps me honest. Mark Wilson doesn't.", ["Will", "Mark Wilson"]),
        ("June said so. April told her teacher.", ["June", "April"]),
        ("Met Grace, then India. Thanks Hope.", ["Grace", "India", "Hope"]),
        # a person beside a place or a report of the same name
        ("Amelia runs Amelia ward.", ["Amelia"]),
        ("Lord Laming was gracious, and the Laming report is still right.", ["Laming"]),
        ("Cllr Black and Mr White asked Susan Hill.", ["Black", "White", "Susan Hill"]),
        # surnames alone, and names without a capital
        ("The Hargreaves twins are back. O'Neill wants it in writing.", ["Hargreaves", "O'Neill"]),
        ("ask hargreaves, he knows. jayden's mum rang", ["hargreaves", "jayden"]),
        ("mark said it was fine", ["mark"]),
        ("Councillor Mrs Jones and Mr Justice Marston agreed.", ["Jones", "Marston"]),
        ("Spoke to tanya about the rota.", ["tanya"]),
        ("I rang Gaz and Shaz, then Bev.", ["Gaz", "Shaz", "Bev"]),
    ],
)
def test_people_are_told_from_what_looks_like_them(text: str, names: list[str]) -> None:
    assert [span.text for span in find_names(text)] == names


def test_the_lists_are_as_they_are_looked_up() -> None:
    """A name with an accent or a capital in the lists would never be found."""
    assert all(word == folded(word) for word in FIRST_NAMES | SURNAMES)
    assert folded("Zoë") in FIRST_NAMES and folded("Łukasz") in FIRST_NAMES and folded("O’Neill") in SURNAMES
    assert not SURNAMES & NEVER_NAMES


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Oluwaseun is off", True),
        ("told JT", True),
        ("Cllr Quill", True),
        ("the Munro review", False),
        ("Will do", False),
    ],
)
def test_naming_is_seen_without_a_model(text: str, named: bool) -> None:
    assert seems_to_name(text) is named


def test_masking_keeps_the_rest_of_the_sentence() -> None:
    assert mask_names("Cllr Okafor's late, so is Priti.") == "Cllr [name]'s late, so is [name]."


def test_spans_point_into_the_text() -> None:
    text = "I rang Denise, then Mr Patel."
    assert all(text[s.start : s.end] == s.text for s in find_names(text))
