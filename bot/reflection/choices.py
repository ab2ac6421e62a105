"""What a button, yes, no or "skip" comes to at the step at hand; one that belongs elsewhere says so."""

from __future__ import annotations

from collections.abc import Callable

from bot.reflection import (
    asides,
    change,
    check_in,
    commitments,
    home,
    meant,
    picture,
    review,
    safety,
    said_back,
    settling,
    summary,
    turning,
)  # fmt: skip
from bot.reflection.hearing import finding_at_hand
from bot.reflection.machine import take_as_answer
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.subjects import SMALL_TALK, subject_of
from bot.reflection.walk import onward
from bot.reflection.wording import is_yes, plain
from bot.reflection.world import Outcome, World

_ON = frozenset({"carry on", "continue", "go on", "keep going", "let's go on", "lets go on", "resume", "proceed"})
Choice = Callable[[State, World], Outcome]


def yes(state: State, world: World) -> Outcome:
    """Yes, at the step at hand."""
    return _YES.get(state.step, _carry_on)(state, world)


def no(state: State, world: World) -> Outcome:
    """No, none or nothing, at the step at hand."""
    return _NO.get(state.step, skip)(state, world)


def skip(state: State, world: World, text: str = "") -> Outcome:
    """Leave what is asked, without comment. Where a choice is on offer, "continue" goes on instead."""
    if plain(text) in _ON and state.open_question is None:
        return home.carry_on(state, world)
    return _SKIP.get(state.step, _nothing_to_skip)(state, world)


def pick(state: State, option: str | None, text: str, world: World) -> Outcome:
    """A choice among possibilities: in a walk, in a review, or "that's not it" at a follow-up."""
    option = option or settling.by_place(text, state) or ""
    if state.step in (Step.WHICH, Step.DIRECTION):
        return stale_unless_moved(state, settling.pick(state, option, world), text)
    if state.step is Step.REVIEW:
        return stale_unless_moved(state, review.direction(state, option, world), text)
    if state.step is Step.BEFORE_ROUTES and f"pick:{option}" in [button.payload for button in state.offered]:
        return turning.settle(state, option, world)
    if state.step is Step.UNSURE and f"pick:{option}" in [button.payload for button in state.offered]:
        return safety.is_danger(state, world) if option in ("me", "yes") else take_as_answer(state, world)
    finding = finding_at_hand(state, world)
    if state.step is Step.FOLLOW_UP and finding:
        return said_back.let_go(state, [finding])
    return stale(state, text)


def judged(state: State, option: str | None, text: str, world: World) -> Outcome:
    """Fair, not quite or drop it, by button or in words; in words also about what was only just said back."""
    said = option or review.verdict_in(text) or ""
    outcome = review.verdict(state, said, world)
    if option is None and outcome == Outcome(state):
        outcome = said_back.judged(state, said, world) or outcome
    return stale_unless_moved(state, outcome, text)


def small_talk(state: State, text: str, world: World) -> Outcome:
    """A pleasantry; where a choice is on offer, "ok" takes it and "never mind" leaves it."""
    choosing = state.open_question is None
    if plain(text) in _ON:
        return home.carry_on(state, world) if choosing else Outcome(state)
    if subject_of(text, SMALL_TALK) == "bye" and state.notice is not None:
        return home.goodbye(state, world) if choosing else home.pause(state, world)
    if choosing and is_yes(text) and state.step in _YES and _YES[state.step] is not _say_which:
        return yes(state, world)
    if plain(text) in ("never mind", "nevermind") and state.step in _NO:
        return no(state, world)
    return asides.small_talk(state, text)


def reviewed(state: State, option: str | None, text: str, world: World) -> Outcome:
    """How a commitment went, by button or in words."""
    if state.step is Step.OUTCOME and option is None:
        return commitments.hear_outcome(state, text, world)
    return stale_unless_moved(state, commitments.outcome_of(state, option or "", world), text)


def looked_back(state: State, option: str | None, text: str, world: World) -> Outcome:
    """One of the commitments in the list, by button."""
    return stale_unless_moved(state, meant.look_back(state, option, world), text)


def now(state: State, option: str | None, text: str, world: World) -> Outcome:
    """Where a sign stands now, by button."""
    return stale_unless_moved(state, check_in.now(state, option or "", world), text)


def confirmed(state: State, option: str | None, text: str, world: World) -> Outcome:
    """Yes, delete, by button or in words."""
    if state.step is Step.DELETE and option is None:
        return change.hear_delete(state, text, world)
    return stale_unless_moved(state, change.confirm(state, option or "", world), text)


def stale(state: State, text: str = "") -> Outcome:
    """Typed words that belong to no choice on offer or, where nothing was typed, a button of an earlier moment."""
    return Outcome(state).saying("stale.choose" if text else "stale.button")


def stale_unless_moved(before: State, outcome: Outcome, text: str) -> Outcome:
    """The outcome, unless the choice did nothing here."""
    return stale(before, text) if outcome == Outcome(before) else outcome


def _carry_on(state: State, world: World) -> Outcome:
    return home.carry_on(state, world)


def _fair(state: State, world: World) -> Outcome:
    finding = finding_at_hand(state, world)
    return review.verdict(state, "fair", world) if finding else stale(state)


def _first_option(state: State, world: World) -> Outcome:
    options = state.place.options
    if state.step is Step.WHICH and len(options) == 1:
        return settling.pick(state, options[0], world)
    return Outcome(state).saying("which.say_which")


def _on(state: State, _world: World) -> Outcome:
    return onward(Outcome(state))


def _nothing_to_skip(state: State, _world: World) -> Outcome:
    return Outcome(state).saying("skip.nothing")


def _say_which(state: State, _world: World) -> Outcome:
    return Outcome(state).saying("stale.choose")


_YES: dict[Step, Choice] = {
    Step.NOTICE: home.agree,
    Step.DECLINED: home.agree,
    Step.OUTCOME: lambda state, world: commitments.outcome_of(state, "done", world),
    Step.FIT: lambda state, world: home.choose(state, state.place.item or "", world),
    Step.REVIEW: _fair,
    Step.WHICH: _first_option,
    Step.DIRECTION: _first_option,
    Step.DELETE: lambda state, world: change.hear_delete(state, "yes", world),
    Step.UNSURE: safety.is_danger,
    Step.HOME: _say_which,
    Step.AREAS: _say_which,
    Step.LENGTH: _say_which,
    Step.MISSED: lambda state, _world: Outcome(state).saying("missed.say_it"),
    Step.COMMIT: lambda state, _world: Outcome(state).saying("commit.say_it"),
    Step.WHEN: lambda state, _world: Outcome(state).saying("commit.say_it"),
    Step.CHANGE: lambda state, _world: Outcome(state).saying("missed.say_it"),
}  # fmt: skip
_NO: dict[Step, Choice] = {
    Step.BEFORE_ROUTES: lambda state, _world: turning.leave(state),
    Step.NOTICE: lambda state, _world: home.decline(state),
    Step.DECLINED: lambda state, _world: home.decline(state),
    Step.OUTCOME: lambda state, world: commitments.outcome_of(state, "not", world),
    Step.RETURNED: lambda state, _world: home.home(state),
    Step.FIT: lambda state, _world: picture.finish(state),
    Step.STOPPING: lambda state, _world: picture.finish(state),
    Step.REVIEW: lambda state, world: review.verdict(state, "drop", world),
    Step.WHICH: lambda state, world: settling.pick(state, "none", world),
    Step.DIRECTION: lambda state, world: settling.pick(state, "none", world),
    Step.DELETE: lambda state, _world: change.keep(state),
    Step.CHANGE: lambda state, _world: change.keep(state),
    Step.PAUSED: home.goodbye,
    Step.CRISIS: home.goodbye,
    Step.UNSURE: take_as_answer,
    Step.HOME: home.goodbye,
}
_SKIP: dict[Step, Choice] = {
    Step.OUTCOME: commitments.leave,
    Step.LEARNED: lambda state, _world: commitments.skip_review(state),
    Step.MIND: lambda state, _world: home.home(state),
    Step.FIT: lambda state, _world: picture.finish(state),
    Step.LENGTH: lambda state, _world: home.home(state),
    Step.AREAS: lambda state, _world: home.home(state),
    Step.RETURNED: lambda state, _world: home.home(state),
    Step.PROMPT: _on,
    Step.FOLLOW_UP: _on,
    Step.WHICH: lambda state, world: settling.skip(state),
    Step.DIRECTION: lambda state, world: settling.skip(state),
    Step.STOPPING: _carry_on,
    Step.REVIEW: lambda state, _world: review.leave_open(state),
    Step.CORRECTION: lambda state, _world: review.leave_open(state),
    Step.MISSED: summary.add_up,
    Step.CHECK_IN: check_in.skip,
    Step.WICKED: lambda state, world: summary.after_wicked(Outcome(state), world),
    Step.COMMIT: commitments.no_commitment,
    Step.WHEN: commitments.no_date,
    Step.CHANGE: lambda state, _world: change.keep(state),
    Step.DELETE: lambda state, _world: change.keep(state),
    Step.SUPPORT: lambda state, _world: turning.leave(state),
    Step.BEFORE_ROUTES: turning.skip,
    Step.COACHING: lambda state, _world: Outcome(state.back_from_aside()),
    Step.KNOW: lambda state, _world: Outcome(state.back_from_aside()),
    Step.MEANT: lambda state, _world: Outcome(state.back_from_aside()),
    Step.MENTOR: lambda state, _world: Outcome(state.back_from_aside()),
    Step.PAUSED: lambda state, _world: Outcome(state.back_from_aside()),
    Step.CRISIS: lambda state, _world: Outcome(state.back_from_aside()),
    Step.UNSURE: take_as_answer,
}
