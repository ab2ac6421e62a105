"""Bring a database up to this Canary's tables: run at every start, safe twice, safe when interrupted.

All migrations run in one transaction (SQLite and PostgreSQL both roll back table changes), so a crash half-way
leaves the database as it was. Two processes that start together take turns.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from bot.vault.engine import writing
from bot.vault.errors import SchemaTooNew

_FOLDER = Path(__file__).with_name("migrations")
_LOCK = 0x43414E41  # any number will do, as long as every Canary takes the same


def migrate(engine: Engine) -> None:
    """Upgrade to the newest tables. Raises SchemaTooNew, and changes nothing, when a newer Canary was here."""
    with writing(engine) as session:
        start_alone(session)
        connection = session.connection()
        config = Config()
        config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        _refuse_newer(connection, ScriptDirectory.from_config(config))
        command.upgrade(config, "head")


def start_alone(session: Session) -> None:
    """Until this transaction ends, other processes that start wait. SQLite's writers wait for each other anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _refuse_newer(connection: Connection, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    held = set(MigrationContext.configure(connection).get_current_heads())
    if held - known:
        raise SchemaTooNew("the database was made by a newer Canary; start that one, or restore an older backup")
