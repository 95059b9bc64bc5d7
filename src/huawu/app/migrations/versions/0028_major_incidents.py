"""Major incidents: what is affected, the words for agents, the plan, and how linked cases were solved"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"

_JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
_TIME = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.execute("DELETE FROM case_incidents")  # nothing ever wrote it
    for column in (
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("say", _JSON, nullable=False),
        sa.Column("fits", _JSON, nullable=False),
        sa.Column("expected_end", _TIME, nullable=True),
        sa.Column("steps", _JSON, nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("solving", _JSON, nullable=False),
    ):
        op.add_column("case_incidents", column)
    op.create_index("ix_case_incidents_site", "case_incidents", ["site_id", "declared_at", "case_id"])
    op.create_table(
        "case_incident_results",
        sa.Column("master", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("params", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("master", "run", "case_id", name=op.f("pk_case_incident_results")),
        sa.ForeignKeyConstraint(
            ["master"],
            ["case_incidents.case_id"],
            name=op.f("fk_case_incident_results_master_case_incidents"),
            ondelete="CASCADE",
        ),
    )
