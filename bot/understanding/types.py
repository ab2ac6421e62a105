"""What understanding hands to the rest of Canary. Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Polarity = Literal["risk", "strength", "mixed"]


@dataclass(frozen=True)
class Sign:
    """One signature that a text speaks of.

    `confidence` is calibrated: of signs given 0.8, about eight in ten are right in signature and direction.
    `evidence` is an exact piece of the text. `direction_sure` is False where Canary should ask which way the leader
    meant it, and `told` is False there too, and wherever else it should ask rather than tell.
    """

    signature: str
    polarity: Polarity
    confidence: float
    evidence: str
    told: bool
    direction_sure: bool = True

    def __post_init__(self) -> None:
        if self.told and not self.direction_sure:
            raise ValueError("what is told has a direction")


@dataclass(frozen=True)
class ScenarioSign:
    """One of the nine scenarios that a text describes, with its calibrated confidence."""

    scenario: str
    confidence: float


@dataclass(frozen=True)
class Reading:
    """All that one text says, most confident first; empty where it says nothing."""

    signs: tuple[Sign, ...] = ()
    scenarios: tuple[ScenarioSign, ...] = ()


@dataclass(frozen=True)
class GateDecision:
    """What kind of message it is: an answer, one of the commands, a question, small talk or danger."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class NameSpan:
    """A person's name in a text: `text[start:end]`, without title or possessive."""

    start: int
    end: int
    text: str
