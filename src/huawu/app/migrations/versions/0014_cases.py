"""Cases: what happened to them, tasks, links"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"

_JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
_TIME = sa.TIMESTAMP(timezone=True)
_OPEN = sa.text("state <> 'closed'")
_LISTS = ("state", "owner", "team", "type", "priority", "customer")


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("type_name", _JSON, nullable=False),
        sa.Column("top", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("priority_why", _JSON, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("form", _JSON, nullable=False),
        sa.Column("found_by", postgresql.TSVECTOR(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("waiting_since", _TIME, nullable=True),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("promise", _JSON, nullable=False),
        sa.Column("first_done_at", _TIME, nullable=True),
        sa.Column("solved_at", _TIME, nullable=True),
        sa.Column("due_at", _TIME, nullable=True),
        sa.Column("due_order", _TIME, nullable=False),
        sa.Column("look_at", _TIME, nullable=True),
        sa.Column("escalated", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("cause_name", _JSON, nullable=True),
        sa.Column("solution", sa.Text(), nullable=True),
        sa.Column("solution_name", _JSON, nullable=True),
        sa.Column("solution_text", sa.Text(), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("master", sa.Text(), nullable=True),
        sa.Column("duplicate_of", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        sa.UniqueConstraint("opened_by", "request_key", name=op.f("uq_cases_opened_by_request_key")),
    )
    op.create_index(op.f("ix_cases_opened_at_id"), "cases", ["opened_at", "id"])
    for column in _LISTS:
        op.create_index(op.f(f"ix_cases_{column}_opened_at_id"), "cases", [column, "opened_at", "id"])
    for column in ("interaction", "master"):
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(op.f(f"ix_cases_{column}"), "cases", [column], postgresql_where=there)
    op.create_index("ix_cases_found_by", "cases", ["found_by"], postgresql_using="gin")
    op.create_index("ix_cases_open", "cases", ["due_order", "id"], postgresql_where=_OPEN)
    op.create_index("ix_cases_open_owner", "cases", ["owner", "due_order", "id"], postgresql_where=_OPEN)
    op.create_index("ix_cases_open_team", "cases", ["team", "due_order", "id"], postgresql_where=_OPEN)
    op.create_index("ix_cases_look_at", "cases", ["look_at"], postgresql_where=sa.text("look_at IS NOT NULL"))
    op.create_table(
        "case_entries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entries")),
        _belongs("case_entries"),
    )
    op.create_index(op.f("ix_case_entries_case_id_at_id"), "case_entries", ["case_id", "at", "id"])
    op.create_table(
        "case_tasks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("due_at", _TIME, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("done_at", _TIME, nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_tasks")),
        _belongs("case_tasks"),
    )
    op.create_index(op.f("ix_case_tasks_case_id_created_at"), "case_tasks", ["case_id", "created_at"])
    still_open = sa.text("done_at IS NULL")
    op.create_index("ix_case_tasks_open", "case_tasks", ["agent", "due_at"], postgresql_where=still_open)
    op.create_table(
        "case_links",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "kind", "target", name=op.f("pk_case_links")),
        _belongs("case_links"),
    )
    op.create_index(op.f("ix_case_links_kind_target"), "case_links", ["kind", "target"])


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases"), ondelete="CASCADE"
    )
