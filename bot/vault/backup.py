"""Backups of the vault: one file each, made while Canary serves, by the database's own means.

    made = back_up(settings, folder, now)            # canary-20260304T093000Z.db (SQLite) or .dump (PostgreSQL)
    for old in ended(folder, now, days): ...         # what the notice promises to be gone by now

A backup holds sealed rows only. The key file is no part of it and is to be kept apart.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.vault.errors import BackupFailed
from bot.vault.postgres_tools import is_postgres, run_tool
from bot.vault.settings import VaultSettings

_NAME, _STAMP = "canary-", "%Y%m%dT%H%M%SZ"
_SUM, _PART = ".sha256", ".part"
_ENDS = {True: ".dump", False: ".db"}


@dataclass(frozen=True)
class Backup:
    """A finished backup and when it was made."""

    path: Path
    at: datetime


def back_up(settings: VaultSettings, folder: Path, now: datetime) -> Path:
    """Make one more backup. Raises BackupFailed; then nothing was made, and what there was is as it was."""
    on_postgres = is_postgres(settings.db_url)
    path = folder / f"{_NAME}{now.astimezone(UTC).strftime(_STAMP)}{_ENDS[on_postgres]}"
    with _being_made(path) as part:
        if on_postgres:
            run_tool("pg_dump", "--format=custom", "--no-owner", "--file", str(part), on=settings.db_url)
        else:
            copy_sqlite(sqlite_file(settings.db_url), part)
    return path


def kept(folder: Path) -> list[Backup]:
    """The backups in a folder, oldest first."""
    found = (path for end in _ENDS.values() for path in folder.glob(f"{_NAME}*{end}"))
    return sorted((Backup(path, at) for path in found if (at := _made_at(path))), key=lambda one: one.at)


def overdue(folder: Path, now: datetime, days: int) -> list[Backup]:
    """Backups older than ``days``: the notice promises leaders that there are none."""
    return [one for one in kept(folder) if now - one.at > timedelta(days=days)]


def end_overdue(folder: Path, now: datetime, days: int) -> list[Path]:
    """Remove what is overdue, and what a backup that was cut short left behind; the backups that went."""
    for part in folder.glob(f"{_NAME}*{_PART}"):
        if now.timestamp() - part.stat().st_mtime > timedelta(days=1).total_seconds():
            part.unlink(missing_ok=True)
    gone = [one.path for one in overdue(folder, now, days)]
    for path in gone:
        path.unlink(missing_ok=True)
        _sum_of(path).unlink(missing_ok=True)
    return gone


def verify_sum(path: Path) -> None:
    """Is the file what was written? Raises BackupFailed where its checksum stands beside it and differs."""
    if not path.is_file():
        raise BackupFailed("there is no such backup")
    if _sum_of(path).is_file() and _sum_of(path).read_text("ascii", errors="replace").split()[:1] != [_digest(path)]:
        raise BackupFailed("the backup is damaged: its checksum differs from the one written when it was made")


def sqlite_file(db_url: str) -> Path:
    """Where an SQLite vault lies."""
    return Path(str(make_url(db_url).database))


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database by SQLite's online backup, whoever writes to it meanwhile. Raises BackupFailed."""
    if not source.is_file():
        raise BackupFailed("there is no database yet")
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(target)) as copy:
            held.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # a backup is one file
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupFailed("the database is damaged")
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(f"the database could not be copied: {type(error).__name__}") from None


@contextmanager
def _being_made(path: Path) -> Iterator[Path]:
    """A file that gets its name, and its checksum beside it, only when it is whole and on the disk."""
    part = path.with_name(path.name + _PART)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        yield part
        part.chmod(0o600)
        _to_disk(part)
        _sum_of(path).write_text(f"{_digest(part)}  {path.name}\n", "ascii")
        part.replace(path)
        _to_disk(path.parent)
    except OSError as error:
        raise BackupFailed(f"the backup could not be written: {type(error).__name__}") from None
    finally:
        part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _made_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.stem.removeprefix(_NAME), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _sum_of(path: Path) -> Path:
    return path.with_name(path.name + _SUM)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
