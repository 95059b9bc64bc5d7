"""Tables of interactions.

`interactions`, `segments` and `recordings` are written by the spool's writer alone (`app.writer`), from the
facts of the live process, but for `interactions.customer` and what is done with a recording later: these
and `wrap_ups` are written in Works.
`segments` is partitioned by month and never updated.
"""

from sqlalchemy import Computed, Double, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment
from huawu.platform.partitions import partitioned

OUTCOME = """(
CASE
    WHEN ended_at IS NULL THEN 'open'
    WHEN answered_at IS NOT NULL THEN 'answered'
    WHEN direction = 'out' THEN 'unreached'
    WHEN queue IS NULL THEN 'left'
    WHEN cause = 'callback' THEN 'callback'
    WHEN ended_by = 'customer' THEN 'abandoned'
    ELSE 'overflowed'
END)"""
"""`core.outcomes` in SQL, as an index has it (some outcomes are rare) and as the database says it again."""


class Interaction(Base):
    """One contact. `queue` and `agent` are the last ones; `ended_at` is null while it goes on. `customer` is
    whom an agent said it was; null: whoever has the number.

    `caller_reversed` is `caller` backwards, so that "ends with 5678" is a prefix search (`LIKE '8765%'`).
    """

    __tablename__ = "interactions"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    channel: Mapped[str]
    direction: Mapped[str]
    number: Mapped[str]
    caller: Mapped[str]
    caller_name: Mapped[str]
    caller_reversed: Mapped[str] = mapped_column(Computed("reverse(caller)", persisted=True))
    trunk: Mapped[str | None]
    customer: Mapped[str | None]
    started_at: Mapped[Moment]
    answered_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    ended_by: Mapped[str | None]
    cause: Mapped[str | None]
    queue: Mapped[str | None]
    agent: Mapped[str | None]

    __table_args__ = (
        Index(None, "started_at"),
        Index(
            "ix_interactions_of_caller",
            *("caller_reversed", "started_at", "id"),
            postgresql_ops={"caller_reversed": "text_pattern_ops"},
        ),
        Index(
            "ix_interactions_of_customer",
            *("customer", "started_at", "id"),
            postgresql_where=text("customer IS NOT NULL"),
        ),
        Index(
            "ix_interactions_of_agent",
            *("agent", "started_at", "id"),
            postgresql_where=text("agent IS NOT NULL"),
        ),
        Index("ix_interactions_of_queue", "queue", "started_at", "id"),
        Index("ix_interactions_of_outcome", text(OUTCOME), "started_at", "id"),
    )


class Segment(Base):
    """One party's interval in one role: a row of the ledger (see `events.SegmentClosed` for the words)."""

    __tablename__ = "segments"
    id: Mapped[str]
    interaction: Mapped[str]
    site_id: Mapped[str]
    role: Mapped[str]
    agent: Mapped[str | None]
    queue: Mapped[str | None]
    started_at: Mapped[Moment]
    ended_at: Mapped[Moment]
    ending: Mapped[str]
    reason: Mapped[str] = mapped_column(server_default=text("''"))  # of a hold

    __table_args__ = (
        PrimaryKeyConstraint("interaction", "id", "started_at"),
        Index(None, "started_at", postgresql_using="brin"),
        {"postgresql_partition_by": "RANGE (started_at)"},
    )


class Recording(Base):
    """One recorded file; `path` is relative to the recordings folder. `seconds` and `size` once closed.

    `held_*`: who keeps it from being deleted, since when and why; `deleted_at`: since when there is no file.
    These are written in Works.
    """

    __tablename__ = "recordings"
    id: Mapped[str] = mapped_column(primary_key=True)
    interaction: Mapped[str]
    site_id: Mapped[str]
    agent: Mapped[str | None]
    queue: Mapped[str | None]
    path: Mapped[str]
    started_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    seconds: Mapped[float | None] = mapped_column(Double())
    size: Mapped[Long | None]
    held_by: Mapped[str | None]
    held_at: Mapped[Moment | None]
    held_why: Mapped[str | None]
    deleted_at: Mapped[Moment | None]

    __table_args__ = (Index(None, "interaction"), Index(None, "started_at"))


class WrapUp(Base):
    """What an agent said came of an interaction."""

    __tablename__ = "wrap_ups"
    id: Mapped[str] = mapped_column(primary_key=True)
    interaction: Mapped[str] = mapped_column(index=True)
    site_id: Mapped[str]
    agent: Mapped[str]
    type: Mapped[str]
    result: Mapped[str]
    note: Mapped[str]
    at: Mapped[Moment]


partitioned(Segment.__table__, "started_at", "month")
