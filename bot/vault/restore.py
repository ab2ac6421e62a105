"""Bringing a backup back, and trying out beforehand whether it could be.

    found = examine(settings, backup)                 # restored beside the vault, looked at, thrown away
    found = restore(settings, backup, replace, now)   # the same, and then put in the vault's place

Whoever was erased since the backup was made is erased again before anything can be opened: the list of erasures
(bot/vault/erased.py) is applied to it, and at every start of Canary once more. What was shared with mentors ends, since
a share that was taken back since then would be open again.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.vault.backup import back_up, copy_sqlite, sqlite_file, verify_sum
from bot.vault.engine import file_engine, reading
from bot.vault.errors import BackupFailed
from bot.vault.installation import prepare
from bot.vault.postgres_tools import is_postgres, run_tool
from bot.vault.settings import VaultSettings
from bot.vault.shares import end_all_shares
from bot.vault.tables import leader, metadata

_SQLITE, _POSTGRES = b"SQLite format 3\0", b"PGDMP"


@dataclass(frozen=True)
class Found:
    """What a backup holds, once whom the list of erasures names is gone from it."""

    leaders: int
    erased_again: int
    last_used: date | None


def examine(settings: VaultSettings, backup: Path) -> Found:
    """Restore a backup beside the vault, look at it, and throw it away; the vault itself isn't touched.

    Raises BackupFailed when it can't be restored, and CannotStart when what comes out could not be served with these
    settings (its keys are others, a newer Canary made it).
    """
    with _tried_out(settings, backup) as (_, found):
        return found


def restore(settings: VaultSettings, backup: Path, replace_leaders: bool, now: datetime, backups: Path) -> Found:
    """Put a backup in the vault's place. No Canary may be running. Safe to run again after a crash at any point.

    A vault that has leaders is only replaced with ``replace_leaders``, and is backed up first. Raises BackupFailed,
    with everything as it was, and as ``examine`` does.
    """
    with _tried_out(settings, backup) as (trial, found):
        has_leaders = _leaders_in(settings)
        if has_leaders and not replace_leaders:
            raise BackupFailed("the vault has leaders already; with --replace it is backed up and then replaced")
        if has_leaders:
            back_up(settings, backups, now)
        if is_postgres(settings.db_url):
            _fill_postgres(settings.db_url, backup)
        else:
            _stop_if_in_use(sqlite_file(settings.db_url))
            trial.replace(sqlite_file(settings.db_url))
    engine = prepare(settings).engine
    end_all_shares(engine)
    engine.dispose()
    return found


@contextmanager
def _tried_out(settings: VaultSettings, backup: Path) -> Iterator[tuple[Path, Found]]:
    """The backup restored for a while: as a file beside the vault's, or as a database on the same server."""
    verify_sum(backup)
    _require_kind(backup, _POSTGRES if is_postgres(settings.db_url) else _SQLITE)
    if is_postgres(settings.db_url):
        with _scratch_database(settings.db_url) as url:
            _fill_postgres(url, backup)
            yield backup, _look(replace(settings, db_url=url))
        return
    trial = sqlite_file(settings.db_url).with_suffix(".restoring")
    _remove_sqlite(trial)
    trial.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        copy_sqlite(backup, trial)
        yield trial, _look(replace(settings, db_url=f"sqlite:///{trial}"))
    finally:
        _remove_sqlite(trial)


def _look(trial: VaultSettings) -> Found:
    """Migrate it, try the keys, erase again whom the list names, and count."""
    before = _leaders_in(trial)
    engine = prepare(trial).engine
    with reading(engine) as session:
        leaders, last = session.execute(select(func.count(), func.max(leader.c.last_used))).one()
    engine.dispose()
    return Found(leaders, before - leaders, last)


def _leaders_in(settings: VaultSettings) -> int:
    """How many leaders a database has; none where there is no database yet."""
    if not is_postgres(settings.db_url) and not sqlite_file(settings.db_url).exists():
        return 0
    engine = file_engine(settings.db_url)
    try:
        with reading(engine) as session:
            if not inspect(session.connection()).has_table(leader.name):
                return 0
            return int(session.execute(select(func.count()).select_from(leader)).scalar_one())
    finally:
        engine.dispose()


def _require_kind(backup: Path, wanted: bytes) -> None:
    with backup.open("rb") as file:
        begins = file.read(len(wanted))
    if begins != wanted:
        raise BackupFailed(
            "this is no backup of the kind of database that is set; to take an SQLite vault to PostgreSQL, "
            "restore it on SQLite and use canary migrate --from"
        )


def _stop_if_in_use(file: Path) -> None:
    """SQLite lets one connection have the file for itself only when nobody else has it open."""
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as alone:
            alone.execute("PRAGMA locking_mode = EXCLUSIVE")
            alone.execute("BEGIN EXCLUSIVE")
            alone.execute("COMMIT")
            alone.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError:
        raise BackupFailed("the vault is in use; stop Canary first") from None
    except sqlite3.DatabaseError:
        raise BackupFailed("the present database is damaged; move its files away, then run this again") from None


def _remove_sqlite(file: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + end).unlink(missing_ok=True)


@contextmanager
def _scratch_database(db_url: str) -> Iterator[str]:
    """An empty database on the same server, gone afterwards."""
    name = f"canary_check_{secrets.token_hex(6)}"
    _on_server(db_url, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield make_url(db_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _on_server(db_url, f"DROP DATABASE IF EXISTS {name}")


def _on_server(db_url: str, statement: str) -> None:
    engine = file_engine(db_url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
    except DBAPIError as error:
        raise BackupFailed(
            "a backup is tried out in a database of its own; let the database's role make one "
            f"(ALTER ROLE … CREATEDB) and see that the server answers ({type(error.orig).__name__})"
        ) from None
    finally:
        engine.dispose()


def _fill_postgres(db_url: str, backup: Path) -> None:
    """What is in the database goes and the backup comes, in one transaction."""
    script = backup.with_name(f".{backup.name}.{secrets.token_hex(4)}.sql")
    present = ", ".join((*metadata.tables, "alembic_version"))
    try:
        script.touch(0o600)
        run_tool("pg_restore", "--no-owner", "--no-privileges", "--file", str(script), str(backup))
        _stop_if_others_are_connected(db_url)
        single = ("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1")
        run_tool(
            "psql", *single, "--command", f"DROP TABLE IF EXISTS {present} CASCADE", "--file", str(script), on=db_url
        )
    except OSError as error:
        raise BackupFailed(f"the backup could not be unpacked: {type(error).__name__}") from None
    finally:
        script.unlink(missing_ok=True)


def _stop_if_others_are_connected(db_url: str) -> None:
    query = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    engine = file_engine(db_url)
    try:
        with reading(engine) as session:
            others = session.execute(query).scalar_one()
    finally:
        engine.dispose()
    if others:
        raise BackupFailed("the vault is in use; stop every Canary first")
