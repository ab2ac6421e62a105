"""Coaching questions for a sign or a quality, for a leader alone or with a mentor."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Button
from bot.reflection.asking import ask
from bot.reflection.pattern import lower_first
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.topics import named_quality, named_signature
from bot.reflection.wording import is_no
from bot.reflection.world import Outcome, World

OFFERED = 4  # signs offered as buttons: those the leader's own reflections speak of


def coaching(state: State, text: str | None, option: str | None, world: World) -> Outcome:
    """Questions about what was named; else ask about what."""
    left = state.back_from_aside() if state.step is Step.COACHING else state
    if option in world.content.signatures:
        return _told_for_signature(left, option or "", world)
    return (_named(left, text, world) if text else None) or Outcome(state.aside(Step.COACHING))


def _named(state: State, text: str, world: World) -> Outcome | None:
    signature = named_signature(text, world.content)
    if signature:
        return _told_for_signature(state, signature, world)
    quality = named_quality(text, world.content)
    if quality is None:
        return None
    return _told(state, lower_first(quality.name), world.content.coaching.for_quality(quality.id))


def _told_for_signature(state: State, signature: str, world: World) -> Outcome:
    about = world.content.signatures[signature].about
    return _told(state, about, world.content.coaching.for_signature(signature))


def _told(state: State, about: str, questions: tuple[str, ...]) -> Outcome:
    lines = "\n".join(f"- {' '.join(question.split())}" for question in questions)
    return Outcome(state).saying("coaching.told", about=about, questions=lines)


def ask_coaching(state: State, world: World) -> Outcome:
    """About what? Signs from the leader's own reflections are offered first."""
    heard = dict.fromkeys(
        f.signature for f in reversed(world.records.recent_findings()) if f.verdict in ("fair", "open")
    )
    titles = [Button(world.content.signatures[id].title, f"coaching:{id}") for id in list(heard)[:OFFERED]]
    key = "coaching.again" if state.place.tries else "coaching.ask"
    return ask(state, world, key, *titles, world.button("never_mind", "none:coaching"))


def hear_coaching(state: State, text: str, world: World) -> Outcome:
    """What the leader would like questions about; asked twice at most."""
    back = state.back_from_aside()
    if is_no(text):
        return Outcome(back)
    if found := _named(back, text, world):
        return found
    if state.place.tries:
        return Outcome(back).saying("coaching.unknown")
    return Outcome(replace(state, place=replace(state.place, asked=False, question=None, tries=1)))
