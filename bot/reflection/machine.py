"""The step machine as the actions see it: ask what is due, hear what was said, yes, no and skip.

Every function takes the state and the world and returns an Outcome. Whatever is said at whatever step, there is a
way on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.reflection import (
    asides,
    change,
    check_in,
    coaching,
    commitments,
    hearing,
    home,
    meant,
    mentoring,
    mind,
    picture,
    review,
    safety,
    said_back,
    settling,
    summary,
    support,
    turning,
    walk,
)  # fmt: skip
from bot.reflection.findings import answer_to
from bot.reflection.plain_choices import is_plain_choice
from bot.reflection.state import State
from bot.reflection.steps import OPEN, Step
from bot.reflection.subjects import is_abuse
from bot.reflection.topics import named_domain
from bot.reflection.wording import is_no, is_yes, plain, unreadable
from bot.reflection.world import Outcome, Say, World

Asker = Callable[[State, World], Outcome]
Hearer = Callable[[State, str, World], Outcome]
_LENGTH = re.compile(r"\b(?:short|full) (?:one|look|walk|version)\b", re.IGNORECASE)
_ME = frozenset({"me", "it's me", "its me", "it is me", "about me", "it's about me", "its about me", "both"})
_YES = (["yes"], ["yeah"], ["yep"])
LONG = 8  # words from which something typed at a choice is no choice but something to keep

_UNKEPT = {
    Step.NOTICE: "notice.not_kept",
    Step.DECLINED: "notice.not_kept",
    Step.DELETE: "choice.not_kept",
    Step.WHEN: "choice.not_kept",
}
"""What is said of a longer text at steps that keep none."""

ASKERS: dict[Step, Asker] = {
    Step.NOTICE: home.ask_notice,
    Step.HOME: home.ask_home,
    Step.AREAS: home.ask_areas,
    Step.RETURNED: home.ask_returned,
    Step.OUTCOME: commitments.ask_outcome,
    Step.LEARNED: commitments.ask_learned,
    Step.MIND: mind.ask_mind,
    Step.FIT: mind.ask_fit,
    Step.LENGTH: walk.ask_length,
    Step.PROMPT: walk.ask_prompt,
    Step.FOLLOW_UP: hearing.ask_follow_up,
    Step.WHICH: settling.ask_which,
    Step.DIRECTION: settling.ask_direction,
    Step.STOPPING: walk.ask_stopping,
    Step.REVIEW: review.ask_review,
    Step.CORRECTION: review.ask_correction,
    Step.MISSED: review.ask_missed,
    Step.WICKED: summary.ask_wicked,
    Step.COMMIT: commitments.ask_commit,
    Step.WHEN: commitments.ask_when,
    Step.CHECK_IN: check_in.ask_check_in,
    Step.CHANGE: change.ask_change,
    Step.DELETE: change.ask_delete,
    Step.SUPPORT: support.ask_support,
    Step.BEFORE_ROUTES: turning.ask_first,
    Step.COACHING: coaching.ask_coaching,
    Step.KNOW: asides.ask_know,
    Step.MEANT: meant.ask_meant,
    Step.MENTOR: mentoring.ask_mentor,
    Step.PAUSED: home.ask_paused,
    Step.CRISIS: safety.ask_crisis,
    Step.UNSURE: safety.ask_unsure,
    Step.DECLINED: home.ask_notice,
    Step.GOODBYE: home.ask_home,
}
_SILENT = frozenset({Step.CRISIS, Step.DECLINED, Step.GOODBYE})
"""Steps after which nothing more is asked."""


def ask_next(state: State, world: World) -> Outcome:
    """The last word of a turn: the question that is due, or a way back to the one that is open."""
    if not state.place.asked:
        asked = ASKERS[state.step](state, world)
    elif state.step in _SILENT:
        asked = Outcome(state)
    else:
        asked = Outcome(state, (_way_back(state),))
    return asked.moved(replace(asked.state, turn=state.turn + 1))


def _way_back(state: State) -> Say:
    """After an interruption: a word and the buttons; the question itself stands above and is not repeated."""
    key = "way_back.open" if state.step in OPEN else "way_back.choice"
    return Say(key, {}, state.turn, state.offered)


def comes_first(state: State, text: str | None, needs_consent: bool, in_crisis: bool, world: World) -> Outcome | None:
    """What comes before a step: a leader in crisis is asked nothing, and without consent nothing is done.

    And where a few words are plainly the choice at hand, or take back what was just said, they are that and no
    command.
    """
    if state.step is Step.CRISIS and not in_crisis:
        return safety.hear_in_crisis(state)
    if needs_consent and state.notice is None:
        return home.before_consent(state)
    if text is None:
        return None
    if is_plain_choice(state.step, text, world.now.date()):
        return HEARERS[state.step](state, text, world)
    return said_back.dropped(state, text, world)


def hear_question(state: State, text: str, world: World) -> Outcome:
    """A question to Canary; where it has just asked what the leader would like to know, that is what they say."""
    if state.step in (Step.KNOW, Step.COACHING, Step.MENTOR, Step.SUPPORT):
        return HEARERS[state.step](state, text, world)
    return asides.answer_question(state, text, world)


def hear(state: State, text: str, world: World) -> Outcome:
    """Typed words that are no command: an answer where one is awaited, else what they come to at this step."""
    if state.step is Step.CRISIS:
        return safety.hear_in_crisis(state)
    if plain(text) in picture.GO_THROUGH and state.walk is not None:
        return picture.finish(state)
    if state.notice is None and state.step not in (Step.NOTICE, Step.DECLINED):
        return home.before_consent(state)
    if problem := unreadable(text):
        return Outcome(state).saying(f"unreadable.{problem}", pick=state.turn)
    if is_abuse(text):
        return asides.small_talk(state, text)
    if state.step in (Step.WHEN, Step.COMMIT) and text.rstrip().endswith("?"):
        return asides.answer_question(state, text, world)
    return _said_if_lost(HEARERS[state.step](state, text, world), state, text)


def _said_if_lost(outcome: Outcome, before: State, text: str) -> Outcome:
    """Where only a choice was awaited, a longer text that is not kept is not let go in silence."""
    lost = before.step in _UNKEPT and len(text.split()) >= LONG and not (outcome.puts or outcome.erase)
    return outcome.saying(_UNKEPT[before.step]) if lost else outcome


def _hear_notice(state: State, text: str, world: World) -> Outcome:
    """Yes, no, or once more; a leader who has not seen the notice sees it first."""
    if not state.place.asked:
        return home.before_consent(state)
    if is_yes(text):
        return home.agree(state, world)
    if is_no(text):
        return home.decline(state)
    return home.before_consent(state)


def _hear_home(state: State, text: str, world: World) -> Outcome:
    domain = named_domain(text, world.content) if len(text.split()) < 5 else None
    if domain:
        return home.choose(state, domain, world)
    if len(text.split()) < 3:
        return Outcome(state.at(Step.HOME, walk=None)).saying("home.unclear")
    return mind.hear_mind(state, text, world)


def _hear_returned(state: State, text: str, world: World) -> Outcome:
    if is_yes(text):
        return home.carry_on(state, world)
    return home.home(state) if is_no(text) else _hear_home(state, text, world)


def _hear_fit(state: State, text: str, world: World) -> Outcome:
    """Yes takes the area that may fit; no stays with it; more words are kept with it."""
    if is_yes(text) and state.place.item:
        return home.choose(state, state.place.item, world)
    if is_no(text):
        return picture.finish(state)
    domain = named_domain(text, world.content) if len(text.split()) < 5 else None
    if domain:
        return home.choose(state, domain, world)
    kept = replace(state.place, asked=False)
    outcome, _ = mind.keep_on_mind(state, text, world)
    return outcome.moved(replace(outcome.state, place=kept))


def _hear_length(state: State, text: str, world: World) -> Outcome:
    """A length, or something that is none: "our audits are all outstanding" chooses nothing and is kept."""
    chosen = is_plain_choice(state.step, text, world.now.date()) or _LENGTH.search(text)
    if not chosen and (len(text.split()) >= LONG or world.read(text, None).signs):
        return _keep_and_stay(state, text, world)
    return home.length_named(state, None, text, world)


def _hear_stopping(state: State, text: str, world: World) -> Outcome:
    if is_yes(text):
        return home.carry_on(state, world)
    if is_no(text):
        return picture.finish(state)
    return Outcome(state).saying("stale.choose") if len(text.split()) < 3 else _more(state, text, world)


def _more(state: State, text: str, world: World) -> Outcome:
    """More to the last answer, said at a rest."""
    at_hand = state.walk
    assert at_hand is not None  # a rest is inside a walk
    answer = answer_to(world, at_hand.reflection_id, "follow_up", text, state.place.prompt)
    findings = hearing.read(text, None, answer, state, world)
    kept = Outcome(replace(state, last_answer=answer.id)).keeping(answer, *findings).saying("walk.added")
    return kept.moved(walk.carry_on_walking(kept.state))


def _keep_and_stay(state: State, text: str, world: World) -> Outcome:
    """Something to keep, said where a choice was awaited; the choice is asked again."""
    outcome, _ = mind.keep_on_mind(state, text, world)
    kept = outcome.saying("choice.kept", pick=state.turn)
    return kept.moved(replace(kept.state, place=replace(state.place, asked=False)))


def _hear_paused(state: State, text: str, world: World) -> Outcome:
    """Back again: a longer text is the answer that was awaited, anything else brings the question back."""
    back = state.back_from_aside()
    awaited = back.step in OPEN and len(text.split()) >= 5 and not is_no(text)
    return HEARERS[back.step](back, text, world) if awaited else Outcome(back)


def _hear_unsure(state: State, text: str, world: World) -> Outcome:
    """A plain yes or "me" is danger. Anything else was about the work, and a longer text belongs to the answer."""
    said = plain(text).split()
    if " ".join(said) in _ME or (said[:1] in _YES and "work" not in said):
        return safety.is_danger(state, world)
    return take_as_answer(state, world, text if len(text.split()) >= LONG else "")


def take_as_answer(state: State, world: World, more: str = "") -> Outcome:
    """What was held is the answer to the question that was open, with what was added since."""
    words = "\n\n".join(part for part in (state.place.held, more) if part)
    heard = hear(state.back_to_question(), words, world)
    return replace(heard, says=(Say("unsure.kept"), *heard.says))


HEARERS: dict[Step, Hearer] = {
    Step.NOTICE: _hear_notice,
    Step.DECLINED: _hear_notice,
    Step.HOME: _hear_home,
    Step.GOODBYE: _hear_home,
    Step.AREAS: _hear_home,
    Step.RETURNED: _hear_returned,
    Step.OUTCOME: commitments.hear_outcome,
    Step.LEARNED: commitments.hear_learned,
    Step.MIND: mind.hear_mind,
    Step.FIT: _hear_fit,
    Step.LENGTH: _hear_length,
    Step.PROMPT: hearing.hear_prompt,
    Step.FOLLOW_UP: hearing.hear_follow_up,
    Step.WHICH: settling.hear_which,
    Step.DIRECTION: settling.hear_which,
    Step.STOPPING: _hear_stopping,
    Step.REVIEW: review.hear_review,
    Step.CORRECTION: review.hear_correction,
    Step.MISSED: review.hear_missed,
    Step.WICKED: summary.hear_wicked,
    Step.COMMIT: commitments.hear_commit,
    Step.WHEN: commitments.hear_when,
    Step.CHECK_IN: check_in.hear_check_in,
    Step.CHANGE: change.hear_change,
    Step.DELETE: change.hear_delete,
    Step.SUPPORT: support.hear_support,
    Step.BEFORE_ROUTES: turning.hear_first,
    Step.COACHING: coaching.hear_coaching,
    Step.KNOW: asides.hear_know,
    Step.MEANT: meant.hear_meant,
    Step.MENTOR: mentoring.hear_mentor,
    Step.PAUSED: _hear_paused,
    Step.CRISIS: lambda state, _text, _world: safety.hear_in_crisis(state),
    Step.UNSURE: _hear_unsure,
}
