"""Tables of routing. The database records, it does not referee: nothing here is read to route a call."""

from sqlalchemy import PrimaryKeyConstraint
from sqlalchemy.orm import Mapped

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


partitioned(AgentStateRow.__table__, "since", "month")
