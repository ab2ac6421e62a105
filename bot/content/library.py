"""Everything Canary knows, read once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from bot.content.models import (
    Category,
    Coaching,
    Domain,
    KnowledgeEntry,
    Paper,
    Prompt,
    Quality,
    Signature,
    WickedQuestion,
)
from bot.content.speech import Speech
from bot.content.support_models import Notice, Route, Safety, Scenario

T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """The whole content; every mapping is by id and in the order of its file."""

    papers: Mapping[str, Paper]
    categories: Mapping[str, Category]
    signatures: Mapping[str, Signature]
    domains: Mapping[str, Domain]
    prompts: Mapping[str, Prompt]
    qualities: Mapping[str, Quality]
    wicked: Mapping[str, WickedQuestion]
    coaching: Coaching
    scenarios: Mapping[str, Scenario]
    routes: Mapping[str, Route]
    safety: Safety
    notices: Mapping[str, Notice]
    knowledge: Mapping[str, KnowledgeEntry]
    speech: Speech


def frozen(records: Mapping[str, T]) -> Mapping[str, T]:
    """The same mapping, which nobody can change."""
    return MappingProxyType(dict(records))
