"""One thing the leader means to do, by when, and next time how it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.messages import Button
from bot.reflection.asking import ask, buttons
from bot.reflection.dates import due_date
from bot.reflection.findings import answer_to, quoted
from bot.reflection.model import Commitment, ReviewOutcome
from bot.reflection.pattern import day
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.wording import is_fine_as_it_is, is_no, plain
from bot.reflection.world import Outcome, World

OUTCOMES: dict[str, ReviewOutcome] = {"done": "done", "partly": "partly", "not": "not"}
UNASKED = "unasked"  # what a place is for where Canary asks of itself
ASK_TWICE = 1  # tries after which no date is asked for again


def ask_commit(state: State, world: World) -> Outcome:
    return ask(state, world, "commit.ask", *buttons(world, "none.commit"), pick=state.turn)


def hear_commit(state: State, text: str, world: World) -> Outcome:
    """The commitment; where its words name a day, that is the date."""
    walk = state.walk
    assert walk is not None  # a commitment stands in a walk
    if is_no(text) or is_fine_as_it_is(text):
        return no_commitment(state, world)
    due = due_date(text, world.now.date(), alone=False)
    commitment = Commitment(world.new_id(), walk.reflection_id, text, world.now, due)
    if due:
        return close(_dated(Outcome(state).keeping(commitment), commitment, world), world)
    kept = Outcome(state.at(Step.WHEN, item=commitment.id)).keeping(commitment)
    return kept.saying("commit.kept", quote=quoted(text))


def no_commitment(state: State, world: World) -> Outcome:
    return close(Outcome(state).saying("commit.none"), world)


def ask_when(state: State, world: World) -> Outcome:
    key = "when.again" if state.place.tries else "when.ask"
    return ask(state, world, key, *buttons(world, "none.date"))


def hear_when(state: State, text: str, world: World) -> Outcome:
    """The date, in words; asked for twice at most."""
    commitment = _at_hand(state, world)
    if commitment is None or is_no(text) or is_fine_as_it_is(text) or "no date" in plain(text):
        return no_date(state, world)
    due = due_date(text, world.now.date())
    if due:
        dated = replace(commitment, due=due)
        return close(_dated(Outcome(state).keeping(dated), dated, world), world)
    if state.place.tries < ASK_TWICE:
        return Outcome(state.at(Step.WHEN, item=commitment.id, tries=state.place.tries + 1))
    return no_date(state, world)


def no_date(state: State, world: World) -> Outcome:
    return close(Outcome(state).saying("when.none"), world)


def _dated(outcome: Outcome, commitment: Commitment, world: World) -> Outcome:
    assert commitment.due is not None  # only called with a date
    shown = f"{commitment.due:%A} {commitment.due.day} {commitment.due:%B %Y}"
    return outcome.saying("commit.dated", quote=quoted(commitment.text), date=shown)


def close(outcome: Outcome, world: World) -> Outcome:
    """The reflection is over, and so is what was on the leader's mind before it."""
    walk = outcome.state.walk
    at_hand = world.records.reflection(walk.reflection_id) if walk else None
    minds = [one for one in world.records.recent_reflections() if one.domain is None and walk and one != at_hand]
    ended = [replace(one, ended_at=world.now) for one in (*minds, at_hand) if one and one.ended_at is None]
    left = tuple(place for place in outcome.state.parked if place.domain is not None)
    closed = replace(outcome.state.at(Step.HOME, walk=None, follow="ended"), parked=left)
    return outcome.keeping(*ended).saying("close.done").moved(closed)


def due_for_review(state: State, world: World) -> Commitment | None:
    """The commitment to ask about unasked: the oldest whose time it is."""
    today = world.now.date()
    waiting = [c for c in world.records.recent_commitments() if c.id not in state.reviewed and _waits(c, today)]
    return min(waiting, key=lambda commitment: commitment.at) if waiting else None


def _waits(commitment: Commitment, today: date) -> bool:
    """Whether it is time to look back: once on a later day, and once more when its day has come if that was early."""
    due, reviewed = commitment.due, commitment.reviewed_at
    asked = commitment.asked_on or (reviewed.date() if reviewed else None)
    if commitment.outcome == "done":
        return False
    if asked is None:
        return commitment.at.date() < today or (due is not None and due <= today)
    return due is not None and asked < due <= today


def ask_outcome(state: State, world: World) -> Outcome:
    """How did it go? Asked unasked, it is noted that it was; a day that has gone by is met gently."""
    commitment = _at_hand(state, world)
    if commitment is None:
        return Outcome(state.at(Step.HOME, walk=None))
    offered = (
        *buttons(world, "outcome.done", "outcome.partly", "outcome.not"),
        Button(world.speak("button.later"), "skip"),
    )
    unasked = state.place.follow == UNASKED
    quote, date = quoted(commitment.text), day(commitment.at, world)
    key = "outcome.overdue" if unasked and _is_overdue(commitment, world) else "outcome.ask"
    asked = ask(state, world, key, *offered, pick=state.turn, quote=quote, date=date)
    return asked.keeping(replace(commitment, asked_on=world.now.date())) if unasked else asked


def _is_overdue(commitment: Commitment, world: World) -> bool:
    return commitment.due is not None and commitment.due < world.now.date()


def leave(state: State, world: World) -> Outcome:
    """Not now. Canary asks once more if its day is still to come, and says which it is."""
    commitment = _at_hand(state, world)
    left = skip_review(state)
    if commitment is None or state.place.follow != UNASKED:
        return left
    coming = commitment.due is not None and commitment.due > world.now.date()
    return left.saying("outcome.left" if coming else "outcome.left_for_good")


def outcome_of(state: State, option: str, world: World) -> Outcome:
    """Done, partly or not yet; then what was learned."""
    commitment = _at_hand(state, world)
    if state.step is not Step.OUTCOME or commitment is None or option not in OUTCOMES:
        return Outcome(state)
    reviewed = replace(commitment, outcome=OUTCOMES[option], reviewed_at=world.now)
    known = replace(state, reviewed=(*state.reviewed, commitment.id))
    if state.place.tries:  # what was learned has been told at this question
        return _reviewed(Outcome(known).keeping(reviewed).saying("learned.thanks", pick=state.turn))
    return Outcome(known.at(Step.LEARNED, item=commitment.id, follow=option)).keeping(reviewed)


def hear_outcome(state: State, text: str, world: World) -> Outcome:
    """How it went, in words; a longer text is kept as what was learned."""
    option = _outcome_in(plain(text))
    if option is None:
        return _kept_with_it(state, text, world) if len(text.split()) > 6 else Outcome(state).saying("outcome.which")
    chosen = outcome_of(state, option, world)
    if len(text.split()) <= 6 or not chosen.puts:
        return chosen
    reviewed = chosen.puts[-1]
    assert isinstance(reviewed, Commitment)  # outcome_of keeps just that
    answer = answer_to(world, reviewed.reflection_id, "learned", text)
    kept = replace(chosen, puts=(replace(reviewed, learned=text), answer))
    return _reviewed(kept.saying("learned.thanks", pick=state.turn))


def _kept_with_it(state: State, text: str, world: World) -> Outcome:
    """Words that tell how it went and not which it was: kept as what was learned, and the choice stands."""
    commitment = _at_hand(state, world)
    if commitment is None:
        return Outcome(state)
    answer = answer_to(world, commitment.reflection_id, "learned", text)
    told = replace(state, last_answer=answer.id, place=replace(state.place, tries=1))
    return Outcome(told).keeping(replace(commitment, learned=text), answer).saying("outcome.kept")


def _outcome_in(said: str) -> str | None:
    if any(word in said for word in ("partly", "part way", "halfway", "half way", "some of it", "sort of", "started")):
        return "partly"
    if any(word in said for word in ("not yet", "not done", "didn't", "haven't", "did not", "have not")) or said in (
        "no",
        "not",
    ):
        return "not"
    return "done" if said.startswith(("yes", "done", "did", "it's done", "i did", "we did", "all done")) else None


def ask_learned(state: State, world: World) -> Outcome:
    return ask(state, world, f"learned.{state.place.follow}", *buttons(world, "skip"))


def hear_learned(state: State, text: str, world: World) -> Outcome:
    """What was learned, kept with the commitment."""
    commitment = _at_hand(state, world)
    if commitment is None:
        return skip_review(state)
    answer = answer_to(world, commitment.reflection_id, "learned", text)
    kept = Outcome(replace(state, last_answer=answer.id)).keeping(replace(commitment, learned=text), answer)
    return _reviewed(kept.saying("learned.thanks", pick=state.turn))


def skip_review(state: State) -> Outcome:
    """Leave the commitment for another time; it is not asked again in this sitting."""
    item = state.place.item
    reviewed = (*state.reviewed, item) if item else state.reviewed
    return _reviewed(Outcome(replace(state, reviewed=reviewed)))


def _reviewed(outcome: Outcome) -> Outcome:
    """The next commitment, or on to what was left unfinished: `returned` decides."""
    return outcome.moved(outcome.state.at(Step.RETURNED, walk=None))


def _at_hand(state: State, world: World) -> Commitment | None:
    return world.records.commitment(state.place.item) if state.place.item else None
