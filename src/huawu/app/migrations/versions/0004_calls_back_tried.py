"""How often a promised call back was tried in vain"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("callbacks", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("callbacks", sa.Column("last_try", sa.Text(), nullable=False, server_default=""))
