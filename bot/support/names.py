"""What an old or new name stands for: "what happened to the RIEPs?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.library import Content
from bot.content.support_models import Route

_WORD = re.compile(r"[A-Za-z0-9]+(?:['\u2019][A-Za-z]+)?")
# The words around a name in a question; what is left when they are taken away is the name.
_AROUND = frozenset(
    "a about an and anything are be became become been by can could did do does exist exists explain for happened has"
    " have how i in is it know mean means now of on please say something stand stands still tell that the there"
    " they this to today us was were what whatever when where which who work works would me you my our your".split()
)


@dataclass(frozen=True)
class Explanation:
    """What a name stands for: the route, and for one that has ended the routes there are instead."""

    route: Route
    instead: tuple[Route, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether it is there no longer, and so is never to be offered."""
        return self.route.status == "ended"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What it does or did, and then how to start or what became of it."""
        then = self.route.what_became if self.ended else self.route.how_to_start
        return (self.route.what, then) if then else (self.route.what,)


def explain(asked: str, content: Content) -> Explanation | None:
    """The body or route that is asked about, by today's name or an old one; None when no name is known.

    ``asked`` is a name or a question with a name in it. A one-word name inside a longer question counts only as it
    is written in the content, because "protect", "swap" and "prevent" are everyday words too.
    """
    bare = _singular(" ".join(word for word in _words(asked) if word not in _AROUND))
    names = sorted(_names(content), key=lambda pair: -len(pair[0]))  # "LGA corporate peer challenge" before "LGA"
    for test in (_is_all_of, _stands_in):
        for name, route in names:
            if test(name, asked, bare):
                return Explanation(route, tuple(content.routes[id] for id in route.replaced_by))
    return None


def _names(content: Content) -> Iterator[tuple[str, Route]]:
    for route in content.routes.values():
        for name in (route.name, *route.aliases):
            yield name, route


def _is_all_of(name: str, asked: str, bare: str) -> bool:
    """The question holds nothing else than the name."""
    whole = _singular(" ".join(_words(name)))
    inner = _singular(" ".join(word for word in _words(name) if word not in _AROUND))
    return whole == _singular(" ".join(_words(asked))) or (inner != "" and inner == bare)


def _stands_in(name: str, asked: str, bare: str) -> bool:
    """The name is one part of the question."""
    words = _words(name)
    if len(words) == 1:
        return name in _WORD.findall(asked)
    return f" {' '.join(words)} " in f" {' '.join(_words(asked))} "


def _words(text: str) -> list[str]:
    return [word.replace("\u2019", "'").lower() for word in _WORD.findall(text)]


def _singular(text: str) -> str:
    """Without a last plural s, so that "RIEPs" and "RIEP" are one."""
    return text[:-1] if len(text) > 3 and text.endswith("s") else text
