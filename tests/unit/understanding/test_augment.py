"""Joined texts carry the labels and the evidence of both."""

from __future__ import annotations

from bot.understanding.training.augment import Augmenter, join
from bot.understanding.training.items import Item

FIRST = Item("Audits are late.", signatures=frozenset({("C4", "risk")}), author="a")
SECOND = Item("Members come.", signatures=frozenset({("A1", "strength")}), scenarios=frozenset({"S1"}), author="b")
SILENT = Item("It rained.", author="a")


def test_join_moves_the_spans() -> None:
    both = join(FIRST, SECOND)
    assert both.signatures == {("C4", "risk"), ("A1", "strength")}
    assert both.scenarios == {"S1"}
    assert {both.text[a:b] for _, a, b in both.spans} == {FIRST.text, SECOND.text}


def test_a_seed_repeats_its_draws() -> None:
    items = [FIRST, SECOND, SILENT] * 5
    first, second = (Augmenter(items, ["How are audits?"], seed=3) for _ in range(2))
    assert [first.draw(item) for item in items] == [second.draw(item) for item in items]


def test_danger_keeps_its_gate_among_other_words() -> None:
    danger = Item("I want to die.", gate="leader_in_crisis", signatures=None, author="gate")
    augmenter = Augmenter([FIRST, SECOND, SILENT], ["How are audits?"], seed=1)
    drawn = [augmenter.draw(danger) for _ in range(40)]
    assert {item.gate for item in drawn} == {"leader_in_crisis"}
    assert {item.signatures for item in drawn} == {None}
