"""Database engines locked down, and the two ways to use one: ``reading`` and ``writing``."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql import Executable

from bot.vault.errors import StorageUnavailable, TurnConflict

# auto_vacuum only takes effect before the first table, so it stands before the journal mode that creates the file.
# synchronous=FULL: an acknowledged answer must outlive a power cut, not only a killed process.
_SQLITE_PRAGMAS = (
    "auto_vacuum = FULL",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "foreign_keys = ON",
    "busy_timeout = 10000",
)


def file_engine(db_url: str) -> Engine:
    """The engine for ``db_url``. SQL parameters are hidden from every error and log line."""
    url = make_url(db_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(
        url,
        future=True,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=10,
        pool_timeout=10,
        connect_args={"connect_timeout": 5},
    )


def memory_engine() -> Engine:
    """A private database in this process's memory; gone when disposed of. One connection, so one user at a time."""
    return _lock_down(
        create_engine(
            "sqlite://",
            future=True,
            hide_parameters=True,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            connect_args={"check_same_thread": False},
        )
    )


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one moment and changes nothing."""
    with _named_errors(), Session(engine, future=True) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction: everything in the block is stored, or, after any error or crash, nothing of it."""
    with _named_errors(), Session(engine.execution_options(immediate=True), future=True) as session, session.begin():
        yield session


def changed(session: Session, statement: Executable) -> int:
    """Run an UPDATE or DELETE; the number of rows it hit."""
    result: Any = session.execute(statement)  # the stubs do not know that it is a CursorResult
    return int(result.rowcount)


def scrub(engine: Engine) -> None:
    """Take what was deleted out of SQLite's write-ahead log as well. A reader at work postpones it to the next call.

    Goes past SQLAlchemy, which would open a transaction first: a checkpoint inside one is refused.
    """
    if engine.dialect.name == "sqlite":
        with _named_errors():
            connection: Any = engine.raw_connection()
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise StorageUnavailable(f"the vault's log cannot be emptied: {type(error).__name__}") from None
        finally:
            connection.close()


@contextmanager
def _named_errors() -> Iterator[None]:
    """Database errors by our own names. The driver's message can quote stored values, so only its type is kept."""
    try:
        yield
    except IntegrityError:
        raise TurnConflict("another writer stored this first") from None
    except (DBAPIError, PoolTimeout) as error:
        raise StorageUnavailable(f"the vault's database refused: {type(error).__name__}") from None


def _sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise ValueError("the vault's SQLite database needs a file; memory is for leaders who keep nothing")
    _make_private(Path(str(url.database)))
    return _lock_down(
        create_engine(
            url,
            future=True,
            hide_parameters=True,
            poolclass=QueuePool,
            pool_size=5,
            max_overflow=10,
            pool_timeout=10,
            connect_args={"check_same_thread": False},
        )
    )


def _make_private(path: Path) -> None:
    """The file exists and is its owner's alone before SQLite sees it; its -wal and -shm files take over the mode."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise StorageUnavailable(f"the vault's file cannot be opened: {type(error).__name__}") from None


def _lock_down(engine: Engine) -> Engine:
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3 would begin transactions too late and by itself
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    """Writers queue at the start of a transaction, where waiting is safe, not in its middle."""
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
