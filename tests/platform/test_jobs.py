"""Jobs: promised in a Work, done later, at least once."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform import jobs
from huawu.platform.clock import SECOND
from huawu.platform.database import Sessions
from huawu.platform.jobs import Job, JobRow
from huawu.platform.work import work

pytestmark = pytest.mark.room
START = 1_795_000_000_000_000


class Shop:
    """A worker with a clock that is moved by hand. Failing jobs fail as long as `broken`."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions, self.now, self.broken = sessions, START, False
        self.done: list[Job] = []

    async def order(self, kind: str = "greet", **options: Any) -> str | None:
        async with work(self.sessions, site="main", clock=lambda: self.now) as w:
            return await jobs.enqueue(w, kind, {"name": "王"}, **options)

    async def greet(self, job: Job) -> dict[str, Any]:
        if self.broken:
            raise ValueError("no voice")
        self.done.append(job)
        return {"said": f"hello {job.args['name']}"}

    async def next(self) -> bool:
        return await jobs.do_next(self.sessions, {"greet": self.greet}, clock=lambda: self.now)

    async def row(self) -> JobRow:
        async with self.sessions() as session:
            return (await session.execute(select(JobRow))).scalar_one()


@pytest.fixture
def shop(sessions: Sessions) -> Shop:
    return Shop(sessions)


async def test_a_job_is_done_once_and_its_result_is_kept(shop: Shop) -> None:
    job = await shop.order()
    assert await shop.next()
    assert not await shop.next()
    assert [(j.id, j.attempt, j.site, j.created_by) for j in shop.done] == [(job, 1, "main", "system")]
    row = await shop.row()
    assert (row.state, row.result, row.done_at) == ("done", {"said": "hello 王"}, START)


async def test_a_job_of_a_work_that_failed_was_never_promised(shop: Shop) -> None:
    async def fail() -> None:
        async with work(shop.sessions, site="main") as w:
            await jobs.enqueue(w, "greet", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert not await shop.next()


async def test_a_job_waits_for_its_time_and_for_a_worker_who_knows_its_kind(shop: Shop) -> None:
    await shop.order(due_at=START + 60 * SECOND)
    assert not await shop.next()
    shop.now += 60 * SECOND
    assert not await jobs.do_next(shop.sessions, {}, clock=lambda: shop.now)
    assert await shop.next()


async def test_workers_side_by_side_do_each_job_once(shop: Shop) -> None:
    for _ in range(10):
        await shop.order()
    assert sum(await asyncio.gather(*(shop.next() for _ in range(12)))) == 10
    assert len({job.id for job in shop.done}) == 10


async def test_a_failing_job_is_tried_later_and_later_and_then_lies_dead_with_its_error(shop: Shop) -> None:
    job = await shop.order()
    shop.broken = True
    for seconds in jobs.RETRY_SECONDS:
        assert await shop.next()
        shop.now += seconds * SECOND - 1
        assert not await shop.next()
        shop.now += 1
    assert await shop.next()
    row = await shop.row()
    assert (row.state, row.error) == ("dead", "ValueError: no voice")
    shop.now += 86_400 * SECOND
    assert not await shop.next()
    shop.broken = False
    async with work(shop.sessions, site="main", clock=lambda: shop.now) as w:
        assert await jobs.retry(w, str(job))
        assert not await jobs.retry(w, "no such job")
    assert await shop.next()
    assert (await shop.row()).state == "done"


async def test_a_job_whose_worker_died_is_taken_up_by_another(shop: Shop) -> None:
    await shop.order()
    began = asyncio.Event()

    async def hang(job: Job) -> None:
        began.set()
        await asyncio.Event().wait()

    dying = asyncio.create_task(jobs.do_next(shop.sessions, {"greet": hang}, clock=lambda: shop.now))
    await began.wait()
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    assert not await shop.next()
    shop.now += jobs.TAKES_SECONDS * SECOND
    assert await shop.next()
    assert shop.done[0].attempt == 2


async def test_a_worker_that_was_thought_dead_does_not_overwrite_the_other_ones_result(shop: Shop) -> None:
    await shop.order()

    async def slow(job: Job) -> dict[str, Any]:
        shop.now += jobs.TAKES_SECONDS * SECOND
        assert await shop.next()
        return {"said": "late"}

    await jobs.do_next(shop.sessions, {"greet": slow}, clock=lambda: shop.now)
    assert (await shop.row()).result == {"said": "hello 王"}


async def test_a_key_is_promised_once_until_it_is_done(shop: Shop, session: AsyncSession) -> None:
    assert await shop.order(key="nightly")
    assert await shop.order(key="nightly") is None
    assert await shop.next()
    assert await shop.order(key="nightly")
    assert await shop.next()
    assert await jobs.forget_done(shop.sessions, before=shop.now + 1) == 2
    assert (await session.execute(select(JobRow))).all() == []


async def test_a_job_that_is_called_off_frees_its_key_and_its_worker_changes_nothing_any_more(
    shop: Shop,
) -> None:
    await shop.order(key="nightly")

    async def no_more(args: dict[str, Any]) -> bool:
        async with work(shop.sessions, site="main", clock=lambda: shop.now) as w:
            return await jobs.call_off(w, "greet", args)

    async def slow(job: Job) -> dict[str, Any]:
        assert not await no_more({"name": "李"})
        assert await no_more(job.args)
        assert await shop.order(key="nightly")
        return {"said": "late"}

    assert await jobs.do_next(shop.sessions, {"greet": slow}, clock=lambda: shop.now)
    assert await shop.next()
    assert not await no_more({"name": "王"})
    async with shop.sessions() as session:
        found = (await session.execute(select(JobRow.result, JobRow.error))).all()
    assert {(None, "called off"), (None, None)} == {(r and None, e) for r, e in found}
    assert [r for r, _ in found if r] == [{"said": "hello 王"}]


async def test_a_handler_that_says_when_is_tried_then_as_often_as_it_likes(shop: Shop) -> None:
    await shop.order()

    async def later(job: Job) -> None:
        raise jobs.Again(90.0, f"try {job.attempt}")

    for number in range(1, 10):
        assert await jobs.do_next(shop.sessions, {"greet": later}, clock=lambda: shop.now)
        row = await shop.row()
        assert (row.state, row.error) == ("waiting", f"try {number}")
        assert row.due_at == shop.now + 90 * SECOND
        assert not await shop.next()
        shop.now += 90 * SECOND
    assert await shop.next()
    assert (await shop.row()).state == "done"
