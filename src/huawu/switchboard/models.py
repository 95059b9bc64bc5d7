"""Tables of the switchboard."""

from sqlalchemy import Index, UniqueConstraint, text
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
    they are. A request is known by who sent it and its key."""

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
