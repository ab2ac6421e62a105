"""What the safety texts, notices, scenarios and knowledge must and must not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.library import Content
from bot.content.support_models import SafetyText

FILES = Path(__file__).resolve().parents[3] / "content"


def whole(text: SafetyText) -> str:
    contacts = (f"{one.name} {one.how}" for one in text.contacts)
    return " ".join((*text.text, *contacts, *text.after))


def test_a_leader_in_crisis_is_told_where_help_is_and_asked_nothing(content: Content) -> None:
    said = whole(content.safety.leader_in_crisis)
    for number in ("999", "111, option 2", "116 123", "85258"):
        assert number in said
    assert "software" in said
    assert "?" not in said


def test_a_child_unsafe_now_comes_before_everything(content: Content) -> None:
    first = content.safety.child_at_risk.text[0]
    assert "999" in first and "?" not in whole(content.safety.child_at_risk)
    said = whole(content.safety.child_at_risk)
    for part in (
        "front door",
        "emergency duty team",
        "Nobody is watching",
        "five working days",
        "fifteen working days",
    ):
        assert part in said


def test_professional_talk_gets_one_question_at_most(content: Content) -> None:
    assert whole(content.safety.professional).count("?") == 1
    assert content.safety.professional.contacts == ()


def test_there_is_an_answer_for_all_that_is_out_of_scope(content: Content) -> None:
    expected = {"inspection_forecast", "legal_advice", "case_advice", "gossip", "whistleblowing"}
    assert set(content.safety.out_of_scope) == expected
    said = whole(content.safety.out_of_scope["whistleblowing"])
    assert "020 3117 2520" in said and "0800 028 0285" in said


def _all_texts(content: Content) -> Iterator[SafetyText]:
    safety = content.safety
    yield from (safety.leader_in_crisis, safety.child_at_risk, safety.professional, *safety.out_of_scope.values())


def test_no_opening_hours_are_printed(content: Content) -> None:
    hours = re.compile(r"\b\d{1,2}\s?(am|pm)\b|\b\d{1,2}:\d\d\b|Monday|weekdays", re.IGNORECASE)
    for text in _all_texts(content):
        assert not hours.search(whole(text))


@pytest.mark.parametrize("channel", ["web", "terminal", "slack", "teams"])
def test_each_notice_can_be_read_before_starting_and_says_what_matters(channel: str, content: Content) -> None:
    notice = content.notices[channel]
    said, more = " ".join(notice.text), " ".join(notice.more)
    assert len(said.split()) <= 170
    assert notice.version.startswith(f"{channel}-")
    for part in ("software", "nobody is watching", "{controller}", "{retention_months}", "encrypted", "children"):
        assert part in said
    for part in ("Freedom of information", "{complaints}", "{contact}"):
        assert part in more


@pytest.mark.parametrize("channel", ["slack", "teams"])
def test_workplace_channels_say_who_else_can_read(channel: str, content: Content) -> None:
    said = " ".join(content.notices[channel].text)
    for part in ("keep", "search", "export", "can't erase", "{web_address}", "the service holds the key"):
        assert part in said


def test_the_web_notice_names_the_phrase_the_workplace_and_keeping_nothing(content: Content) -> None:
    said = " ".join(content.notices["web"].text)
    for part in ("six words", "work device or network", "keep nothing"):
        assert part in said


def test_seven_situations_are_acknowledged_and_two_are_not(content: Content) -> None:
    assert list(content.scenarios) == [f"S{number}" for number in range(1, 10)]
    unseen = [id for id, row in content.scenarios.items() if not row.acknowledged]
    assert unseen == ["S8", "S9"]
    assert all(row.local_government_help_2009 for row in content.scenarios.values())


def test_knowledge_is_two_to_five_sentences_with_names_of_its_own(content: Content) -> None:
    names = [name.lower() for entry in content.knowledge.values() for name in entry.names]
    assert len(names) == len(set(names))
    for entry in content.knowledge.values():
        sentences = re.findall(r"[.?!](?:\s|$)", entry.text)
        assert 2 <= len(sentences) <= 5, entry.id


@pytest.mark.parametrize(
    "entry",
    ["ilacs", "sector_led_improvement", "riia", "peer_challenge", "section_114", "working_together", "masa",
     "agency_rules", "prevent", "four_domains", "three_categories", "signatures_of_risk", "paper_2014", "paper_2009",
     "canary"],
)  # fmt: skip
def test_what_leaders_are_likely_to_ask_about_is_there(entry: str, content: Content) -> None:
    assert entry in content.knowledge


@pytest.mark.parametrize("name", ["routes", "scenarios", "safety", "notices", "knowledge", "speech/turn"])
def test_the_tone_is_calm(name: str) -> None:
    text = (FILES / f"{name}.yml").read_text(encoding="utf-8")
    assert "!" not in text
    assert not re.search(r"\b(signature|polarity|intent)s?\b(?!( of risk|:))", _prose(text)), name


def _prose(text: str) -> str:
    """Without comments, keys and ids."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return "\n".join(re.sub(r"^\s*(- )?[a-z_0-9]+:( \[.*\])?", "", line) for line in lines)
