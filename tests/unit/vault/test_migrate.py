from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

from bot.vault import migrate as migrating
from bot.vault.engine import file_engine, writing
from bot.vault.errors import SchemaTooNew
from bot.vault.migrate import migrate
from bot.vault.tables import metadata


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = file_engine(f"sqlite:///{tmp_path / 'canary.db'}")
    yield made
    made.dispose()


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_migrations_make_the_tables_the_code_expects(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    with writing(engine) as session:
        session.execute(text("INSERT INTO installation VALUES (1, x'00', 1, 1, 1)"))
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM installation")).scalar_one() == 1


def test_an_interrupted_migration_leaves_nothing_and_can_be_repeated(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = migrating.command.upgrade

    def upgrade_then_die(*args: object) -> None:
        real(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(migrating.command, "upgrade", upgrade_then_die)
    with pytest.raises(KeyboardInterrupt):
        migrate(engine)
    assert tables_of(engine) == set()
    monkeypatch.undo()
    migrate(engine)
    assert tables_of(engine) == {*metadata.tables, "alembic_version"}


def test_a_newer_database_is_refused_and_left_alone(engine: Engine) -> None:
    migrate(engine)
    with writing(engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew):
        migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_two_that_start_together_take_turns(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'canary.db'}"
    failed: list[BaseException] = []

    def start() -> None:
        engine = file_engine(url)
        try:
            migrate(engine)
        except BaseException as error:
            failed.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_database_from_before_sharing_keeps_what_it_has(engine: Engine) -> None:
    with writing(engine) as session:
        config = Config()
        config.set_main_option("script_location", str(migrating._FOLDER))
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0001")
        session.execute(text("INSERT INTO installation VALUES (1, x'00', 1, 1, 1)"))
        session.execute(
            text("INSERT INTO leader VALUES ('a', x'01', NULL, x'02', NULL, 1, 0, x'03', '2026-03-04')"),
        )
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT id, last_used FROM leader")).all() == [("a", "2026-03-04")]
        assert connection.execute(text("SELECT count(*) FROM share")).scalar_one() == 0
