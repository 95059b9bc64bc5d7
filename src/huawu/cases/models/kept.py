"""Tables of what is kept with a case: files, remedies, what its customer was told, what is improved for its
sake, and who was told of it. Money is whole fen."""

from typing import Any

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment


def _case() -> Mapped[str]:
    return mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))


class CaseAttachmentRow(Base):
    """A file of a case. `name`: as it is shown; `file`: its name on the disk, null once it was swept away.
    `kind`: a media type, by its content."""

    __tablename__ = "case_attachments"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    case_id: Mapped[str] = _case()
    request_key: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    size: Mapped[Long]
    sha256: Mapped[str]
    file: Mapped[str | None] = mapped_column(unique=True)
    added_at: Mapped[Moment]
    added_by: Mapped[str]  # a user
    removed_at: Mapped[Moment | None]
    removed_by: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("added_by", "request_key"),
        Index(None, "case_id", "added_at"),
        Index(
            "ix_case_attachments_removed",
            "removed_at",
            postgresql_where=sql("removed_at IS NOT NULL AND file IS NOT NULL"),
        ),
    )


class CaseDownloadRow(Base):
    """Who was given a file of a case, and when; never changed."""

    __tablename__ = "case_downloads"
    id: Mapped[str] = mapped_column(primary_key=True)
    attachment_id: Mapped[str] = mapped_column(ForeignKey("case_attachments.id", ondelete="CASCADE"))
    at: Mapped[Moment]
    by: Mapped[str]  # a user

    __table_args__ = (Index(None, "attachment_id", "at"),)


class CaseRemedyRow(Base):
    """What a customer is given. `amount`: fen. `state`: asked, given, refused, revoked; once given it is only
    revoked. `rule`: the kind as it was in force then. `given_at`: since when it counts."""

    __tablename__ = "case_remedies"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    case_id: Mapped[str] = _case()
    request_key: Mapped[str]
    kind: Mapped[str]
    rule: Mapped[dict[str, Any]]
    amount: Mapped[Long]
    note: Mapped[str]
    state: Mapped[str]
    offered_at: Mapped[Moment]
    offered_by: Mapped[str]  # a user
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[str | None]
    decided_why: Mapped[str]
    given_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]
    revoked_by: Mapped[str | None]
    revoked_why: Mapped[str]

    __table_args__ = (
        UniqueConstraint("offered_by", "request_key"),
        Index(None, "case_id", "offered_at"),
        Index("ix_case_remedies_asked", "offered_at", "id", postgresql_where=sql("state = 'asked'")),
        Index("ix_case_remedies_given", "given_at", postgresql_where=sql("state = 'given'")),
    )


class CaseProgressRow(Base):
    """When the customer of an open case is told next how it stands. `since`: since when working time counts;
    `due_at` null: it has come due and is the task `task`."""

    __tablename__ = "case_progress"
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[Moment]
    due_at: Mapped[Moment | None]
    task: Mapped[str | None]

    __table_args__ = (Index(None, "due_at", postgresql_where=sql("due_at IS NOT NULL")),)


class CaseTellingRow(Base):
    """What the customer was told or asked; never changed. `what`: progress, result, satisfaction; `how`: see
    `core.telling`. `score` null with satisfaction: they would not answer."""

    __tablename__ = "case_tellings"
    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = _case()
    at: Mapped[Moment]
    by: Mapped[str]  # a user
    what: Mapped[str]
    how: Mapped[str]
    text: Mapped[str]
    score: Mapped[int | None]

    __table_args__ = (Index(None, "case_id", "at"),)


class ImprovementRow(Base):
    """What is done so that a thing does not happen again. `of`: type or cause, with its `node` and name, by
    which the effect is measured; `percent`: by so much there are to be fewer cases. `look_at`: when its
    owner is told that it is late; null: never (again)."""

    __tablename__ = "case_improvements"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    number: Mapped[Long] = mapped_column(Identity(), unique=True)
    request_key: Mapped[str]
    revision: Mapped[int]
    what: Mapped[str]
    owner: Mapped[str]  # an agent
    due_at: Mapped[Moment]
    expected: Mapped[str]
    of: Mapped[str]
    node: Mapped[str]
    node_name: Mapped[dict[str, Any]]
    weeks: Mapped[int]
    percent: Mapped[int]
    state: Mapped[str]
    result: Mapped[str]
    created_at: Mapped[Moment]
    created_by: Mapped[str]  # a user
    done_at: Mapped[Moment | None]
    look_at: Mapped[Moment | None]

    __table_args__ = (
        UniqueConstraint("created_by", "request_key"),
        Index(None, "site_id", "state", "due_at"),
        Index(None, "look_at", postgresql_where=sql("look_at IS NOT NULL")),
    )


class ImprovementCaseRow(Base):
    """A case for whose sake something is improved."""

    __tablename__ = "case_improvement_cases"
    improvement_id: Mapped[str] = mapped_column(
        ForeignKey("case_improvements.id", ondelete="CASCADE"), primary_key=True
    )
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)

    __table_args__ = (Index(None, "case_id"),)


class CaseNoticeRow(Base):
    """Something of which one person is told until they have seen it. `key`: one thing is told a person once.
    `what`: see `core.notices`; `case_id` null: it is of an improvement."""

    __tablename__ = "case_notices"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    user: Mapped[str]
    key: Mapped[str]
    at: Mapped[Moment]
    what: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    body: Mapped[dict[str, Any]]
    seen_at: Mapped[Moment | None]

    __table_args__ = (
        UniqueConstraint("user", "key"),
        Index("ix_case_notices_unseen", "user", "at", postgresql_where=sql("seen_at IS NULL")),
        Index("ix_case_notices_seen", "seen_at", postgresql_where=sql("seen_at IS NOT NULL")),
    )
