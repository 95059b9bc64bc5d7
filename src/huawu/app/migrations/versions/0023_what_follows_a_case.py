"""What follows a case: return visits, major incidents, emergencies"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"

_JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
_TIME = sa.TIMESTAMP(timezone=True)
_PLANNED = sa.text("state = 'planned'")
_NOT_CONFIRMED = sa.text("confirmed_at IS NULL")


def upgrade() -> None:
    _visits()
    _incidents()
    _emergencies()


def _visits() -> None:
    op.create_table(
        "case_visits",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("plan", _JSON, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_try", sa.Text(), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("answers", _JSON, nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_visits")),
        sa.UniqueConstraint("case_id", "rule", name=op.f("uq_case_visits_case_id_rule")),
        _belongs("case_visits"),
    )
    op.create_index("ix_case_visits_planned", "case_visits", ["due_at", "id"], postgresql_where=_PLANNED)
    op.create_index("ix_case_visits_of_agent", "case_visits", ["agent", "due_at"], postgresql_where=_PLANNED)
    op.create_index(op.f("ix_case_visits_closed_at"), "case_visits", ["closed_at"])


def _incidents() -> None:
    op.create_table(
        "case_incidents",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("affected", sa.Integer(), nullable=True),
        sa.Column("declared_at", _TIME, nullable=False),
        sa.Column("declared_by", sa.Text(), nullable=False),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.Column("notice", _JSON, nullable=False),
        sa.Column("published_at", _TIME, nullable=True),
        sa.Column("published_by", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_incidents")),
        _belongs("case_incidents"),
    )
    still_open = sa.text("ended_at IS NULL")
    op.create_index("ix_case_incidents_open", "case_incidents", ["declared_at"], postgresql_where=still_open)


def _emergencies() -> None:
    op.create_table(
        "case_emergencies",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("facts", _JSON, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("confirmed_at", _TIME, nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_emergencies")),
        _belongs("case_emergencies"),
    )
    op.create_index("ix_case_emergencies_open", "case_emergencies", ["at"], postgresql_where=_NOT_CONFIRMED)


def _belongs(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["case_id"], ["cases.id"], name=op.f(f"fk_{table}_case_id_cases"), ondelete="CASCADE"
    )
