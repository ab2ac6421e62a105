"""What leaders share with mentors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("leader_id", sa.String(32), nullable=False),
        sa.Column("proof", sa.LargeBinary(), nullable=False),
        sa.Column("copy", sa.LargeBinary()),
        sa.Column("own", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.LargeBinary()),
        sa.Column("expires", sa.Date(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("last_opened", sa.Date()),
        sa.PrimaryKeyConstraint("tag", name="pk_share"),
        sa.ForeignKeyConstraint(["leader_id"], ["leader.id"], name="fk_share_leader_id", ondelete="CASCADE"),
    )
    op.create_index("ix_share_leader_id", "share", ["leader_id"])
    op.create_index("ix_share_expires", "share", ["expires"])
