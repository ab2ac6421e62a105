"""For a mentor who prepares a session: questions, what the source says, what to listen for and what not to do.

It draws on the content alone. Nothing that any leader said, whoever is speaking here, comes into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.content.models import Quality, Signature
from bot.reflection.asking import ask, buttons
from bot.reflection.pattern import lower_first
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.topics import named_quality, named_signature
from bot.reflection.wording import is_no
from bot.reflection.world import Outcome, World

_ABOUT = re.compile(r"\b(?:about|on|regarding|around)\s+(?P<what>.+)$", re.IGNORECASE | re.DOTALL)
_SHARING = re.compile(r"\b(?:share|sharing|send|show)\b", re.IGNORECASE)


def prepare(state: State, text: str | None, world: World) -> Outcome:
    """For the sign or quality that is named, else ask which. A leader who wants to share is told where."""
    left = state.back_from_aside() if state.step is Step.MENTOR else state
    if text and _SHARING.search(text):
        key = f"mentor.share_{world.channel}"
        return Outcome(left).saying(key if key in world.content.speech else "mentor.share_other")
    said = _ABOUT.search(text or "")
    return (_told(left, said["what"], world) if said else None) or Outcome(state.aside(Step.MENTOR))


def ask_mentor(state: State, world: World) -> Outcome:
    return ask(state, world, "mentor.again" if state.place.tries else "mentor.ask", *buttons(world, "none.mentor"))


def hear_mentor(state: State, text: str, world: World) -> Outcome:
    """What the session is about; asked twice at most."""
    back = state.back_from_aside()
    if is_no(text):
        return Outcome(back)
    if found := _told(back, text, world):
        return found
    if state.place.tries:
        return Outcome(back).saying("mentor.unknown")
    return Outcome(replace(state, place=replace(state.place, asked=False, question=None, tries=1)))


def _told(state: State, text: str, world: World) -> Outcome | None:
    content = world.content
    if signature := named_signature(text, content):
        return _for_signature(state, content.signatures[signature], world)
    quality = named_quality(text, content)
    return _for_quality(state, quality, world) if quality else None


def _for_signature(state: State, signature: Signature, world: World) -> Outcome:
    source = world.content.papers[signature.sources[0]].cite
    told = Outcome(state).saying(
        "mentor.source", title=signature.title, risk=signature.risk, strength=signature.strength, source=source
    )
    told = told.saying("mentor.listen", lines=_lines(signature.listen_for))
    told = told.saying("mentor.what_else", lines=_lines(signature.what_else))
    told = told.saying("mentor.questions", questions=_lines(world.content.coaching.for_signature(signature.id)))
    return told.saying("mentor.avoid", lines=_lines(signature.avoid))


def _for_quality(state: State, quality: Quality, world: World) -> Outcome:
    source = world.content.papers[quality.source].cite
    told = Outcome(state).saying("mentor.quality", title=quality.name, text=quality.text, source=source)
    told = told.saying("mentor.questions", questions=_lines(world.content.coaching.for_quality(quality.id)))
    return told.saying("mentor.avoid_always", about=lower_first(quality.name))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(text.split())}" for text in texts)
