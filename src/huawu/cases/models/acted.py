"""Tables of what is done to several cases at once, of what goes along with another case, and of receipts."""

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Moment


class CaseBulkRow(Base):
    """One thing that somebody does to several cases. `what`, `asked`: see `core.bulk`; `undone_at`: when
    somebody began to take it back."""

    __tablename__ = "case_bulks"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    request_key: Mapped[str]
    at: Mapped[Moment]
    by: Mapped[str]  # a user
    what: Mapped[str]
    asked: Mapped[dict[str, Any]]
    undone_at: Mapped[Moment | None]

    __table_args__ = (UniqueConstraint("by", "request_key"), Index(None, "by", "at"))


class CaseBulkItemRow(Base):
    """One case of it. `seen`: the revision that was seen. `outcome`, `back`: see `core.bulk`; "": not yet.
    `why`: of what was not done, a key and its parameters. `revision`: of the case after it. `kept`: what is
    needed to take it back."""

    __tablename__ = "case_bulk_items"
    bulk_id: Mapped[str] = mapped_column(ForeignKey("case_bulks.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str]
    seen: Mapped[int]
    outcome: Mapped[str]
    why: Mapped[dict[str, Any]]
    revision: Mapped[int | None]
    kept: Mapped[dict[str, Any]]
    back: Mapped[str]


class CaseFollowRow(Base):
    """A duplicate went along with its original. `state`: in which it is since; `revision`: of the duplicate
    after it; `kept`: what it was before."""

    __tablename__ = "case_follows"
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    original: Mapped[str]
    at: Mapped[Moment]
    state: Mapped[str]
    revision: Mapped[int]
    kept: Mapped[dict[str, Any]]

    __table_args__ = (Index(None, "original"),)


class CaseReceiptRow(Base):
    """A case was sent to a team, which confirms that it has it (签收). `from_team` "": the sender is in none.
    `look_at`: when people are told that nobody confirmed; null: nobody is to be told (any more)."""

    __tablename__ = "case_receipts"
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[str]
    team: Mapped[str]
    from_team: Mapped[str]
    sent_at: Mapped[Moment]
    sent_by: Mapped[str]  # a user
    due_at: Mapped[Moment]
    look_at: Mapped[Moment | None]
    state: Mapped[str]  # waiting, confirmed, refused
    ended_at: Mapped[Moment | None]
    ended_by: Mapped[str | None]  # a user
    reason: Mapped[str]

    __table_args__ = (
        Index("ix_case_receipts_look_at", "look_at", postgresql_where=sql("look_at IS NOT NULL")),
    )
