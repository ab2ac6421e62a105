"""A reader and a gate that are told beforehand, so that tests of the talk don't change with each model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.understanding.types import GateDecision, Reading, ScenarioSign, Sign

# What stands in a text -> signature, direction, told?, direction sure?
SIGNS: dict[str, tuple[str, str, bool, bool]] = {
    "supervision gets cancelled": ("C4", "risk", True, True),
    "audits lead to changes": ("C4", "strength", True, True),
    "members read the papers": ("A1", "strength", True, True),
    "members don't ask about children": ("A1", "risk", True, True),
    "people hide mistakes": ("B3", "risk", True, True),
    "people own up": ("B3", "strength", True, True),
    "health stopped coming": ("B1", "risk", True, True),
    "half the team is agency": ("C7", "risk", True, True),
    "I sit in on visits": ("C3", "strength", True, True),
    "audits are done but nobody acts": ("C4", "mixed", True, True),
    "caseloads or partners": ("B1", "risk", False, True),
    "the numbers look different": ("C8", "risk", False, False),
    "we hear things late": ("C6", "strength", False, True),
}
ALSO: dict[str, tuple[str, str, bool, bool]] = {"caseloads or partners": ("B2", "risk", False, True)}
SCENARIOS = {"auditor has written": "S2", "leader and the chief executive don't speak": "S7"}


class ToldReader:
    """Reads what `SIGNS`, `ALSO` and `SCENARIOS` say, and nothing else."""

    def read(self, text: str, prompt: str | None = None) -> Reading:
        signs = [
            _sign(phrase, told, text) for table in (SIGNS, ALSO) for phrase, told in table.items() if phrase in text
        ]
        scenarios = [ScenarioSign(scenario, 0.9) for phrase, scenario in SCENARIOS.items() if phrase in text]
        return Reading(tuple(signs), tuple(scenarios))

    def embed(self, text: str, prompt: str | None = None) -> None:
        """The conversation reads ahead; there is nothing to read ahead here."""


def _sign(phrase: str, told: tuple[Any, ...], text: str) -> Sign:
    signature, polarity, is_told, sure = told
    clause = next(part for part in re.split(r"(?<=[.!?])\s+", text) if phrase in part)
    return Sign(signature, polarity, 0.9 if is_told else 0.5, clause, is_told, sure)


# What is typed in these tests -> what the gate takes it for; everything else is an answer. How well the real gate tells
# them apart is measured elsewhere, on far more messages; test_real_reading.py holds whole talks with it.
COMMANDS: dict[str, str] = {
    "skip": "skip", "next question": "skip", "pass": "skip", "why do you ask": "why", "go back": "back",
    "why do you say that?": "why", "no, drop it": "skip",
    "pause": "pause",
    "sum up": "sum_up", "who can see this": "privacy", "help": "help", "export": "export", "find support": "support",
    "delete that answer": "delete", "delete everything": "delete", "please delete": "delete",
    "switch to governance": "switch", "switch to culture": "switch", "I'd like to look at culture": "choose",
    "Where can I get help when our leader and the chief executive don't speak to each other any more?": "support",
    "hello": "small_talk", "thanks": "small_talk", "good evening, how are you?": "small_talk",
    "carry on where I left off": "carry_on", "the quick version": "length", "that's fair": "verdict",
    "not quite": "verdict", "drop it": "verdict", "yes": "agree", "yes please": "small_talk", "no": "decline",
    "not yet": "outcome", "what do I mean to do": "commitments", "let's do a check-in": "check_in",
    "I'm a mentor preparing a session about supervision": "mentor", "I'm a mentor preparing for a session": "mentor",
    "I want to share my picture with a mentor": "mentor", "how much longer will this take": "question",
    # and some that a gate may take for something else
    "all five please": "pause", "next Friday": "skip", "fair, I suppose": "small_talk", "tomorrow": "pause",
}  # fmt: skip
ONLY_OUTSIDE = {
    "agree", "decline", "verdict", "outcome", "length", "choose", "carry_on", "commitments", "check_in", "mentor",
}  # fmt: skip
CRISIS = ("I want to die", "I've been thinking about killing myself", "suicidal if im honest")
CHILD = (
    "There's a child who's not safe tonight and nobody's gone out",
    "I know of a child being hit at home, it's happening now.",
)
MAY_BE_CRISIS = "I go home and I can't feel my hands, and my husband sees it first"
MAY_BE_CHILD = "A head rang me about a bruise on Friday, and people hide mistakes."
QUESTION = re.compile(
    r"^(?:will|what are our|is it|could they|what do you|are you|is anyone|who made|how do you|which)\b", re.IGNORECASE
)


def told_gate(text: str, metadata: Mapping[str, Any]) -> GateDecision:
    """What the gate takes a message for, as told above."""
    if text in (MAY_BE_CRISIS, MAY_BE_CHILD):
        return GateDecision("leader_in_crisis" if text == MAY_BE_CRISIS else "child_at_risk", 0.4)
    intent = COMMANDS.get(text, "answer")
    if text in CRISIS or text in CHILD:
        intent = "leader_in_crisis" if text in CRISIS else "child_at_risk"
    elif QUESTION.match(text) or text.endswith("RIEPs?"):
        intent = "question"
    if metadata.get("inside") and intent in ONLY_OUTSIDE:
        intent = "answer"
    return GateDecision(intent, 0.99)
