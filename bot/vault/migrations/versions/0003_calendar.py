"""Which day it was last, so that a clock that jumps erases nobody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("trusted", sa.Date(), nullable=False),
        sa.Column("doubted_from", sa.Date()),
        sa.Column("doubted_last", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_calendar"),
    )
