"""What `canary doctor` looks at for a Canary that people rely on: backups, and the services beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.settings import PREFIX, Settings
from bot.vault.backup import kept, overdue, sqlite_file
from bot.vault.errors import BackupFailed
from bot.vault.postgres_tools import TOOLS, dump_version, is_postgres, server_version

_EVERY = timedelta(days=2)  # a nightly backup that was missed once


def backup_findings(settings: Settings, now: datetime | None = None) -> Iterator[str]:
    """What stands in the way of a backup, and what leaders were promised about backups and isn't so."""
    now, folder = now or datetime.now(UTC), settings.backups or settings.data
    if late := overdue(folder, now, settings.backup_days):
        yield (
            f"{len(late)} backups are older than {settings.backup_days} days, and the notice promises leaders that "
            f"there are none: run `canary backup`, or set {PREFIX}BACKUP_DAYS to what is true."
        )
    if is_postgres(settings.database):
        yield from _tools(settings.database)
    if not settings.is_local:
        yield from _kept_well(settings, folder, now)


def redis_findings(settings: Settings) -> Iterator[str]:
    """Whether Redis answers, where one is set."""
    from redis import Redis, RedisError

    if not settings.redis:
        return
    try:
        with Redis.from_url(settings.redis, socket_timeout=5, socket_connect_timeout=5) as redis:
            redis.ping()
    except (RedisError, ValueError) as problem:
        yield f"Redis does not answer ({type(problem).__name__}): start it, or check {PREFIX}REDIS."


def _kept_well(settings: Settings, folder: Path, now: datetime) -> Iterator[str]:
    made = kept(folder)
    if not made or now - made[-1].at > _EVERY:
        yield f"There is no backup of the last two days in {PREFIX}BACKUPS: run `canary backup` every night."
    if settings.key_file is not None and folder in settings.key_file.parents:
        yield f"The key file lies among the backups: who takes one has both. Move it, and set {PREFIX}KEY_FILE."
    if not is_postgres(settings.database) and _on_one_disk(settings):
        yield (
            "The list of erasures lies on the same disk as the database, so both can be lost at once, and a backup "
            f"would bring erased leaders back: set {PREFIX}ERASED to a place on another disk."
        )


def _on_one_disk(settings: Settings) -> bool:
    database, erased = sqlite_file(settings.database), settings.erased or settings.data
    if not database.exists() or not erased.parent.exists():
        return False
    return database.stat().st_dev == erased.parent.stat().st_dev


def _tools(database: str) -> Iterator[str]:
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if missing:
        yield f"{', '.join(missing)} are missing: install PostgreSQL's client programs (postgresql-client)."
        return
    try:
        if dump_version() < server_version(database):
            yield "pg_dump is older than the PostgreSQL server and can't back it up: install the server's version."
    except BackupFailed as problem:
        yield f"Backup: {problem}."
