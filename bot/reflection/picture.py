"""The leader's picture so far, in words; and what was heard so far in the reflection at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reflection.findings import quote
from bot.reflection.hearing import clause
from bot.reflection.model import Finding
from bot.reflection.pattern import agreed, day, listed, lower_first
from bot.reflection.progress import tell
from bot.reflection.state import State, Walk
from bot.reflection.steps import Step
from bot.reflection.subjects import HOW_FAR, subject_of
from bot.reflection.world import Outcome, Say, World

GO_THROUGH = frozenset({"go through it", "go through it now", "let's go through it", "go through what you heard"})
"""What Canary itself says that one can say, so it holds where a question is open too."""
PICTURE_BEGINS = "picture.intro"  # the sentence with which a picture that holds something is told
_WHOLE = re.compile(
    r"\b(?:picture|patterns?|overall|agreed|add(?:s|ed)? up|across (?:all|everything|my|the)|(?:all|my) reflections|"
    r"my findings)\b",
    re.IGNORECASE,
)
"""What asks for all that was agreed to, and not for what was heard in the reflection at hand."""
_REVIEWABLE = frozenset(
    {Step.PROMPT, Step.FOLLOW_UP, Step.WHICH, Step.DIRECTION, Step.STOPPING, Step.FIT, Step.PAUSED, Step.CHANGE}
)


def picture(state: State, world: World) -> Outcome:
    """What the leader agreed to so far, by category and side, with how often and since when."""
    held = agreed(world.records.findings())
    if not held:
        return Outcome(state).saying("picture.empty")
    says = [Say(PICTURE_BEGINS, {"date": day(min(f.at for f in held), world)})]
    for side in ("strength", "risk"):
        says += _side(side, [f for f in held if f.polarity in (side, "mixed")], world)
    says += _meant(world)
    return Outcome(state, (*says, Say("picture.caution")))


def _side(side: str, findings: Sequence[Finding], world: World) -> list[Say]:
    if not findings:
        return [Say(f"picture.no_{side}")]
    lines = [_category(id, findings, world) for id in sorted({f.signature[0] for f in findings})]
    return [Say(f"picture.{side}", {"signs": "\n".join(f"- {line}" for line in lines)})]


def _category(id: str, findings: Sequence[Finding], world: World) -> str:
    title = lower_first(world.content.categories[id].title)
    signatures = sorted({f.signature for f in findings if f.signature[0] == id})
    return world.speak(
        "picture.category", category=title, signs=listed([_often(s, findings, world) for s in signatures], world)
    )


def _often(signature: str, findings: Sequence[Finding], world: World) -> str:
    """What it is about, and in how many reflections it came up."""
    about = world.content.signatures[signature].about
    times = len({f.reflection_id for f in findings if f.signature == signature})
    return about if times == 1 else world.speak("picture.times", about=about, number=times)


def _meant(world: World) -> list[Say]:
    """What the leader still means to do."""
    waiting = [c for c in world.records.commitments() if c.outcome is None]
    lines = [
        world.speak("picture.meant_by", quote=c.text, date=f"{c.due.day} {c.due:%B %Y}") if c.due
        else world.speak("picture.meant", quote=c.text)
        for c in waiting
    ]  # fmt: skip
    return [Say("picture.commitments", {"lines": "\n".join(f"- {line}" for line in lines)})] if lines else []


def sum_up(state: State, text: str, world: World) -> Outcome:
    """What was heard so far, tentatively; at a rest, straight on to going through it."""
    if subject_of(text, HOW_FAR):
        return tell(state, world)
    if _WHOLE.search(text):
        return picture(state, world)
    if state.step is Step.STOPPING:
        return finish(state)
    walk = state.walk or (state.under.walk if state.under else None)
    if walk is None or not walk.reflection_id:
        return picture(state, world)
    return _recap(state, walk, world)


def _recap(state: State, walk: Walk, world: World) -> Outcome:
    heard = [f for f in world.records.findings(walk.reflection_id) if f.verdict != "dropped" and f.polarity]
    said = [a for a in world.records.answers(walk.reflection_id) if a.kind in ("prompt", "mind")]
    if not said:
        return Outcome(state).saying("sum_up.nothing_said")
    if not heard:
        return Outcome(state).saying("sum_up.no_signs", number=len(said))
    outcome = Outcome(state).saying("sum_up.intro", lines="\n".join(f"- {_line(f, world)}" for f in heard))
    return outcome.saying("sum_up.offer") if state.step in _REVIEWABLE else outcome


def _line(finding: Finding, world: World) -> str:
    return world.speak(f"sum_up.{finding.polarity}", quote=quote(finding), sign=clause(finding, world))


def finish(state: State) -> Outcome:
    """Go through what was heard now, from wherever in the walk the leader is."""
    here = state.back_from_aside() if state.under else state
    if here.step not in _REVIEWABLE or here.walk is None:
        return Outcome(state).saying("finish.nothing")
    return Outcome(here.at(Step.REVIEW))
