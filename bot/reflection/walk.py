"""The way through an area: which questions, in what order, and when to offer a rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.reflection.asking import ask, ask_text, buttons
from bot.reflection.model import Answer, Length, Reflection
from bot.reflection.progress import SHORT
from bot.reflection.state import State, Walk
from bot.reflection.steps import Step
from bot.reflection.world import Outcome, Say, World

REST_AFTER = 3  # questions after which a stopping point is offered, while some are left


def plan(domain: str, length: Length, world: World) -> tuple[str, ...]:
    """The prompts of a walk, in the area's order.

    A short walk prefers what touches signs already heard and what was not asked in this area last time.
    """
    prompts = world.content.domains[domain].prompts
    if length == "full":
        return tuple(prompt.id for prompt in prompts)
    heard, lately = _heard(world), _asked_lately(domain, world)
    worth = {p.id: sum(heard[s] for s in p.signatures) - (2 if p.id in lately else 0) for p in prompts}
    chosen = sorted(worth, key=lambda id: -worth[id])[:SHORT]
    return tuple(prompt.id for prompt in prompts if prompt.id in chosen)


def _heard(world: World) -> Counter[str]:
    """How much each signature matters now: agreed risks most, then anything still open."""
    heard: Counter[str] = Counter()
    for finding in world.records.recent_findings():
        if finding.verdict in ("open", "fair", "not_quite"):
            heard[finding.signature] = max(heard[finding.signature], 1 if finding.polarity == "strength" else 2)
    return heard


def _asked_lately(domain: str, world: World) -> set[str | None]:
    """The prompts answered in the last reflection on this area."""
    earlier = [r for r in world.records.recent_reflections() if r.domain == domain]
    if not earlier:
        return set()
    last = max(earlier, key=lambda reflection: reflection.started_at)
    return {answer.prompt_id for answer in world.records.answers(last.id)}


def begin(state: State, length: Length, world: World) -> Outcome:
    """Start the walk that was chosen; the state stands at LENGTH with the area in its walk."""
    domain = state.place.domain
    if domain is None:
        return Outcome(state.at(Step.AREAS, walk=None))
    prompts = plan(domain, length, world)
    reflection = Reflection(world.new_id(), domain, length, state.notice or "", world.now)
    walk = Walk(reflection.id, domain, length, prompts)
    started = state.at(Step.PROMPT, walk=walk, prompt=prompts[0])
    return Outcome(started).keeping(reflection).saying(f"walk.begin_{length}", number=len(prompts))


def onward(outcome: Outcome) -> Outcome:
    """The prompt at hand is done: the next one, a rest, or the end of the walk."""
    state = outcome.state
    walk, prompt = state.walk, state.place.prompt
    if walk is None or walk.domain is None:
        return outcome.moved(state.at(Step.FIT, item=state.place.item))
    if prompt and prompt not in walk.done:
        walk = replace(walk, done=(*walk.done, prompt), since_stop=walk.since_stop + 1)
    return outcome.moved(_after(state, walk))


def _after(state: State, walk: Walk) -> State:
    if not walk.left:
        return state.at(Step.REVIEW, walk=walk)
    if walk.since_stop >= REST_AFTER:
        return state.at(Step.STOPPING, walk=replace(walk, since_stop=0), prompt=walk.done[-1])
    return state.at(Step.PROMPT, walk=walk, prompt=walk.left[0])


def carry_on_walking(state: State) -> State:
    """After a stopping point: the next prompt, or the end."""
    walk = state.walk
    if walk is None or not walk.left:
        return state.at(Step.REVIEW)
    return state.at(Step.PROMPT, prompt=walk.left[0])


def ask_prompt(state: State, world: World) -> Outcome:
    """Put the prompt. A first time it may have a word before it; coming back to it, a word that says so."""
    prompt = world.content.prompts[state.place.prompt or ""]
    offered = buttons(world, "skip", "why", "sum_up", "pause")
    return ask_text(state, prompt.ask, *offered, before=_lead(state))


def _lead(state: State) -> tuple[Say, ...]:
    walk = state.walk
    if state.place.question:
        return (Say("walk.again"),)
    if walk is None or not walk.done or walk.since_stop == 0:
        return ()
    return (Say("walk.last"),) if len(walk.left) == 1 else ()


def ask_stopping(state: State, world: World) -> Outcome:
    """Offer a rest."""
    walk = state.walk
    done, left = (len(walk.done), len(walk.left)) if walk else (0, 0)
    offered = buttons(world, "carry_on", "finish", "pause")
    return ask(state, world, "walk.stopping", *offered, pick=done, done=_number(world, done), left=_number(world, left))


def ask_length(state: State, world: World) -> Outcome:
    """Introduce the area and ask how long the leader has."""
    domain = world.content.domains[state.place.domain or ""]
    short, full = SHORT, len(domain.prompts)
    before = () if state.place.question else (Say("plain.text", {"text": domain.intro}),)
    return ask(
        state,
        world,
        "walk.length",
        *buttons(world, "length.short", "length.full"),
        before=before,
        short=_number(world, short),
        full=_number(world, full),
    )


def _number(world: World, number: int) -> str:
    return world.speak(f"number.n{number}")


def answered(walk: Walk, world: World) -> tuple[Answer, ...]:
    """The answers to prompts in this walk that are still kept, in the order they were given."""
    given = [a for a in world.records.answers(walk.reflection_id) if a.kind == "prompt"]
    return tuple(sorted(given, key=lambda answer: answer.at))
