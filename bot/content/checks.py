"""Checks across files: what one record says of another must be true.

Each check takes what was loaded and yields the problems it found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from bot.content.errors import Problem
from bot.content.load import Loaded
from bot.content.pages import Page, Where

Check = Callable[[Loaded], Iterator[Problem]]
COACHING_MINIMUM = 5
WEB = ("https://", "http://")
_ID_FIELDS = {
    "signatures": ("signatures", "signatures.yml"),
    "routes": ("routes", "routes.yml"),
    "replaced_by": ("routes", "routes.yml"),
    "route": ("routes", "routes.yml"),
}
_HOLDERS = ("domains.yml", "wicked.yml", "scenarios.yml", "routes.yml", "knowledge.yml")


def unknown_ids(loaded: Loaded) -> Iterator[Problem]:
    """A signature or route is named that there is not."""
    known = {"signatures": loaded.complete().signatures, "routes": loaded.complete().routes}
    for name in _HOLDERS:
        page = loaded.pages[name]
        for where, text in page.texts():
            kind = _ID_FIELDS.get(str(_field_of(where)))
            if kind is not None and text not in known[kind[0]]:
                yield page.problem(where, f"'{text}' is not in {kind[1]}.", _another(text, known[kind[0]]))


def unknown_papers(loaded: Loaded) -> Iterator[Problem]:
    """A source is named that is neither in papers.yml nor a web address."""
    papers = loaded.complete().papers
    for page in (page for name, page in loaded.pages.items() if not name.startswith("speech/")):
        for where, text in page.texts():
            if _field_of(where) in ("source", "sources") and text not in papers and not text.startswith(WEB):
                mend = f"use an id from papers.yml ({', '.join(papers)}), or an address that begins with https://."
                yield page.problem(where, f"The source '{text}' is not known.", mend)


def coaching(loaded: Loaded) -> Iterator[Problem]:
    """Coaching questions belong to what exists, and everything has enough of them."""
    content, page = loaded.complete(), loaded.pages["coaching.yml"]
    for group, known in (("signatures", content.signatures), ("qualities", content.qualities)):
        written: Mapping[str, tuple[str, ...]] = getattr(content.coaching, group)
        for id in written.keys() - known.keys():
            yield page.problem((group, id), f"'{id}' is not one of the {group}.", _another(id, known))
        for id in known:
            count = len(set(written.get(id, ())))
            if count < COACHING_MINIMUM:
                mend = f"add different ones until there are {COACHING_MINIMUM}."
                yield page.problem((group, id), f"'{id}' has {count} coaching questions.", mend)


def prompts(loaded: Loaded) -> Iterator[Problem]:
    """Prompts and qualities have ids of their own, and together prompts touch every signature."""
    content, page = loaded.complete(), loaded.pages["domains.yml"]
    for part in ("prompts", "qualities"):
        yield from _doubled(page, part)
    touched = {id for prompt in content.prompts.values() for id in prompt.signatures}
    at = loaded.pages["signatures.yml"]
    for id in content.signatures.keys() - touched:
        mend = f"add {id} to the 'signatures' of a prompt in domains.yml that can bring it up."
        yield at.problem(("signatures", id), f"No prompt can touch {id}.", mend)


def signatures(loaded: Loaded) -> Iterator[Problem]:
    """Every signature has a category and somewhere to turn; its clauses can follow "a sign that"."""
    content, page = loaded.complete(), loaded.pages["signatures.yml"]
    helped = {id for route in content.routes.values() if route.status != "ended" for id in route.signatures}
    for id, signature in content.signatures.items():
        where: Where = ("signatures", id)
        if signature.category not in content.categories:
            yield page.problem(where, f"Category {signature.category} is missing.", "add it under 'categories'.")
        if id not in helped:
            mend = f"add {id} to the 'signatures' of a route in routes.yml that has not ended."
            yield page.problem(where, f"{id} has no route: nowhere to turn.", mend)
        for direction, clause in signature.asked_as:
            if clause.endswith((".", "?", "!")) or clause.startswith("that "):
                mend = "write it so that it can follow 'a sign that', without a full stop."
                yield page.problem((*where, "asked_as", direction), "This is not a clause.", mend)


def _doubled(page: Page, part: str) -> Iterator[Problem]:
    places: list[tuple[str, Where]] = []
    for domain, record in page.data["domains"].items():
        places += [(item["id"], ("domains", domain, part, place, "id")) for place, item in enumerate(record[part])]
    counts = Counter(id for id, _ in places)
    for id, where in places:
        if counts[id] > 1:
            yield page.problem(where, f"The id '{id}' is used more than once.", "give each an id of its own.")


def days(loaded: Loaded, today: date) -> Iterator[Problem]:
    """A day on which something was checked, or was true, cannot lie ahead."""
    for page in loaded.pages.values():
        for where, line_day in _days((), page.data):
            if where[-1] in ("checked_on", "as_of", "date") and line_day > today:
                mend = "write the day on which somebody really looked."
                yield page.problem(where, f"'{where[-1]}' lies in the future ({line_day}).", mend)


def _days(where: Where, data: object) -> Iterator[tuple[Where, date]]:
    if isinstance(data, date):
        yield where, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _days((*where, key), value)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _days((*where, place), value)


def _field_of(where: Where) -> object:
    """The name of the field that a text stands in, whether alone or in a list; None for a group's key."""
    names = [part for part in where if isinstance(part, str)]
    return names[-1] if names else None


def _another(text: str, known: Iterable[str]) -> str:
    """The advice to use a known id, with some that begin alike."""
    alike = [id for id in known if id.startswith(text[:3])]
    return f"use an id that is there{', such as ' + ', '.join(alike[:3]) if alike else ''}."
