"""Alembic runs this; the connection comes from `huawu.app.migrations`."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from huawu.app.migrations import is_ours
from huawu.app.models import whole_metadata
from huawu.platform.database import MicrosType


def render(kind: str, item: object, given: AutogenContext) -> str | Literal[False]:
    """A migration stands by itself: it names no type of ours, which may change."""
    return "sa.TIMESTAMP(timezone=True)" if kind == "type" and isinstance(item, MicrosType) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=whole_metadata(),
    include_name=lambda name, kind, parents: is_ours(name, kind),
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
