from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.vault import LeaderVault, Vault, errors, tables
from bot.vault.engine import file_engine, memory_engine, reading, scrub, writing
from bot.vault.errors import StorageUnavailable, TurnConflict, VaultError
from tests.unit.vault.made import NOW, answer, exchange, talk


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("auto_vacuum", 1), ("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("temp_store", 2),
        ("trusted_schema", 0), ("foreign_keys", 1), ("busy_timeout", 10_000),
    ],
)  # fmt: skip
def test_sqlite_is_locked_down(vault: Vault, pragma: str, value: object) -> None:
    with reading(vault._installation.engine) as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_every_file_is_its_owners_alone(vault: Vault, mine: LeaderVault, tmp_path: Path) -> None:
    talk(mine, "m1")
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert set(modes) == {"canary.db", "canary.db-wal", "canary.db-shm", "canary.keys"}
    assert set(modes.values()) == {0o600}


def test_a_database_in_memory_is_refused_where_a_file_is_meant() -> None:
    for url in ("sqlite://", "sqlite:///:memory:"):
        with pytest.raises(ValueError, match="needs a file"):
            file_engine(url)


def test_scrubbing_empties_the_write_ahead_log(vault: Vault, mine: LeaderVault, tmp_path: Path) -> None:
    talk(mine, "m1")
    assert (tmp_path / "canary.db-wal").stat().st_size > 0
    scrub(vault._installation.engine)
    assert (tmp_path / "canary.db-wal").stat().st_size == 0


def test_every_engine_hides_parameters(tmp_path: Path) -> None:
    engines = [memory_engine(), file_engine(f"sqlite:///{tmp_path / 'x.db'}"), file_engine("postgresql://db/canary")]
    assert [engine.hide_parameters for engine in engines] == [True] * 3
    assert not any(engine.echo for engine in engines)


def test_a_refused_statement_shows_no_parameters(
    vault: Vault, mine: LeaderVault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
    with pytest.raises(StorageUnavailable) as refused, writing(vault._installation.engine) as session:
        session.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "MARKED"})
    with pytest.raises(TurnConflict) as doubled, writing(vault._installation.engine) as session:
        row = {"id": mine.id, "wrapped_key": b"MARKED", "key_version": 1, "turns": 0, "state": b"", "last_used": NOW}
        session.execute(insert(tables.leader).values(row))
    talk(mine, "m1", answer(text="MARKED"))
    logging.getLogger("sqlalchemy").setLevel(logging.NOTSET)
    for error in (refused.value, doubled.value):
        assert "MARKED" not in str(error)
        assert error.__suppress_context__
    assert "MARKED" not in caplog.text


def test_a_failed_block_stores_nothing(vault: Vault) -> None:
    with pytest.raises(RuntimeError), writing(vault._installation.engine) as session:
        session.execute(insert(tables.erasure).values(leader_id="x", day=NOW.date(), reason="asked"))
        raise RuntimeError
    with reading(vault._installation.engine) as session:
        assert session.execute(select(tables.erasure)).all() == []


def test_a_database_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "canary.db").write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(StorageUnavailable), reading(file_engine(f"sqlite:///{tmp_path / 'canary.db'}")) as session:
        session.execute(text("SELECT 1 FROM sqlite_master"))


def test_a_full_disk_is_named_and_nothing_is_half_stored(vault: Vault, mine: LeaderVault) -> None:
    talk(mine, "m1")
    with reading(vault._installation.engine) as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
    turn = mine.turn("m2", NOW)
    for number in range(200):
        turn.put(answer(f"a{number}", "words " * 100))
    with pytest.raises(StorageUnavailable):
        turn.commit(exchange("m2"))
    assert (mine.turn("m2", NOW).seen, mine.turn("m2", NOW).answers()) == (None, [])


def test_every_error_is_drawn_in_the_tree() -> None:
    drawn = errors.__doc__ or ""
    named = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, VaultError)]
    assert len(named) >= 15
    assert [kind.__name__ for kind in named if kind.__name__ not in drawn] == []
