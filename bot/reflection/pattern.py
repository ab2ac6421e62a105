"""How agreed findings combine, in words: within a category, across them, and over time. Never a score.

A single sign is said to mean little; several, above all across categories, are a pattern; strengths weigh as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.reflection.findings import quoted
from bot.reflection.model import Finding
from bot.reflection.world import Say, Telling

NOTHING_OF_IT = frozenset({"pattern.nothing", "pattern.no_risk", "pattern.no_strength"})
"""What says that there is nothing of a kind."""


def agreed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that count: those the leader called fair or added."""
    return tuple(finding for finding in findings if finding.verdict == "fair" and finding.polarity)


def pattern(
    now: Sequence[Finding], earlier: Sequence[Finding], own: Sequence[Finding], world: Telling
) -> tuple[Say, ...]:
    """What the findings of one reflection come to, and how they stand beside earlier ones.

    ``own`` are those the leader has put in their own words: they stand beside the pattern and are not counted in it,
    but where there are some, nobody is told that there is nothing.
    """
    risks, strengths = _signatures(now, "risk"), _signatures(now, "strength")
    if not risks and not strengths:
        return (() if own else (Say("pattern.nothing"),)) + over_time(now, earlier, world)
    no_strength = () if own else (Say("pattern.no_strength"),)
    no_risk = () if own else (Say("pattern.no_risk"),)
    return (
        *(_strengths(strengths, world) or no_strength),
        *(_risks(risks, world) or no_risk),
        *_both(risks, strengths, world),
        *over_time(now, earlier, world),
    )


def in_own_words(own: Sequence[Finding]) -> tuple[Say, ...]:
    """What the leader has put better than Canary did."""
    return tuple(
        Say("pattern.own_words", {"quote": quoted(finding.correction or "")}, n) for n, finding in enumerate(own)
    )


def _signatures(findings: Iterable[Finding], side: str) -> tuple[str, ...]:
    """The signatures on one side, in order; "mixed" counts on both."""
    return tuple(sorted({f.signature for f in findings if f.polarity in (side, "mixed")}))


def _strengths(strengths: Sequence[str], world: Telling) -> tuple[Say, ...]:
    if not strengths:
        return ()
    key = "pattern.one_strength" if len(strengths) == 1 else "pattern.strengths"
    return (Say(key, {"signs": listed(_abouts(strengths, world), world)}),)


def _risks(risks: Sequence[str], world: Telling) -> tuple[Say, ...]:
    if not risks:
        return ()
    if len(risks) == 1:
        return (Say("pattern.one_risk", {"signs": _abouts(risks, world)[0]}),)
    categories = sorted({id[0] for id in risks})
    if len(categories) == 1:
        return (_within(categories[0], risks, world),)
    parts = [_category_words(category, risks, world) for category in categories]
    key = "pattern.three_categories" if len(categories) == 3 else "pattern.two_categories"
    return (Say(key, {"signs": listed(parts, world)}),)


def _within(category: str, risks: Sequence[str], world: Telling) -> Say:
    signs = listed(_abouts(risks, world), world)
    title = lower_first(world.content.categories[category].title)
    return Say(f"pattern.within_{category.lower()}", {"signs": signs, "category": title})


def _category_words(category: str, risks: Sequence[str], world: Telling) -> str:
    signs = listed(_abouts([id for id in risks if id[0] == category], world), world)
    title = lower_first(world.content.categories[category].title)
    return world.speak("pattern.in_category", signs=signs, category=title)


def _both(risks: Sequence[str], strengths: Sequence[str], world: Telling) -> tuple[Say, ...]:
    """Where the same thing is heard both ways, or strengths stand beside signs of risk."""
    same = [id for id in risks if id in strengths]
    if same:
        return (Say("pattern.both_ways", {"signs": listed(_abouts(same, world), world)}),)
    return (Say("pattern.beside"),) if risks and strengths else ()


def over_time(now: Sequence[Finding], earlier: Sequence[Finding], world: Telling) -> tuple[Say, ...]:
    """What came again, what turned, and what is new against earlier reflections."""
    before = {side: _signatures(earlier, side) for side in ("risk", "strength")}
    risks, strengths = _signatures(now, "risk"), _signatures(now, "strength")
    again = [id for id in risks if id in before["risk"]]
    better = [id for id in strengths if id in before["risk"] and id not in risks]
    worse = [id for id in risks if id in before["strength"] and id not in before["risk"]]
    says = [
        _over_time("again", again, earlier, world),
        _over_time("better", better, earlier, world),
        _over_time("worse", worse, earlier, world),
    ]
    wide = _widening(risks, before["risk"], again, world)
    return tuple(say for say in (*says, wide) if say)


def _over_time(key: str, signatures: Sequence[str], earlier: Sequence[Finding], world: Telling) -> Say | None:
    if not signatures:
        return None
    since = min(f.at for f in earlier if f.signature in signatures)
    return Say(f"pattern.{key}", {"signs": listed(_abouts(signatures, world), world), "date": day(since, world)})


def _widening(risks: Sequence[str], before: Sequence[str], again: Sequence[str], world: Telling) -> Say | None:
    """New signs that, with earlier ones, now reach over more categories."""
    fresh = [id for id in risks if id not in before]
    old = [id for id in before if id not in risks]
    if not fresh or not old or len({id[0] for id in (*fresh, *old)}) == len({id[0] for id in old}):
        return None
    return Say("pattern.wider", {"signs": listed(_abouts(old, world), world)})


def _abouts(signatures: Iterable[str], world: Telling) -> list[str]:
    return [world.content.signatures[id].about for id in signatures]


def listed(items: Sequence[str], world: Telling) -> str:
    """Things in a row, as one says them."""
    if len(items) < 2:
        return items[0] if items else ""
    if any(", " in item for item in items):
        return world.speak("list.long", first="; ".join(items[:-1]), last=items[-1])
    return world.speak("list.short", first=", ".join(items[:-1]), last=items[-1])


def lower_first(text: str) -> str:
    """A title inside a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def day(moment: datetime, world: Telling) -> str:
    """A day as one says it, with the year only where it is another one."""
    shown = f"{moment.day} {moment:%B}"
    return shown if moment.year == world.now.year else f"{shown} {moment.year}"
