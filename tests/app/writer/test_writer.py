"""The writer: from the spool to the ledgers, once, whatever happens."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from huawu.app.writer.writer import Writer
from huawu.interactions.events import InteractionStarted, SegmentClosed
from huawu.platform import lease, partitions, spool
from huawu.platform.clock import SECOND
from huawu.platform.database import RawConnection, connect
from huawu.platform.spool import Position
from tests.app.writer.traffic import DAY_ONE, Traffic, ids, spooled_ids

pytestmark = pytest.mark.room

LATER = DAY_ONE + 60 * SECOND


class House:
    """A spool, a writer, and a connection to look with."""

    def __init__(self, url: str, folder: Path, db: RawConnection) -> None:
        self.folder, self.parked, self.db, self.url = folder / "spool", folder / "parked", db, url

    def writer(self) -> Writer:
        return Writer(url=self.url, folder=self.folder, parked=self.parked, site="main", clock=lambda: LATER)

    async def write(self) -> Writer:
        """Let a fresh writer write all there is."""
        writer = self.writer()
        while (piece := await writer.step()).end != piece.start:
            continue
        await writer.close()
        return writer

    async def column(self, query: str) -> list[Any]:
        return [row[0] for row in await self.db.fetch(query)]

    def parked_ids(self) -> list[str]:
        return [fact for fact in spooled_ids_of(self.parked)]


def spooled_ids_of(parked: Path) -> list[str]:
    found: list[str] = []
    for number, path in enumerate(sorted(parked.glob("*.spool")), 1):
        renamed = parked / f"as{number}"
        renamed.mkdir()
        (renamed / "0000000001.spool").write_bytes(path.read_bytes())
        found += spooled_ids(renamed)
    return found


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> Any:
    db = await connect(database_url)
    yield House(database_url, tmp_path, db)
    await db.close()


async def test_a_call_becomes_an_interaction_its_segments_its_recording_and_its_facts(house: House) -> None:
    traffic = Traffic(house.folder)
    call = traffic.call()
    await house.write()
    (row,) = await house.db.fetch("SELECT * FROM interactions")
    assert row["id"] == call
    assert row["caller_name"] == "王小明"
    assert row["caller_reversed"] == "00083100831"
    assert row["started_at"] == DAY_ONE
    assert row["ended_at"] == DAY_ONE + 9 * SECOND
    assert (row["ended_by"], row["cause"], row["queue"], row["agent"]) == (
        "customer",
        "hung_up",
        "desk",
        "a1",
    )
    segments = await house.db.fetch("SELECT role, agent, ending FROM segments ORDER BY started_at")
    assert [tuple(s) for s in segments] == [("queue", None, "answered"), ("talk", "a1", "hung_up")]
    (recording,) = await house.db.fetch("SELECT * FROM recordings")
    assert (recording["seconds"], recording["size"], recording["interaction"]) == (8.0, 128_000, call)
    assert await house.column("SELECT state FROM agent_states ORDER BY seq") == ["talking", "ready"]
    assert await house.column("SELECT id FROM facts ORDER BY id") == spooled_ids(house.folder)
    bodies = await house.column("SELECT body FROM facts WHERE kind = 'interaction.started'")
    assert bodies[0]["caller_name"] == "王小明"


async def test_a_call_that_goes_on_over_many_batches_ends_in_its_row(house: House) -> None:
    traffic, writer = Traffic(house.folder), house.writer()
    call = traffic.call(flush_each=True)
    for record in range(20):
        del record
        await writer.step()
    await writer.close()
    (row,) = await house.db.fetch("SELECT id, ended_at FROM interactions")
    assert tuple(row) == (call, DAY_ONE + 9 * SECOND)
    assert await house.column("SELECT closed_at IS NOT NULL FROM recordings") == [True]


async def test_nothing_is_written_twice_when_a_writer_starts_again(house: House) -> None:
    traffic = Traffic(house.folder)
    for _ in range(5):
        traffic.call()
        await house.write()
    await house.write()
    assert await house.column("SELECT id FROM facts ORDER BY id") == sorted(spooled_ids(house.folder))
    assert await house.column("SELECT count(*) FROM interactions") == [5]


async def test_segments_that_are_written_are_trimmed_and_the_newest_stays(house: House) -> None:
    traffic = Traffic(house.folder, segment_bytes=2000)
    for _ in range(6):
        traffic.call()
    expected = spooled_ids(house.folder)
    assert len(spool.segments(house.folder)) > 3
    await house.write()
    assert spool.segments(house.folder) == [traffic.spool.position.segment]
    assert await house.column("SELECT id FROM facts ORDER BY id") == expected


async def test_a_record_cut_short_is_waited_for(house: House) -> None:
    traffic = Traffic(house.folder)
    traffic.call()
    path = spool.segment_path(house.folder, traffic.spool.position.segment)
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    writer = house.writer()
    await writer.step()
    path.write_bytes(whole)
    await writer.step()
    await writer.close()
    assert await house.column("SELECT id FROM facts ORDER BY id") == spooled_ids(house.folder)


async def test_an_emptied_spool_folder_is_a_new_spool(house: House) -> None:
    Traffic(house.folder, segment_bytes=1000).call()
    await house.write()
    for path in house.folder.iterdir():
        path.unlink()
    again = Traffic(house.folder).call()
    await house.write()
    assert again in await house.column("SELECT id FROM interactions")


async def test_two_writers_by_mistake_do_not_write_anything_twice(house: House) -> None:
    traffic, one, other = Traffic(house.folder), house.writer(), house.writer()
    traffic.call()
    await one.step()
    await other.step()
    for _ in range(10):
        traffic.call()
        await asyncio.gather(one.step(), other.step())
    await asyncio.gather(one.close(), other.close())
    await house.write()
    assert await house.column("SELECT id FROM facts ORDER BY id") == spooled_ids(house.folder)


BAD: dict[str, Callable[[str], object]] = {
    "a moment out of all range": lambda call: SegmentClosed(
        ids(), "x", "talk", None, None, 2**64 - 1, 1, "done"
    ),
    "a number for a word": lambda call: SegmentClosed(ids(), "x", cast(str, 5), None, None, 1, 2, "done"),
    "a word for a moment": lambda call: SegmentClosed(ids(), "x", "t", None, None, 1, cast(int, "2"), "done"),
    "a call begun twice": lambda call: InteractionStarted(call, "call", "in", "1", "2", "", None, DAY_ONE),
}


@pytest.mark.parametrize("what", BAD)
async def test_a_fact_the_database_cannot_take_is_parked_and_the_rest_is_written(
    house: House, what: str
) -> None:
    traffic = Traffic(house.folder)
    call = traffic.call()
    await house.write()
    bad = traffic.say("x", BAD[what](call))
    traffic.call()
    writer = await house.write()
    stored = await house.column("SELECT id FROM facts ORDER BY id")
    assert stored == [fact for fact in spooled_ids(house.folder) if fact != bad.id]
    assert house.parked_ids() == [bad.id]
    assert (writer.counts.stored, writer.counts.unstorable) == (8, 1)


async def test_a_fact_nobody_can_read_is_kept_as_a_fact_and_parked(house: House) -> None:
    traffic = Traffic(house.folder)
    traffic.call()
    fact = traffic.say("x", InteractionStarted("x", "call", "in", "1", "2", "", None, DAY_ONE))
    del fact.body["channel"]
    traffic.spool._batch.clear()
    traffic.spool.fact(fact.as_list())
    traffic.call()
    writer = await house.write()
    assert fact.id in await house.column("SELECT id FROM facts")
    assert await house.column("SELECT count(*) FROM interactions") == [2]
    assert house.parked_ids() == [fact.id]
    assert writer.counts.unreadable == 1


async def test_what_happened_after_the_site_passed_to_another_node_is_refused_and_parked(
    house: House,
) -> None:
    ours = await lease.acquire(house.db, "main", "node a", now=DAY_ONE)
    assert ours is not None
    traffic = Traffic(house.folder, epoch=ours.epoch)
    before = traffic.call()
    traffic.now += 20 * SECOND
    theirs = await lease.acquire(house.db, "main", "node b", now=traffic.now)
    assert theirs is not None
    traffic.now += SECOND
    traffic.call()
    expected = spooled_ids(house.folder)
    writer = await house.write()
    assert await house.column("SELECT id FROM interactions") == [before]
    assert await house.column("SELECT id FROM facts ORDER BY id") == expected[:8]
    assert house.parked_ids() == expected[8:]
    assert writer.counts.refused == 8


async def test_a_node_that_comes_back_still_writes_what_it_had_spooled(house: House) -> None:
    first = await lease.acquire(house.db, "main", "node a", now=DAY_ONE)
    assert first is not None
    traffic = Traffic(house.folder, epoch=first.epoch)
    traffic.call()
    second = await lease.acquire(house.db, "main", "node a", now=DAY_ONE - 5 * SECOND)
    assert second is not None
    traffic.spool.begin(second.epoch)
    traffic.call()
    writer = await house.write()
    assert writer.counts.stored == 16
    epochs = await house.column("SELECT epoch FROM facts ORDER BY id")
    assert epochs == [first.epoch] * 8 + [second.epoch] * 8


async def test_subscribers_are_handed_what_they_follow(house: House) -> None:
    await house.db.execute("INSERT INTO subscriptions VALUES ('figures', 'interaction.ended')")
    traffic = Traffic(house.folder)
    call = traffic.call()
    await house.write()
    found = await house.db.fetch("SELECT subscriber, stream FROM deliveries")
    assert [tuple(row) for row in found] == [("figures", call)]


async def test_rows_go_to_the_partitions_that_were_made_ahead_or_to_the_default_one(house: House) -> None:
    traffic = Traffic(house.folder)
    traffic.call()
    await house.write()
    assert await house.column("SELECT count(*) FROM segments_default") == [2]
    made = await partitions.ensure_ahead(house.db, DAY_ONE, days=7)
    assert made == 8 + 2  # eight days of facts, and a month each of segments and agent states
    assert await house.column("SELECT count(*) FROM segments_default") == [0]
    traffic.call()
    await house.write()
    assert await house.column("SELECT count(*) FROM segments_202611") == [4]
    assert await house.column("SELECT count(*) FROM facts") == [16]


async def test_the_loop_writes_what_comes_while_it_runs_and_the_rest_when_told_to_stop(house: House) -> None:
    traffic, writer, stop = Traffic(house.folder), house.writer(), asyncio.Event()
    running = asyncio.create_task(writer.run(stop))
    for _ in range(5):
        traffic.call()
        while writer.behind:
            await asyncio.sleep(0.005)
    traffic.call()
    stop.set()
    await running
    assert await house.column("SELECT count(*) FROM facts") == [48]


def test_a_position_before_the_first_segment_is_behind_everything(tmp_path: Path) -> None:
    from huawu.app.writer.tail import Watch

    traffic = Traffic(tmp_path, segment_bytes=500)
    traffic.call()
    watch = Watch(tmp_path)
    sizes = [path.stat().st_size for path in tmp_path.glob("*.spool")]
    assert watch.behind(Position(0, 0)) == sum(sizes)
    assert watch.behind(traffic.spool.position) == 0
    spool.trim(tmp_path, traffic.spool.position)
    assert watch.behind(Position(1, 10)) > 0
