"""Tables of the switchboard."""

from typing import Any

from sqlalchemy import Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment


class DirectoryEntryRow(Base):
    """An own entry of the directory. `revision`: changes are numbered in the order in which they were
    committed. Of one that was taken out (`removed`) only id and revision are kept."""

    __tablename__ = "directory_entries"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    revision: Mapped[Long]
    removed: Mapped[bool] = mapped_column(server_default=text("false"))
    kind: Mapped[str]
    zh: Mapped[str]
    en: Mapped[str]
    pinyin: Mapped[str]
    department: Mapped[str]
    department_en: Mapped[str]
    extension: Mapped[str]
    numbers: Mapped[list[str]]
    note: Mapped[str]
    hidden: Mapped[bool]
    changed_by: Mapped[str]
    changed_at: Mapped[Moment]

    __table_args__ = (
        Index(None, "site_id", "revision"),
        Index(
            "uq_directory_entries_extension",
            "site_id",
            "extension",
            unique=True,
            postgresql_where=text("extension <> ''"),
        ),
    )


class MessageSlipRow(Base):
    """A message that was taken for somebody. `state` and `call_back` as in `core.slips`; `revision` counts
    its changes. `to_*`: whom it is for, with the names as they were. `taken_by`: a user; `taker`: the agent
    they are. A request is known by who sent it and its key; `request_digest`: of what it said."""

    __tablename__ = "message_slips"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    request_key: Mapped[str]
    revision: Mapped[int]
    taken_at: Mapped[Moment]
    taken_by: Mapped[str]
    taker: Mapped[str | None]
    to_kind: Mapped[str]
    to_entry: Mapped[str]
    to_agent: Mapped[str | None]
    to_zh: Mapped[str]
    to_en: Mapped[str]
    caller: Mapped[str]
    company: Mapped[str]
    number: Mapped[str]
    from_call: Mapped[bool]
    about: Mapped[str]
    urgent: Mapped[bool]
    wish: Mapped[str]
    called_at: Mapped[Moment]
    interaction: Mapped[str | None]
    customer: Mapped[str | None]
    state: Mapped[str]
    call_back: Mapped[str]
    unread_why: Mapped[str] = mapped_column(server_default=text("''"))
    delivered_how: Mapped[str] = mapped_column(server_default=text("''"))
    delivered_to: Mapped[str] = mapped_column(server_default=text("''"))
    call_note: Mapped[str] = mapped_column(server_default=text("''"))
    void_why: Mapped[str] = mapped_column(server_default=text("''"))
    request_digest: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        UniqueConstraint("taken_by", "request_key"),
        Index(None, "site_id", "taken_at", "id"),
        Index(None, "to_agent", "taken_at", "id", postgresql_where=text("to_agent IS NOT NULL")),
        Index(None, "taken_by", "taken_at", "id"),
        Index(
            "ix_message_slips_waiting",
            *("site_id", "taken_at", "id"),
            postgresql_where=text("state IN ('taken', 'read_back', 'delivered') OR call_back = 'open'"),
        ),
    )


class MessageSlipEntryRow(Base):
    """One change of a slip, never changed itself. `fields`: which of its words were changed; `note`: what was
    said to it."""

    __tablename__ = "message_slip_entries"
    slip: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str]
    by: Mapped[str]
    at: Mapped[Moment]
    fields: Mapped[list[str]]
    note: Mapped[str]


class CallTicketRow(Base):
    """A call that an operator makes for somebody. `state` as the configured life has it; `over`: it has
    ended. `revision` counts its changes; a request is known by who sent it and its key, `request_digest`: of
    what it said. `reverse` as in `core.tickets`. `interaction`: the real call. `purpose`: call, or enquiry
    (somebody wants to know something, and `answer` is what they were told). `language`: of the caller where
    it is not the house's; `interpreter`: who helps as third party."""

    __tablename__ = "call_tickets"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    number: Mapped[Long] = mapped_column(Identity(), unique=True)
    request_key: Mapped[str]
    revision: Mapped[int]
    opened_at: Mapped[Moment]
    opened_by: Mapped[str]
    direction: Mapped[str]
    state: Mapped[str]
    over: Mapped[bool]
    caller: Mapped[str]
    caller_number: Mapped[str]
    called: Mapped[str]
    called_number: Mapped[str]
    person: Mapped[str]
    person_to_person: Mapped[bool]
    reverse: Mapped[str]
    due_at: Mapped[Moment | None]
    put_through_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    interaction: Mapped[str | None]
    note: Mapped[str]
    request_digest: Mapped[str] = mapped_column(server_default=text("''"))
    purpose: Mapped[str] = mapped_column(server_default=text("'call'"))
    language: Mapped[str] = mapped_column(server_default=text("''"))
    interpreter: Mapped[str] = mapped_column(server_default=text("''"))
    answer: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        UniqueConstraint("opened_by", "request_key"),
        Index(None, "site_id", "opened_at", "id"),
        Index("ix_call_tickets_open", *("site_id", "opened_at", "id"), postgresql_where=text("NOT over")),
        Index(
            "ix_call_tickets_due",
            *("site_id", "due_at"),
            postgresql_where=text("NOT over AND due_at IS NOT NULL"),
        ),
    )


class CallTicketEntryRow(Base):
    """One step of a ticket, never changed itself. `told`: what was told with it; `was`: the state before."""

    __tablename__ = "call_ticket_entries"
    ticket: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str]
    by: Mapped[str]
    at: Mapped[Moment]
    was: Mapped[str]
    told: Mapped[dict[str, Any]]
