"""The content files and what each holds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.content.models import (
    Category,
    Coaching,
    DomainRecord,
    Keyed,
    KnowledgeEntry,
    Paper,
    Record,
    Signature,
    Slug,
    WickedQuestion,
)
from bot.content.support_models import Notice, Route, Safety, Scenario


class PapersFile(Record):
    """papers.yml"""

    papers: Annotated[dict[Slug, Paper], Keyed]


class SignaturesFile(Record):
    """signatures.yml"""

    categories: Annotated[dict[str, Category], Keyed]
    signatures: Annotated[dict[str, Signature], Keyed]


class DomainsFile(Record):
    """domains.yml"""

    domains: Annotated[dict[str, DomainRecord], Keyed]


class WickedFile(Record):
    """wicked.yml"""

    questions: Annotated[dict[str, WickedQuestion], Keyed]


class CoachingFile(Coaching):
    """coaching.yml"""


class ScenariosFile(Record):
    """scenarios.yml"""

    scenarios: Annotated[dict[str, Scenario], Keyed]


class RoutesFile(Record):
    """routes.yml"""

    routes: Annotated[dict[str, Route], Keyed, Field(min_length=1)]


class SafetyFile(Safety):
    """safety.yml"""


class NoticesFile(Record):
    """notices.yml"""

    notices: Annotated[dict[str, Notice], Keyed]


class KnowledgeFile(Record):
    """knowledge.yml"""

    knowledge: Annotated[dict[str, KnowledgeEntry], Keyed]


class PlaceholdersFile(Record):
    """speech/placeholders.yml: each name that may stand in braces in a sentence, and what it holds."""

    placeholders: dict[Slug, str]


FILES: dict[str, type[Record]] = {
    "papers.yml": PapersFile,
    "signatures.yml": SignaturesFile,
    "domains.yml": DomainsFile,
    "wicked.yml": WickedFile,
    "coaching.yml": CoachingFile,
    "scenarios.yml": ScenariosFile,
    "routes.yml": RoutesFile,
    "safety.yml": SafetyFile,
    "notices.yml": NoticesFile,
    "knowledge.yml": KnowledgeFile,
    "speech/placeholders.yml": PlaceholdersFile,
}
