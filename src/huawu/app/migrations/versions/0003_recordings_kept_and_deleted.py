"""Recordings that are held, and those whose time was over"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("recordings", sa.Column("held_by", sa.Text(), nullable=True))
    op.add_column("recordings", sa.Column("held_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("recordings", sa.Column("held_why", sa.Text(), nullable=True))
    op.add_column("recordings", sa.Column("deleted_at", sa.TIMESTAMP(timezone=True), nullable=True))
