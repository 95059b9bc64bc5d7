"""Tables of routing. The database records, it does not referee: nothing here is read to route a call."""

from typing import Any

from sqlalchemy import Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.database import Base, Long, Moment
from huawu.platform.partitions import partitioned


class AgentStateRow(Base):
    """An agent came into a state; it lasted until the next row of the same agent. Ids and times only.

    `seq` is the fact's number in the agent's stream. Written by the spool's writer alone, partitioned by
    month.
    """

    __tablename__ = "agent_states"
    agent: Mapped[str]
    seq: Mapped[Long]
    site_id: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    since: Mapped[Moment]
    until: Mapped[Moment | None]
    contact: Mapped[str | None]

    __table_args__ = (
        PrimaryKeyConstraint("agent", "since", "seq"),
        {"postgresql_partition_by": "RANGE (since)"},
    )


class CallbackRow(Base):
    """A promised call back (回电): whom to call, when, and what became of it.

    `agent` promised it and is to keep it. `number` is normalised. `state`: open, done, cancelled. `tries`:
    how often it was called in vain, and what the line said last (`last_try`).
    """

    __tablename__ = "callbacks"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    interaction: Mapped[str]
    agent: Mapped[str]
    queue: Mapped[str | None]
    customer: Mapped[str | None]
    number: Mapped[str]
    due_at: Mapped[Moment]
    note: Mapped[str]
    state: Mapped[str]
    created_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    closed_by: Mapped[str | None]
    closing_note: Mapped[str] = mapped_column(server_default=text("''"))
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    last_try: Mapped[str] = mapped_column(server_default=text("''"))

    __table_args__ = (
        Index(None, "agent", "due_at", postgresql_where=text("state = 'open'")),
        Index(None, "number", postgresql_where=text("state = 'open'")),
        Index(None, "customer", postgresql_where=text("state = 'open' AND customer IS NOT NULL")),
        Index(None, "due_at", "id"),
    )


class ReplayRow(Base):
    """A past day played again with changes. `day`: its local date; `changes`: see `service.replay.changes`.

    `state`: waiting, running, done, cancelled, failed. `done`: how many of the repeats. `result`: see
    `service.replay.comparing`; `fault`: `{"key", "params"}`, why it failed.
    """

    __tablename__ = "replays"
    id: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[str]
    day: Mapped[str]
    changes: Mapped[dict[str, Any]]
    repeats: Mapped[int]
    seed: Mapped[int]
    state: Mapped[str]
    done: Mapped[int]
    asked_by: Mapped[str]
    asked_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    result: Mapped[dict[str, Any] | None]
    fault: Mapped[dict[str, Any] | None]

    __table_args__ = (Index(None, "site_id", "asked_at"),)


partitioned(AgentStateRow.__table__, "since", "month")
