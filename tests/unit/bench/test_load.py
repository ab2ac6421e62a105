"""The load bench's own sums and words."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.bench import load_report
from tests.bench.load_report import is_final, text
from tests.bench.measure import Block
from tests.bench.quiet import Crowd
from tests.bench.shapes import Crowded, Loads, Wishes

NOW = datetime(2026, 1, 2, 3, 4)


def block(p95: float, others: float = 0.0) -> Block:
    return Block([p95] * 20, Crowd(others, 0.5))


def found(slow: float = 1.0, missing: int = 0, others: float = 0.0) -> Loads:
    crowded = Crowded(block(0.1 * slow, others), 1.0, missing)
    return Loads(
        single=block(0.1, others),
        human=crowded,
        saturated={"canary": crowded, "default": crowded},
        memory=(300.0, 300.0 * slow),
        processes={1: crowded, 2: crowded},
        pairs={"leaders stored": (block(0.1, others), block(0.1 * slow, others))},
    )


def test_what_was_asked_is_met_or_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_report, "is_niced", lambda: False)
    assert "**missed**" not in text(found(), Wishes(), NOW)
    assert text(found(slow=5.0), Wishes(), NOW).count("**missed**") == 3
    assert text(found(missing=1), Wishes(), NOW).count("**missed**") == 2


def test_only_a_whole_run_on_a_quiet_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_report, "is_niced", lambda: False)
    assert is_final(found(), Wishes())
    assert not is_final(found(others=0.5), Wishes()) and not is_final(found(), Wishes(minutes=1))
    assert "Provisional" in text(found(), Wishes(minutes=1), NOW)


def test_leaders_at_work_come_from_half_of_what_goes() -> None:
    assert "| one process, SQLite | 200 |" in text(found(), Wishes(), NOW)  # 20 turns a second, one every 20 s


def test_the_report_says_where_a_starter_bot_is_the_quicker() -> None:
    measured = found()
    measured.saturated["lean"] = Crowded(block(0.1), 0.5, 0)  # as many turns in half the time
    written = text(measured, Wishes(), NOW)
    assert "1.0 times (SQLite) and 1.0 times (PostgreSQL behind nginx) the turns of the default one." in written
    assert "0.5 times (SQLite) and 0.5 times (PostgreSQL behind nginx) the turns of the lean one." in written
    measured.saturated = {"canary": measured.saturated["canary"]}
    assert "starter bots" not in text(measured, Wishes(), NOW)
