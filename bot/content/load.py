"""Reads content/ into records; whatever does not fit is told with file, line and mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from bot.content import files
from bot.content.errors import ContentError, Problem
from bot.content.library import Content, frozen
from bot.content.models import Record
from bot.content.pages import Page, Where, read_page
from bot.content.reasons import problem_from
from bot.content.speech import KEY, Speech

R = TypeVar("R", bound=Record)


@dataclass
class Loaded:
    """The content with the pages it came from, for checks that must name a line."""

    pages: dict[str, Page] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    speech_at: dict[str, tuple[Page, Where]] = field(default_factory=dict)
    placeholders: frozenset[str] = frozenset()
    content: Content | None = None

    def complete(self) -> Content:
        """The content; raises ContentError where something could not be read."""
        if self.content is None:
            raise ContentError(self.problems)
        return self.content


def read_all(folder: Path) -> Loaded:
    """Read every file in the folder. Problems are gathered, so that one run shows them all."""
    loaded = Loaded()
    reader = _Reader(folder, loaded)
    for name, model in files.FILES.items():
        reader.read(name, model)
    loaded.problems += reader.strays()
    speech = reader.speech()
    if not loaded.problems:
        loaded.content = _content(reader, speech)
    return loaded


def _content(reader: _Reader, speech: Speech) -> Content:
    signatures, domains = reader.record(files.SignaturesFile), reader.record(files.DomainsFile).domains
    prompts = (prompt for domain in domains.values() for prompt in domain.prompts)
    qualities = (quality for domain in domains.values() for quality in domain.qualities)
    return Content(
        papers=frozen(reader.record(files.PapersFile).papers),
        categories=frozen(signatures.categories),
        signatures=frozen(signatures.signatures),
        domains=frozen(domains),
        prompts=frozen({prompt.id: prompt for prompt in prompts}),
        qualities=frozen({quality.id: quality for quality in qualities}),
        wicked=frozen(reader.record(files.WickedFile).questions),
        coaching=reader.record(files.CoachingFile),
        scenarios=frozen(reader.record(files.ScenariosFile).scenarios),
        routes=frozen(reader.record(files.RoutesFile).routes),
        safety=reader.record(files.SafetyFile),
        notices=frozen(reader.record(files.NoticesFile).notices),
        knowledge=frozen(reader.record(files.KnowledgeFile).knowledge),
        speech=speech,
    )


@dataclass(frozen=True)
class _Reader:
    folder: Path
    loaded: Loaded
    records: dict[type[Record], Record] = field(default_factory=dict)

    def record(self, model: type[R]) -> R:
        """The file of this kind, which has been read without a problem."""
        return cast(R, self.records[model])

    def read(self, name: str, model: type[R]) -> None:
        """Read one file as its record, or note the problems."""
        page = self.page(name)
        if page is None:
            return
        try:
            self.records[model] = model.model_validate(page.data)
        except ValidationError as error:
            self.loaded.problems += [problem_from(page, model, part) for part in error.errors()]

    def page(self, name: str) -> Page | None:
        """One file as plain data, or None with the problem noted."""
        try:
            page = read_page(self.folder / name, f"{self.folder.name}/{name}")
        except ContentError as error:
            self.loaded.problems += error.problems
            return None
        self.loaded.pages[name] = page
        return page

    def strays(self) -> Iterator[Problem]:
        """Files that nobody reads, which is how a misspelt name would go unnoticed."""
        for path in sorted([*self.folder.glob("*.y*ml"), *self.folder.glob("speech/*.yaml")]):
            if path.name not in files.FILES:
                mend = f"give it one of these names, or take it out: {', '.join(files.FILES)}."
                name = path.relative_to(self.folder.parent).as_posix()
                yield Problem(name, 1, "Canary doesn't read this file.", mend)

    def speech(self) -> Speech:
        """All speech files as one set of sentences."""
        if files.PlaceholdersFile in self.records:
            self.loaded.placeholders = frozenset(self.record(files.PlaceholdersFile).placeholders)
        wordings: dict[str, tuple[str, ...]] = {}
        for path in sorted((self.folder / "speech").glob("*.yml")):
            name = f"speech/{path.name}"
            page = self.page(name) if name not in files.FILES else None
            if page is not None:
                self._add_sentences(page, wordings)
        return Speech.of(wordings)

    def _add_sentences(self, page: Page, wordings: dict[str, tuple[str, ...]]) -> None:
        for key, where, value in _sentences(page.data, ()):
            problem = _sentence_problem(page, key, where, value)
            if problem is None and key in wordings:
                there, at = self.loaded.speech_at[key]
                what = f"The sentence '{key}' stands also in {there.file}, line {there.line(at)}."
                problem = page.problem(where, what, "keep one of the two.")
            if problem is not None:
                self.loaded.problems.append(problem)
                continue
            wordings[key] = (value.strip(),) if isinstance(value, str) else tuple(text.strip() for text in value)
            self.loaded.speech_at[key] = (page, where)


def _sentences(data: Any, where: Where) -> Iterator[tuple[str, Where, Any]]:
    """Every sentence with its dotted key; groups may be nested or written with dots."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from _sentences(value, (*where, name))
    else:
        yield ".".join(str(part) for part in where), where, data


def _sentence_problem(page: Page, key: str, where: Where, value: object) -> Problem | None:
    texts = value if isinstance(value, list) else [value]
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        mend = "write a text, or a list of texts, in quotes where one looks like a number or a yes or no."
        return page.problem(where, f"'{key}' holds no text.", mend)
    if not KEY.match(key):
        mend = "use small letters, digits and _, in at least two parts with a dot between."
        return page.problem(where, f"'{key}' is not a name for a sentence.", mend)
    return None
