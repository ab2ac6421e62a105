"""Whoever can write to the database can destroy, but cannot move, change or bring back a word unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Table, select, update

from bot.vault import LeaderVault, Vault, tables
from bot.vault.engine import reading, writing
from bot.vault.errors import Tampered
from tests.unit.vault.made import NOW, answer, commitment, exchange, finding, reflection, talk


def rows(vault: Vault, table: Table, leader_id: str) -> list[Any]:
    owner = table.c.id if table is tables.leader else table.c.leader_id
    with reading(vault._installation.engine) as session:
        return list(session.execute(select(table).where(owner == leader_id)).mappings().all())


def change(vault: Vault, table: Table, row: Any, **values: object) -> None:
    primary = [column == row[column.name] for column in table.primary_key.columns]
    with writing(vault._installation.engine) as session:
        session.execute(update(table).where(*primary).values(values))


def fill(vault: LeaderVault) -> None:
    talk(vault, "m1", reflection(), answer("a1"), answer("a2", "Other."), finding(), commitment())
    talk(vault, "m2")


def read_all(vault: LeaderVault) -> None:
    vault.export()


@pytest.mark.parametrize("table", tables.OWNED, ids=lambda table: table.name)
def test_a_changed_value_is_refused(vault: Vault, mine: LeaderVault, table: Table) -> None:
    fill(mine)
    row = rows(vault, table, mine.id)[0]
    change(vault, table, row, sealed=row["sealed"][:-1] + bytes([row["sealed"][-1] ^ 1]))
    with pytest.raises(Tampered):
        read_all(mine)


@pytest.mark.parametrize("table", [tables.answer, tables.exchange, tables.tracker], ids=lambda table: table.name)
def test_two_rows_swapped_are_refused(vault: Vault, mine: LeaderVault, table: Table) -> None:
    fill(mine)
    one, other = rows(vault, table, mine.id)
    change(vault, table, one, sealed=other["sealed"])
    change(vault, table, other, sealed=one["sealed"])
    with pytest.raises(Tampered):
        read_all(mine)


@pytest.mark.parametrize("source", [tables.finding, tables.exchange, tables.tracker], ids=lambda table: table.name)
def test_a_value_of_another_table_is_refused(vault: Vault, mine: LeaderVault, source: Table) -> None:
    fill(mine)
    foreign = rows(vault, source, mine.id)[0]["sealed"]
    change(vault, tables.answer, rows(vault, tables.answer, mine.id)[0], sealed=foreign)
    with pytest.raises(Tampered):
        read_all(mine)


@pytest.mark.parametrize("table", tables.OWNED, ids=lambda table: table.name)
def test_a_value_of_another_leader_is_refused(vault: Vault, mine: LeaderVault, table: Table) -> None:
    other = vault.create()[1]
    fill(mine)
    fill(other)
    change(vault, table, rows(vault, table, mine.id)[0], sealed=rows(vault, table, other.id)[0]["sealed"])
    with pytest.raises(Tampered):
        read_all(mine)


CLEAR: list[tuple[Table, str, Callable[[Any], Any]]] = [
    (tables.answer, "tag", lambda tag: bytes(32)),
    (tables.answer, "reflection_tag", lambda tag: bytes(32)),
    (tables.answer, "turn", lambda turn: turn + 7),
    (tables.answer, "place", lambda place: place + 7),
    (tables.exchange, "tag", lambda tag: bytes(32)),
    (tables.exchange, "turn", lambda turn: turn + 7),
    (tables.tracker, "turn", lambda turn: turn + 7),
]


@pytest.mark.parametrize(("table", "column", "changed"), CLEAR, ids=lambda part: getattr(part, "name", None))
def test_a_changed_clear_column_is_refused(
    vault: Vault, mine: LeaderVault, table: Table, column: str, changed: Callable[[Any], Any]
) -> None:
    fill(mine)
    row = rows(vault, table, mine.id)[0]
    change(vault, table, row, **{column: changed(row[column])})
    with pytest.raises(Tampered):
        read_all(mine)


def test_an_earlier_state_put_back_is_refused(vault: Vault, mine: LeaderVault) -> None:
    talk(mine, "m1")
    earlier = rows(vault, tables.leader, mine.id)[0]
    talk(mine, "m2")
    change(vault, tables.leader, earlier, state=earlier["state"])
    with pytest.raises(Tampered):
        mine.turn("m3", NOW)


def test_a_turned_back_counter_is_refused(vault: Vault, mine: LeaderVault) -> None:
    talk(mine, "m1")
    talk(mine, "m2")
    change(vault, tables.leader, rows(vault, tables.leader, mine.id)[0], turns=1)
    with pytest.raises(Tampered):
        mine.turn("m3", NOW)


def test_nothing_is_written_over_a_value_that_does_not_open(vault: Vault, mine: LeaderVault) -> None:
    fill(mine)
    row = rows(vault, tables.answer, mine.id)[0]
    change(vault, tables.answer, row, sealed=b"broken")
    turn = mine.turn("m3", NOW)
    turn.put(answer("a1", "New words."))
    turn.put(answer("a2", "New words."))
    with pytest.raises(Tampered):
        turn.commit(exchange("m3"))
    assert mine.turn("m3", NOW).seen is None
