"""People and companies: labels, mails, addresses, tags, own fields, relations, revisions, merges"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"

_JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
_TIME = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    _widen()
    _remember()
    _relate()
    op.execute(
        "UPDATE customer_numbers SET label = 'mobile' WHERE number LIKE '+86%' AND number ~ '^[+]861[3-9][0-9]{9}$'"
    )


def _widen() -> None:
    """Columns with constant defaults: no row is rewritten."""
    for column in (
        sa.Column("changed_by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'person'"), nullable=False),
        sa.Column("risk", sa.Text(), server_default=sa.text("'none'"), nullable=False),
        sa.Column("mails", _JSON, server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("addresses", _JSON, server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("tags", _JSON, server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("fields", _JSON, server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("merged_into", sa.Text(), nullable=True),
        sa.Column("also", _JSON, server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("once", sa.Text(), nullable=True),
    ):
        op.add_column("customers", column)
    op.add_column(
        "customer_numbers", sa.Column("label", sa.Text(), server_default=sa.text("'other'"), nullable=False)
    )
    for name, where, unique in (
        ("ix_customers_merged_into", "merged_into", False),
        ("uq_customers_once", "once", True),
    ):
        op.create_index(
            name, "customers", [where], unique=unique, postgresql_where=sa.text(f"{where} IS NOT NULL")
        )


def _remember() -> None:
    op.create_table(
        "customer_pasts",
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("record", _JSON, nullable=False),
        _customer("customer_pasts", "customer_id"),
        sa.PrimaryKeyConstraint("customer_id", "revision", name=op.f("pk_customer_pasts")),
    )
    op.create_table(
        "customer_merges",
        sa.Column("number", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("kept_id", sa.Text(), nullable=False),
        sa.Column("merged_id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("before", _JSON, nullable=False),
        sa.Column("after", _JSON, nullable=False),
        sa.Column("also", _JSON, nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_at", _TIME, nullable=True),
        _customer("customer_merges", "kept_id"),
        _customer("customer_merges", "merged_id"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_customer_merges")),
    )
    for column in ("kept_id", "merged_id"):
        op.create_index(op.f(f"ix_customer_merges_{column}"), "customer_merges", [column], unique=False)


def _relate() -> None:
    op.create_table(
        "customer_relations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        _customer("customer_relations", "customer_id"),
        _customer("customer_relations", "other_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_relations")),
    )
    op.create_index(
        "uq_customer_relations_whole", "customer_relations", ["customer_id", "kind", "other_id"], unique=True
    )
    op.create_index(op.f("ix_customer_relations_other_id"), "customer_relations", ["other_id"], unique=False)


def _customer(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["customers.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )
