"""What is done to several cases at once, duplicates that go along, receipts of departments"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027"
down_revision = "0026"

_JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
_TIME = sa.TIMESTAMP(timezone=True)
_AWAITED = sa.text("receipt_due_at IS NOT NULL AND state <> 'closed'")


def upgrade() -> None:
    _bulks()
    _follows()
    _receipts()


def _bulks() -> None:
    op.create_table(
        "case_bulks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("asked", _JSON, nullable=False),
        sa.Column("undone_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_bulks")),
        sa.UniqueConstraint("by", "request_key", name=op.f("uq_case_bulks_by_request_key")),
    )
    op.create_index(op.f("ix_case_bulks_by_at"), "case_bulks", ["by", "at"])
    op.create_table(
        "case_bulk_items",
        sa.Column("bulk_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("why", _JSON, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("kept", _JSON, nullable=False),
        sa.Column("back", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bulk_id", "place", name=op.f("pk_case_bulk_items")),
        sa.ForeignKeyConstraint(
            ["bulk_id"],
            ["case_bulks.id"],
            name=op.f("fk_case_bulk_items_bulk_id_case_bulks"),
            ondelete="CASCADE",
        ),
    )


def _follows() -> None:
    op.create_table(
        "case_follows",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kept", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_follows")),
        _belongs("case_follows"),
    )
    op.create_index(op.f("ix_case_follows_original"), "case_follows", ["original"])


def _receipts() -> None:
    op.create_table(
        "case_receipts",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("from_team", sa.Text(), nullable=False),
        sa.Column("sent_at", _TIME, nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("look_at", _TIME, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_receipts")),
        _belongs("case_receipts"),
    )
    op.create_index(
        "ix_case_receipts_look_at",
        "case_receipts",
        ["look_at"],
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.add_column("cases", sa.Column("receipt_due_at", _TIME, nullable=True))
    op.create_index("ix_cases_receipt_awaited", "cases", ["opened_at", "id"], postgresql_where=_AWAITED)


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_case_id_cases")
    return sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=name, ondelete="CASCADE")
