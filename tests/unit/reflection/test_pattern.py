"""How findings combine, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.reflection.model import Evidence, Finding
from bot.reflection.pattern import agreed, pattern
from tests.unit.reflection.fakes import NOW, Leader


def found(
    signature: str, polarity: str = "risk", verdict: str = "fair", days: int = 0, reflection: str = "r"
) -> Finding:
    return Finding(
        f"{signature}{polarity}{days}", reflection, signature, polarity, (Evidence("a", "words"),), 0.9, True,  # type: ignore[arg-type]
        NOW - timedelta(days=days), verdict,  # type: ignore[arg-type]
    )  # fmt: skip


def keys(now: list[Finding], earlier: list[Finding] | None = None, own: list[Finding] | None = None) -> list[str]:
    return [say.key for say in pattern(now, earlier or [], own or [], Leader().world())]


@pytest.mark.parametrize(
    ("signatures", "key"),
    [
        (["C4"], "pattern.one_risk"),
        (["C4", "C5"], "pattern.within_c"),
        (["A1", "A2"], "pattern.within_a"),
        (["B1", "B2", "B3"], "pattern.within_b"),
        (["A1", "C4"], "pattern.two_categories"),
        (["A1", "B1", "C4"], "pattern.three_categories"),
    ],
)
def test_risks(signatures: list[str], key: str) -> None:
    assert key in keys([found(id) for id in signatures])


def test_nothing_and_only_strengths() -> None:
    assert keys([]) == ["pattern.nothing"]
    assert keys([found("C4", "strength")]) == ["pattern.one_strength", "pattern.no_risk"]


def test_strengths_come_first_and_stand_beside() -> None:
    said = keys([found("C4"), found("A1", "strength"), found("B1", "strength")])
    assert said == ["pattern.strengths", "pattern.one_risk", "pattern.beside"]


def test_the_same_thing_both_ways() -> None:
    assert "pattern.both_ways" in keys([found("C4", "mixed")])


def test_over_time() -> None:
    assert "pattern.again" in keys([found("C4")], [found("C4", days=40)])
    assert "pattern.better" in keys([found("C4", "strength")], [found("C4", days=40)])
    assert "pattern.worse" in keys([found("C4")], [found("C4", "strength", days=40)])
    assert "pattern.wider" in keys([found("A1")], [found("C4", days=40)])


def test_own_words_are_not_called_nothing() -> None:
    assert keys([], own=[found("C4", verdict="not_quite")]) == []


@pytest.mark.parametrize("verdict", ["open", "dropped", "not_quite"])
def test_only_what_the_leader_agreed_to_counts(verdict: str) -> None:
    assert agreed([found("C4", verdict=verdict)]) == ()


def test_no_words_of_scoring() -> None:
    world = Leader().world()
    for say in pattern([found(id) for id in ("A1", "B1", "C4", "C5")], [found("C4", days=9)], [], world):
        text = world.speak(say.key, say.pick, **say.values)
        assert not any(
            word in text.lower() for word in ("score", "%", "rating", "level", "amber", "signature", "finding")
        )
