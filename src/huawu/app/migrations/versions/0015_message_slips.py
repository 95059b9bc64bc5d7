"""Messages for people who are away"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    _slips()
    op.create_table(
        "message_slip_entries",
        sa.Column("slip", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("fields", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slip", "revision", name=op.f("pk_message_slip_entries")),
    )


def _slips() -> None:
    op.create_table(
        "message_slips",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("taker", sa.Text(), nullable=True),
        sa.Column("to_kind", sa.Text(), nullable=False),
        sa.Column("to_entry", sa.Text(), nullable=False),
        sa.Column("to_agent", sa.Text(), nullable=True),
        sa.Column("to_zh", sa.Text(), nullable=False),
        sa.Column("to_en", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("from_call", sa.Boolean(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("called_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("call_back", sa.Text(), nullable=False),
        sa.Column("unread_why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("delivered_how", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("delivered_to", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("call_note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("void_why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_slips")),
        sa.UniqueConstraint("taken_by", "request_key", name=op.f("uq_message_slips_taken_by_request_key")),
    )
    for columns, where in (
        (["site_id", "taken_at", "id"], None),
        (["to_agent", "taken_at", "id"], sa.text("to_agent IS NOT NULL")),
        (["taken_by", "taken_at", "id"], None),
    ):
        name = op.f(f"ix_message_slips_{'_'.join(columns)}")
        op.create_index(name, "message_slips", columns, unique=False, postgresql_where=where)
    waits = "state IN ('taken', 'read_back', 'delivered') OR call_back = 'open'"
    op.create_index(
        "ix_message_slips_waiting",
        "message_slips",
        ["site_id", "taken_at", "id"],
        unique=False,
        postgresql_where=sa.text(waits),
    )
