"""Subscribers hear each fact once, in order, and stop loudly when they cannot."""

import asyncio
import logging
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform import subscriptions
from huawu.platform.clock import SECOND
from huawu.platform.database import Sessions
from huawu.platform.facts import Envelope, fact
from huawu.platform.outbox import DeliveryRow, FactRow
from huawu.platform.subscriptions import Subscriber, SubscriberRow
from huawu.platform.work import Work, work

pytestmark = pytest.mark.room
START = 1_795_000_000_000_000


@fact("test.step")
@dataclass(frozen=True, slots=True)
class Step:
    number: int


@fact("test.heard")
@dataclass(frozen=True, slots=True)
class Heard:
    number: int


class Stage:
    """Someone who walks and someone who listens; the listener writes what it heard into the database."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions, self.now, self.sick = sessions, START, set[int]()
        self.subscriber = Subscriber("listener", frozenset({"test.step"}), self.hear)

    async def step(self, *numbers: int, stream: str = "left") -> None:
        async with work(self.sessions, site="main", clock=lambda: self.now) as w:
            await w.announce(stream, *(Step(number) for number in numbers))

    async def hear(self, w: Work, heard: Envelope) -> None:
        await w.announce("ear", Heard(heard.body["number"]))
        if heard.body["number"] in self.sick:
            raise ValueError("ouch")

    async def listen(self) -> int:
        return await subscriptions.hear_some(
            self.sessions, self.subscriber, site="main", clock=lambda: self.now
        )

    async def awaited(self) -> set[str]:
        return await subscriptions.awaited(self.sessions, ["listener", "stranger"], now=self.now)

    async def heard(self) -> list[int]:
        async with self.sessions() as session:
            query = select(FactRow.body).where(FactRow.kind == "test.heard").order_by(FactRow.seq)
            return [body["number"] for body in (await session.execute(query)).scalars()]


@pytest.fixture
async def stage(sessions: Sessions) -> Stage:
    stage = Stage(sessions)
    await subscriptions.settle(sessions, [stage.subscriber])
    return stage


async def test_facts_are_heard_once_and_in_order(stage: Stage) -> None:
    await stage.step(1, 2)
    await stage.step(3, stream="right")
    await stage.step(4)
    assert await stage.listen() == 4
    assert await stage.listen() == 0
    assert await stage.heard() == [1, 2, 3, 4]


async def test_listeners_side_by_side_hear_everything_once(stage: Stage) -> None:
    for number in range(30):
        await stage.step(number)
    await asyncio.gather(*(stage.listen() for _ in range(5)))
    assert await stage.heard() == list(range(30))


async def test_only_who_has_something_to_hear_now_is_woken(stage: Stage) -> None:
    idle = Subscriber("stranger", frozenset({"test.never"}), stage.hear)
    await subscriptions.settle(stage.sessions, [stage.subscriber, idle])
    assert await stage.awaited() == set()
    stage.sick = {1}
    await stage.step(1)
    assert await stage.awaited() == {"listener"}
    for seconds in subscriptions.RETRY_SECONDS:
        await stage.listen()
        assert await stage.awaited() == set(), "it tries again later"
        stage.now += seconds * SECOND
        assert await stage.awaited() == {"listener"}
    await stage.listen()
    stage.now += 86_400 * SECOND
    assert await stage.awaited() == set(), "it was stopped"
    await subscriptions.start_again(stage.sessions, "listener", now=stage.now)
    assert await stage.awaited() == {"listener"}


async def test_a_fact_committed_late_is_heard_although_later_ones_were(stage: Stage) -> None:
    async with work(stage.sessions, site="main", clock=lambda: stage.now) as slow:
        await slow.announce("left", Step(1))
        await stage.step(2, stream="right")
        assert await stage.listen() == 1
    assert await stage.listen() == 1
    assert await stage.heard() == [2, 1]


async def test_a_failure_holds_up_its_stream_only_and_leaves_no_trace_of_itself(stage: Stage) -> None:
    stage.sick = {2}
    await stage.step(1, 2, 3)
    await stage.step(4, stream="right")
    assert await stage.listen() == 1
    assert await stage.listen() == 1
    assert await stage.heard() == [1, 4]
    stage.sick = set()
    assert await stage.listen() == 0
    stage.now += subscriptions.RETRY_SECONDS[0] * SECOND
    assert await stage.listen() == 2
    assert await stage.heard() == [1, 4, 2, 3]


async def test_a_subscriber_that_keeps_failing_stops_loudly_and_can_be_started_again(
    stage: Stage, session: AsyncSession, caplog: pytest.LogCaptureFixture
) -> None:
    stage.sick = {1}
    await stage.step(1)
    for seconds in (*subscriptions.RETRY_SECONDS, 0):
        await stage.listen()
        stage.now += seconds * SECOND
    row = (await session.execute(select(SubscriberRow))).scalar_one()
    assert row.stopped_at is not None
    assert row.error == "ValueError: ouch"
    assert any("STOPPED" in r.message for r in caplog.records if r.levelno == logging.ERROR)
    stage.sick = set()
    await stage.step(2, stream="right")
    stage.now += 86_400 * SECOND
    assert await stage.listen() == 0
    await subscriptions.start_again(stage.sessions, "listener", now=stage.now)
    assert await stage.listen() == 2
    assert await stage.heard() == [1, 2]


async def test_a_new_subscriber_may_hear_the_past(stage: Stage, session: AsyncSession) -> None:
    await stage.step(1, 2)
    await stage.listen()
    late = Subscriber("late", frozenset({"test.step"}), stage.hear)
    async with stage.sessions.begin() as s:
        assert await subscriptions.replay(s, late, since=START) == 2
    numbers = (await session.execute(select(DeliveryRow.seq).order_by(DeliveryRow.number))).scalars()
    assert list(numbers) == [1, 2]


async def test_a_subscriber_that_is_no_more_leaves_nothing_behind(
    stage: Stage, session: AsyncSession
) -> None:
    await stage.step(1)
    await subscriptions.settle(stage.sessions, [])
    await stage.step(2)
    count = select(func.count()).select_from(DeliveryRow)
    assert (await session.execute(count)).scalar_one() == 0
    assert (await session.execute(text("SELECT count(*) FROM subscriptions"))).scalar_one() == 0
