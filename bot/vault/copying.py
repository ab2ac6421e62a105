"""Taking a vault from SQLite to PostgreSQL, as it is: sealed rows are copied, nothing is opened.

    counts = copy(Path("var/canary.db"), settings)     # {"leader": 12, "answer": 840, …}; {}: it was there already

The keys stay the same, so every phrase opens what it opened. One transaction: after a crash the new database has
everything or nothing of it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from bot.vault.engine import file_engine, reading, writing
from bot.vault.errors import BackupFailed
from bot.vault.installation import prepare
from bot.vault.migrate import migrate, start_alone
from bot.vault.postgres_tools import is_postgres
from bot.vault.settings import VaultSettings
from bot.vault.tables import calendar, erasure, installation, metadata

_AT_ONCE = 500  # rows
_MADE_AT_START = (installation, erasure, calendar)  # a Canary that was only started there wrote no more than this
Print = tuple[int, int]  # how many rows, and a sum over what is in them


def copy(source: Path, settings: VaultSettings) -> dict[str, int]:
    """Copy everything into the database that is set; how many rows of each table, or nothing when they were there.

    No Canary may be running on either. Raises BackupFailed when the new database has something else in it already, or
    what arrived differs from what was sent; then nothing was written. Raises CannotStart when the keys that are set
    aren't the old database's.
    """
    if not is_postgres(settings.db_url):
        raise BackupFailed("CANARY_DATABASE must name the PostgreSQL database to copy to")
    if not source.is_file():
        raise BackupFailed("there is no SQLite database at that place")
    _require_unused(source)
    old, new = prepare(replace(settings, db_url=f"sqlite:///{source}")).engine, file_engine(settings.db_url)
    try:
        migrate(new)
        with reading(old) as sent, writing(new) as received:
            start_alone(received)
            prints = {table.name: _print(sent, table) for table in metadata.sorted_tables}
            held = {table.name: _print(received, table) for table in metadata.sorted_tables}
            if held == prints:
                return {}
            if any(rows for name, (rows, _) in held.items() if name not in {table.name for table in _MADE_AT_START}):
                raise BackupFailed("the PostgreSQL database has something else in it already; give it an empty one")
            for table in _MADE_AT_START:
                received.execute(table.delete())
            for table in metadata.sorted_tables:
                _copy(sent, received, table)
            if {table.name: _print(received, table) for table in metadata.sorted_tables} != prints:
                raise BackupFailed("what arrived differs from what was sent")
    finally:
        old.dispose()
        new.dispose()
    prepare(settings).engine.dispose()
    return {name: rows for name, (rows, _) in prints.items()}


def _copy(sent: Session, received: Session, table: Table) -> None:
    for rows in _rows(sent, table):
        received.execute(insert(table), rows)


def _print(session: Session, table: Table) -> Print:
    """Tells whether two tables hold the same rows, in whatever order."""
    count = session.execute(select(func.count()).select_from(table)).scalar_one()
    total = sum(_number(row) for rows in _rows(session, table) for row in rows)
    return count, total % 2**256


def _rows(session: Session, table: Table) -> Any:
    found = session.execute(select(table), execution_options={"stream_results": True}).mappings()
    for rows in found.partitions(_AT_ONCE):
        yield [dict(row) for row in rows]


def _number(row: dict[str, Any]) -> int:
    return int.from_bytes(hashlib.sha256(repr(sorted(row.items())).encode()).digest(), "big")


def _require_unused(source: Path) -> None:
    try:
        with closing(sqlite3.connect(source, timeout=1, isolation_level=None)) as alone:
            alone.execute("PRAGMA locking_mode = EXCLUSIVE")
            alone.execute("BEGIN EXCLUSIVE")
            alone.execute("COMMIT")
    except sqlite3.Error:
        raise BackupFailed("the SQLite database is in use or damaged; stop Canary first") from None
