"""Which routes to offer, in which order, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Final, Literal, get_args

from bot.content.library import Content
from bot.content.support_models import Route, UnsafeWhen, WhoHears
from bot.support.situation import Situation, infer_avoid, still_to_ask

FIRST_OFFERED = 4  # more at once is a list to file, not a choice to make
OLD_AFTER = timedelta(days=183)  # six months
WIDENING: tuple[WhoHears, ...] = get_args(WhoHears)  # from private to published, as the content model lists them
CheckFirst = Literal["old", "unsure"]
_CHIEF: Final = "chief_executive_is_problem"


@dataclass(frozen=True)
class OfferedRoute:
    """A route with the reasons for offering it, as ids, and whether to check it first and why."""

    route: Route
    scenarios: tuple[str, ...]
    signatures: tuple[str, ...]
    check_first: CheckFirst | None

    @property
    def who_hears(self) -> tuple[WhoHears, ...]:
        """The circles that would hear, narrowest first."""
        return tuple(sorted(self.route.who_hears, key=WIDENING.index))


def routes_for(
    situation: Situation, content: Content, today: date, most: int = FIRST_OFFERED
) -> tuple[OfferedRoute, ...]:
    """At most ``most`` places to turn, private ones first, then as more people would hear.

    Never one that has ended, never one that runs through someone who is, or may be, part of the difficulty.
    The best fits are chosen first; a private one is among them whenever there is one. A situation without scenario
    or signature has no routes. Raises KeyError for a scenario or route that the content does not know.
    """
    avoid = infer_avoid(situation, content)
    fitting = [content.routes[id] for id in _by_fit(situation, content)]
    safe = [route for route in fitting if _may_be_offered(route, avoid, situation.region)]
    chosen = _keeping_a_private_one(safe, most)
    return tuple(_offered(route, situation, content, today) for route in sorted(chosen, key=_reach))


def ask_before(situation: Situation, content: Content, today: date) -> tuple[UnsafeWhen, ...]:
    """Whom to ask about before routes are told: whoever the scenario may involve.

    Where there is no scenario that says so: the chief executive, if a place inside the council that would be offered
    runs through them.
    """
    if situation.scenarios or _CHIEF in situation.avoid | situation.cleared:
        return still_to_ask(situation, content)
    inside = (o for o in routes_for(situation, content, today) if o.who_hears == ("council",))
    return (_CHIEF,) if any(_CHIEF in one.route.unsafe_when for one in inside) else ()


def check_first(route: Route, today: date) -> CheckFirst | None:
    """Why a leader should check a route before relying on it, or None."""
    if route.status == "unsure":
        return "unsure"
    return "old" if today - route.checked_on > OLD_AFTER else None


def _by_fit(situation: Situation, content: Content) -> Iterable[str]:
    """Ids, best fit first, once each: the scenarios' routes, then the signatures', each taking its turn."""
    scenarios = [content.scenarios[id].routes for id in situation.scenarios]
    signatures = [_fitting(id, content) for id in situation.signatures]
    return dict.fromkeys((*_in_turn(scenarios), *_in_turn(signatures)))


def _fitting(signature: str, content: Content) -> list[str]:
    """The routes for a signature: a route lists first what it fits best, and the content's order settles the rest."""
    fitting = (route for route in content.routes.values() if signature in route.signatures)
    return [route.id for route in sorted(fitting, key=lambda route: route.signatures.index(signature))]


def _in_turn(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first of each row, then the second of each, and so on."""
    for rank in zip_longest(*rows):
        yield from (id for id in rank if id is not None)


def _may_be_offered(route: Route, avoid: frozenset[UnsafeWhen], region: str | None) -> bool:
    elsewhere = bool(route.regions) and region not in route.regions
    return route.status != "ended" and not elsewhere and avoid.isdisjoint(route.unsafe_when)


def _keeping_a_private_one(routes: list[Route], most: int) -> list[Route]:
    """The first ``most``, with the last giving way to a private one when there would be none."""
    chosen, private = routes[:most], [route for route in routes if _is_private(route)]
    if chosen and private and not any(map(_is_private, chosen)):
        chosen[-1] = private[0]
    return chosen


def _is_private(route: Route) -> bool:
    return route.who_hears == ("private",)


def _reach(route: Route) -> int:
    """How widely a route is heard: its widest circle."""
    return max(WIDENING.index(circle) for circle in route.who_hears)


def _offered(route: Route, situation: Situation, content: Content, today: date) -> OfferedRoute:
    return OfferedRoute(
        route=route,
        scenarios=tuple(id for id in situation.scenarios if route.id in content.scenarios[id].routes),
        signatures=tuple(id for id in situation.signatures if id in route.signatures),
        check_first=check_first(route, today),
    )
