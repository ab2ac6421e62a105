"""What Canary knows about children's services: signatures, domains, prompts, questions.

Every record is frozen and refuses fields it does not know, so that a misspelt field is found at start.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=3_000)]
SLUG, SIGNATURE = r"^[a-z][a-z0-9_]*$", r"^[ABC][1-9]$"
Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
SignatureId = Annotated[str, Field(pattern=SIGNATURE)]
PaperId = Slug
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class Record(BaseModel):
    """A frozen record that knows exactly its own fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def put_ids(records: Any) -> Any:
    """Give every record in a group its key as ``id``."""
    if not isinstance(records, Mapping):
        return records
    return {key: {**value, "id": key} if isinstance(value, Mapping) else value for key, value in records.items()}


Keyed = BeforeValidator(put_ids)


class Paper(Record):
    """A source that the content draws on. ``cite`` is how it is named to a leader."""

    id: PaperId
    title: Text
    by: Text
    year: Annotated[int, Field(ge=1990, le=2100)]

    @property
    def cite(self) -> str:
        return f"{self.title} ({self.by}, {self.year})"


class Category(Record):
    """One of the three groups of signatures; A is furthest from a leader's control, C nearest."""

    id: Literal["A", "B", "C"]
    title: Text
    meaning: Text
    control: Text


class BothWays(Record):
    """A clause for each direction, to follow "that could be a sign that" and "or is it more that".

    It starts small and ends without a full stop.
    """

    risk: Text
    strength: Text


class Signature(Record):
    """One of the 17 signatures, in words that a leader would use.

    ``title`` is a heading; ``about`` is what it is about, to follow "is that more about"; ``risk`` and
    ``strength`` say what each direction looks like; ``what_else`` has other explanations of the same words;
    ``listen_for`` and ``avoid`` are for mentors; ``year`` is when the source first named it.
    """

    id: SignatureId
    name: Slug
    title: Text
    about: Text
    risk: Text
    strength: Text
    asked_as: BothWays
    what_else: Texts
    listen_for: Texts
    avoid: Texts
    year: Literal[2013, 2021]
    sources: Annotated[tuple[PaperId, ...], Field(min_length=1)]

    @property
    def category(self) -> str:
        """A, B or C."""
        return self.id[0]


class Prompt(Record):
    """One open question, drawn from one behaviour that the source says successful leaders show.

    ``gentler`` is a second wording for when the first did not land; ``why`` answers "why do you ask?".
    """

    id: Slug
    domain: Slug
    behaviour: Text
    ask: Text
    gentler: Text
    why: Text
    source: PaperId
    signatures: Annotated[tuple[SignatureId, ...], Field(min_length=1)]


class Quality(Record):
    """What the source says leaders need in a domain."""

    id: Slug
    domain: Slug
    name: Text
    text: Text
    source: PaperId


def _put_domain(data: Any) -> Any:
    """Tell prompts and qualities which domain they stand in."""
    if not isinstance(data, Mapping):
        return data
    told = dict(data)
    for part in ("prompts", "qualities"):
        if isinstance(told.get(part), list):
            told[part] = [{**x, "domain": told.get("id")} if isinstance(x, Mapping) else x for x in told[part]]
    return told


class Domain(Record):
    """One of the four areas of a reflection, with its prompts in order."""

    id: Slug
    title: Text
    intro: Text
    source: PaperId
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]
    qualities: Annotated[tuple[Quality, ...], Field(min_length=1)]


class WickedQuestion(Record):
    """A question the source says to come back to; ``signatures`` are those it sits well beside."""

    id: Slug
    about: Literal["early_warning", "support"]
    ask: Text
    why: Text
    source: PaperId
    signatures: tuple[SignatureId, ...] = ()


class Coaching(Record):
    """Open questions for a leader alone or a mentor, by signature and by quality."""

    signatures: Mapping[SignatureId, Texts]
    qualities: Mapping[Slug, Texts]

    def for_signature(self, id: str) -> tuple[str, ...]:
        """The questions for a signature, in the order they are written."""
        return self.signatures[id]

    def for_quality(self, id: str) -> tuple[str, ...]:
        """The questions for a quality, in the order they are written."""
        return self.qualities[id]


class KnowledgeEntry(Record):
    """What Canary can say about a word or a body when asked "what do you know about X?".

    ``names`` are the ways people write it; ``source`` is a paper's id or an https address; ``as_of`` is the day
    on which the text was true.
    """

    id: Slug
    names: Texts
    text: Text
    source: Text
    as_of: date
    route: Slug | None = None


DomainRecord = Annotated[Domain, BeforeValidator(_put_domain)]
