"""Rare outcomes of contacts are found by an index, and a team's list of cases is counted within one"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_OUTCOME = (
    "(CASE WHEN ended_at IS NULL THEN 'open' WHEN answered_at IS NOT NULL THEN 'answered'"
    " WHEN direction = 'out' THEN 'unreached' WHEN queue IS NULL THEN 'left'"
    " WHEN cause = 'callback' THEN 'callback' WHEN ended_by = 'customer' THEN 'abandoned'"
    " ELSE 'overflowed' END)"
)


def upgrade() -> None:
    op.drop_index("ix_interactions_unanswered", "interactions")
    op.drop_index("ix_interactions_open", "interactions")
    op.create_index(
        "ix_interactions_of_outcome", "interactions", [sa.text(_OUTCOME), "started_at", "id"]
    )
    op.drop_index("ix_cases_open_team", "cases")
    op.create_index(
        "ix_cases_open_team",
        "cases",
        ["team", "owner", "due_order", "id"],
        postgresql_include=["site_id", "about_agent"],
        postgresql_where=sa.text("state <> 'closed'"),
    )
