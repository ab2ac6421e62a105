"""The bench's own sums: a wrong quantile or ratio would let a missed target pass for a met one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.bench import page, report
from tests.bench.bots import Memory, bots
from tests.bench.growth import Growth
from tests.bench.leader import Leader, answers
from tests.bench.measure import Block, Start, Talk, median_ratio
from tests.bench.quiet import Crowd
from tests.bench.whole import Whole

NOW = datetime(2026, 1, 2, 3, 4)


def block(*turns: float, others: float = 0.0) -> Block:
    return Block(list(turns), Crowd(others, 0.5))


def measured(slow: float = 1.0, others: float = 0.0) -> report.Measured:
    """Canary at a tenth of the starter bot's figures, times ``slow``."""
    share = {"canary": 0.1 * slow, "default": 1.0, "lean": 0.5}
    blocks = {name: [block(*[one] * 20, others=others)] * 3 for name, one in share.items()}
    starts = {name: [Start(100 * one, Memory(1000 * one, 1100 * one))] * 3 for name, one in share.items()}
    memory = {name: Memory(1.0, 2.0) for name in share}
    growth = {name: [Growth(turn, [one], [one * slow]) for turn in (150, 200)] for name, one in share.items()}
    held = {name: kept[0] for name, kept in blocks.items()}
    return report.Measured(bots(), starts, Talk(blocks, blocks, memory), Whole(held, held), growth)


def test_the_95th_of_a_hundred_is_the_95th() -> None:
    turns = block(*[float(turn) for turn in range(1, 101)])
    assert (turns.quantile(0.5), turns.quantile(0.95)) == (50.0, 95.0)


def test_the_quantile_of_few_turns_is_one_of_them() -> None:
    assert block(3.0, 1.0, 2.0).quantile(0.95) == 3.0


def test_a_ratio_is_taken_between_neighbours() -> None:
    assert median_ratio([1.0, 10.0, 3.0], [2.0, 20.0, 2.0]) == 0.5


def test_the_late_turn_is_compared_by_medians() -> None:
    assert Growth(200, [1.0, 1.0, 9.0], [2.0, 2.0, 1.0]).ratio == 2.0


def test_targets_are_met_and_missed() -> None:
    assert [target.reached <= target.most for target in report.targets(measured())] == [True] * 6
    assert [target.reached <= target.most for target in report.targets(measured(slow=6))] == [False] * 6


def test_a_crowded_machine_makes_no_final_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "is_niced", lambda: False)
    assert measured().is_final
    crowded = measured(others=0.4)
    assert not crowded.is_final
    assert "Provisional" in report.text(crowded, NOW)


def test_nor_does_a_niced_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "is_niced", lambda: True)
    assert not measured().is_final


def test_a_section_replaces_its_former_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PAGE", tmp_path / "benchmarks.md")
    page.PAGE.write_text("# Benchmarks\n\nabove\n", encoding="utf-8")
    page.put("starter", report.text(measured(slow=6), NOW))
    page.put("load", "below")
    page.put("starter", report.text(measured(), NOW))
    text = page.PAGE.read_text(encoding="utf-8")
    assert text.count("<!-- starter: begin -->") == text.count("<!-- starter: end -->") == 1
    assert text.index("above") < text.index("Beside Rasa") < text.index("below")
    assert "missed" not in text


def test_a_leader_answers_in_40_to_80_words_and_goes_by_the_buttons() -> None:
    leader = Leader(1)
    assert leader.next_message() == {"button": "open"}
    leader.heard(offering("agree", "decline"))
    assert leader.next_message() == {"button": "agree"}
    leader.heard(offering("skip", "why"))
    assert leader.at_prompt
    assert leader.next_message()["text"] in answers(40, 80)


def test_a_message_stays_the_same_until_it_is_answered() -> None:
    leader = Leader(2)
    leader.heard(offering("skip", "why"))
    assert leader.next_message() == leader.next_message()


def offering(*payloads: str) -> dict[str, object]:
    return {"replies": [{"text": "", "buttons": [{"title": "", "payload": payload} for payload in payloads]}]}
