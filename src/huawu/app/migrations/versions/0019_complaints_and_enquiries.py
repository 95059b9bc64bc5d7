"""What is done about complaints, marks on customers, enquiry tickets, and what a request said"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_EMPTY = sa.text("''")


def upgrade() -> None:
    _cases()
    _marks()
    _switchboard()


def _cases() -> None:
    op.add_column("cases", sa.Column("about_agent", sa.Text(), nullable=True))
    op.create_index(
        op.f("ix_cases_about_agent_opened_at"),
        "cases",
        ["about_agent", "opened_at"],
        unique=False,
        postgresql_where=sa.text("about_agent IS NOT NULL"),
    )
    op.create_table(
        "case_helps",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_helps_case_id_cases"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_helps")),
    )
    still_open = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_case_helps_open", "case_helps", ["case_id", "asked_by"], unique=True, postgresql_where=still_open
    )
    op.create_index(
        "ix_case_helps_site_open",
        "case_helps",
        ["site_id", "asked_at"],
        unique=False,
        postgresql_where=still_open,
    )
    op.create_table(
        "complaint_entries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("guide", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_entries")),
        sa.UniqueConstraint("by", "request_key", name=op.f("uq_complaint_entries_by_request_key")),
    )
    for of in ("interaction", "case_id"):
        op.create_index(
            op.f(f"ix_complaint_entries_{of}_at"),
            "complaint_entries",
            [of, "at"],
            unique=False,
            postgresql_where=sa.text(f"{of} IS NOT NULL"),
        )


def _marks() -> None:
    op.create_table(
        "customer_marks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("proposed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_why", sa.Text(), server_default=_EMPTY, nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_customer_marks_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_marks")),
        sa.UniqueConstraint(
            "proposed_by", "request_key", name=op.f("uq_customer_marks_proposed_by_request_key")
        ),
    )
    op.create_index(
        op.f("ix_customer_marks_customer_id_proposed_at"),
        "customer_marks",
        ["customer_id", "proposed_at"],
        unique=False,
    )
    op.create_index(
        "ix_customer_marks_proposed",
        "customer_marks",
        ["site_id", "proposed_at"],
        unique=False,
        postgresql_where=sa.text("state = 'proposed'"),
    )


def _switchboard() -> None:
    op.add_column("message_slips", _text("request_digest"))
    op.add_column("call_tickets", _text("request_digest"))
    purpose = sa.Column("purpose", sa.Text(), server_default=sa.text("'call'"), nullable=False)
    op.add_column("call_tickets", purpose)
    for name in ("language", "interpreter", "answer"):
        op.add_column("call_tickets", _text(name))
    op.create_index(
        "ix_call_tickets_due",
        "call_tickets",
        ["site_id", "due_at"],
        unique=False,
        postgresql_where=sa.text("NOT over AND due_at IS NOT NULL"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=_EMPTY, nullable=False)
