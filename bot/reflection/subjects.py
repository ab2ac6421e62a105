"""What a question or pleasantry is about, by its wording.

Only messages that the gate takes for a question or small talk come here, never an answer: a leader's trade is full of
these words.
"""

from __future__ import annotations

import re

from bot.reflection.wording import plain

Subjects = tuple[tuple[str, re.Pattern[str]], ...]


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts))


_INSPECTION = r"(?:ofsted|inspect\w*|ilacs|judg\w+|graded?|rating)"
_AHEAD = r"(?:will|would|going to|likely|likelihood|chances?|predict|forecast|expect|think|reckon|odds)"
_OURS = r"(?:we|us|our)"
_GRADES = r"(?:good|outstanding|inadequate|requires improvement)"
_A_CASE = r"(?:this|the|a) (?:child|family|case|baby|boy|girl|mum|mother|dad)"

ABOUT_ITSELF: Subjects = (
    (
        "watching",
        _any(r"\b(?:is|are) (?:any(?:one|body)|some(?:one|body)|people) (?:there|reading|watching|listening)"),
    ),
    (
        "human",
        _any(
            r"\b(?:are|r) (?:you|u) (?:a |an |really |actually |just )*"
            r"(?:human|person|real|robot|bot|computer|machine|ai|software|chatgpt)\b",
            r"\bam i (?:talking|speaking|writing) to",
            r"\bperson or a (?:computer|machine)",
        ),
    ),
    (
        "maker",
        _any(
            r"\bwho (?:made|built|wrote|owns|runs|created|designed|pays for) (?:you|this|canary)",
            r"\bwhere do you come from",
        ),
    ),
    (
        "working",
        _any(
            r"\bhow (?:do|does|did) (?:you|this|it|canary) (?:work|know|decide|understand|come|reach|judge)",
            r"\bdo you (?:actually |really )?(?:understand|learn|remember|match)",
            r"\bhow (?:sure|accurate|certain) are you",
        ),
    ),
    (
        "sources",
        _any(
            r"\b(?:which|what) (?:research|evidence|source|paper|study)",
            r"\bbased on (?:what|which)",
            r"\bwhere (?:does|do) (?:this|these|it|the questions?|the signs?) come from",
        ),
    ),
)
HOW_FAR: Subjects = (
    (
        "how_far",
        _any(
            r"\bhow (?:far|long|much time|much longer|many questions)\b.*\b(?:i|we|this|it|left|more|to go|takes?)\b",
            r"\b(?:what|which areas?) (?:have i|is) (?:done|left|still to come)\b",
        ),
    ),
)
OUT_OF_SCOPE: Subjects = (
    (
        "inspection_forecast",
        _any(
            rf"{_INSPECTION}.*\b{_AHEAD}\b.*\b{_OURS}\b",
            rf"\b{_AHEAD}\b.*\b{_OURS}\b.*{_INSPECTION}",
            rf"\b{_AHEAD}\b.*{_INSPECTION}.*\b{_OURS}\b",
            rf"\b{_OURS}\b.*\b{_AHEAD}\b.*{_INSPECTION}",
            rf"\b(?:predict|forecast|chances?|odds)\b.*{_INSPECTION}",
            rf"\b{_AHEAD} {_OURS}\b.*\b(?:be|get|stay|come out)\b.*\b{_GRADES}",
            rf"\b(?:are {_OURS} going to|chances? of {_OURS}|{_OURS} likely to)\b.*\b{_GRADES}",
        ),
    ),
    (
        "whistleblowing",
        _any(r"\bwhistle ?-?blow", r"\bprotected disclosure", r"\braise (?:a |this )?concern outside"),
    ),
    (
        "legal_advice",
        _any(
            r"\b(?:legal(?:ly)?|lawful(?:ly)?|unlawful|law|sue|sued|liable|liability|judicial review|tribunal)\b",
            r"\b(?:contract of employment|settlement agreement|unfair dismissal|constructive dismissal)\b",
        ),
    ),
    (
        "case_advice",
        _any(
            r"\bshould (?:we|i) (?:remove|accommodate|place|return|close|step down|issue)\b",
            r"\bthreshold (?:met|for this)",
            rf"\bwhat should (?:we|i) do (?:about|with) {_A_CASE}",
        ),
    ),
    (
        "gossip",
        _any(
            r"\bwhat do you (?:think|make|reckon) of (?:our|my|the|cllr|councillor|mr|mrs|ms|dr)\b",
            r"\bis (?:he|she|my \w+|our \w+) (?:any good|useless|incompetent|a liar|corrupt|up to it)",
            r"\bhave you heard about",
            r"\bwhat have (?:other|the other) (?:directors|leaders) (?:said|told)",
        ),
    ),
)
_SO = r"(?:a |an |so |such |just |bloody |fucking )"
_BAD = r"(?:useless|stupid|idiot|rubbish|crap|shit|moron|pathetic|waste of|dumb|garbage)"
SMALL_TALK: Subjects = (
    (
        "abuse",
        _any(
            r"\b(?:fuck|piss|bugger) off",
            rf"\b(?:you|u|you're|youre|ur) (?:are |is |r )?{_SO}*{_BAD}",
            rf"^this is {_SO}*{_BAD}$",
            r"\bshut up",
        ),
    ),
    ("thanks", _any(r"\b(?:thanks|thank you|thank u|thx|ta|cheers|much appreciated|that's kind)\b")),
    ("bye", _any(r"\b(?:bye|goodbye|good night|see you|see you next time|cheerio|that's all for today)\b")),
    ("how_are_you", _any(r"\bhow are (?:you|things)", r"\byou (?:ok|all right|alright)\b")),
    (
        "hello",
        _any(r"^(?:hi|hello|hey|hiya|morning|afternoon|evening|good (?:morning|afternoon|evening|day)|greetings)\b"),
    ),
)
ABUSE_WORDS = 8


def subject_of(text: str, subjects: Subjects) -> str | None:
    """The first subject whose wording stands in the text."""
    said = plain(text)
    return next((name for name, wording in subjects if wording.search(said)), None)


def is_abuse(text: str) -> bool:
    """Abuse of Canary in a few words; longer texts are answers."""
    return len(text.split()) <= ABUSE_WORDS and subject_of(text, SMALL_TALK[:1]) == "abuse"
