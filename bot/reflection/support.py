"""Where to turn, in the conversation: the situation is asked, and told about by turning.py."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Button
from bot.reflection.asking import ask
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.topics import named_scenario, named_signature
from bot.reflection.turning import leave, turn_to
from bot.reflection.wording import is_no
from bot.reflection.world import Outcome, World

SURE_SCENARIO = 0.5  # calibrated confidence from which a situation is offered by name


def find_support(state: State, text: str | None, option: str | None, world: World) -> Outcome:
    """The leader asks where to turn: for a situation named or read, else ask which."""
    if option in world.content.scenarios:
        return turn_to(state, option, (), world)
    if option in world.content.signatures:
        return turn_to(state, None, (option or "",), world)
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
        return turn_to(state, scenario, (), world)
    named = named_signature(text, world.content)
    signatures = tuple(dict.fromkeys([*(sign.signature for sign in reading.signs), *([named] if named else [])]))
    if signatures or state.place.tries:
        return turn_to(state, None, signatures[:2], world)
    return Outcome(replace(state, place=replace(state.place, asked=False, tries=1))).saying("support.unclear")
