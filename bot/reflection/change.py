"""Going back to change an answer, and taking one away."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.reflection.asking import ask, buttons
from bot.reflection.findings import answer_to, from_signs, quoted
from bot.reflection.hearing import say_back, signs_in
from bot.reflection.model import Answer
from bot.reflection.state import State, Walk
from bot.reflection.steps import Step
from bot.reflection.walk import answered, onward
from bot.reflection.wording import plain
from bot.reflection.world import Outcome, Say, World

_ABOUT = frozenset({Step.FOLLOW_UP, Step.WHICH, Step.DIRECTION})
_ALL = re.compile(r"\b(?:everything|all|every|whole|account|my data|the lot|my answers|conversation|wipe|records?)\b")
_ONE = re.compile(r"\b(?:that|last|this|previous|answer|one|what i (?:just )?said)\b")


def go_back(state: State, world: World) -> Outcome:
    """Show the last answer to change or keep; said again, the one before it."""
    walk = _walk_at_hand(state)
    given = answered(walk, world) if walk else ()
    if state.step is Step.CHANGE:
        ids = [answer.id for answer in given]
        given = given[: ids.index(state.place.item)] if state.place.item in ids else ()
    if not given:
        return Outcome(state).saying("back.nothing")
    last = given[-1]
    return Outcome(state.aside(Step.CHANGE, item=last.id, prompt=last.prompt_id))


def _walk_at_hand(state: State) -> Walk | None:
    return state.walk or (state.under.walk if state.under else None)


def ask_change(state: State, world: World) -> Outcome:
    """The prompt again, with what was said to it."""
    answer = _answer(state.place.item, world)
    prompt = world.content.prompts.get(state.place.prompt or "")
    if answer is None or prompt is None:
        return Outcome(state.back_from_aside()).saying("back.nothing")
    before = (Say("back.was", {"question": prompt.ask, "quote": quoted(answer.text)}),)
    return ask(
        state,
        world,
        "back.ask",
        *buttons(world, "keep"),
        world.button("delete_it", "delete:answer"),
        *buttons(world, "back"),
        before=before,
    )


def hear_change(state: State, text: str, world: World) -> Outcome:
    """A new answer in place of the old one; what was drawn from the old one goes with it."""
    walk, place = _walk_at_hand(state), state.place
    assert walk is not None  # a change is made inside a walk
    prompt = world.content.prompts.get(place.prompt or "")
    answer = answer_to(world, walk.reflection_id, "prompt", text, place.prompt)
    signs = signs_in(text, prompt.ask if prompt else None, state, world)
    findings = from_signs(signs, answer, world, replaced=place.item)
    outcome = Outcome(replace(state.without_questions(), last_answer=answer.id)).keeping(answer, *findings)
    outcome = replace(outcome, deletes=(place.item,) if place.item else ())
    told = [finding for finding in findings if finding.told]
    outcome = outcome.saying("back.changed", pick=state.turn)
    outcome = say_back(outcome, told, world) if told else outcome
    return _back_to_place(outcome, place.prompt)


def _back_to_place(outcome: Outcome, prompt: str | None) -> Outcome:
    """Back where the leader was; a follow-up about the old answer is over, a review gathers anew."""
    back = outcome.moved(outcome.state.back_from_aside())
    place = back.state.place
    if place.step in _ABOUT and place.prompt == prompt:
        return onward(back)
    if place.step is Step.REVIEW:
        fresh = replace(place, queue=(), tries=0, item=None)
        return back.moved(replace(back.state, place=fresh))
    return back


def keep(state: State) -> Outcome:
    """Leave it as it is, and back to where the leader was."""
    if state.step in (Step.CHANGE, Step.DELETE):
        return Outcome(state.back_from_aside()).saying("back.kept")
    return Outcome(state)


def delete(state: State, text: str | None, option: str | None, world: World) -> Outcome:
    """The leader wants something gone: which, and are they sure?"""
    what = option or _what(plain(text or ""))
    if state.step is Step.DELETE and what and state.place.item and (what == "all") is (state.place.item == "all"):
        return confirm(state, what, world)  # said again at the question: they are sure
    if what == "answer" and state.step is Step.CHANGE:
        return Outcome(state.aside(Step.DELETE, item=state.place.item))
    if what == "answer":
        last = _answer(state.last_answer, world)
        return Outcome(state.aside(Step.DELETE, item=last.id)) if last else Outcome(state).saying("delete.no_answer")
    return Outcome(state.aside(Step.DELETE, item="all" if what == "all" else None))


def _what(said: str) -> str | None:
    if _ALL.search(said):
        return "all"
    return "answer" if _ONE.search(said) else None


def ask_delete(state: State, world: World) -> Outcome:
    item = state.place.item
    if item == "all":
        return ask(state, world, "delete.sure_all", *buttons(world, "confirm.all", "keep"))
    answer = _answer(item, world)
    if answer:
        return ask(
            state, world, "delete.sure_answer", *buttons(world, "confirm.answer", "keep"), quote=quoted(answer.text)
        )
    return ask(state, world, "delete.which", *buttons(world, "delete.answer", "delete.all", "keep"))


def confirm(state: State, option: str, world: World) -> Outcome:
    """Gone: one answer with all that was drawn from it, or everything."""
    item = state.place.item
    if state.step is not Step.DELETE or item is None:
        return Outcome(state)
    if item == "all":
        if option != "all":
            return Outcome(state)
        return Outcome(State(), erase=True)
    return _delete_answer(state, item, world)


def _delete_answer(state: State, item: str, world: World) -> Outcome:
    answer = _answer(item, world)
    kept = replace(state.without_questions(), last_answer=None if state.last_answer == item else state.last_answer)
    outcome = replace(Outcome(kept), deletes=(item,)).saying("delete.answer_done")
    return _back_to_place(outcome, answer.prompt_id if answer else None)


def hear_delete(state: State, text: str, world: World) -> Outcome:
    """Typed words at the question: which, yes, or anything else is no."""
    said = plain(text)
    if state.place.item is None:
        return delete(state, text, None, world)
    option = "all" if state.place.item == "all" else "answer"
    if said in ("yes", "yes please", "delete", "delete it", "sure", "i am sure", "i'm sure", "do it") or (
        option == "all" and "everything" in said and "n't" not in said and not said.startswith("no")
    ):
        return confirm(state, option, world)
    return keep(state)


def _answer(id: str | None, world: World) -> Answer | None:
    return world.records.answer(id) if id else None
