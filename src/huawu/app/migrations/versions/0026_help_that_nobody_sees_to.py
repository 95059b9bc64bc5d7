"""A request for help with a case has its answer, and is told of further when nobody sees to it"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("case_helps", sa.Column("answer", sa.Text(), server_default="", nullable=False))
    op.add_column("case_helps", sa.Column("minutes", sa.Integer(), server_default="5", nullable=False))
    op.add_column("case_helps", sa.Column("told", sa.Integer(), server_default="0", nullable=False))
    op.add_column("case_helps", sa.Column("look_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_index(
        "ix_case_helps_look_at",
        "case_helps",
        ["look_at"],
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
