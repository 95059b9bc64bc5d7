"""Tables of telephony."""

from typing import Any

from sqlalchemy import Double, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment


class TestCallRow(Base):
    """A call that the built-in caller places to prove that the way is clear.

    `state`: waiting, ringing, talking, ended, failed. Written by the job that places it. `ended_at` while it
    is still under way: somebody asked for its end.
    """

    __tablename__ = "test_calls"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    number: Mapped[str]
    press: Mapped[str]
    state: Mapped[str]
    asked_by: Mapped[str]
    asked_at: Mapped[Moment]
    started_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    heard_seconds: Mapped[float] = mapped_column(Double(), server_default=text("0"))
    sent_packets: Mapped[int] = mapped_column(server_default=text("0"))
    received_packets: Mapped[int] = mapped_column(server_default=text("0"))
    cause: Mapped[str | None]


class VoicemailRow(Base):
    """A message in a voice mailbox, as facts of the live process tell of it. Written by the spool's writer,
    but for `removed_at`: since when there is no file."""

    __tablename__ = "voicemail_messages"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    mailbox: Mapped[str]
    interaction: Mapped[str] = mapped_column(index=True)
    caller: Mapped[str]
    caller_name: Mapped[str]
    path: Mapped[str]
    seconds: Mapped[float] = mapped_column(Double())
    size: Mapped[Long]
    left_at: Mapped[Moment]
    state: Mapped[str]
    changed_by: Mapped[str | None]
    changed_at: Mapped[Moment]
    removed_at: Mapped[Moment | None]

    __table_args__ = (
        Index(None, "changed_at", postgresql_where=text("state = 'deleted' AND removed_at IS NULL")),
    )


class VoicemailMailRow(Base):
    """That somebody is told by mail of a message. `state`: waiting, sent, given_up, needless (deleted, or the
    address is not told any more). `why`, `code`, `said`: how the latest try failed; `said` is the server's
    word and may name the address."""

    __tablename__ = "voicemail_mails"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    message: Mapped[str]
    mailbox: Mapped[str]
    address: Mapped[str]
    state: Mapped[str]
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    why: Mapped[str | None]
    code: Mapped[int] = mapped_column(server_default=text("0"))
    said: Mapped[str] = mapped_column(server_default=text("''"))
    made_at: Mapped[Moment]
    changed_at: Mapped[Moment] = mapped_column(index=True)

    __table_args__ = (UniqueConstraint("message", "address"),)


class VoicemailAddressRow(Base):
    """Where an agent wants to be told of messages in the own mailbox. `address`: confirmed, None: nowhere.
    `wanted`: a code was sent there at `asked_at`, and typed in wrong so often. `letters`: codes sent since
    `counted_from`."""

    __tablename__ = "voicemail_addresses"
    agent: Mapped[str] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True)
    site_id: Mapped[str]
    address: Mapped[str | None]
    wanted: Mapped[str | None]
    code_hash: Mapped[str] = mapped_column(server_default=text("''"))  # argon2id
    wrong: Mapped[int] = mapped_column(server_default=text("0"))
    letters: Mapped[int] = mapped_column(server_default=text("0"))
    asked_at: Mapped[Moment]
    counted_from: Mapped[Moment]


class ConferenceRow(Base):
    """A conference that is booked. `invited`: `[{"kind", "id"}]`, called when it begins. `cancelled_at`: it
    was called off, or ended before its time."""

    __tablename__ = "conferences"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    room: Mapped[str]
    title: Mapped[str]
    pin: Mapped[str]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment] = mapped_column(index=True)
    organiser: Mapped[str]
    invited: Mapped[list[Any]] = mapped_column(JSONB())
    booked_at: Mapped[Moment]
    cancelled_at: Mapped[Moment | None]
