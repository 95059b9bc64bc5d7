"""kill -9 of web, jobs and the database at random moments, while people send emergencies, files, remedies,
answers of visits and tickets: whatever was confirmed is there, and once.

Each request has a key and is sent again until it is confirmed, as the page does. Afterwards the database has
exactly as many as there were keys, and the disk has the bytes.
"""

import asyncio
import contextlib
import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio

from huawu.app.postgres import database_url
from huawu.platform.database import plain_url
from huawu.platform.settings import from_environment
from tests.system.calling import kill
from tests.system.product import Person, Product

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]
KILLS = int(os.environ.get("HUAWU_TEST_KILLS", "12"))
EACH = 12
"""So many requests of each kind, at least."""
VICTIMS = ("web", "jobs", "web", "postgres")
PATIENCE = 120


@dataclass
class Hand:
    """Somebody at a page that sends all again until it is confirmed. `confirmed`: keys, by kind."""

    person: Person
    confirmed: dict[str, list[str]] = field(default_factory=dict)
    again: int = 0

    async def send(self, kind: str, key: str, path: str, **body: Any) -> dict[str, Any]:
        """Until it is confirmed; what was answered. A refusal fails the test."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    answer = await self.person.http.post(path, **body)
                except httpx.HTTPError:
                    answer = None
                if answer is not None and answer.status_code < 300:
                    self.confirmed.setdefault(kind, []).append(key)
                    found: dict[str, Any] = answer.json()
                    return found
                if answer is not None:
                    assert answer.status_code >= 500, answer.text
                self.again += 1
                await asyncio.sleep(0.1)


async def emergencies(hand: Hand, place: int) -> None:
    key = f"kill-emergency-{place}"
    await hand.send("emergency", key, "/api/emergencies", json={"key": key, "what": f"第 {place} 次演练"})


async def files(hand: Hand, place: int, case: str) -> None:
    key, body = f"kill-file-{place}", f"第 {place} 份\n".encode() * 4000
    where = f"/api/cases/{case}/attachments?name=a{place}.txt&key={key}"
    await hand.send("file", key, where, content=body)


async def remedies(hand: Hand, place: int, case: str) -> None:
    key = f"kill-remedy-{place}"
    said = {"key": key, "kind": "voucher", "amount": 100 + place, "note": "演练"}
    await hand.send("remedy", key, f"/api/cases/{case}/remedies", json=said)


async def tickets(hand: Hand, place: int) -> None:
    """Opened, and ended by a step."""
    key = f"kill-ticket-{place}"
    new = {"key": key, "direction": "out", "caller": "演练", "called_number": "8100"}
    opened = (await hand.send("ticket", key, "/api/tickets", json=new))["ticket"]
    step = {"step": "withdraw", "revision": opened["revision"], "reason": "演练结束"}
    await hand.send("step", key, f"/api/tickets/{opened['id']}/steps", json=step)


async def visits(hand: Hand, visit: dict[str, Any]) -> None:
    said = {"result": "reached", "tries": visit["tries"], "answers": {"overall": 5, "solved": True}}
    await hand.send("visit", visit["id"], f"/api/visits/{visit['id']}/result", json=said)


async def killing(product: Product, dice: random.Random, going: Callable[[], bool]) -> int:
    """Kill one after another, each when the last one is back; so many."""
    count = 0
    while count < KILLS or going():
        await asyncio.sleep(dice.uniform(0.05, 1.0))
        await kill(product, dice.choice(VICTIMS))
        count += 1
        async with asyncio.timeout(PATIENCE):
            await answers(product)
        if count >= 4 * KILLS:
            break
    return count


async def answers(product: Product) -> None:
    """Wait until the page is served again."""
    person = product.people["liu"]
    while True:
        with contextlib.suppress(httpx.HTTPError):
            if (await person.http.get("/api/cases/counts")).status_code == 200:
                return
        await asyncio.sleep(0.05)


@pytest_asyncio.fixture(loop_scope="session")
async def alone(tmp_path: Path) -> AsyncIterator[Product]:
    """A product of its own: it is broken on purpose."""
    product = Product(tmp_path / "huawu")
    with contextlib.suppress(TimeoutError):  # a busy machine
        await product.start()
    await product.healthy(PATIENCE)
    yield product
    await product.stop()


async def _again(what: Callable[[int], Awaitable[None]]) -> None:
    for place in range(EACH):
        await what(place)


async def test_what_was_confirmed_is_there_once_whatever_was_killed(alone: Product) -> None:
    seed = int(os.environ.get("HUAWU_TEST_SEED", "0")) or random.SystemRandom().randrange(10**9)
    print(f"HUAWU_TEST_SEED={seed}")  # noqa: T201 - to play it again
    leader, lin = Hand(await alone.person("liu")), Hand(await alone.person("lin"))
    new = {"key": "kill-case-0", "type": "enquiry-bill", "subject": "演练", "form": {"month": "2026-11"}}
    case = (await leader.person.post("/api/cases", new))["id"]
    planned = (await leader.person.get("/api/visits?state=planned"))["items"]
    mine = [visit for visit in planned if visit["may"]]
    assert len(mine) > 2

    async def visited() -> None:
        for visit in mine:
            await visits(leader, visit)
            await asyncio.sleep(0.3)

    work = asyncio.gather(
        _again(lambda place: emergencies(lin, place)),
        _again(lambda place: files(leader, place, case)),
        _again(lambda place: remedies(leader, place, case)),
        _again(lambda place: tickets(lin, place)),
        visited(),
    )
    kills = await killing(alone, random.Random(seed), lambda: not work.done())
    await work
    assert kills >= KILLS
    tried = {visit["id"]: visit["tries"] for visit in mine}
    await everything_is_there_once(alone, leader, lin, case, tried)


_KEYS = "SELECT request_key AS key FROM {table} WHERE request_key LIKE 'kill-%'"
_EMERGENCIES = "SELECT facts->>'what' AS key FROM case_emergencies WHERE facts->>'what' LIKE '%演练'"
_STEPS = (
    "SELECT t.request_key AS key FROM call_tickets t JOIN call_ticket_entries e ON e.ticket = t.id"
    " WHERE e.step = 'withdraw' AND t.request_key LIKE 'kill-%' AND t.over"
)


_VISITS = """
SELECT v.id, v.satisfaction, v.tries, count(e.id) AS told
FROM case_visits v LEFT JOIN case_entries e
ON e.case_id = v.case_id AND e.kind = 'visited' AND e.body->>'visit' = v.id
WHERE v.id = ANY($1) AND v.state = 'reached' GROUP BY v.id
"""


async def everything_is_there_once(
    alone: Product, leader: Hand, lin: Hand, case: str, tried: dict[str, int]
) -> None:
    """`tried`: how often each visit had been tried before."""
    connection = await asyncpg.connect(plain_url(database_url(from_environment(alone.env))))
    try:
        for name, hand, asked in (
            ("emergency", lin, _EMERGENCIES),
            ("file", leader, _KEYS.format(table="case_attachments")),
            ("remedy", leader, _KEYS.format(table="case_remedies")),
            ("ticket", lin, _KEYS.format(table="call_tickets")),
            ("step", lin, _STEPS),
        ):
            rows = [row["key"] for row in await connection.fetch(asked)]
            assert len(rows) == len(set(rows)) == len(hand.confirmed[name]) == EACH, name
        visits_ = await connection.fetch(_VISITS, list(tried))
        assert set(tried) == set(leader.confirmed["visit"])
        assert {row["id"]: row["tries"] for row in visits_} == {id: many + 1 for id, many in tried.items()}
        assert {(row["satisfaction"], row["told"]) for row in visits_} == {(5, 1)}
    finally:
        await connection.close()
    for shown in (await leader.person.get(f"/api/cases/{case}/attachments"))["items"]:
        found = await leader.person.http.get(f"/api/cases/{case}/attachments/{shown['id']}")
        place = shown["name"].removeprefix("a").removesuffix(".txt")
        assert found.content == f"第 {place} 份\n".encode() * 4000
    assert leader.again + lin.again > 0, "nobody was hit: the kills proved nothing"
