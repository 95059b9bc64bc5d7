"""Subscribers: what a room does when it hears a fact of another room.

Each fact of a kind someone subscribed to is put into `deliveries` in the transaction that stores the fact,
and taken out in the Work that heard it: effectively once, and the facts of one stream in their order. A
subscriber that fails tries again, later and later; the stream it failed on waits, others go on. After the
last try the subscriber stops loudly: nothing of it is lost, and `start_again` lets it go on once it is
mended.
"""

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from sqlalchemy import delete, exists, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from huawu.platform.clock import SECOND, Clock, Micros, system_clock
from huawu.platform.database import Base, Moment, Sessions
from huawu.platform.facts import Envelope
from huawu.platform.outbox import DeliveryRow, FactRow, SubscriptionRow, envelope_of
from huawu.platform.work import Actor, Work, work

log = logging.getLogger(__name__)

AT_ONCE = 100
RETRY_SECONDS = (1, 2, 5, 15, 60, 300)

Hear = Callable[[Work, Envelope], Awaitable[None]]


class SubscriberRow(Base):
    """A subscriber; `stopped_at` when it failed too often."""

    __tablename__ = "subscribers"
    name: Mapped[str] = mapped_column(primary_key=True)
    stopped_at: Mapped[Moment | None]
    error: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """`hear` is called in a Work for each fact of the kinds. Its name must never change."""

    name: str
    kinds: frozenset[str]
    hear: Hear


class _Failed(Exception):
    """A delivery failed; the Work it was heard in is rolled back."""

    def __init__(self, number: int, attempts: int, error: str) -> None:
        super().__init__(error)
        self.number, self.attempts, self.error = number, attempts, error


async def settle(sessions: Sessions, subscribers: list[Subscriber]) -> None:
    """Write down who hears what. Subscribers that are no more are forgotten with what they have not heard."""
    names = [subscriber.name for subscriber in subscribers]
    wanted = [{"subscriber": s.name, "kind": kind} for s in subscribers for kind in sorted(s.kinds)]
    async with sessions.begin() as session:
        await session.execute(delete(SubscriptionRow))
        await session.execute(delete(SubscriberRow).where(SubscriberRow.name.not_in(names)))
        await session.execute(delete(DeliveryRow).where(DeliveryRow.subscriber.not_in(names)))
        for name in names:
            await session.execute(upsert(SubscriberRow).values(name=name).on_conflict_do_nothing())
        if wanted:
            await session.execute(insert(SubscriptionRow), wanted)


async def awaited(sessions: Sessions, names: Collection[str], *, now: Micros) -> set[str]:
    """Those of these subscribers for whom something is due: one glance for all of them, at each bell. Whoever
    was stopped waits to be started again."""
    due = exists().where(DeliveryRow.subscriber == SubscriberRow.name, DeliveryRow.due_at <= now)
    who = select(SubscriberRow.name).where(SubscriberRow.name.in_(names), SubscriberRow.stopped_at.is_(None))
    async with sessions() as session:
        return set(await session.scalars(who.where(due)))


async def hear_some(
    sessions: Sessions, subscriber: Subscriber, *, site: str, clock: Clock = system_clock
) -> int:
    """Let a subscriber hear what is due, in one Work. Returns how many facts it heard."""
    try:
        return await _hear(sessions, subscriber, site, clock, most=AT_ONCE)
    except _Failed:
        log.warning("subscriber %s failed; hearing one at a time", subscriber.name)
    try:
        heard = 0
        while await _hear(sessions, subscriber, site, clock, most=1):
            heard += 1
    except _Failed as failed:
        await _put_off(sessions, subscriber, failed, clock())
    return heard


async def start_again(sessions: Sessions, name: str, *, now: Micros) -> None:
    """Let a stopped subscriber go on, beginning with what it failed on."""
    async with sessions.begin() as session:
        await session.execute(
            update(SubscriberRow).where(SubscriberRow.name == name).values(stopped_at=None, error=None)
        )
        await session.execute(
            update(DeliveryRow).where(DeliveryRow.subscriber == name).values(attempts=0, due_at=now)
        )


async def replay(session: AsyncSession, subscriber: Subscriber, *, since: Micros) -> int:
    """Hand a subscriber that is new the facts since a moment that are still kept. Returns how many."""
    old = (
        select(
            literal(subscriber.name),
            FactRow.stream,
            FactRow.seq,
            FactRow.at,
            FactRow.at,
        )
        .where(FactRow.kind.in_(subscriber.kinds), FactRow.at >= since)
        .order_by(FactRow.at, FactRow.stream, FactRow.seq)
    )
    columns = ["subscriber", "stream", "seq", "at", "due_at"]
    put = insert(DeliveryRow).from_select(columns, old).returning(DeliveryRow.number)
    return len((await session.execute(put)).all())


async def _hear(sessions: Sessions, subscriber: Subscriber, site: str, clock: Clock, *, most: int) -> int:
    actor = Actor(subscriber.name, everything=True)
    async with work(sessions, actor=actor, site=site, clock=clock) as w:
        if not await _may_hear(w.session, subscriber.name):
            return 0
        due = await _due(w.session, subscriber.name, w.now, most)
        for delivery, fact in due:
            number, attempts = delivery.number, delivery.attempts
            try:
                await subscriber.hear(w, envelope_of(fact))
                await w.session.flush()
            except Exception as error:
                log.exception("subscriber %s failed on a fact of kind %s", subscriber.name, fact.kind)
                raise _Failed(number, attempts, f"{type(error).__name__}: {error}") from error
        if not due:
            return 0
        numbers = [delivery.number for delivery, _ in due]
        await w.session.execute(delete(DeliveryRow).where(DeliveryRow.number.in_(numbers)))
        return len(due)


async def _may_hear(session: AsyncSession, name: str) -> bool:
    """One process at a time hears for a subscriber, and none while it is stopped."""
    alone = await session.execute(select(func.pg_try_advisory_xact_lock(func.hashtext(f"hear {name}"))))
    if not alone.scalar_one():
        return False
    stopped = await session.execute(select(SubscriberRow.stopped_at).where(SubscriberRow.name == name))
    return stopped.scalar_one_or_none() is None


async def _due(session: AsyncSession, name: str, now: Micros, most: int) -> list[tuple[DeliveryRow, FactRow]]:
    """What is due, in order, without the streams in which something earlier has to wait."""
    earlier = aliased(DeliveryRow)
    waits = exists().where(
        earlier.subscriber == name,
        earlier.stream == DeliveryRow.stream,
        earlier.number < DeliveryRow.number,
        earlier.due_at > now,
    )
    same = (
        (FactRow.stream == DeliveryRow.stream)
        & (FactRow.seq == DeliveryRow.seq)
        & (FactRow.at == DeliveryRow.at)
    )
    found = await session.execute(
        select(DeliveryRow, FactRow)
        .join(FactRow, same)
        .where(DeliveryRow.subscriber == name, DeliveryRow.due_at <= now, ~waits)
        .order_by(DeliveryRow.number)
        .limit(most)
    )
    return [(delivery, fact) for delivery, fact in found]


async def _put_off(sessions: Sessions, subscriber: Subscriber, failed: _Failed, now: Micros) -> None:
    async with sessions.begin() as session:
        tries = failed.attempts + 1
        wait = RETRY_SECONDS[min(tries, len(RETRY_SECONDS)) - 1]
        await session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.number == failed.number)
            .values(attempts=tries, due_at=now + wait * SECOND, error=failed.error)
        )
        if tries > len(RETRY_SECONDS):
            log.error("subscriber %s has STOPPED after %d tries", subscriber.name, tries)
            await session.execute(
                update(SubscriberRow)
                .where(SubscriberRow.name == subscriber.name)
                .values(stopped_at=now, error=failed.error)
            )
