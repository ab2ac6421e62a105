"""The prepared ground the vault stands on: a migrated database and the service keys that belong to it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.vault.engine import file_engine, scrub, writing
from bot.vault.erased import ErasedList
from bot.vault.errors import KeysMismatch, KeysMissing, UnsafeSettings
from bot.vault.master import ServiceKeys, read_keys, write_keys
from bot.vault.migrate import migrate, start_alone
from bot.vault.phrase import PhraseBook
from bot.vault.settings import PhraseCost, VaultSettings
from bot.vault.tables import installation as table

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock used where none is given."""
    return datetime.now(UTC)


def steady_now() -> datetime:
    """A clock for what is measured in minutes: it goes on whatever the machine's clock does, and through its sleep."""
    return _STARTED + timedelta(seconds=time.clock_gettime(_TICKS) - _STARTED_AT)


_TICKS = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_STARTED, _STARTED_AT = utc_now(), time.clock_gettime(_TICKS)


@dataclass(frozen=True)
class Installation:
    """Everything that open vaults share."""

    engine: Engine
    settings: VaultSettings
    keys: ServiceKeys = field(repr=False)
    phrases: PhraseBook
    clock: Clock
    erased: ErasedList


def prepare(settings: VaultSettings, clock: Clock = utc_now) -> Installation:
    """Migrate the database, find or make the service keys, and check that all three belong together.

    Raises CannotStart (keys lost, swapped or differing settings) and StorageUnavailable. Also finishes an erasure
    that a crash cut short after its transaction (what it left in SQLite's write-ahead log goes now), and erases again
    whom a restored backup brought back.
    """
    engine, erased = file_engine(settings.db_url), ErasedList(settings.erased_file)
    try:
        migrate(engine)
        with writing(engine) as session:
            keys = _belonging_keys(session, settings)
        scrub(engine)
        erased.settle(engine)
    except BaseException:
        engine.dispose()
        raise
    return Installation(engine, settings, keys, PhraseBook(keys.salt, settings.cost), clock, erased)


def _belonging_keys(session: Session, settings: VaultSettings) -> ServiceKeys:
    start_alone(session)
    row = session.execute(select(table)).mappings().one_or_none()  # before the file is read: this begins the waiting
    held = ServiceKeys.parse(settings.keys) if settings.keys else read_keys(settings.key_file)
    if row is None:
        return _first_start(session, settings, held)
    if held is None:
        raise KeysMissing("the service's keys are gone; put back the key file, or nobody's phrase opens anything")
    if held.check != row["keys_check"]:
        raise KeysMismatch("the service's keys belong to another database")
    if (row["memory_kib"], row["passes"], row["lanes"]) != _numbers(settings.cost):
        raise UnsafeSettings("the phrase cost differs from the one this database was made with; set it back")
    return held


def _first_start(session: Session, settings: VaultSettings, held: ServiceKeys | None) -> ServiceKeys:
    keys = held or ServiceKeys.new()
    if held is None:  # the file first: a database that no keys belong to would be worse than keys without database
        write_keys(settings.key_file, keys)
    memory_kib, passes, lanes = _numbers(settings.cost)
    row = {"id": 1, "keys_check": keys.check, "memory_kib": memory_kib, "passes": passes, "lanes": lanes}
    session.execute(insert(table).values(row))
    return keys


def _numbers(cost: PhraseCost) -> tuple[int, int, int]:
    return cost.memory_kib, cost.passes, cost.lanes
