"""What is known of customers: verdicts on facts, who the caller is, records to look at"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
_TIME = sa.TIMESTAMP(timezone=True)
_JSON = postgresql.JSONB(none_as_null=True)


def upgrade() -> None:
    op.create_table(
        "customer_verdicts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_customer_verdicts_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_verdicts")),
    )
    op.create_index(
        op.f("ix_customer_verdicts_customer_id_at"), "customer_verdicts", ["customer_id", "at"], unique=False
    )
    op.create_index(
        op.f("ix_customer_verdicts_site_id_at"), "customer_verdicts", ["site_id", "at"], unique=False
    )
    op.create_table(
        "customer_identity_checks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("told", _JSON, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("once", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_identity_checks")),
        sa.UniqueConstraint("once", name=op.f("uq_customer_identity_checks_once")),
    )
    op.create_index(
        op.f("ix_customer_identity_checks_interaction_at"),
        "customer_identity_checks",
        ["interaction", "at"],
        unique=False,
    )
    op.create_table(
        "customer_codes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_codes")),
    )
    op.create_index(op.f("ix_customer_codes_expires_at"), "customer_codes", ["expires_at"], unique=False)
    op.create_index(
        op.f("ix_customer_codes_interaction_at"), "customer_codes", ["interaction", "at"], unique=False
    )
    op.create_table(
        "customer_reviews",
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("old", sa.Boolean(), nullable=False),
        sa.Column("contradictory", sa.Boolean(), nullable=False),
        sa.Column("incomplete", sa.Boolean(), nullable=False),
        sa.Column("reasons", _JSON, nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.Column("taken_at", _TIME, nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.Column("done_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_customer_reviews_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_reviews")),
    )
    op.create_index(
        "ix_customer_reviews_contradictory",
        "customer_reviews",
        ["site_id", "since", "customer_id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL AND contradictory"),
    )
    op.create_index(
        "ix_customer_reviews_incomplete",
        "customer_reviews",
        ["site_id", "since", "customer_id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL AND incomplete"),
    )
    op.create_index(
        "ix_customer_reviews_old",
        "customer_reviews",
        ["site_id", "since", "customer_id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL AND old"),
    )
    op.create_index(
        "ix_customer_reviews_open",
        "customer_reviews",
        ["site_id", "since", "customer_id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index(
        "ix_customer_reviews_taken",
        "customer_reviews",
        ["taken_by", "since", "customer_id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL AND taken_by IS NOT NULL"),
    )
    op.create_table(
        "customer_sweeps",
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("began_at", _TIME, nullable=False),
        sa.Column("over_at", _TIME, nullable=True),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site_id", name=op.f("pk_customer_sweeps")),
    )
