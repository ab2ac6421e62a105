"""Short answers that leave the talk where it is: why, privacy, help, export, questions, small talk."""

from __future__ import annotations

import re

from bot.content.models import Signature
from bot.content.speech import filled
from bot.reflection.asking import ask, buttons
from bot.reflection.home import notice_lines, notice_of
from bot.reflection.state import State
from bot.reflection.steps import Step
from bot.reflection.topics import named_knowledge, named_signature
from bot.reflection.wording import plain
from bot.reflection.world import Outcome, World

_ABOUT_ITSELF = (
    ("watching", r"\b(?:is|are) (?:any(?:one|body)|some(?:one|body)|people) (?:there|reading|watching|listening)"),
    ("human", r"\b(?:are|r) (?:you|u) (?:a |an |really |actually )*(?:human|person|real|robot|bot|computer|machine|ai|software|chatgpt)"
              r"|\bam i (?:talking|speaking|writing) to|\bperson or a (?:computer|machine)"),
    ("maker", r"\bwho (?:made|built|wrote|owns|runs|created|designed|pays for) (?:you|this|canary)|\bwhere do you come from"),
    ("working", r"\bhow (?:do|does|did) (?:you|this|it|canary) (?:work|know|decide|understand|come|reach|judge)|\bdo you (?:actually )?"
                r"(?:understand|learn|remember|match)|\bhow (?:sure|accurate|certain) are you"),
    ("sources", r"\b(?:which|what) (?:research|evidence|source|paper|study)|\bbased on (?:what|which)|\bwhere (?:does|do) (?:this|these|it)"
                r".* come from"),
)  # fmt: skip
_OUT_OF_SCOPE = (
    ("inspection_forecast", r"(?:ofsted|inspect\w*|judg\w*|rating|grade|ilacs).*(?:predict|forecast|likely|chance|get|come out|going to|will|would|"
                            r"what would|be inadequate|be good|outcome|score)|(?:predict|forecast|chance|likely|will we|are we going to|would we|"
                            r"do you think).*(?:ofsted|inspect\w*|inadequate|outstanding|requires improvement|judg\w+|a good\b)"),
    ("legal_advice", r"\b(?:legal(?:ly)?|lawful(?:ly)?|unlawful|law|sue|sued|liable|liability|judicial review|tribunal|contract of employment|"
                     r"settlement agreement|unfair dismissal|constructive dismissal)\b"),
    ("whistleblowing", r"\bwhistle ?-?blow|\bprotected disclosure|\braise (?:a |this )?concern outside"),
    ("case_advice", r"\b(?:should (?:we|i) (?:remove|accommodate|place|return|close|step down|issue)|threshold (?:met|for this)|section 47 on|"
                    r"what should (?:we|i) do (?:about|with) (?:this|the|a) (?:child|family|case|baby|boy|girl|mum|mother|dad|father))"),
    ("gossip", r"\bwhat do you (?:think|make|reckon) of (?:our|my|the|cllr|councillor|mr|mrs|ms|dr|[a-z]+ [a-z]+$)|\bis (?:he|she|my \w+) (?:any good|useless|"
               r"incompetent|a liar|corrupt)|\bhave you heard about|\bwhat have (?:other|the other) (?:directors|leaders) (?:said|told)"),
)  # fmt: skip
_SMALL_TALK = (
    ("abuse", r"\b(?:fuck|piss) off|\b(?:you|u|you're|youre|ur|this) (?:are |is |r )?(?:a |an |so |such |just |bloody |fucking )*"
              r"(?:useless|stupid|idiot|rubbish|crap|shit|moron|pathetic|waste of|dumb|garbage)|\bshut up"),
    ("thanks", r"\b(?:thanks|thank you|thank u|thx|ta|cheers|much appreciated|that's kind)\b"),
    ("bye", r"\b(?:bye|goodbye|good night|see you|cheerio|that's all for today)\b"),
    ("how_are_you", r"\bhow are (?:you|things)|\byou (?:ok|all right|alright)\b"),
    ("hello", r"^(?:hi|hello|hey|hiya|morning|afternoon|evening|good (?:morning|afternoon|evening|day)|greetings)\b"),
)  # fmt: skip


def topic(text: str, table: tuple[tuple[str, str], ...]) -> str | None:
    """The first subject whose wording stands in the text."""
    said = plain(text)
    return next((name for name, pattern in table if re.search(pattern, said)), None)


def answer_question(state: State, text: str, world: World) -> Outcome:
    """A question to Canary: about itself, out of scope, or about what it knows."""
    if subject := topic(text, _ABOUT_ITSELF):
        return Outcome(state).saying(f"question.{subject}", controller=world.values.get("controller", ""))
    if subject := topic(text, _OUT_OF_SCOPE):
        return _out_of_scope(state, subject, world)
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
    subject = topic(text, _SMALL_TALK) or "other"
    return Outcome(state).saying(f"small_talk.{subject}", pick=state.turn)


def is_abuse(text: str) -> bool:
    """Abuse of Canary in a few words; longer texts are answers."""
    return len(text.split()) <= 8 and topic(text, _SMALL_TALK[:1]) == "abuse"


def why(state: State, world: World) -> Outcome:
    """Why this question is asked, with its source and a gentler wording."""
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


def help_(state: State, world: World) -> Outcome:
    key = "help.home" if state.walk is None else "help.walk"
    return Outcome(state).saying(key)


def export(state: State, world: World) -> Outcome:
    key = f"copy.{world.channel}"
    return Outcome(state).saying(key if key in world.content.speech else "copy.other")
