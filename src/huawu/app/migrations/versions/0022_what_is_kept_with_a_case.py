"""What is kept with a case"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"

_JSON = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
_TIME = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    _improvements()
    _attachments()
    _improvement_cases()
    _notices()
    _progress()
    _remedies()
    _tellings()
    _downloads()
    _cases()


def _improvements() -> None:
    op.create_table(
        "case_improvements",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("node_name", _JSON, nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("done_at", _TIME, nullable=True),
        sa.Column("look_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_improvements")),
        sa.UniqueConstraint(
            "created_by", "request_key", name=op.f("uq_case_improvements_created_by_request_key")
        ),
        sa.UniqueConstraint("number", name=op.f("uq_case_improvements_number")),
    )
    op.create_index(
        op.f("ix_case_improvements_look_at"),
        "case_improvements",
        ["look_at"],
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_case_improvements_site_id_state_due_at"), "case_improvements", ["site_id", "state", "due_at"]
    )


def _attachments() -> None:
    op.create_table(
        "case_attachments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("added_at", _TIME, nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("removed_at", _TIME, nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_attachments_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_attachments")),
        sa.UniqueConstraint("added_by", "request_key", name=op.f("uq_case_attachments_added_by_request_key")),
        sa.UniqueConstraint("file", name=op.f("uq_case_attachments_file")),
    )
    op.create_index(op.f("ix_case_attachments_case_id_added_at"), "case_attachments", ["case_id", "added_at"])
    op.create_index(
        "ix_case_attachments_removed",
        "case_attachments",
        ["removed_at"],
        postgresql_where=sa.text("removed_at IS NOT NULL AND file IS NOT NULL"),
    )


def _improvement_cases() -> None:
    op.create_table(
        "case_improvement_cases",
        sa.Column("improvement_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_improvement_cases_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["improvement_id"],
            ["case_improvements.id"],
            name=op.f("fk_case_improvement_cases_improvement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("improvement_id", "case_id", name=op.f("pk_case_improvement_cases")),
    )
    op.create_index(op.f("ix_case_improvement_cases_case_id"), "case_improvement_cases", ["case_id"])


def _notices() -> None:
    op.create_table(
        "case_notices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=True),
        sa.Column("body", _JSON, nullable=False),
        sa.Column("seen_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_notices_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_notices")),
        sa.UniqueConstraint("user", "key", name=op.f("uq_case_notices_user_key")),
    )
    op.create_index(
        "ix_case_notices_seen", "case_notices", ["seen_at"], postgresql_where=sa.text("seen_at IS NOT NULL")
    )
    op.create_index(
        "ix_case_notices_unseen", "case_notices", ["user", "at"], postgresql_where=sa.text("seen_at IS NULL")
    )


def _progress() -> None:
    op.create_table(
        "case_progress",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("due_at", _TIME, nullable=True),
        sa.Column("task", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_progress_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_progress")),
    )
    op.create_index(
        op.f("ix_case_progress_due_at"),
        "case_progress",
        ["due_at"],
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )


def _remedies() -> None:
    op.create_table(
        "case_remedies",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("request_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rule", _JSON, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("offered_at", _TIME, nullable=False),
        sa.Column("offered_by", sa.Text(), nullable=False),
        sa.Column("decided_at", _TIME, nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=False),
        sa.Column("given_at", _TIME, nullable=True),
        sa.Column("revoked_at", _TIME, nullable=True),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("revoked_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_remedies_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_remedies")),
        sa.UniqueConstraint(
            "offered_by", "request_key", name=op.f("uq_case_remedies_offered_by_request_key")
        ),
    )
    op.create_index(
        "ix_case_remedies_asked",
        "case_remedies",
        ["offered_at", "id"],
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_index(op.f("ix_case_remedies_case_id_offered_at"), "case_remedies", ["case_id", "offered_at"])
    op.create_index(
        "ix_case_remedies_given", "case_remedies", ["given_at"], postgresql_where=sa.text("state = 'given'")
    )


def _tellings() -> None:
    op.create_table(
        "case_tellings",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_tellings_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_tellings")),
    )
    op.create_index(op.f("ix_case_tellings_case_id_at"), "case_tellings", ["case_id", "at"])


def _downloads() -> None:
    op.create_table(
        "case_downloads",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("attachment_id", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["case_attachments.id"],
            name=op.f("fk_case_downloads_attachment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_downloads")),
    )
    op.create_index(op.f("ix_case_downloads_attachment_id_at"), "case_downloads", ["attachment_id", "at"])


def _cases() -> None:
    op.add_column("cases", sa.Column("result_told_at", _TIME, nullable=True))
    op.add_column("cases", sa.Column("satisfaction_asked_at", _TIME, nullable=True))
    op.create_index(
        op.f("ix_cases_cause_opened_at"),
        "cases",
        ["cause", "opened_at"],
        postgresql_where=sa.text("cause IS NOT NULL"),
    )
