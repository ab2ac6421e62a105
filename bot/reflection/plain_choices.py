"""A few words that can only be the choice at hand, whatever else they look like out of place.

"All five, please" is no farewell where the length was asked, "next Friday" no wish to skip where a day was, and
"not yet" no command where it was asked how things went. Only words from a short list count, so that nothing that
means a command or danger is ever taken for a choice.
"""

from __future__ import annotations

import re
from datetime import date

from bot.reflection.dates import DAYS, MONTHS, NUMBERS, due_date
from bot.reflection.steps import Step
from bot.reflection.wording import plain

_COMMON = (
    "the a an i i'd i'll we we'll it it's its is that that's this one please ok okay yes let's lets just only do take"
)
_WORDS: dict[Step, str] = {
    Step.LENGTH: "short full look all five six three 3 5 6 quick brief long longer shorter whole version walk",
    Step.REVIEW: "fair enough quite not no drop wrong right correct partly nearly exactly sort of suppose agree agreed",
    Step.BEFORE_ROUTES: "yes yeah no nope nobody know not now right sure don't",
    Step.UNSURE: "yes yeah no nope not nobody me about work job now both carry on go continue really just",
    Step.OUTCOME: "done did all not yet no partly some part of half halfway way haven't didn't have started made start",
    Step.WHEN: (
        "by on in at within until before after about around say maybe end start middle mid early late beginning of"
        " first next coming christmas easter new year years month months week weeks fortnight day days time from"
        " now today tonight tomorrow couple few st nd rd th jan feb mar apr jun jul aug sep sept oct nov dec"
    ),
}
_VOCABULARY = {step: frozenset((_COMMON + " " + words).split()) for step, words in _WORDS.items()}
_VOCABULARY[Step.WHEN] |= {*MONTHS, *DAYS, *(word for name in NUMBERS for word in name.split())}


def is_plain_choice(step: Step, text: str, today: date) -> bool:
    """Whether a text is nothing but a choice at this step."""
    if step not in _VOCABULARY:
        return False
    said = plain(text)
    words = re.findall(r"[a-z']+|\d+", said)
    if not words or not all(word in _VOCABULARY[step] or (step is Step.WHEN and word.isdigit()) for word in words):
        return False
    return step is not Step.WHEN or due_date(text, today) is not None
