"""The vault's first tables. There is no way down: going back would drop what leaders said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keys_check", sa.LargeBinary(), nullable=False),
        sa.Column("memory_kib", sa.Integer(), nullable=False),
        sa.Column("passes", sa.Integer(), nullable=False),
        sa.Column("lanes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_installation"),
    )
    op.create_table(
        "leader",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("phrase_tag", sa.LargeBinary()),
        sa.Column("channel_tag", sa.LargeBinary()),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("master_version", sa.Integer()),
        sa.Column("key_version", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("last_used", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leader"),
        sa.UniqueConstraint("phrase_tag", name="uq_leader_phrase_tag"),
        sa.UniqueConstraint("channel_tag", name="uq_leader_channel_tag"),
    )
    op.create_index("ix_leader_last_used", "leader", ["last_used"])
    for name in ("reflection", "answer", "finding", "commitment"):
        _create_record(name)
    op.create_table(
        "exchange",
        *_owned("exchange"),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("leader_id", "turn", name="pk_exchange"),
        sa.UniqueConstraint("leader_id", "tag", name="uq_exchange_leader_id"),
    )
    op.create_table(
        "tracker",
        *_owned("tracker"),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("leader_id", "turn", name="pk_tracker"),
    )
    op.create_table(
        "erasure",
        sa.Column("leader_id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("leader_id", name="pk_erasure"),
    )


def _create_record(name: str) -> None:
    op.create_table(
        name,
        *_owned(name),
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("reflection_tag", sa.LargeBinary(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("leader_id", "tag", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_reflection_tag", name, ["reflection_tag"])


def _owned(table: str) -> tuple[sa.Column[sa.String], sa.ForeignKeyConstraint]:
    return (
        sa.Column("leader_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["leader_id"], ["leader.id"], name=f"fk_{table}_leader_id", ondelete="CASCADE"),
    )
