"""What a leader means to do, as a list with dates; looking back at one of them whenever they like."""

from __future__ import annotations

from bot.messages import Button
from bot.reflection.asking import ask
from bot.reflection.findings import quoted
from bot.reflection.model import Commitment
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.topics import best
from bot.reflection.wording import is_no
from bot.reflection.world import Outcome, Say, World

OFFERED = 4  # of what is still open, to look back at
_ON_BUTTON = 48  # characters


def list_meant(state: State, world: World) -> Outcome:
    """The list; where something in it is open, with the choice to look back at it."""
    if not world.records.commitments():
        return Outcome(state).saying("meant.none")
    if not _open(world):
        return Outcome(state, _listed(world))
    return Outcome(state.aside(Step.MEANT))


def ask_meant(state: State, world: World) -> Outcome:
    offered = [Button(_short(one.text), f"look_back:{one.id}") for one in _open(world)[:OFFERED]]
    before = () if state.place.question else _listed(world)
    return ask(state, world, "meant.ask", *offered, world.button("never_mind", "none:meant"), before=before)


def hear_meant(state: State, text: str, world: World) -> Outcome:
    """Which one, in words that stand in it."""
    if is_no(text):
        return Outcome(state.back_from_aside())
    named = best(text, {one.id: one.text for one in _open(world)})
    return look_back(state, named, world) if named else Outcome(state).saying("meant.which")


def look_back(state: State, id: str | None, world: World) -> Outcome:
    """How did it go? A reflection under way is kept at its place."""
    if id not in {one.id for one in _open(world)}:
        return Outcome(state)
    return Outcome(state.park().at(Step.OUTCOME, walk=None, item=id))


def _open(world: World) -> list[Commitment]:
    """What is not done yet, what is due first standing first."""
    waiting = [one for one in world.records.commitments() if one.outcome != "done"]
    return sorted(waiting, key=lambda one: (one.due is None, one.due or one.at.date()))


def _listed(world: World) -> tuple[Say, ...]:
    done = [one for one in world.records.commitments() if one.outcome == "done"]
    lines = "\n".join(f"- {_line(one, world)}" for one in (*_open(world), *done))
    key = f"meant.calendar_{world.channel}"
    dated = any(one.due for one in _open(world))
    calendar = (Say(key),) if dated and key in world.content.speech else ()
    return (Say("meant.list", {"lines": lines}), *calendar)


def _line(one: Commitment, world: World) -> str:
    """What was meant, by when, and how it stands; a day that has gone by is only told, not rubbed in."""
    return world.speak(f"meant.{one.outcome or 'open'}", text=_meant(one, world))


def _meant(one: Commitment, world: World) -> str:
    if one.due is None:
        return world.speak("meant.plain", quote=quoted(one.text))
    return world.speak("meant.by", quote=quoted(one.text), date=f"{one.due.day} {one.due:%B %Y}")


def _short(text: str) -> str:
    """As much of it as fits on a button."""
    plain = quoted(text)
    return plain if len(plain) <= _ON_BUTTON else plain[:_ON_BUTTON].rsplit(" ", 1)[0] + "\u2026"
