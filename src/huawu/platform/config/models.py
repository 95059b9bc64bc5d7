"""Tables of the configuration."""

from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment


class ConfigVersionRow(Base):
    """One version of one item. `body` null: the item is taken away.

    `number` and `until_number`: the configurations of the site it is part of, from (incl.) and until (excl.).
    """

    __tablename__ = "config_versions"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str]
    version: Mapped[int]
    body: Mapped[dict[str, Any] | None]
    status: Mapped[str]  # draft, published, retired
    created_by: Mapped[str]
    created_at: Mapped[Moment]
    published_by: Mapped[str | None]
    published_at: Mapped[Moment | None]
    number: Mapped[Long | None]
    until_number: Mapped[Long | None]
    note: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        UniqueConstraint("site_id", "kind", "key", "version"),
        Index(
            "uq_config_versions_draft",
            *("site_id", "kind", "key"),
            unique=True,
            postgresql_where=text("status = 'draft'"),
        ),
        Index(
            "uq_config_versions_published",
            *("site_id", "kind", "key"),
            unique=True,
            postgresql_where=text("status = 'published'"),
        ),
    )


class ConfigNumberRow(Base):
    """One published configuration of a site."""

    __tablename__ = "config_numbers"
    site_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[Long] = mapped_column(primary_key=True)
    at: Mapped[Moment]
    by: Mapped[str]
    note: Mapped[str]
