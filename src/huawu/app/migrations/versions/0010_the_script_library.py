"""The script library: scripts, versions, uses, what agents did at each line, readiness before the shift"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"

_JSON = postgresql.JSONB(astext_type=sa.Text())
_AT = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    _library()
    _uses()
    _readiness()


def _library() -> None:
    op.create_table(
        "scripts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("scene", sa.Text(), nullable=False),
        sa.Column("name", _JSON, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", _AT, nullable=False),
        sa.Column("retired_at", _AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scripts")),
    )
    op.create_index(op.f("ix_scripts_site_id_scene"), "scripts", ["site_id", "scene"], unique=False)
    op.create_table(
        "script_versions",
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("writers", _JSON, nullable=False),
        sa.Column("written_at", _AT, nullable=False),
        sa.Column("proposed_at", _AT, nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", _AT, nullable=True),
        sa.Column("retired_at", _AT, nullable=True),
        sa.Column("why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("review_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("expires_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("script", "version", name=op.f("pk_script_versions")),
    )
    op.create_index(
        "uq_script_versions_unfinished",
        "script_versions",
        ["script"],
        unique=True,
        postgresql_where=sa.text("status IN ('draft', 'proposed', 'sent_back')"),
    )


def _uses() -> None:
    op.create_table(
        "script_uses",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("started_at", _AT, nullable=False),
        sa.Column("ended_at", _AT, nullable=True),
        sa.Column("walk", _JSON, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("mood", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=True),
        sa.Column("left", sa.Text(), nullable=True),
        sa.Column("left_note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script_uses")),
    )
    op.create_index(op.f("ix_script_uses_agent_started_at"), "script_uses", ["agent", "started_at"])
    op.create_index(op.f("ix_script_uses_script_started_at"), "script_uses", ["script", "started_at"])
    op.create_index(
        op.f("ix_script_uses_interaction"),
        "script_uses",
        ["interaction"],
        postgresql_where=sa.text("interaction IS NOT NULL"),
    )
    op.create_index(
        "uq_script_uses_open",
        "script_uses",
        ["agent", "interaction"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL AND interaction IS NOT NULL"),
    )
    op.create_table(
        "script_steps",
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("use", "seq", name=op.f("pk_script_steps")),
    )
    op.create_index(op.f("ix_script_steps_script_at"), "script_steps", ["script", "at"], unique=False)


def _readiness() -> None:
    op.create_table(
        "script_reads",
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("read_at", _AT, nullable=True),
        sa.Column("rehearsed_at", _AT, nullable=True),
        sa.PrimaryKeyConstraint("agent", "script", "version", name=op.f("pk_script_reads")),
    )
    op.create_table(
        "checklists",
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("items", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("agent", name=op.f("pk_checklists")),
    )
    op.create_table(
        "readiness",
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("ticked", _JSON, nullable=False),
        sa.Column("ready_at", _AT, nullable=True),
        sa.PrimaryKeyConstraint("agent", "day", name=op.f("pk_readiness")),
    )
