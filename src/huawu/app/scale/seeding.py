"""Fills an empty database: rows are made by two processes ahead of the one that copies them."""

import multiprocessing
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from huawu.app import config_checks
from huawu.app.scale import cases, contacts, copying, customers
from huawu.app.scale.copying import Chunk
from huawu.app.scale.house import furnish, world
from huawu.app.scale.sizes import DAY, Sizes, World
from huawu.platform import partitions
from huawu.platform.clock import Micros
from huawu.platform.database import RawConnection, connect, engine_for, sessions_for
from huawu.platform.refusals import Refusal
from huawu.platform.work import work

Say = Callable[[str], None]
_AHEAD = 4
"""So many chunks are made before they are needed."""
_PROCESSES = 2
_REAL = ("users", "agents", "customers", "interactions", "segments", "cases")
_MONTH = 28 * DAY


@dataclass(frozen=True, slots=True)
class _Part:
    """Tables that are filled together, from the first number to the last."""

    name: str
    columns: dict[str, tuple[str, ...]]
    make: Callable[[World, int, int], Chunk]
    first: int
    last: int
    at_once: int

    def chunks(self) -> Iterator[tuple[int, int]]:
        for start in range(self.first, self.last, self.at_once):
            yield start, min(self.last, start + self.at_once)


def require_room(folder: Path, sizes: Sizes) -> None:
    """Refused when the disk has less room than it will take."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < sizes.bytes:
        wanted, there = (round(each / 1e9, 1) for each in (sizes.bytes, free))
        raise Refusal("scale.no_room", wanted=wanted, free=there)


async def seed(url: str, site: str, sizes: Sizes, *, word: str, now: Micros, say: Say) -> World:
    """Fill a database that has every table. Refused unless it is empty; what fails leaves it so. `word`:
    another one gives other rows."""
    config_checks.install()
    whole = world(site, sizes, word=word, now=now)
    connection = await connect(url, name="huawu seed")
    try:
        await _require_empty(connection)
        await connection.execute("SET synchronous_commit = off; SET maintenance_work_mem = '1GB'")
        await _months(connection, whole)
        async with connection.transaction():
            await _fill(connection, whole, _parts(whole), say=say)
            await _number_on(connection, sizes.cases)
        await _open_the_house(url, whole)
        say("statistics")
        await connection.execute("VACUUM ANALYZE")
        return whole
    finally:
        await connection.close(timeout=5)


async def refresh(url: str, made: World, *, today: Micros) -> None:
    """Open anew what is open, so that clocks run at this moment as they did when all of it was made."""
    whole = world(made.site, made.sizes, word=made.seed, now=made.now, today=today)
    first = cases.first_open(whole)
    part = _Part("open cases", cases.COLUMNS, cases.chunk, first, made.sizes.cases, cases.AT_ONCE)
    connection = await connect(url, name="huawu seed")
    try:
        async with connection.transaction():
            await connection.execute("DELETE FROM cases WHERE number > $1", first)
            await _copy(connection, whole, part, say=lambda text: None)
        await connection.execute("VACUUM ANALYZE cases, case_entries")
        await connection.execute("ANALYZE interactions")  # an upgrade may have added indexes
    finally:
        await connection.close(timeout=5)


def _parts(whole: World) -> list[_Part]:
    sizes = whole.sizes
    return [
        _Part("customers", customers.COLUMNS, customers.chunk, 0, sizes.customers, customers.AT_ONCE),
        _Part("contacts", contacts.COLUMNS, contacts.chunk, 0, sizes.contacts, contacts.AT_ONCE),
        _Part("cases", cases.COLUMNS, cases.chunk, 0, sizes.cases, cases.AT_ONCE),
    ]


async def _require_empty(connection: RawConnection) -> None:
    for table in _REAL:
        if await connection.fetchval(f"SELECT EXISTS (SELECT FROM {table})"):  # noqa: S608 - our own names
            raise Refusal("scale.not_empty", table=table)


async def _months(connection: RawConnection, whole: World) -> None:
    """The months in which contacts lie."""
    of = next(each for each in partitions.declared() if each.table == "segments")
    for at in range(whole.began, whole.now, _MONTH):
        await partitions.ensure(connection, of, at)
    await partitions.ensure(connection, of, whole.now)


async def _fill(connection: RawConnection, whole: World, parts: Sequence[_Part], *, say: Say) -> None:
    """Rows first, indexes after."""
    tables = [table for part in parts for table in part.columns]
    again = await copying.bare(connection, tables)
    for part in parts:
        await _copy(connection, whole, part, say=say)
    for place, statement in enumerate(again, 1):
        say(f"index {place} of {len(again)}")
        await connection.execute(statement)


async def _copy(connection: RawConnection, whole: World, part: _Part, *, say: Say) -> None:
    for stop, made in _made(whole, part):
        for table, rows in made.items():
            await copying.copy(connection, table, part.columns[table], rows)
        say(f"{part.name} {stop} of {part.last}")


def _made(whole: World, part: _Part) -> Iterator[tuple[int, Chunk]]:
    """Chunks in order, each with the number up to which it goes."""
    todo, waiting = part.chunks(), deque[tuple[int, Future[Chunk]]]()
    if part.last - part.first <= part.at_once:  # not worth a process
        yield from ((stop, part.make(whole, start, stop)) for start, stop in todo)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_PROCESSES, context, initializer=_begin, initargs=(whole,)) as makers:
        while True:
            while len(waiting) < _AHEAD and (following := next(todo, None)) is not None:
                waiting.append((following[1], makers.submit(_make, part.make, *following)))
            if not waiting:
                return
            stop, made = waiting.popleft()
            yield stop, made.result()


_world: list[World] = []
"""Of the process that makes rows: told once."""


def _begin(whole: World) -> None:
    _world.append(whole)


def _make(make: Callable[[World, int, int], Chunk], start: int, stop: int) -> Chunk:
    return make(_world[0], start, stop)


async def _number_on(connection: RawConnection, last: int) -> None:
    """The next case gets the next number."""
    await connection.execute("SELECT setval(pg_get_serial_sequence('cases', 'number'), $1)", last)


async def _open_the_house(url: str, whole: World) -> None:
    engine = engine_for(url, name="huawu seed", pool_size=1)
    try:
        async with work(sessions_for(engine), site=whole.site) as w:
            await furnish(w, whole)
    finally:
        await engine.dispose()
