"""The leader in crisis, and a child unsafe now. Both come before everything; neither message is kept as an answer.

Where the gate is unsure, and the message may as well be the answer to the question that is open, Canary asks which it
is and holds the words till then: a needless stop costs a leader the answer, and trust.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from bot.content.support_models import SafetyText
from bot.reflection.asking import ask, buttons
from bot.reflection.state import State
from bot.reflection.steps import ASIDES, Step
from bot.reflection.world import Outcome, Say, World

Danger = Literal["leader", "child"]

COOL_DOWN = 8  # messages during which the same card is not shown again
SURE = 0.7  # the gate's confidence from which Canary asks nothing; how it was chosen: docs/decisions/0002
_CHOICES = {"leader": ("pick.work", "pick.me"), "child": ("pick.no", "pick.yes")}


def is_unsure(state: State, confidence: float) -> bool:
    """Whether what looks like danger may as well be the answer that is awaited."""
    return confidence < SURE and state.open_question is not None and state.step not in ASIDES


def ask_whether(state: State, danger: Danger, words: str) -> Outcome:
    """Ask which it is, and hold the words."""
    return Outcome(state.aside(Step.UNSURE, follow=danger, held=words))


def ask_unsure(state: State, world: World) -> Outcome:
    danger = state.place.follow or ""
    return ask(state, world, f"unsure.{danger}", *buttons(world, *_CHOICES[danger]))


def is_danger(state: State, world: World) -> Outcome:
    """It was danger: what was held is let go, and help comes first."""
    met = leader_in_crisis if state.place.follow == "leader" else child_at_risk
    return met(state.back_from_aside(), world)


def leader_in_crisis(state: State, world: World) -> Outcome:
    """Stop, say where help is, ask nothing."""
    told = _lately(state.crisis_at, state)
    stopped = state if state.step is Step.CRISIS else state.aside(Step.CRISIS)
    stopped = replace(stopped, place=replace(stopped.place, asked=True, offered=(), tries=0))
    if told:
        return Outcome(stopped).saying("crisis.again", contacts=_contacts(world.content.safety.leader_in_crisis, world))
    return Outcome(replace(stopped, crisis_at=state.turn), tuple(_card(world.content.safety.leader_in_crisis, world)))


def child_at_risk(state: State, world: World) -> Outcome:
    """Where to go with it, at once; then back to where the talk was."""
    if _lately(state.child_at, state):
        return Outcome(state).saying("child.again")
    return Outcome(replace(state, child_at=state.turn), tuple(_card(world.content.safety.child_at_risk, world)))


def _lately(told_at: int | None, state: State) -> bool:
    return told_at is not None and state.turn - told_at <= COOL_DOWN


def _card(card: SafetyText, world: World) -> Iterator[Say]:
    parts = [*card.text, _contacts(card, world), *card.after]
    yield Say("plain.text", {"text": "\n\n".join(part for part in parts if part)})


def _contacts(card: SafetyText, world: World) -> str:
    """Whom to call, one a line."""
    return "\n".join("- " + world.speak("crisis.contact", name=one.name, how=one.how) for one in card.contacts)


def hear_in_crisis(state: State) -> Outcome:
    """The leader writes again: nothing of it is kept, and only they decide whether to go on."""
    return Outcome(replace(state, place=replace(state.place, asked=False)))


def ask_crisis(state: State, world: World) -> Outcome:
    return ask(state, world, "crisis.here", *buttons(world, "carry_on", "goodbye"))
