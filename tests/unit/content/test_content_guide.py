"""The guide for editors names every file and every field that there is."""

from __future__ import annotations

from typing import get_args

import pytest
import yaml

from bot.content import models, support_models
from bot.content.check import ROOT
from bot.content.files import FILES
from bot.content.models import Record

GUIDE = (ROOT / "docs" / "content-guide.md").read_text(encoding="utf-8")
GIVEN = {"id", "domain"}  # put in while reading, or explained as the word at the left
FIELDS = sorted(
    {
        (kind.__name__, name)
        for module in (models, support_models)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Record)
        for name in kind.model_fields
        if name not in GIVEN
    }
)


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_in_the_guide(name: str) -> None:
    assert name in GUIDE


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_every_field_is_in_the_guide(kind: str, name: str) -> None:
    assert f"{name}:" in GUIDE or f"`{name}`" in GUIDE, f"{kind}.{name}"


@pytest.mark.parametrize("tag", get_args(support_models.UnsafeWhen) + get_args(support_models.WhoHears))
def test_every_allowed_word_is_in_the_guide(tag: str) -> None:
    assert tag in GUIDE


@pytest.mark.parametrize("name", sorted(support_models.NOTICE_VALUES))
def test_every_placeholder_of_a_notice_is_in_the_guide(name: str) -> None:
    assert f"{{{name}}}" in GUIDE


def test_the_examples_are_yaml() -> None:
    blocks = [block.split("\n```")[0] for block in GUIDE.split("```yaml\n")[1:]]
    assert len(blocks) >= 8
    for block in blocks:
        yaml.safe_load(block)
