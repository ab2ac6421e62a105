"""Small helpers for putting a question: every step that asks goes through here."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Button
from bot.reflection.state import State
from bot.reflection.steps import OPEN
from bot.reflection.world import Outcome, Say, World


def ask(
    state: State,
    world: World,
    key: str,
    *buttons: Button,
    pick: int = 0,
    before: tuple[Say, ...] = (),
    **values: object,
) -> Outcome:
    """Put a step's question, with its buttons; it is remembered as asked, and comes back in the same words."""
    if state.place.question is not None:
        return _again(state, state.place.question, buttons)
    question = world.speak(key, pick=pick, **values)
    place = replace(state.place, asked=True, question=question, offered=buttons)
    return Outcome(replace(state, place=place), (*before, Say(key, values, pick, buttons)))


def _again(state: State, question: str, buttons: tuple[Button, ...]) -> Outcome:
    """After an excursion: the question as it was asked, with a word that says so."""
    before = (Say("walk.again"),) if state.place.step in OPEN else ()
    return ask_text(state, question, *buttons, before=before)


def ask_text(state: State, text: str, *buttons: Button, before: tuple[Say, ...] = ()) -> Outcome:
    """Put a question that stands in the content as it is."""
    place = replace(state.place, asked=True, question=text, offered=buttons)
    return Outcome(replace(state, place=place), (*before, Say("plain.text", {"text": text}, 0, buttons)))


def buttons(world: World, *keys: str) -> tuple[Button, ...]:
    """Buttons whose payload is their key, or "key:option" for "key.option"."""
    return tuple(Button(world.speak(f"button.{key}"), key.replace(".", ":")) for key in keys)
