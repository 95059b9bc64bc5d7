"""`huawu bench cases [--profile CUSTOMERS|FOLDER]`: the work itself in a big centre.

A million customers, ten million segments and half a million cases, of which a hundred thousand are open while
their clocks run; in proportion with another number of customers. Everything is asked over HTTP of a running
house, one question after another, by somebody who sees numbers whole and somebody who sees them masked. Then
nothing is asked for a minute, and the processor time that clocks take is counted: what the jobs process and
its back ends take, less what they take in an empty house.

The files of the database are read once before and held in memory, as where people have worked for days; and
all records of customers have been looked at today, which else goes on in the background for hours. The
database is made at the first time, which takes some minutes and some GB of disk, and kept for the next ones
in `~/.cache/huawu/scale-CUSTOMERS`; only what is open is opened anew. Floors are judged at the full size.
"""

import asyncio
import contextlib
from collections.abc import Iterable
from itertools import chain
from time import perf_counter
from typing import Any

import httpx

from huawu.app.bench import case_load as load
from huawu.app.bench.centre import LoadCentre
from huawu.app.bench.memory import held_in_memory
from huawu.app.bench.processes import cpu_seconds
from huawu.app.bench.report import at_share, floor, report
from huawu.app.bench.scale_house import ScaleHouse
from huawu.app.postgres import database_url
from huawu.app.scale import Sizes, World
from huawu.app.scale.customers import first_number
from huawu.app.scale.house import AGENT, LEADER, READER
from huawu.app.scale.sizes import customer_id
from huawu.platform.database import RawConnection, connect
from huawu.platform.dice import seeded

FULL = 1_000_000
POPS, KNOWN, LISTS = 400, 25, 300
CLOCK_SECONDS = 60
_FILES = 40
"""So many customers are looked at."""
_SETTLES, _CATCHES_UP = 20, 300
_SLOWEST = 8
_LOOKS_SECONDS = 1.0
_PAUSE = 1 / 40
"""Seconds after each question: more of them from one session are refused."""
_LOOKED_AT = "UPDATE customer_sweeps SET began_at = now(), over_at = now()"
_LATE = "SELECT EXISTS (SELECT FROM cases WHERE look_at < now() - interval '3 s')"
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE application_name IN ('huawu jobs', 'huawu writer')"
_SIZES = """
SELECT c.relname AS name, pg_total_relation_size(c.oid) AS whole, pg_indexes_size(c.oid) AS indexes
FROM pg_class c WHERE c.relname = ANY($1::text[])
"""
_TABLES = [
    "customers",
    "customer_keys",
    "customer_numbers",
    "interactions",
    "wrap_ups",
    "cases",
    "case_entries",
]

Took = list[tuple[float, str, str]]
"""Milliseconds, the kind of question, and what exactly was asked."""


def cases(profile: str = str(FULL)) -> dict[str, Any]:
    """All of it."""
    with LoadCentre(agents=0) as empty:
        idle = asyncio.run(_idle(empty))
    with ScaleHouse(profile) as house:
        results = asyncio.run(_measured(house, idle))
    full = house.made.sizes == Sizes()
    floors = _floors(results) if full else []
    return report("cases", results, floors)


async def _measured(house: ScaleHouse, idle: float) -> dict[str, Any]:
    with held_in_memory(house.folder / "postgres" / "base"):
        return await _measured_in_memory(house, idle)


async def _measured_in_memory(house: ScaleHouse, idle: float) -> dict[str, Any]:
    connection = await connect(house.url, name="huawu bench")
    try:
        await connection.execute(_LOOKED_AT)
        clock = await _clock(house, connection, idle)
        asked = await _asked(house, connection)
        sizes = {row["name"]: dict(row) for row in await connection.fetch(_SIZES, _TABLES)}
    finally:
        await connection.close()
    whole = house.made.sizes
    shown = {name: {k: round(v / 1e6) for k, v in row.items() if k != "name"} for name, row in sizes.items()}
    return {
        "sizes": whole.plain(),
        "seeded_seconds": house.seeded_seconds,
        **asked,
        "clock": clock,
        "mb": shown,
    }


async def _clock(house: ScaleHouse, connection: RawConnection, idle: float) -> dict[str, Any]:
    """What clocks take of a core while nobody asks for anything: what the jobs process and its back ends
    take, less what they take in an empty house."""
    await asyncio.sleep(_SETTLES)
    for _ in range(_CATCHES_UP):
        if not await connection.fetchval(_LATE):
            break
        await asyncio.sleep(1)
    seconds, jobs, back_ends = await _taken(connection, house.pid("jobs"))
    told = "SELECT count(*) FROM case_entries WHERE kind = 'escalated' AND at > now() - interval '{}'"
    running = "SELECT count(*) FROM cases WHERE state <> 'closed' AND due_at IS NOT NULL"
    return {
        "seconds": round(seconds, 1),
        "running": await connection.fetchval(running),
        "told": await connection.fetchval(told.format(f"{seconds} s")),
        "jobs_percent": round(jobs, 2),
        "back_ends_percent": round(back_ends, 2),
        "both_in_an_empty_house_percent": round(idle, 2),
        "percent_of_a_core": round(max(0.0, jobs + back_ends - idle), 2),
    }


async def _idle(centre: LoadCentre) -> float:
    """Per cent of a core that the jobs process and its back ends take with nothing to do."""
    connection = await connect(database_url(centre.settings), name="huawu bench")
    try:
        await asyncio.sleep(_SETTLES)
        _, jobs, back_ends = await _taken(connection, centre.running()["jobs"])
    finally:
        await connection.close()
    return jobs + back_ends


async def _taken(connection: RawConnection, jobs: int) -> tuple[float, float, float]:
    """Seconds; per cent of a core that the process took meanwhile, and its back ends."""
    began = perf_counter()
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    while perf_counter() - began < CLOCK_SECONDS:
        for pid in (jobs, *(row["pid"] for row in await connection.fetch(_BACKENDS))):
            with contextlib.suppress(FileNotFoundError):  # it has just ended
                last[pid] = sum(cpu_seconds(pid))
                first.setdefault(pid, last[pid])
        await asyncio.sleep(_LOOKS_SECONDS)
    seconds = perf_counter() - began
    took = {pid: 100 * (last[pid] - first[pid]) / seconds for pid in first}
    return seconds, took[jobs], sum(took.values()) - took[jobs]


async def _asked(house: ScaleHouse, connection: RawConnection) -> dict[str, Any]:
    """Milliseconds of every question, by somebody who sees whole numbers and by somebody who does not."""
    made, leader = house.made, await house.browser(LEADER)
    agent, reader = await house.browser(AGENT), await house.browser(READER)
    dice = seeded("bench cases")
    known = await _known(made, connection)
    pops = [caller for caller in load.callers(made, dice, POPS)]
    searches = list(load.searches(made, dice, known))
    lists = list(load.lists(made, dice, LISTS))
    files = [load.Asked("a customer", f"/api/customers/{customer_id(made, n)}", {}) for n in range(_FILES)]
    async with contextlib.AsyncExitStack() as open_ones:
        for browser in (leader, agent, reader):
            open_ones.push_async_callback(browser.aclose)
        for browser in (leader, reader):  # the first ones find nothing in memory
            await _times(browser, searches[:60])
            await _times(browser, lists[:60])
        await _pops(leader, pops[:20])
        return {
            "screen_pop_ms": _figures(await _pops(leader, pops)),
            "search_ms": _figures(await _each(searches, leader, reader)),
            "list_ms": _figures(await _each(lists, leader, reader)),
            "contacts_ms": _figures(await _each(list(load.contact_lists(made, dice)), leader, reader)),
            "customer_ms": _figures(await _each(files, leader, reader)),
            "counts_ms": _figures(await _times(agent, [load.Asked("counts", "/api/cases/counts", {})] * 40)),
        }


async def _known(made: World, connection: RawConnection) -> list[tuple[str, str, str]]:
    """Name, its pinyin and number of some customers."""
    numbers = [made.sizes.customers * place // KNOWN for place in range(KNOWN)]
    ids = [customer_id(made, number) for number in numbers]
    asked = "SELECT id, name, sort_key FROM customers WHERE id = ANY($1::text[])"
    rows = {row["id"]: row for row in await connection.fetch(asked, ids)}
    return [
        (rows[id]["name"], rows[id]["sort_key"], first_number(number).removeprefix("+86"))
        for number, id in zip(numbers, ids, strict=True)
    ]


async def _pops(browser: httpx.AsyncClient, callers: Iterable[load.Caller]) -> Took:
    """The card of a call with the customer's open cases and the contact's, as the page asks for them: until
    the last one is there."""
    took: Took = []
    for caller in callers:
        paths = [f"/api/desk/pop/{caller.contact}", f"/api/interactions/{caller.contact}/cases"]
        paths += [f"/api/customers/{caller.customer}/cases"] if caller.customer else []
        began = perf_counter()
        answers = await asyncio.gather(*(browser.get(path) for path in paths))
        took.append((1000 * (perf_counter() - began), caller.way, caller.contact))
        for answer in answers:
            answer.raise_for_status()
        await asyncio.sleep(_PAUSE * len(paths))
    return took


async def _each(asked: list[load.Asked], *browsers: httpx.AsyncClient) -> Took:
    return list(chain.from_iterable([await _times(browser, asked) for browser in browsers]))


async def _times(browser: httpx.AsyncClient, asked: Iterable[load.Asked]) -> Took:
    took: Took = []
    for each in asked:
        began = perf_counter()
        answer = await browser.get(each.path, params=each.params)
        took.append((1000 * (perf_counter() - began), each.way, f"{each.path} {each.params}"))
        answer.raise_for_status()
        await asyncio.sleep(_PAUSE)
    return took


def _figures(took: Took) -> dict[str, Any]:
    """In milliseconds; the slowest questions beside them."""
    by_way: dict[str, list[float]] = {}
    for each, way, _ in took:
        by_way.setdefault(way, []).append(each)
    ordered = sorted(each for each, _, _ in took)
    return {
        "asked": len(ordered),
        **{f"p{share}": round(at_share(ordered, share / 100), 1) for share in (50, 99)},
        "max": round(ordered[-1], 1),
        "p99_by_way": {way: round(at_share(sorted(those), 0.99), 1) for way, those in by_way.items()},
        "slowest": [f"{each:.0f} ms: {what}" for each, _, what in sorted(took, reverse=True)[:_SLOWEST]],
    }


def _floors(results: dict[str, Any]) -> list[dict[str, Any]]:
    clock = results["clock"]["percent_of_a_core"]
    return [
        floor("screen pop, p99", floor=50, got=results["screen_pop_ms"]["p99"], unit="ms"),
        floor("search, p99", floor=150, got=results["search_ms"]["p99"], unit="ms"),
        floor("list of cases with any filter, p99", floor=200, got=results["list_ms"]["p99"], unit="ms"),
        floor("clocks of 100 000 open cases", floor=2, got=clock, unit="% of a core"),
    ]
