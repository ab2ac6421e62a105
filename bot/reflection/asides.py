"""Short answers that leave the talk where it is: why, privacy, help, export, questions, small talk."""

from __future__ import annotations

from bot.content.models import Signature
from bot.content.speech import filled
from bot.reflection.asking import ask, buttons
from bot.reflection.home import home, notice_lines, notice_of
from bot.reflection.progress import tell
from bot.reflection.said_back import explained
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.subjects import ABOUT_ITSELF, HOW_FAR, OUT_OF_SCOPE, SMALL_TALK, subject_of
from bot.reflection.topics import named_knowledge, named_signature
from bot.reflection.wording import plain
from bot.reflection.world import Outcome, World


def answer_question(state: State, text: str, world: World) -> Outcome:
    """A question to Canary: about itself, out of scope, or about what it knows."""
    if subject := subject_of(text, ABOUT_ITSELF):
        return Outcome(state).saying(f"question.{subject}", controller=world.values.get("controller", ""))
    if subject := subject_of(text, OUT_OF_SCOPE):
        return _out_of_scope(state, subject, world)
    if subject_of(text, HOW_FAR):
        return tell(state, world)
    return _what_is_known(state, text, world) or Outcome(state).saying("question.unknown")


def _out_of_scope(state: State, subject: str, world: World) -> Outcome:
    card = world.content.safety.out_of_scope[subject]
    contacts = "\n".join("- " + world.speak("crisis.contact", name=one.name, how=one.how) for one in card.contacts)
    return Outcome(state).text("\n\n".join(part for part in (*card.text, contacts, *card.after) if part))


def _what_is_known(state: State, text: str, world: World) -> Outcome | None:
    """An entry of the knowledge, what became of a body, or a signature that the words name."""
    entry = named_knowledge(text, world.content)
    if entry:
        known = world.content.knowledge[entry]
        return Outcome(state).text(" ".join(known.text.split()))
    if became := world.explain(text):
        return Outcome(state).text("\n\n".join(became))
    signature = named_signature(text, world.content)
    return _about_signature(state, world.content.signatures[signature], world) if signature else None


def _about_signature(state: State, signature: Signature, world: World) -> Outcome:
    source = world.content.papers[signature.sources[0]].cite
    return Outcome(state).saying(
        "know.sign", title=signature.title, risk=signature.risk, strength=signature.strength, source=source
    )


def know(state: State, text: str | None, world: World) -> Outcome:
    """ "What do you know about…?": answered where the words say about what, else asked."""
    found = _what_is_known(state, text, world) if text else None
    return found or Outcome(state.aside(Step.KNOW))


def ask_know(state: State, world: World) -> Outcome:
    return ask(state, world, "know.again" if state.place.tries else "know.ask", *buttons(world, "none.know"))


def hear_know(state: State, text: str, world: World) -> Outcome:
    """What the leader wants to know about."""
    back = state.back_from_aside()
    found = _what_is_known(back, text, world)
    return found or Outcome(back).saying("question.unknown")


def small_talk(state: State, text: str) -> Outcome:
    subject = subject_of(text, SMALL_TALK) or "other"
    return Outcome(state).saying(f"small_talk.{subject}", pick=state.turn)


def why(state: State, text: str, world: World) -> Outcome:
    """Why this question is asked, with its source and a gentler wording; or why the last words were taken so."""
    return explained(state, text, world) or _why_asked(state, world)


def _why_asked(state: State, world: World) -> Outcome:
    place = state.place
    if place.step in (Step.PROMPT, Step.CHANGE) and place.prompt:
        prompt = world.content.prompts[place.prompt]
        source = world.content.papers[prompt.source].cite
        return Outcome(state).saying("why.prompt", why=prompt.why, source=source, gentler=prompt.gentler)
    if place.step is Step.WICKED and place.item:
        question = world.content.wicked[place.item]
        return Outcome(state).saying("why.wicked", why=question.why, source=world.content.papers[question.source].cite)
    follow = f"why.{place.follow}"
    key = follow if place.step is Step.FOLLOW_UP and follow in world.content.speech else f"why.{place.step.value}"
    return Outcome(state).saying(key if key in world.content.speech else "why.other")


def privacy(state: State, more: bool, world: World) -> Outcome:
    """Who can see this: the short answer, or all of it."""
    notice = notice_of(world)
    if more and notice.more:
        return Outcome(state, tuple(notice_lines(notice.more, world)))
    short = notice.short or notice.text[0]
    return Outcome(state).text(filled(short, world.values)).saying("privacy.more")


def help_(state: State, text: str, world: World) -> Outcome:
    """What one can do at this point; who asks for the menu gets it, and who asks how far they are is told."""
    if subject_of(text, HOW_FAR):
        return tell(state, world)
    if "menu" in text.lower() or plain(text) == "home":
        return home(state)
    key = "help.home" if state.walk is None else "help.walk"
    return Outcome(state).saying(key)


def export(state: State, world: World) -> Outcome:
    key = f"copy.{world.channel}"
    return Outcome(state).saying(key if key in world.content.speech else "copy.other")
