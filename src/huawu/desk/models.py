"""Tables of the desk."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Moment


class DraftRow(Base):
    """A wrap-up that an agent is writing. `revision` counts what was kept; `body` is `types.DraftBody`."""

    __tablename__ = "drafts"
    agent: Mapped[str] = mapped_column(primary_key=True)
    interaction: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    revision: Mapped[int]
    body: Mapped[dict[str, Any]]
    at: Mapped[Moment]

    __table_args__ = (Index(None, "at"),)
