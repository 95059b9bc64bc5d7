"""What was suggested when a case was opened, and what became of it"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "case_suggestions",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("type_shown", sa.Text(), nullable=True),
        sa.Column("type_chosen", sa.Text(), nullable=False),
        sa.Column("type_taken", sa.Boolean(), nullable=False),
        sa.Column("priority_shown", sa.Text(), nullable=True),
        sa.Column("priority_chosen", sa.Text(), nullable=False),
        sa.Column("priority_taken", sa.Boolean(), nullable=False),
        sa.Column("risks", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_suggestions_case_id_cases"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_suggestions")),
    )
    op.create_index(
        op.f("ix_case_suggestions_site_id_at"), "case_suggestions", ["site_id", "at"], unique=False
    )
