"""PostgreSQL's own programs, run on the vault's database without its password in any argument."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.url import URL

from bot.vault.engine import file_engine, reading
from bot.vault.errors import BackupFailed, StorageUnavailable

TOOLS = ("pg_dump", "pg_restore", "psql")


def is_postgres(db_url: str) -> bool:
    """Whether the database is PostgreSQL's; the other kind is SQLite's."""
    return make_url(db_url).get_backend_name() == "postgresql"


def run_tool(program: str, *arguments: str, on: str | None = None) -> str:
    """Run one of them, ``on`` a database where it needs one; its output. Raises BackupFailed with what it said first.

    What these programs say when they fail names hosts, roles, tables and versions, and no stored value that isn't
    sealed.
    """
    found = shutil.which(program)
    if found is None:
        raise BackupFailed(f"{program} is not installed; install PostgreSQL's client programs (postgresql-client)")
    address, password = _address(make_url(on)) if on else ([], {})
    done = subprocess.run(  # noqa: S603 - the program was found above, and no shell reads the arguments
        [found, *address, *arguments], env={**os.environ, **password}, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        said = next(iter(done.stderr.splitlines()), "without a word")
        raise BackupFailed(f"{program} failed: {said[:300]}")
    return done.stdout


def dump_version() -> int:
    """The major version of pg_dump. Raises BackupFailed."""
    found = re.search(r"\d+", run_tool("pg_dump", "--version"))
    return int(found[0]) if found else 0


def server_version(db_url: str) -> int:
    """The major version of the server. Raises BackupFailed."""
    engine = file_engine(db_url)
    try:
        with reading(engine) as session:
            return int(session.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
    except StorageUnavailable as problem:
        raise BackupFailed(str(problem)) from None
    finally:
        engine.dispose()


def _address(url: URL) -> tuple[list[str], dict[str, str]]:
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    return ["--dbname", plain], {"PGPASSWORD": str(url.password)} if url.password else {}
