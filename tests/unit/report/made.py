"""Made-up reflections for the tests of pictures and reports."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.content import Content, load_content
from bot.reflection.model import Answer, Commitment, Evidence, Finding, Reflection
from bot.report.held import Held
from bot.report.layout import PLACES

SPRING = datetime(2026, 3, 4, 10, tzinfo=UTC)
SUMMER = datetime(2026, 6, 9, 10, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 1, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
DOMAINS = ("governance", "system_design", "culture", "sustainability")
SAID = (
    "Supervision happens, but it is mostly about caseload and hardly ever about the child.",
    "Members ask me about money and never about practice.",
    "Health came to every meeting and did what they said they would do.",
    "I sat in on two visits last month with Amira Khan and the worker taught me something.",
    "Audit finds the same three things each quarter & nothing <b>moves</b>.",
)
WHO = (
    None,
    "The front line would, and team managers.",
    "Partners in health, not the police.",
    "Nobody.",
    "The data does.",
)


@cache
def content() -> Content:
    return load_content(Path(__file__).resolve().parents[3] / "content")


def reflection(id: str, at: datetime, domain: str | None = "culture", ended: bool = True) -> Reflection:
    return Reflection(id, domain, "short", "1", at, at + timedelta(hours=1) if ended else None)


def finding(
    reflection: Reflection, signature: str = "C4", polarity: str | None = "risk", quote: str = SAID[0], **more: Any
) -> Finding:
    """A finding called fair, unless told otherwise."""
    at = reflection.started_at + timedelta(minutes=10)
    given = {"verdict": "fair", **more}
    id = f"{reflection.id}-{signature}-{polarity}-{given['verdict']}"
    return Finding(id, reflection.id, signature, polarity, (Evidence("a", quote),), 0.9, True, at, **given)  # type: ignore[arg-type]


def held(reflections: list[Reflection], findings: list[Finding], *commitments: Commitment) -> Held:
    answers = [Answer(f"answer-{one.id}", one.id, "prompt", SAID[0], one.started_at) for one in reflections]
    return Held(tuple(reflections), tuple(answers), tuple(findings), commitments)


def many(number: int, seed: int = 1) -> Held:
    """So many findings, five a reflection, of all kinds; the same each time."""
    chance = random.Random(seed)
    count = max(1, number // 5)
    year = [SPRING + timedelta(days=200 * place / count) for place in range(count)]
    reflections = [reflection(f"r{n}", at, None if n % 9 == 8 else DOMAINS[n % 4]) for n, at in enumerate(year)]
    findings = []
    for n in range(number):
        made = finding(
            reflections[n % count], chance.choice(list(PLACES)), chance.choice(["risk", "strength", "mixed"]),
            chance.choice(SAID), who_else=chance.choice(WHO),
        )  # fmt: skip
        if chance.random() < 0.1:
            made = replace(made, verdict="not_quite", correction="It is more that we stopped asking.")
        findings.append(replace(made, id=f"f{n}"))
    last = reflections[-1]
    meant = Commitment("c1", last.id, "Sit in on one supervision with Amira Khan", last.started_at, date(2026, 12, 1))
    return held(reflections, findings, meant)
