"""Mail addresses that owners of mailboxes set themselves"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "voicemail_addresses",
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("wanted", sa.Text(), nullable=True),
        sa.Column("code_hash", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("wrong", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("letters", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("asked_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("counted_from", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent"], ["agents.id"], name=op.f("fk_voicemail_addresses_agent_agents"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agent", name=op.f("pk_voicemail_addresses")),
    )
