"""The lease of a site: one holder at a time, a higher epoch for each grant."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huawu.platform import lease
from huawu.platform.clock import SECOND
from huawu.platform.database import RawConnection, connect

pytestmark = pytest.mark.room
START = 1_795_000_000_000_000


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[RawConnection]:
    db = await connect(database_url)
    yield db
    await db.close()


async def test_a_free_site_is_granted_and_refused_to_others_until_it_expires(db: RawConnection) -> None:
    ours = await lease.acquire(db, "main", "a", now=START)
    assert ours == lease.Lease("main", "a", 1, START + lease.LASTS)
    assert await lease.acquire(db, "main", "b", now=START + lease.LASTS - 1) is None
    theirs = await lease.acquire(db, "main", "b", now=START + lease.LASTS)
    assert theirs is not None
    assert theirs.epoch == 2
    assert await lease.renew(db, ours, now=START + lease.LASTS) is None


async def test_renewing_keeps_the_epoch_and_moves_the_end(db: RawConnection) -> None:
    ours = await lease.acquire(db, "main", "a", now=START)
    assert ours is not None
    renewed = await lease.renew(db, ours, now=START + 5 * SECOND)
    assert renewed == lease.Lease("main", "a", 1, START + 5 * SECOND + lease.LASTS)
    assert await lease.acquire(db, "main", "b", now=START + lease.LASTS) is None


async def test_a_holder_that_died_takes_its_site_again_at_once_under_a_new_epoch(db: RawConnection) -> None:
    await lease.acquire(db, "main", "a", now=START)
    again = await lease.acquire(db, "main", "a", now=START + SECOND)
    assert again is not None
    assert again.epoch == 2


async def test_a_site_given_up_in_order_is_free_at_once(db: RawConnection) -> None:
    ours = await lease.acquire(db, "main", "a", now=START)
    assert ours is not None
    await lease.release(db, ours, now=START + SECOND)
    assert await lease.acquire(db, "main", "b", now=START + SECOND) is not None


async def test_of_many_who_want_a_free_site_one_gets_it(db: RawConnection, database_url: str) -> None:
    async def want(holder: str) -> lease.Lease | None:
        own = await connect(database_url)
        try:
            return await lease.acquire(own, "main", holder, now=START)
        finally:
            await own.close()

    grants = await asyncio.gather(*(want(f"node {n}") for n in range(8)))
    assert len([grant for grant in grants if grant is not None]) == 1


async def test_the_epoch_is_never_lower_than_what_the_node_has_already_written_under(
    db: RawConnection,
) -> None:
    ours = await lease.acquire(db, "main", "a", now=START, at_least=41)
    again = await lease.acquire(db, "main", "a", now=START, at_least=41)
    assert ours is not None
    assert again is not None
    assert (ours.epoch, again.epoch) == (41, 42)


async def test_a_site_passed_on_only_when_another_node_has_got_it(db: RawConnection) -> None:
    assert await lease.passed_on(db, "main", 0) is None
    first = await lease.acquire(db, "main", "a", now=START)
    assert first is not None
    await lease.acquire(db, "main", "a", now=START + SECOND)
    assert await lease.passed_on(db, "main", first.epoch) is None
    await lease.acquire(db, "main", "b", now=START + 60 * SECOND)
    assert await lease.passed_on(db, "main", first.epoch) == START + 60 * SECOND


def test_a_node_keeps_its_name(tmp_path: Path) -> None:
    name = lease.holder_in(tmp_path / "data")
    assert lease.holder_in(tmp_path / "data") == name
    assert lease.holder_in(tmp_path / "other") != name
