"""New partitions take what lies in the default one, and lose nothing that comes meanwhile."""

import asyncio

import pytest

from huawu.platform import partitions
from huawu.platform.database import RawConnection, connect

pytestmark = pytest.mark.room

NOW = 1_795_000_000_000_000
SEGMENTS = partitions.Partitioned("segments", "started_at", "month")


async def a_segment(db: RawConnection, number: int) -> None:
    await db.execute(
        "INSERT INTO segments (id, interaction, site_id, role, started_at, ended_at, ending, reason) "
        "VALUES ($1, 'i', 'main', 'talk', $2, $2, 'done', '')",
        f"s{number}",
        NOW + number,
    )


async def test_what_lies_in_the_default_partition_moves_into_the_new_one(database_url: str) -> None:
    db = await connect(database_url)
    await a_segment(db, 1)
    assert await partitions.ensure(db, SEGMENTS, NOW)
    assert not await partitions.ensure(db, SEGMENTS, NOW)
    assert await db.fetchval(f"SELECT count(*) FROM {partitions.name_of(SEGMENTS, NOW)}") == 1
    assert await db.fetchval("SELECT count(*) FROM segments_default") == 0
    await db.close()


async def test_what_is_written_while_a_partition_is_made_is_not_lost(database_url: str) -> None:
    writer, other, maker = [await connect(database_url) for _ in range(3)]
    writing = writer.transaction()
    await writing.start()
    await a_segment(writer, 1)
    making = asyncio.ensure_future(partitions.ensure(maker, SEGMENTS, NOW))
    while not await other.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):
        await asyncio.sleep(0.01)
    late = asyncio.ensure_future(a_segment(other, 2))
    await writing.commit()
    assert await making
    await late
    assert await writer.fetchval(f"SELECT count(*) FROM {partitions.name_of(SEGMENTS, NOW)}") == 2
    for each in (writer, other, maker):
        await each.close()
