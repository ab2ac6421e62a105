"""When Canary is unsure it asks: which of these, in which direction, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import Button
from bot.reflection.asking import ask, buttons
from bot.reflection.findings import answer_to, quote, quoted
from bot.reflection.model import Answer, Evidence, Finding, Polarity
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.topics import named_signature
from bot.reflection.walk import onward
from bot.reflection.wording import is_no, plain
from bot.reflection.world import Outcome, World

FEW = 3  # words up to which a choice in words is no more than a choice
_PLACES = (("first", "former"), ("second", "latter"), ("third",), ("fourth",))
DIRECTIONS: dict[str, Polarity] = {"risk": "risk", "strength": "strength", "both": "mixed"}


def ask_which(state: State, world: World) -> Outcome:
    """ "Is that more about this or about that?" """
    options = state.place.options
    choices = [Button(world.content.signatures[id].title, f"pick:{id}") for id in options]
    none = world.button("neither", "pick:none")
    if state.place.follow == "missed" or len(options) != 2:
        return ask(state, world, "which.nearest", *choices, none)
    one, other = (world.content.signatures[id].about for id in options)
    return ask(state, world, "which.two", *choices, none, pick=state.turn, one=one, other=other)


def ask_direction(state: State, world: World) -> Outcome:
    """ "Could that be a sign that…, or is it more that…?", the direction that was read standing first."""
    option = state.place.options[0]
    finding = _candidate(option, state, world)
    words = quote(finding) if finding else ""
    return ask_both_ways(state, option, words, world)


def ask_both_ways(state: State, option: str, words: str, world: World) -> Outcome:
    """Both directions of a signature to choose from, the one a reading leans to standing first."""
    clauses = world.content.signatures[option].asked_as
    sides = {"risk": clauses.risk, "strength": clauses.strength}
    order = ("strength", "risk") if state.place.lean == "strength" else ("risk", "strength")
    offered = buttons(world, *(f"pick.{side}" for side in order), "pick.both", "pick.none")
    first, second = (sides[side] for side in order)
    key = "which.direction" if words else "which.bare_direction"
    return ask(state, world, key, *offered, pick=state.turn, quote=words, first=first, second=second)


def pick(state: State, option: str, world: World) -> Outcome:
    """A choice was made at one of these questions."""
    if option in ("none", "neither"):
        return _neither(state, world)
    if state.step is Step.DIRECTION and option in DIRECTIONS:
        return _settled(state, state.place.options[0], DIRECTIONS[option], world)
    if state.step is Step.WHICH and option in state.place.options:
        return _chosen(state, option, world)
    return Outcome(state)


def _chosen(state: State, option: str, world: World) -> Outcome:
    """One of the possibilities. That was the one follow-up: a direction still open waits for the review."""
    finding = _candidate(option, state, world)
    if finding:
        return _settled(state, option, finding.polarity, world)
    place = state.place
    return Outcome(
        state.at(
            Step.DIRECTION,
            prompt=place.prompt,
            follow=place.follow,
            item=place.item,
            options=(option,),
            queue=place.queue,
        )
    ).keeping(*_let_go(state, world, but=option))


def _settled(state: State, option: str, polarity: Polarity | None, world: World) -> Outcome:
    """The leader has said what it is: keep it so, and let the other possibilities go."""
    missed = state.place.follow == "missed"
    before = _candidate(option, state, world) or (None if not missed else _added(state, option, world))
    others = _let_go(state, world, but=option)
    if before is None:
        return _go_on(Outcome(state).keeping(*others))
    finding = replace(before, polarity=polarity, told=True, verdict="fair" if missed else before.verdict)
    outcome = Outcome(state).keeping(finding, *others)
    if missed:
        return _go_on(outcome.saying("missed.added"))
    return _go_on(outcome.saying("which.thanks", pick=state.turn))


def _neither(state: State, world: World) -> Outcome:
    key = "missed.in_your_words" if state.place.follow == "missed" else "which.neither"
    return _go_on(Outcome(state).keeping(*_let_go(state, world)).saying(key, pick=state.turn))


def _go_on(outcome: Outcome) -> Outcome:
    """Back to where the question came from."""
    state = outcome.state
    if state.place.follow == "missed":
        return outcome.moved(state.at(Step.MISSED, tries=1))
    return onward(outcome)


def hear_which(state: State, text: str, world: World) -> Outcome:
    """Typed words at one of these questions: a choice, or more of an answer."""
    if is_no(text):
        return _neither(state, world)
    answer = _kept(state, text, world)
    if (option := _option_in(text, state, world)) is not None:
        chosen = pick(state, option, world)
        return chosen.keeping(answer) if len(text.split()) > FEW else chosen
    return _go_on(Outcome(replace(state, last_answer=answer.id)).keeping(answer).saying("heard.kept", pick=state.turn))


def _option_in(text: str, state: State, world: World) -> str | None:
    placed = by_place(text, state)
    if placed is not None:
        return placed
    if state.step is Step.DIRECTION:
        return direction_in(text)
    return named_signature(text, world.content, state.place.options) if len(text.split()) <= 8 else None


def by_place(text: str, state: State) -> str | None:
    """The option of the button that "the first" or "the second one" points at."""
    said = plain(text)
    place = next((n for n, names in enumerate(_PLACES) if any(name in said.split() for name in names)), None)
    if place is None or len(said.split()) > 5 or place >= len(state.offered):
        return None
    return state.offered[place].payload.partition(":")[2]


def direction_in(text: str) -> str | None:
    """A worry, going well, or both, said in a few words."""
    said = plain(text)
    if len(said.split()) > 8:
        return None
    if any(word in said for word in ("both", "bit of each", "mixed")):
        return "both"
    if any(word in said for word in ("worr", "concern", "risk", "problem", "not going well", "weak")):
        return "risk"
    return "strength" if any(word in said for word in ("well", "strength", "good", "strong", "proud")) else None


def _kept(state: State, text: str, world: World) -> Answer:
    walk = state.walk
    assert walk is not None  # these questions stand in a walk
    kind = "correction" if state.place.follow == "missed" else "follow_up"
    return answer_to(world, walk.reflection_id, kind, text, state.place.prompt)


def _candidate(option: str, state: State, world: World) -> Finding | None:
    """The open finding of the answer at hand for this signature."""
    return next((finding for finding in _candidates(state, world) if finding.signature == option), None)


def _candidates(state: State, world: World) -> Sequence[Finding]:
    walk, item = state.walk, state.place.item
    found = world.records.findings(walk.reflection_id) if walk else []
    return [f for f in found if f.verdict == "open" and all(e.answer_id == item for e in f.evidence)]


def _let_go(state: State, world: World, but: str | None = None) -> tuple[Finding, ...]:
    """The possibilities the leader did not choose."""
    left = [f for f in _candidates(state, world) if f.signature in state.place.options and f.signature != but]
    return tuple(replace(finding, verdict="dropped") for finding in left)


def _added(state: State, option: str, world: World) -> Finding | None:
    """A finding that the leader names themselves, in the words of the answer at hand."""
    walk = state.walk
    answer = world.records.answer(state.place.item) if state.place.item else None
    if walk is None or answer is None:
        return None
    evidence = (Evidence(answer.id, quoted(answer.text)),)
    return Finding(
        world.new_id(), walk.reflection_id, option, None, evidence, 1.0, True, world.now, added_by_leader=True
    )


def skip(state: State) -> Outcome:
    """Leave the question; what was heard stays open for the review."""
    return _go_on(Outcome(state))
