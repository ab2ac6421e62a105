"""The words every part of understanding shares: signatures, scenarios, directions and gates.

The order is part of the trained model: a changed order means a new training run.
"""

from __future__ import annotations

SIGNATURES: tuple[str, ...] = (
    "A1", "A2", "A3", "A4", "A5",
    "B1", "B2", "B3", "B4",
    "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8",
)  # fmt: skip
DIRECTIONS: tuple[str, ...] = ("risk", "strength")
SCENARIOS: tuple[str, ...] = ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9")
GATES: tuple[str, ...] = (
    "answer", "skip", "why", "back", "pause", "sum_up", "privacy", "delete",
    "export", "help", "switch", "support", "question", "small_talk",
    "leader_in_crisis", "child_at_risk",
)  # fmt: skip
SAFETY_GATES: tuple[str, ...] = ("leader_in_crisis", "child_at_risk")
