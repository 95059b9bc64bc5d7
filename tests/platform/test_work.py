"""Work, facts in the outbox, permissions, against a real PostgreSQL."""

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.database import Sessions
from huawu.platform.facts import fact
from huawu.platform.outbox import DeliveryRow, FactRow, SubscriptionRow, read_stream
from huawu.platform.refusals import NotAllowed
from huawu.platform.work import Actor, work

pytestmark = pytest.mark.room

NOW = 1_795_000_000_123_457


@fact("test.painted")
@dataclass(frozen=True, slots=True)
class Painted:
    colour: str


def clock() -> int:
    return NOW


async def test_a_work_commits_its_facts_with_microseconds_and_numbers_them_within_the_stream(
    sessions: Sessions, session: AsyncSession
) -> None:
    async with work(sessions, site="main", clock=clock) as w:
        await w.announce("door", Painted("red"), Painted("blue"))
        await w.announce("wall", Painted("white"))
    async with work(sessions, site="main", clock=clock) as w:
        await w.announce("door", Painted("green"))
    facts = await read_stream(session, "door")
    assert [(f.seq, f.kind, f.at, f.body) for f in facts] == [
        (1, "test.painted", NOW, {"colour": "red"}),
        (2, "test.painted", NOW, {"colour": "blue"}),
        (3, "test.painted", NOW, {"colour": "green"}),
    ]
    assert len({f.id for f in facts}) == 3


async def test_a_work_that_raises_leaves_nothing(sessions: Sessions, session: AsyncSession) -> None:
    async def fail() -> None:
        async with work(sessions, site="main") as w:
            await w.announce("door", Painted("red"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert (await session.execute(select(FactRow))).all() == []


async def test_works_at_the_same_time_number_a_stream_without_gap_or_double(
    sessions: Sessions, session: AsyncSession
) -> None:
    async def paint(colour: str) -> None:
        async with work(sessions, site="main") as w:
            await w.announce("door", Painted(colour))

    await asyncio.gather(*(paint(str(n)) for n in range(12)))
    assert sorted(f.seq for f in await read_stream(session, "door")) == list(range(1, 13))


async def test_a_fact_is_handed_to_those_who_subscribed_to_its_kind(
    sessions: Sessions, session: AsyncSession
) -> None:
    await session.execute(insert(SubscriptionRow).values(subscriber="painter", kind="test.painted"))
    await session.execute(insert(SubscriptionRow).values(subscriber="deaf", kind="test.other"))
    await session.commit()
    async with work(sessions, site="main") as w:
        await w.announce("door", Painted("red"))
    found = (await session.execute(select(DeliveryRow))).scalars().all()
    assert [(d.subscriber, d.stream, d.seq) for d in found] == [("painter", "work:door", 1)]


async def test_a_permission_that_is_missing_is_refused_by_name(sessions: Sessions) -> None:
    async with work(sessions, site="main", actor=Actor("u1", frozenset({"board.see"}))) as w:
        w.require("board.see")
        with pytest.raises(NotAllowed) as refused:
            w.require("config.publish")
    assert refused.value.params == {"permission": "config.publish"}
