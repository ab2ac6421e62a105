"""Coming in, agreeing to the notice, coming back, and the places to go from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.content.speech import filled
from bot.content.support_models import Notice
from bot.messages import Button
from bot.reflection.asking import ask, buttons
from bot.reflection.check_in import standing
from bot.reflection.commitments import UNASKED, due_for_review
from bot.reflection.notes import with_notes
from bot.reflection.pattern import lower_first
from bot.reflection.progress import in_each_area
from bot.reflection.state import Place, State, Walk
from bot.reflection.steps import Step
from bot.reflection.topics import named_domain
from bot.reflection.walk import begin
from bot.reflection.wording import plain
from bot.reflection.world import Outcome, Say, World

_SHORT = frozenset("short shorter shortest three 3 quick quicker quickest brief briefly".split())
_FULL = frozenset("full fuller fullest all long longer longest five six whole".split())


def open_talk(state: State, world: World) -> Outcome:
    """A leader comes in: the notice for a new one or a new version; for others what they left off."""
    state = replace(state, reviewed=(), told_before=())
    if state.notice != notice_of(world).version:
        return Outcome(state.park().at(Step.NOTICE, walk=None))
    state = state.park().at(Step.RETURNED, walk=None)
    due = due_for_review(state, world)
    if due:
        state = state.at(Step.OUTCOME, walk=None, item=due.id, follow=UNASKED)
    return with_notes(Outcome(state).saying("greeting.back", pick=state.turn), world)


def notice_of(world: World) -> Notice:
    return world.content.notices[world.channel]


def ask_notice(state: State, world: World) -> Outcome:
    """The opening notice, and whether to go on."""
    notice = notice_of(world)
    offered = buttons(world, "agree", "more_privacy", "decline")
    if state.place.tries:
        return ask(state, world, "notice.again", *offered)
    state = replace(state, place=replace(state.place, tries=1))
    return ask(state, world, "notice.ask", *offered, before=tuple(notice_lines(notice.text, world)))


def notice_lines(lines: tuple[str, ...], world: World) -> Iterator[Say]:
    """The paragraphs of a notice as one message, with the values of this installation."""
    yield Say("plain.text", {"text": "\n\n".join(filled(line, world.values) for line in lines)})


def before_consent(state: State) -> Outcome:
    """Nothing is done before the leader has agreed to the notice; it is shown, or asked again."""
    shown = state.step is Step.NOTICE and state.place.asked
    return Outcome(state.at(Step.NOTICE, walk=None, tries=1 if shown else 0))


def agree(state: State, world: World) -> Outcome:
    """Consent, recorded with the notice's version. A notice that was not shown is shown first."""
    if not state.place.asked:
        return before_consent(state)
    first = state.notice is None
    agreed = replace(state, notice=notice_of(world).version).at(Step.RETURNED if not first else Step.HOME, walk=None)
    thanked = Outcome(agreed).saying("notice.thanks" if first else "notice.thanks_again")
    return with_notes(thanked, world)


def decline(state: State) -> Outcome:
    """No: a kind end. A leader who never agreed has nothing here afterwards."""
    return Outcome(state.at(Step.DECLINED, walk=None, asked=True), erase=state.notice is None).saying("notice.declined")


def ask_home(state: State, world: World) -> Outcome:
    """Where to begin, or where to go next."""
    place = state.place
    key = "home.after" if place.follow == "ended" else ("home.again" if state.turn > 2 else "home.ask")
    return ask(state, world, key, *_menu(state, world), pick=state.turn)


def _menu(state: State, world: World) -> tuple[Button, ...]:
    check_in, meant = bool(standing(world)), bool(world.records.recent_commitments())
    more = ("check_in",) * check_in + ("commitments",) * meant
    offered = buttons(world, "mind", "areas", *more, "support", "picture", "coaching", "know", "goodbye")
    return ((_carry_on(state.unfinished, world), *offered)) if state.unfinished else offered


def _carry_on(place: Place, world: World) -> Button:
    domain = world.content.domains.get(place.domain or "")
    if domain is None:
        return world.button("carry_on")
    return world.button("carry_on_with", "carry_on", domain=lower_first(domain.title))


def ask_areas(state: State, world: World) -> Outcome:
    offered = [Button(domain.title, f"choose:{id}") for id, domain in world.content.domains.items()]
    before = () if state.place.question else (in_each_area(state, world),)
    return ask(state, world, "areas.ask", *offered, before=before)


def ask_returned(state: State, world: World) -> Outcome:
    """Something was left unfinished: carry on there, or something else; else home."""
    place = state.unfinished
    if place is None:
        return ask_home(state.at(Step.HOME, walk=None), world)
    domain = world.content.domains.get(place.domain or "")
    offered = (_carry_on(place, world), *buttons(world, "home", "pause"))
    if domain is None:
        is_check_in = place.walk is not None and place.walk.length == "check_in"
        return ask(state, world, "returned.check_in" if is_check_in else "returned.mind", *offered)
    return ask(state, world, "returned.ask", *offered, domain=lower_first(domain.title))


def carry_on(state: State, world: World) -> Outcome:
    """Back to what lies under an aside, on after a rest, or to what was left unfinished."""
    if state.under is not None:
        return Outcome(state.back_from_aside())
    if state.step is Step.STOPPING:
        from_here = state.walk
        if from_here and from_here.left:
            return Outcome(state.at(Step.PROMPT, prompt=from_here.left[0])).saying("walk.on", pick=state.turn)
        return Outcome(state.at(Step.REVIEW))
    place = state.parked[-1] if state.parked and state.place.walk is None else None
    if place is not None:
        return Outcome(state.unpark(place))
    if state.step in (Step.GOODBYE, Step.PAUSED, Step.RETURNED):
        return Outcome(state.at(Step.HOME, walk=None))
    return Outcome(state)


def home(state: State) -> Outcome:
    """To the menu; a reflection under way is kept at its place."""
    return Outcome(state.park().at(Step.HOME, walk=None))


def areas(state: State) -> Outcome:
    """To the four areas; a reflection under way is kept at its place, but something on the mind leads on from here."""
    left = state if state.step is Step.FIT else state.park()
    return Outcome(left.at(Step.AREAS, walk=None))


def choose(state: State, domain: str, world: World) -> Outcome:
    """An area: go back to it where it is under way, else begin it."""
    if domain not in world.content.domains:
        return areas(state)
    if state.place.domain == domain and state.step is not Step.LENGTH:
        return Outcome(state).saying("switch.here", domain=lower_first(world.content.domains[domain].title))
    left = state if state.step is Step.FIT else state.park()
    kept = left.parked_in(domain)
    if kept is not None:
        shown = lower_first(world.content.domains[domain].title)
        return Outcome(left.unpark(kept)).saying("switch.resumed", domain=shown)
    walk = Walk("", domain)
    moved = Outcome(left.at(Step.LENGTH, walk=walk))
    return moved.saying("switch.kept") if len(left.parked) > len(state.parked) else moved


def choose_named(state: State, option: str | None, text: str, world: World) -> Outcome:
    """The area that a button or the leader's words name, else the four to choose from."""
    domain = option or named_domain(text, world.content)
    return choose(state, domain, world) if domain else areas(state)


def length_named(state: State, option: str | None, text: str, world: World) -> Outcome:
    """Short or full, by button or in words, and the walk begins."""
    option = option or _length_in(frozenset(re.findall(r"[a-z]+|\d+", plain(text))))
    if state.step is not Step.LENGTH:
        return Outcome(state).saying("stale.button")
    if option is None:
        return Outcome(state).saying("walk.which_length")
    return begin(state, "full" if option == "full" else "short", world)


def _length_in(words: frozenset[str]) -> str | None:
    if words & _SHORT:
        return "short"
    return "full" if words & _FULL else None


def goodbye(state: State, world: World) -> Outcome:
    """The end for today, with what is needed to come back."""
    left = state.park()
    key = "goodbye.unfinished" if left.parked else "goodbye.said"
    ended = left.at(Step.GOODBYE, walk=None, asked=True)
    return Outcome(ended).saying(key, pick=state.turn).saying(phrase_key(world))


def pause(state: State, world: World) -> Outcome:
    """Stop here; another day the same question comes back."""
    if state.step in (Step.PAUSED, Step.GOODBYE):
        return Outcome(state).saying("pause.already")
    if state.step in (Step.HOME, Step.RETURNED, Step.AREAS):
        return goodbye(state, world)
    paused = state.aside(Step.PAUSED)
    return Outcome(paused).saying("pause.said", pick=state.turn).saying(phrase_key(world))


def phrase_key(world: World) -> str:
    """The reminder that fits: only some vaults have a phrase, and a chat is its own way back."""
    if world.has_phrase:
        return "phrase.reminder"
    return "phrase.none" if world.channel in ("web", "terminal") else "phrase.chat"


def ask_paused(state: State, world: World) -> Outcome:
    return ask(state, world, "pause.ask", *buttons(world, "carry_on", "home"))
