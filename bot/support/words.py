"""A route in words, put together from the content's sentences."""

from __future__ import annotations

from bot.content.library import Content
from bot.content.support_models import Route
from bot.support.routes import WIDENING, OfferedRoute
from bot.support.situation import Situation


def in_words(offered: OfferedRoute, content: Content) -> tuple[str, ...]:
    """Everything a leader must know about an offered route, a paragraph each, its name first."""
    route = offered.route
    say = content.speech.say
    start = (say("turn.start", how=route.how_to_start),) if route.how_to_start else ()
    check = _check_first(offered, content)
    return (route.name, route.what, _because(offered, content), who_hears_in_words(route, content), *start, *check)


def who_hears_in_words(route: Route, content: Content) -> str:
    """Who would hear, narrowest circle first, with the route's own note."""
    circles = sorted(route.who_hears, key=WIDENING.index)
    hears = "; ".join(content.speech.say(f"turn.hears.{circle}") for circle in circles)
    said = content.speech.say("turn.who_hears", hears=hears)
    return f"{said} {route.hears_note}" if route.hears_note else said


def first_in_words(situation: Situation, content: Content) -> tuple[str, ...]:
    """What has to be said before any route: duties that have a clock."""
    firsts = (content.scenarios[id].first for id in situation.scenarios)
    return tuple(text for text in firsts if text)


def _because(offered: OfferedRoute, content: Content) -> str:
    """One reason, the scenario before the signature: more than one would read like an argument."""
    if offered.scenarios:
        return content.speech.say("turn.because.scenario", title=content.scenarios[offered.scenarios[0]].title)
    return content.speech.say("turn.because.signature", about=content.signatures[offered.signatures[0]].about)


def _check_first(offered: OfferedRoute, content: Content) -> tuple[str, ...]:
    if offered.check_first is None:
        return ()
    day = f"{offered.route.checked_on:%-d %B %Y}"
    return (content.speech.say(f"turn.check_first.{offered.check_first}", checked_on=day),)
