"""The outbox: facts in the database, written in the transaction that made them true.

A stream has one writer, which numbers its facts from 1. The live process numbers its own streams in its
spool; a Work numbers in the database, in a stream of its own (`work:` + the name), so the two can never
meet. Facts are partitioned by day and trimmed when old; figures never come from here but from the ledgers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Index, PrimaryKeyConstraint, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from huawu.platform.bell import FACTS, ring
from huawu.platform.clock import Micros
from huawu.platform.database import Base, Long, Moment
from huawu.platform.facts import Envelope, body_of, mark_of
from huawu.platform.ids import Id, new_id
from huawu.platform.partitions import partitioned

WORK = "work:"


class FactRow(Base):
    """One fact. `at`: when it happened; `recorded_at`: when the database learned of it."""

    __tablename__ = "facts"
    id: Mapped[str]
    stream: Mapped[str]
    seq: Mapped[Long]
    kind: Mapped[str]
    version: Mapped[int]
    at: Mapped[Moment]
    recorded_at: Mapped[Moment]
    site_id: Mapped[str]
    epoch: Mapped[Long]  # the lease under which live wrote it; 0 for a Work
    body: Mapped[dict[str, Any]]

    __table_args__ = (
        PrimaryKeyConstraint("stream", "seq", "at"),
        Index(  # the decisions about one contact
            "ix_facts_contact",
            text("(body ->> 'contact')"),
            postgresql_where=text("kind = 'routing.decided'"),
        ),
        {"postgresql_partition_by": "RANGE (at)"},
    )


class StreamRow(Base):
    """The last number given in a stream that Works write."""

    __tablename__ = "streams"
    stream: Mapped[str] = mapped_column(primary_key=True)
    last_seq: Mapped[Long]


class SubscriptionRow(Base):
    """Who hears which kind of fact. Written by the `jobs` process when it starts."""

    __tablename__ = "subscriptions"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)


class DeliveryRow(Base):
    """A fact that a subscriber has yet to hear. Deleted in the Work that heard it, so it is heard once."""

    __tablename__ = "deliveries"
    number: Mapped[Long] = mapped_column(primary_key=True, autoincrement=True)
    subscriber: Mapped[str]
    stream: Mapped[str]
    seq: Mapped[Long]
    at: Mapped[Moment]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    due_at: Mapped[Moment]
    error: Mapped[str | None]

    __table_args__ = (Index(None, "subscriber", "number"),)


partitioned(FactRow.__table__, "at", "day")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes facts down, where and when."""

    site: str
    now: Micros


async def write(session: AsyncSession, stream: str, facts: Sequence[object], stamp: Stamp) -> list[Id]:
    """Number the facts, store them and hand them to their subscribers. Returns their ids."""
    return await write_each(session, {stream: facts}, stamp)


async def write_each(session: AsyncSession, facts: Mapping[str, Sequence[object]], stamp: Stamp) -> list[Id]:
    """The same for facts of many streams, in as many statements as for one."""
    streams = {WORK + stream: those for stream, those in sorted(facts.items()) if those}
    if not streams:
        return []
    last = await _take_numbers(session, {stream: len(those) for stream, those in streams.items()})
    rows = [
        {
            "id": new_id(),
            "stream": stream,
            "seq": last[stream] - len(those) + number,
            "kind": mark_of(fact)[0],
            "version": mark_of(fact)[1],
            "at": stamp.now,
            "recorded_at": stamp.now,
            "site_id": stamp.site,
            "epoch": 0,
            "body": body_of(fact),
        }
        for stream, those in streams.items()
        for number, fact in enumerate(those, 1)
    ]
    await session.execute(insert(FactRow), rows)
    await _deliver(session, rows)
    return [str(row["id"]) for row in rows]


async def _take_numbers(session: AsyncSession, counts: Mapping[str, int]) -> dict[str, int]:
    """Take the next so many numbers of each stream; returns the last of each. Holds the streams until the
    commit, in one order, so that two who hold many never wait for each other."""
    values = [{"stream": stream, "last_seq": count} for stream, count in sorted(counts.items())]
    take = upsert(StreamRow).values(values)
    take = take.on_conflict_do_update(
        index_elements=[StreamRow.stream], set_={"last_seq": StreamRow.last_seq + take.excluded.last_seq}
    )
    found = await session.execute(take.returning(StreamRow.stream, StreamRow.last_seq))
    return {stream: last for stream, last in found}


async def _deliver(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    kinds = {row["kind"] for row in rows}
    found = await session.execute(select(SubscriptionRow).where(SubscriptionRow.kind.in_(kinds)))
    hearers = found.scalars().all()
    due = [
        {
            "subscriber": s.subscriber,
            "stream": row["stream"],
            "seq": row["seq"],
            "at": row["at"],
            "due_at": row["at"],
        }
        for row in rows
        for s in hearers
        if s.kind == row["kind"]
    ]
    if due:
        await session.execute(insert(DeliveryRow), due)
        await ring(session, FACTS)


async def read_stream(session: AsyncSession, stream: str) -> list[Envelope]:
    """All facts of a stream still kept, whether live or a Work wrote them, in the order of their times."""
    found = await session.execute(
        select(FactRow)
        .where(FactRow.stream.in_([stream, WORK + stream]))
        .order_by(FactRow.at, FactRow.stream, FactRow.seq)
    )
    return [envelope_of(row) for row in found.scalars()]


def envelope_of(row: FactRow) -> Envelope:
    """The fact as rooms know it."""
    return Envelope(row.id, row.stream, row.seq, row.kind, row.version, row.at, row.site_id, row.body)
