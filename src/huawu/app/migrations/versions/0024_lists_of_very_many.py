"""Lists of very many cases and contacts are read in their order, filtered within an index"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_FILTERS = ["state", "team", "type", "priority", "owner"]
_OPEN = sa.text("state <> 'closed'")


def upgrade() -> None:
    _cases()
    _contacts()


def _cases() -> None:
    for gone in ("opened_at_id", "state_opened_at_id", "priority_opened_at_id", "open"):
        op.drop_index(f"ix_cases_{gone}", "cases")
    op.create_index("ix_cases_newest", "cases", ["opened_at", "id", *_FILTERS])
    op.create_index(
        "ix_cases_open_newest",
        "cases",
        ["opened_at", "id", *_FILTERS, "due_order"],
        postgresql_where=_OPEN,
    )
    op.create_index("ix_cases_open_due", "cases", ["due_order", "id", *_FILTERS], postgresql_where=_OPEN)
    op.create_index(
        "ix_cases_waiting",
        "cases",
        ["opened_at", "id"],
        postgresql_where=sa.text("waiting_since IS NOT NULL AND state <> 'closed'"),
    )


def _contacts() -> None:
    table = "interactions"
    op.drop_index("ix_interactions_caller_reversed", table)
    op.drop_index("ix_interactions_customer", table)
    op.create_index(
        "ix_interactions_of_caller",
        table,
        ["caller_reversed", "started_at", "id"],
        postgresql_ops={"caller_reversed": "text_pattern_ops"},
    )
    for of in ("customer", "agent"):
        op.create_index(
            f"ix_interactions_of_{of}",
            table,
            [of, "started_at", "id"],
            postgresql_where=sa.text(f"{of} IS NOT NULL"),
        )
    op.create_index("ix_interactions_of_queue", table, ["queue", "started_at", "id"])
    for what, column in (("unanswered", "answered_at"), ("open", "ended_at")):
        op.create_index(
            f"ix_interactions_{what}",
            table,
            ["started_at", "id"],
            postgresql_where=sa.text(f"{column} IS NULL"),
        )
