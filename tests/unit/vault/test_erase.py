from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from bot.vault import Vault, tables
from bot.vault import erase as erasing
from bot.vault.engine import reading
from bot.vault.errors import StorageUnavailable, VaultClosed, WrongPhrase
from bot.vault.keys import DataKey
from bot.vault.retention import months_after
from tests.unit.vault.made import NOW, Clock, answer, exchange, finding, reflection, settings, talk


def count(vault: Vault, table: Table) -> int:
    with reading(vault._installation.engine) as session:
        return int(session.execute(select(func.count()).select_from(table)).scalar_one())


def test_the_receipt_says_what_went_and_when(vault: Vault) -> None:
    mine = vault.create()[1]
    talk(mine, "m1", reflection(), answer("a1"), answer("a2"), finding())
    talk(mine, "m2")
    receipt = mine.erase()
    assert receipt.counts == {
        "reflection": 1, "answer": 2, "finding": 1, "commitment": 0, "exchange": 2, "tracker": 2, "share": 0, "key": 1,
    }  # fmt: skip
    assert (receipt.leader_id, receipt.at, receipt.reason) == (mine.id, NOW, "asked")
    assert receipt.may_remain == ("backups",)


def test_nothing_of_the_leader_is_left_and_others_stay(vault: Vault) -> None:
    (phrase, mine), (theirs, other) = vault.create(), vault.create()
    talk(mine, "m1", reflection(), answer(), finding())
    talk(other, "m1", answer())
    mine.erase()
    with pytest.raises(WrongPhrase):
        vault.open(phrase)
    assert [count(vault, table) for table in tables.OWNED] == [0, 1, 0, 0, 1, 1]
    assert vault.open(theirs).turn("m2", NOW).answers() == [answer()]


def test_the_wrapped_key_and_every_sealed_value_are_out_of_every_file(vault: Vault, tmp_path: Path) -> None:
    mine = vault.create()[1]
    talk(mine, "m1", reflection(), answer(), finding())
    with reading(vault._installation.engine) as session:
        sealed = [session.execute(select(tables.leader.c.wrapped_key)).scalar_one()]
        sealed += [session.execute(select(table.c.sealed)).scalar_one() for table in (tables.answer, tables.exchange)]
    pieces = [value[20:36] for value in sealed]
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert all(piece in stored for piece in pieces)
    mine.erase()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [piece for piece in pieces if piece in left]


def test_an_erased_vault_is_closed_everywhere(vault: Vault) -> None:
    phrase, mine = vault.create()
    elsewhere = vault.open(phrase)
    loaded = elsewhere.turn("m1", NOW)
    mine.erase()
    for use in (
        lambda: mine.turn("m2", NOW),
        mine.erase,
        elsewhere.erase,
        elsewhere.kept_until,
        elsewhere.export,
        lambda: elsewhere.turn("m2", NOW),
        lambda: loaded.commit(exchange("m1")),
    ):
        with pytest.raises(VaultClosed):
            use()
    assert count(vault, tables.exchange) == 0


def test_a_failure_half_way_erases_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    phrase, mine = vault.create()
    talk(mine, "m1", reflection(), answer())
    monkeypatch.setattr(erasing, "OWNED", (*tables.OWNED[:3], Table("nowhere", tables.MetaData(), *[])))
    with pytest.raises((AttributeError, StorageUnavailable)):
        mine.erase()
    assert vault.open(phrase).turn("m2", NOW).answers() == [answer()]


def test_an_erasure_is_noted_by_its_random_id(vault: Vault) -> None:
    mine = vault.create()[1]
    mine.erase()
    with reading(vault._installation.engine) as session:
        noted = session.execute(select(tables.erasure)).all()
    assert [tuple(row) for row in noted] == [(mine.id, date(2026, 3, 4), "asked")]


def test_vaults_unused_for_twelve_months_go(vault: Vault, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    (unused, idle), (used, busy) = vault.create(), vault.create()
    clock.pass_time(days=200)
    busy.turn("m1", clock()).commit(exchange("m1"))
    clock.pass_time(days=165)
    assert vault.sweep() == []  # the last day still counts
    clock.pass_time(days=1)
    receipts = vault.sweep()
    assert [(receipt.leader_id, receipt.reason) for receipt in receipts] == [(idle.id, "unused")]
    assert vault.sweep() == []
    with pytest.raises(WrongPhrase):
        vault.open(unused)
    assert vault.open(used).id == busy.id
    assert [record.getMessage() for record in caplog.records if record.name == "bot.vault.retention"] == [
        f"vault.erased_unused leader={idle.id}"
    ]


def test_who_came_back_meanwhile_is_spared(vault: Vault) -> None:
    mine = vault.create()[1]
    engine = vault._installation.engine
    assert erasing.erase(engine, mine.id, NOW, "unused", unused_before=NOW.date()) is None
    assert mine.turn("m1", NOW).seen is None


def test_the_retention_time_is_a_setting(tmp_path: Path, clock: Clock) -> None:
    held = settings(tmp_path)
    object.__setattr__(held, "retention_months", 3)
    vault = Vault(held, clock)
    assert str(vault.create()[1].kept_until()) == "2026-06-04"
    clock.pass_time(days=93)
    assert len(vault.sweep()) == 1


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 3, 4), 12, date(2027, 3, 4)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_after(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_a_destroyed_key_cannot_be_made_again() -> None:
    assert DataKey.new("leader-1").tag("a", "b") != DataKey.new("leader-1").tag("a", "b")
