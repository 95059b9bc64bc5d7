"""Tables of cases. Names of types, causes and solutions are kept beside their keys: a case goes on showing
them when the tree has them no more."""

from typing import Any

from sqlalchemy import ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from huawu.cases.models.acted import CaseBulkItemRow, CaseBulkRow, CaseFollowRow, CaseReceiptRow
from huawu.cases.models.follows import (
    CaseEmergencyRow,
    CaseIncidentResultRow,
    CaseIncidentRow,
    CaseVisitRow,
)
from huawu.cases.models.kept import (
    CaseAttachmentRow,
    CaseDownloadRow,
    CaseNoticeRow,
    CaseProgressRow,
    CaseRemedyRow,
    CaseTellingRow,
    ImprovementCaseRow,
    ImprovementRow,
)
from huawu.platform.database import Base, Long, Moment

__all__ = [
    "CaseAttachmentRow",
    "CaseBulkItemRow",
    "CaseBulkRow",
    "CaseDownloadRow",
    "CaseEmergencyRow",
    "CaseEntryRow",
    "CaseFollowRow",
    "CaseHelpRow",
    "CaseIncidentResultRow",
    "CaseIncidentRow",
    "CaseLinkRow",
    "CaseNoticeRow",
    "CaseProgressRow",
    "CaseReceiptRow",
    "CaseRemedyRow",
    "CaseRow",
    "CaseSuggestionRow",
    "CaseTaskRow",
    "CaseTellingRow",
    "CaseVisitRow",
    "ComplaintEntryRow",
    "ImprovementCaseRow",
    "ImprovementRow",
]

_OPEN = sql("state <> 'closed'")
_FILTERS = ("state", "team", "type", "priority", "owner")
"""Stand in the indexes that have the order of a list, so that what is filtered out is passed over there, and
no filter costs more than reading one index."""


class CaseRow(Base):
    """One case. `revision` counts its changes. `promise`: see `service.promises`. `due_at`: when the solution
    is due, null while the clock stands still; `due_order`: the same for sorting, far away when there is none.
    `look_at`: when the clock has somebody to tell next: the due-queue is an index of these."""

    __tablename__ = "cases"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    number: Mapped[Long] = mapped_column(Identity(), unique=True)
    request_key: Mapped[str]
    revision: Mapped[int]
    opened_at: Mapped[Moment]
    opened_by: Mapped[str]  # a user
    changed_at: Mapped[Moment]
    type: Mapped[str]
    type_name: Mapped[dict[str, Any]]
    top: Mapped[str]
    priority: Mapped[str]
    priority_why: Mapped[list[Any]]
    subject: Mapped[str]
    text: Mapped[str]
    form: Mapped[dict[str, Any]]
    found_by: Mapped[str] = mapped_column(TSVECTOR)
    customer: Mapped[str | None]
    interaction: Mapped[str | None]
    state: Mapped[str]
    waiting_since: Mapped[Moment | None]
    team: Mapped[str]  # "": none
    owner: Mapped[str | None]  # an agent
    promise: Mapped[dict[str, Any]]
    first_done_at: Mapped[Moment | None]
    solved_at: Mapped[Moment | None]
    due_at: Mapped[Moment | None]
    due_order: Mapped[Moment]
    look_at: Mapped[Moment | None]
    escalated: Mapped[int]
    cause: Mapped[str | None]
    cause_name: Mapped[dict[str, Any] | None]
    solution: Mapped[str | None]
    solution_name: Mapped[dict[str, Any] | None]
    solution_text: Mapped[str]
    satisfaction: Mapped[int | None]
    approved_by: Mapped[str | None]
    closed_at: Mapped[Moment | None]
    reopened: Mapped[int]
    master: Mapped[str | None]
    duplicate_of: Mapped[str | None]
    about_agent: Mapped[str | None]  # whom it is about; never seen by them
    result_told_at: Mapped[Moment | None]
    satisfaction_asked_at: Mapped[Moment | None]  # answered or not
    receipt_due_at: Mapped[Moment | None]  # a team is to confirm by then that it has it; null: none is

    __table_args__ = (
        UniqueConstraint("opened_by", "request_key"),
        Index("ix_cases_newest", "opened_at", "id", *_FILTERS),
        Index(None, "owner", "opened_at", "id"),
        Index(None, "team", "opened_at", "id"),
        Index(None, "type", "opened_at", "id"),
        Index(None, "customer", "opened_at", "id"),
        Index(None, "interaction", postgresql_where=sql("interaction IS NOT NULL")),
        Index(None, "master", postgresql_where=sql("master IS NOT NULL")),
        Index(None, "duplicate_of", postgresql_where=sql("duplicate_of IS NOT NULL")),
        Index(None, "cause", "opened_at", postgresql_where=sql("cause IS NOT NULL")),
        Index(None, "about_agent", "opened_at", postgresql_where=sql("about_agent IS NOT NULL")),
        Index("ix_cases_found_by", "found_by", postgresql_using="gin"),
        Index("ix_cases_open_newest", "opened_at", "id", *_FILTERS, "due_order", postgresql_where=_OPEN),
        Index("ix_cases_open_due", "due_order", "id", *_FILTERS, postgresql_where=_OPEN),
        Index(
            "ix_cases_waiting",
            *("opened_at", "id"),
            postgresql_where=sql("waiting_since IS NOT NULL AND state <> 'closed'"),
        ),
        Index(
            "ix_cases_receipt_awaited",
            *("opened_at", "id"),
            postgresql_where=sql("receipt_due_at IS NOT NULL AND state <> 'closed'"),
        ),
        Index("ix_cases_open_owner", "owner", "due_order", "id", postgresql_where=_OPEN),
        Index(
            "ix_cases_open_team",
            *("team", "owner", "due_order", "id"),
            postgresql_include=["site_id", "about_agent"],  # the list of a team is counted within it
            postgresql_where=_OPEN,
        ),
        Index("ix_cases_look_at", "look_at", postgresql_where=sql("look_at IS NOT NULL")),
    )


class CaseEntryRow(Base):
    """What happened to a case, in order, never changed. `revision`: of the case after it; `by`: a user, or
    the name of a process."""

    __tablename__ = "case_entries"
    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    at: Mapped[Moment]
    by: Mapped[str]
    kind: Mapped[str]
    revision: Mapped[int]
    body: Mapped[dict[str, Any]]

    __table_args__ = (Index(None, "case_id", "at", "id"),)


class CaseTaskRow(Base):
    """Something that somebody has to do for a case."""

    __tablename__ = "case_tasks"
    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    text: Mapped[str]
    agent: Mapped[str | None]
    due_at: Mapped[Moment | None]
    created_at: Mapped[Moment]
    created_by: Mapped[str]
    done_at: Mapped[Moment | None]
    done_by: Mapped[str | None]

    __table_args__ = (
        Index(None, "case_id", "created_at"),
        Index("ix_case_tasks_open", "agent", "due_at", postgresql_where=sql("done_at IS NULL")),
    )


class CaseLinkRow(Base):
    """A case belongs with something else. `kind`: contact (an interaction) or case."""

    __tablename__ = "case_links"
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[Moment]
    by: Mapped[str]

    __table_args__ = (Index(None, "kind", "target"),)


class CaseHelpRow(Base):
    """Somebody asks that another looks at a case with them. `skill`: whoever has it; "": whoever leads.
    `seen_by`: the user who sees to it. `look_at`: when the next one up is told that nobody does;
    `minutes`: how long each is waited for; `told`: how many were told so. Who asks has one open
    request for a case."""

    __tablename__ = "case_helps"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    asked_at: Mapped[Moment]
    asked_by: Mapped[str]  # a user
    skill: Mapped[str]
    reason: Mapped[str]
    seen_at: Mapped[Moment | None]
    seen_by: Mapped[str | None]
    ended_at: Mapped[Moment | None]
    answer: Mapped[str] = mapped_column(server_default="")
    minutes: Mapped[int] = mapped_column(server_default="5")
    told: Mapped[int] = mapped_column(server_default="0")
    look_at: Mapped[Moment | None]

    __table_args__ = (
        Index("ix_case_helps_look_at", "look_at", postgresql_where=sql("look_at IS NOT NULL")),
        Index(
            "uq_case_helps_open",
            *("case_id", "asked_by"),
            unique=True,
            postgresql_where=sql("ended_at IS NULL"),
        ),
        Index("ix_case_helps_site_open", "site_id", "asked_at", postgresql_where=sql("ended_at IS NULL")),
    )


class ComplaintEntryRow(Base):
    """What somebody did by the complaint guide, of a contact or of a case; never changed. `guide`: its key;
    `what`: see `core.complaint`; a request is known by who sent it and its key."""

    __tablename__ = "complaint_entries"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    request_key: Mapped[str]
    interaction: Mapped[str | None]
    case_id: Mapped[str | None]
    at: Mapped[Moment]
    by: Mapped[str]  # a user
    guide: Mapped[str]
    what: Mapped[str]
    step: Mapped[str]
    note: Mapped[str]

    __table_args__ = (
        UniqueConstraint("by", "request_key"),
        Index(None, "interaction", "at", postgresql_where=sql("interaction IS NOT NULL")),
        Index(None, "case_id", "at", postgresql_where=sql("case_id IS NOT NULL")),
    )


class CaseSuggestionRow(Base):
    """What the page suggested when a case was opened, and what was chosen. `*_shown` null: nothing;
    `*_taken`: it was accepted as a suggestion. `risks`: the classes that were shown."""

    __tablename__ = "case_suggestions"
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[str]
    at: Mapped[Moment]
    type_shown: Mapped[str | None]
    type_chosen: Mapped[str]
    type_taken: Mapped[bool]
    priority_shown: Mapped[str | None]
    priority_chosen: Mapped[str]
    priority_taken: Mapped[bool]
    risks: Mapped[list[Any]]

    __table_args__ = (Index(None, "site_id", "at"),)
