"""How far a leader has come in each area, and about how long what is left would take."""

from __future__ import annotations

from datetime import datetime

from bot.messages import Progress
from bot.reflection.pattern import day
from bot.reflection.state import State, Walk
from bot.reflection.world import Outcome, Say, World

MINUTES_A_QUESTION = 2
MINUTES_AFTER = 4  # going through what was heard, one question to sit with, one thing to do
SHORT = 3  # questions in a short walk


def minutes(questions: int) -> int:
    """About how long a walk with so many questions left takes."""
    return MINUTES_A_QUESTION * questions + MINUTES_AFTER


def progress(state: State) -> Progress | None:
    """How far the walk at hand has come; None outside one."""
    walk = state.walk
    if walk is None or walk.domain is None or not walk.plan:
        return None
    return Progress(walk.domain, len(walk.done), len(walk.plan), minutes(len(walk.left)))


def in_each_area(state: State, world: World) -> Say:
    """A line for each area: under way, talked about before, or not yet."""
    lines = "\n".join(f"- {_line(id, state, world)}" for id in world.content.domains)
    return Say("areas.so_far", {"lines": lines})


def tell(state: State, world: World) -> Outcome:
    """How far the leader is, for whoever asks."""
    return Outcome(state, (in_each_area(state, world),))


def _line(domain: str, state: State, world: World) -> str:
    title = world.content.domains[domain].title
    if walk := _under_way(domain, state):
        done, total, left = len(walk.done), len(walk.plan), minutes(len(walk.left))
        return world.speak("areas.under_way", domain=title, done=done, total=total, minutes=left)
    if before := _last_time(domain, world):
        return world.speak("areas.before", domain=title, date=day(before, world), minutes=minutes(SHORT))
    return world.speak("areas.not_yet", domain=title, minutes=minutes(SHORT))


def _last_time(domain: str, world: World) -> datetime | None:
    """When the area was last begun. The whole past is opened only where the latest of it does not hold the area."""
    for reflections in (world.records.recent_reflections, world.records.reflections):
        if begun := [one.started_at for one in reflections() if one.domain == domain]:
            return max(begun)
    return None


def _under_way(domain: str, state: State) -> Walk | None:
    """The walk through an area that was begun and not ended."""
    places = (state.place, state.under, state.parked_in(domain))
    walks = (place.walk for place in places if place and place.walk and place.domain == domain)
    return next((walk for walk in walks if walk.plan), None)
