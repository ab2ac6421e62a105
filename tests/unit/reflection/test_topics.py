"""What a few words name."""

from __future__ import annotations

import pytest

from bot.reflection.topics import named_domain, named_knowledge, named_quality, named_signature
from tests.unit.reflection.fakes import content


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("switch to culture", "culture"),
        ("let's do governance please", "governance"),
        ("the system design one", "system_design"),
        ("sustaining improvement", "sustainability"),
        ("sustainability", "sustainability"),
        ("change topic", None),
    ],
)
def test_areas(text: str, domain: str | None) -> None:
    assert named_domain(text, content()) == domain


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("supervision", "C4"), ("audits", "C4"), ("agency staff", "C7"), ("data", "C8"), ("partners", "B1"),
        ("extremism", "B4"), ("section 114", "A5"), ("early warning", "C6"), ("something else entirely", None),
    ],
)  # fmt: skip
def test_signatures(text: str, signature: str | None) -> None:
    assert named_signature(text, content()) == signature


def test_every_signature_is_named_by_its_title() -> None:
    for id, signature in content().signatures.items():
        assert named_signature(signature.title, content()) == id


def test_every_quality_is_named_by_its_name() -> None:
    for quality in content().qualities.values():
        found = named_quality(quality.name, content())
        assert found is not None and found.name == quality.name


def test_knowledge_is_named_by_whole_words() -> None:
    for id, entry in content().knowledge.items():
        assert named_knowledge(f"What is {entry.names[0]}?", content()) == id
    assert named_knowledge("unrelated words", content()) is None
