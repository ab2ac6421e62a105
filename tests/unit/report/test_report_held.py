"""Cutting down what others see: only some reflections, some days, and names masked."""

from __future__ import annotations

from datetime import date

from bot.reflection.model import Commitment
from bot.report.held import Held
from tests.unit.report.made import AUTUMN, SPRING, SUMMER, finding, held, reflection

FIRST, SECOND, THIRD = (reflection("first", SPRING), reflection("second", SUMMER), reflection("third", AUTUMN))


def whole() -> Held:
    meant = [Commitment(f"c-{one.id}", one.id, "Ring Amira", one.started_at) for one in (FIRST, SECOND, THIRD)]
    return held([FIRST, SECOND, THIRD], [finding(FIRST), finding(SECOND), finding(THIRD)], *meant)


def owners(kept: Held) -> set[str]:
    ids = {one.id for one in kept.reflections()}
    others = (*kept.answers(), *kept.findings(), *kept.commitments())
    return ids | {one.reflection_id for one in others}


def test_only_takes_everything_of_a_reflection_and_nothing_of_another() -> None:
    kept = whole().only({"second"})
    assert owners(kept) == {"second"}
    assert [len(part) for part in (kept.answers(), kept.findings(), kept.commitments())] == [1, 1, 1]


def test_between_takes_both_days() -> None:
    assert owners(whole().between(SPRING.date(), SUMMER.date())) == {"first", "second"}
    assert owners(whole().between(date(2026, 3, 5), None)) == {"second", "third"}
    assert owners(whole().between(None, None)) == {"first", "second", "third"}
    assert owners(whole().between(date(2027, 1, 1), None)) == set()


def test_masked_reaches_every_text_of_the_leader() -> None:
    name = "Amira"
    told = finding(FIRST, quote=name, who_else=name, correction=name)
    meant = Commitment("c", FIRST.id, name, SPRING, learned=name)
    kept = held([FIRST], [told], meant)
    assert name not in repr(kept.masked(lambda text: text.replace(name, "[name]")).findings())
    masked = kept.masked(lambda _text: "[masked]")
    texts = {masked.answers()[0].text, masked.commitments()[0].text, masked.commitments()[0].learned}
    assert texts == {"[masked]"}


def test_it_reads_any_records() -> None:
    assert Held.of(whole()) == whole()
    assert [one.id for one in whole().answers("third")] == ["answer-third"]
