"""Checks of routes, notices and speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.checks import WEB
from bot.content.errors import Problem
from bot.content.load import Loaded
from bot.content.speech import PLACEHOLDER
from bot.content.support_models import NOTICE_VALUES, Route

_NAME = re.compile(r"^[a-z][a-z0-9_]*$")
_LIVE_NEEDS = ("who_for", "who_hears", "how_to_start")


def routes(loaded: Loaded) -> Iterator[Problem]:
    """A route that can be offered says what a leader must know; an ended one says what became of it."""
    page = loaded.pages["routes.yml"]
    for route in loaded.complete().routes.values():
        where = ("routes", route.id)
        for what, mend in _ended(loaded, route) if route.status == "ended" else _offered(route):
            yield page.problem(where, what, mend)
        if not route.source.startswith(WEB):
            mend = "give the address of the page it was read on."
            yield page.problem((*where, "source"), "The source of a route is not a web address.", mend)


def _offered(route: Route) -> Iterator[tuple[str, str]]:
    for name in _LIVE_NEEDS:
        if not getattr(route, name):
            yield f"'{name}' is missing for a route that can be offered.", f"add a line '{name}:' to this entry."
    if route.replaced_by or route.nothing_replaced_it:
        yield "A route that goes on has been replaced.", "write 'status: ended', or take out 'replaced_by'."


def _ended(loaded: Loaded, route: Route) -> Iterator[tuple[str, str]]:
    if not route.what_became:
        yield "A route has ended without a word on what became of it.", "add a line 'what_became:'."
    if bool(route.replaced_by) == route.nothing_replaced_it:
        yield (
            "An ended route does not say what took its place.",
            "add 'replaced_by:' with ids from routes.yml, or 'nothing_replaced_it: true'.",
        )
    if route.signatures:
        yield "A route that has ended is offered for signatures.", "take out 'signatures'; give them to its successor."
    known = loaded.complete().routes
    for id in route.replaced_by:
        if id in known and known[id].status == "ended":
            yield f"'{id}', which took its place, has ended too.", "name the route that is there today."


def scenarios(loaded: Loaded) -> Iterator[Problem]:
    """No scenario offers a route that has ended."""
    content, page = loaded.complete(), loaded.pages["scenarios.yml"]
    for scenario in content.scenarios.values():
        for place, id in enumerate(scenario.routes):
            if id in content.routes and content.routes[id].status == "ended":
                after = " or ".join(content.routes[id].replaced_by) or "another route"
                where = ("scenarios", scenario.id, "routes", place)
                yield page.problem(where, f"The route '{id}' has ended.", f"offer {after} instead.")


def notices(loaded: Loaded) -> Iterator[Problem]:
    """Notices use only the placeholders that are filled for them."""
    page = loaded.pages["notices.yml"]
    for where, text in page.texts():
        for name in PLACEHOLDER.findall(text):
            if name not in NOTICE_VALUES:
                mend = f"known here: {', '.join(sorted(NOTICE_VALUES))}."
                yield page.problem(where, f"The placeholder {{{name}}} is not known.", mend)


def speech(loaded: Loaded) -> Iterator[Problem]:
    """Sentences use only placeholders that are listed, and braces for nothing else."""
    for key, (page, where) in loaded.speech_at.items():
        for text in loaded.complete().speech.wordings[key]:
            for name in PLACEHOLDER.findall(text):
                if name not in loaded.placeholders:
                    mend = "correct its spelling, or add it to speech/placeholders.yml if the code gives it."
                    yield page.problem(where, f"The placeholder {{{name}}} in '{key}' is not known.", mend)
            if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
                yield page.problem(where, f"A brace in '{key}' has no partner.", "write placeholders as {name}.")


def placeholder_names(loaded: Loaded) -> Iterator[Problem]:
    """Placeholders have plain names and say what they hold."""
    page = loaded.pages["speech/placeholders.yml"]
    for name in loaded.placeholders:
        if not _NAME.match(name) or name in ("key", "pick", "self"):
            yield page.problem(("placeholders", name), f"'{name}' cannot be a placeholder.", "choose a plain name.")
