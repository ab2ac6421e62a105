"""Where to turn, in the conversation: the situation is asked, routes are told with who will hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import Button
from bot.reflection.asking import ask
from bot.reflection.model import Finding
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.topics import named_scenario, named_signature
from bot.reflection.wording import is_no
from bot.reflection.world import Outcome, Say, World

SURE_SCENARIO = 0.5  # calibrated confidence from which a situation is offered by name
SHOWN = 4  # routes told at once


def find_support(state: State, text: str | None, option: str | None, world: World) -> Outcome:
    """The leader asks where to turn: for a situation named or read, else ask which."""
    scenario = option if option in world.content.scenarios else None
    if scenario:
        return _told(state, scenario, (), world)
    if option in world.content.signatures:
        return _told(state, None, (option or "",), world)
    read = _read(text, world)
    return Outcome(state.aside(Step.SUPPORT, options=read))


def _read(text: str | None, world: World) -> tuple[str, ...]:
    """The situations a request itself speaks of, offered before the others."""
    if not text or len(text.split()) < 5:
        return ()
    return tuple(s.scenario for s in world.read(text, None).scenarios if s.confidence >= SURE_SCENARIO)[:2]


def ask_support(state: State, world: World) -> Outcome:
    """Which situation is nearest; the leader may say it in their own words instead."""
    chosen = state.place.options or tuple(world.content.scenarios)
    rows = [world.content.scenarios[id] for id in chosen]
    offered = [Button(row.title, f"situation:{row.id}") for row in rows]
    key = "support.perhaps" if state.place.options else "support.ask"
    return ask(state, world, key, *offered, world.button("none_of_these", "none:support"))


def hear_support(state: State, text: str, world: World) -> Outcome:
    """The situation in the leader's own words. Nothing of it is kept."""
    if is_no(text):
        return leave(state)
    reading = world.read(text, None)
    sure = [sign.scenario for sign in reading.scenarios if sign.confidence >= SURE_SCENARIO]
    if scenario := (sure[0] if sure else named_scenario(text, world.content)):
        return _told(state, scenario, (), world)
    named = named_signature(text, world.content)
    signatures = tuple(dict.fromkeys([*(sign.signature for sign in reading.signs), *([named] if named else [])]))
    if signatures:
        return _told(state, None, signatures[:2], world)
    if state.place.tries:
        return _told(state, None, (), world)
    return Outcome(replace(state, place=replace(state.place, asked=False, tries=1))).saying("support.unclear")


def leave(state: State) -> Outcome:
    return Outcome(_left(state)).saying("support.leave")


def _left(state: State) -> State:
    return state.back_from_aside() if state.step is Step.SUPPORT else state


def _told(state: State, scenario: str | None, signatures: tuple[str, ...], world: World) -> Outcome:
    routes = world.routes(scenario, signatures)
    says = (*_first(scenario, world), *_routes(routes))
    return Outcome(_left(state), says or (Say("support.none"),))


def _first(scenario: str | None, world: World) -> tuple[Say, ...]:
    """What must be said before any route: duties with a clock."""
    row = world.content.scenarios[scenario] if scenario else None
    if row is None:
        return ()
    heading = Say("support.situation", {"situation": row.title})
    return (heading, Say("plain.text", {"text": row.first})) if row.first else (heading,)


def routes_for_findings(here: Sequence[Finding], world: World) -> tuple[Say, ...]:
    """Where to turn for the risks that were agreed; nothing where there are none."""
    signatures = tuple(sorted({f.signature for f in here if f.polarity in ("risk", "mixed")}))
    if not signatures:
        return ()
    routes = world.routes(None, signatures)
    return (Say("support.for_these"), *_routes(routes)) if routes else ()


def _routes(routes: Sequence[Sequence[str]]) -> tuple[Say, ...]:
    """Every route as a message of its own: its name, then what must be known about it."""
    return tuple(Say("plain.text", {"text": _route(route)}) for route in routes[:SHOWN])


def _route(paragraphs: Sequence[str]) -> str:
    name, *rest = (one_line(paragraph) for paragraph in paragraphs)
    return "\n".join([name, *(f"- {line}" for line in rest)])


def one_line(text: str) -> str:
    return " ".join(text.split())
