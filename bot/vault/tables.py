"""The tables, with nothing readable in them.

In clear are: random ids, keyed hashes ("tags") of ids and phrases, the day of last use, key versions and counters.
Everything else is in columns of sealed bytes. ``turn`` numbers a leader's turns; ``place`` orders records
within one. docs/decisions/0003-vault.md says why each clear column has to be.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint, case
from sqlalchemy.sql.elements import Case

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("keys_check", LargeBinary, nullable=False),
    Column("memory_kib", Integer, nullable=False),
    Column("passes", Integer, nullable=False),
    Column("lanes", Integer, nullable=False),
)

leader = Table(
    "leader",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("phrase_tag", LargeBinary, unique=True),
    Column("channel_tag", LargeBinary, unique=True),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("master_version", Integer),
    Column("key_version", Integer, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("last_used", Date, nullable=False, index=True),
)


def _leader_id() -> Column[String]:
    return Column("leader_id", String(32), ForeignKey("leader.id", ondelete="CASCADE"), primary_key=True)


def _record(name: str) -> Table:
    return Table(
        name,
        metadata,
        _leader_id(),
        Column("tag", LargeBinary, primary_key=True),
        Column("reflection_tag", LargeBinary, nullable=False, index=True),
        Column("turn", Integer, nullable=False),
        Column("place", Integer, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
    )


reflection = _record("reflection")
answer = _record("answer")
finding = _record("finding")
commitment = _record("commitment")

exchange = Table(
    "exchange",
    metadata,
    _leader_id(),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("tag", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("leader_id", "tag"),
)

tracker = Table(
    "tracker",
    metadata,
    _leader_id(),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)

erasure = Table(
    "erasure",
    metadata,
    Column("leader_id", String(32), primary_key=True),
    Column("day", Date, nullable=False),
    Column("reason", String(16), nullable=False),
)

# What a leader lets a mentor see. ``copy`` opens with the mentor's link and code only, ``own`` with the leader's key,
# ``note`` with a key in ``own``. docs/decisions/0007-sharing.md
share = Table(
    "share",
    metadata,
    Column("tag", LargeBinary, primary_key=True),
    Column("leader_id", String(32), ForeignKey("leader.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("proof", LargeBinary, nullable=False),
    Column("copy", LargeBinary),
    Column("own", LargeBinary, nullable=False),
    Column("note", LargeBinary),
    Column("expires", Date, nullable=False, index=True),
    Column("wrong", Integer, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("last_opened", Date),
)

calendar = Table(
    "calendar",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("trusted", Date, nullable=False),
    Column("doubted_from", Date),
    Column("doubted_last", Date),
)

RECORDS = (reflection, answer, finding, commitment)
OWNED = (*RECORDS, exchange, tracker)


def used_on(today: date) -> Case[Date]:
    """The value of ``leader.last_used`` for a leader who is here today; it never goes back, whatever a clock does."""
    return case((leader.c.last_used > today, leader.c.last_used), else_=today)
