"""Where to turn, told with who will hear of it; and what has to be asked before, once in a sitting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.reflection import safety
from bot.reflection.asking import ask, ask_text, buttons
from bot.reflection.model import Finding
from bot.reflection.state import State
from bot.reflection.steps import ASIDES, Step
from bot.reflection.wording import is_fine_as_it_is, is_no, is_yes, plain
from bot.reflection.world import Outcome, Say, World
from bot.support import OfferedRoute, Situation, ask_before, in_words, routes_for

_AT_RISK = "at_risk"
_SEEN_TO = "seen_to"  # no question of its own: where to turn waits until the child has been seen to
_NO = frozenset({"no", "nope", "nobody", "no one", "not now", "not right now", "not that i know of", "no not now"})
_TRIES = 1  # answers that are neither yes nor no after which one is taken as "don't know"


def turn_to(state: State, scenario: str | None, signatures: tuple[str, ...], world: World) -> Outcome:
    """Tell where to turn, or ask first what that depends on: is a child unsafe now, who is part of the difficulty."""
    situation = _situation(state, scenario, signatures)
    question = _due(state, situation, world)
    if question:
        return Outcome(state.aside(Step.BEFORE_ROUTES, item=scenario, options=signatures, follow=question))
    says = (*_first(scenario, world), *_routes(_offered(situation, world), world))
    return Outcome(_left(state), says or (Say("support.none"),))


def leave(state: State) -> Outcome:
    """No places to turn after all."""
    return Outcome(_left(state)).saying("support.leave")


def _left(state: State) -> State:
    return state.back_from_aside() if state.step in ASIDES else state


def _situation(state: State, scenario: str | None, signatures: tuple[str, ...]) -> Situation:
    """With what the leader has said in this sitting. Whoever may be part of it is taken to be."""
    situation = Situation((scenario,) if scenario else (), signatures)
    for question, answer in state.told_before:
        if question != _AT_RISK:
            situation = situation.told(question, answer != "no")  # type: ignore[arg-type]
    return situation


def _due(state: State, situation: Situation, world: World) -> str | None:
    """The question that comes before the routes; None where none does, or all were asked."""
    unsafe = any(world.content.scenarios[id].may_be_unsafe_now for id in situation.scenarios)
    about = ask_before(situation, world.content, world.now.date())
    asked = {question for question, _ in state.told_before}
    return next((question for question in ((_AT_RISK,) if unsafe else ()) + about if question not in asked), None)


def ask_first(state: State, world: World) -> Outcome:
    """Put the question that is due."""
    question = state.place.follow
    if question == _SEEN_TO:
        return ask(state, world, "before_routes.seen_to", *buttons(world, "pick.on", "none.support"))
    offered = buttons(world, "pick.yes", "pick.no", "pick.unsure")
    if question == _AT_RISK:
        return ask_text(state, "\n\n".join(world.content.safety.professional.text), *offered)
    return ask(state, world, f"turn.ask.{question}", *offered)


def hear_first(state: State, text: str, world: World) -> Outcome:
    """Yes, no or don't know, in words; what else is said here is not kept."""
    if state.place.follow == _SEEN_TO:
        return leave(state) if is_no(text) else settle(state, "on", world)
    said = plain(text)
    if is_fine_as_it_is(text) or state.place.tries >= _TRIES:
        return settle(state, "unsure", world)
    if is_yes(text):
        return settle(state, "yes", world)
    if said.partition(",")[0] in _NO:
        return settle(state, "no", world)
    once_more = replace(state, place=replace(state.place, tries=state.place.tries + 1))
    return Outcome(once_more).saying("before_routes.unclear")


def settle(state: State, answer: str, world: World) -> Outcome:
    """The answer to the question at hand; then the next one, or where to turn."""
    question, place = state.place.follow or "", state.place
    if question == _SEEN_TO:
        return turn_to(state, place.item, place.options, world)
    told = replace(state, told_before=(*state.told_before, (question, answer)))
    if question == _AT_RISK and answer != "no":
        waiting = told.aside(Step.BEFORE_ROUTES, item=place.item, options=place.options, follow=_SEEN_TO)
        return safety.child_at_risk(waiting, world)
    return turn_to(told, place.item, place.options, world)


def skip(state: State, world: World) -> Outcome:
    """Leave the question: it counts as not known, and is not asked again."""
    return leave(state) if state.place.follow == _SEEN_TO else settle(state, "unsure", world)


def routes_for_findings(here: Sequence[Finding], state: State, world: World) -> tuple[Say, ...]:
    """Where to turn for the risks that were agreed; nothing where there are none."""
    signatures = tuple(sorted({f.signature for f in here if f.polarity in ("risk", "mixed")}))
    told = tuple(_routes(_offered(_situation(state, None, signatures), world), world))
    return (Say("support.for_these"), *told) if told else ()


def _offered(situation: Situation, world: World) -> Sequence[OfferedRoute]:
    return routes_for(situation, world.content, world.now.date())


def _first(scenario: str | None, world: World) -> tuple[Say, ...]:
    """What must be said before any route: duties with a clock."""
    row = world.content.scenarios[scenario] if scenario else None
    if row is None:
        return ()
    heading = Say("support.situation", {"situation": row.title})
    return (heading, Say("plain.text", {"text": row.first})) if row.first else (heading,)


def _routes(routes: Iterable[OfferedRoute], world: World) -> Iterable[Say]:
    """Every route as a message of its own: its name, then what must be known about it."""
    return (Say("plain.text", {"text": _route(in_words(route, world.content))}) for route in routes)


def _route(paragraphs: Sequence[str]) -> str:
    name, *rest = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return "\n".join([name, *(f"- {line}" for line in rest)])
