"""A major incident is announced to real telephones: who calls a menu hears it first, keys pressed meanwhile
count, it outlives a killed live process, and when the incident is over nobody hears it any more.

The announcement is a tone, and callers are baresip without an account of ours.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from huawu.app.postgres import database_url
from huawu.platform.database import plain_url
from huawu.platform.settings import from_environment
from tests.long.elsewhere import Caller, somewhere
from tests.long.house import publish
from tests.system.calling import kill, until, waiting
from tests.system.phone import strength, write_tone
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
HOTEL, KEY, QUEUE = "4001", "2", "room-service"
"""The key leads to that queue; who presses none is led to another."""
ANNOUNCED, LASTS_SECONDS = 1391.0, 8.0
SECOND = 8000
NAME = {"zh": "断网公告", "en": "Outage"}


async def prompt(product: Product, tone: Path) -> None:
    """The centre has a prompt that is the tone, in both languages."""
    write_tone(tone, ANNOUNCED, LASTS_SECONDS)
    admin = await product.person("admin")
    headers = {"content-type": "audio/wav"}
    kept = await admin.http.post("/api/prompts/sounds", content=tone.read_bytes(), headers=headers)
    assert kept.status_code == 200, kept.text
    sounds = dict.fromkeys(("zh-CN", "en-US"), {"sound": kept.json()["sound"]})
    await publish(product, {"prompt": {"outage": {"name": NAME, "sounds": sounds}}})


async def told(product: Product) -> None:
    """Wait until the live process was told all that there is to tell of announcements."""
    connection = await asyncpg.connect(plain_url(database_url(from_environment(product.env))))

    async def nothing_left() -> bool:
        asked = "SELECT bool_and(state = 'done') FROM jobs WHERE kind = 'cases.before_menu'"
        return bool(await connection.fetchval(asked))

    try:
        await until(nothing_left)
    finally:
        await connection.close()


async def declared(leader: Person, number: int) -> dict[str, Any]:
    """A case, and the major incident declared for it with the prompt; its path and revision."""
    new = {"key": f"outage-case-{number}", "type": "enquiry-bill", "subject": "3 号楼断网"}
    case = (await leader.post("/api/cases", new | {"form": {"month": "2026-11"}}))["id"]
    path = f"/api/cases/{case}/incident"
    said = {"key": f"outage-declared-{number}", "what": "3 号楼断网", "prompt": "outage"}
    found = await leader.post(path, said)
    return {"path": path, "revision": found["revision"]}


@asynccontextmanager
async def at_the_menu(product: Product, number: str) -> AsyncIterator[Caller]:
    """Somebody calls the hotel, and is answered."""
    async with somewhere(product, number) as caller:
        caller.command("dial", HOTEL)
        await caller.wait_for("CALL_ESTABLISHED")
        yield caller


async def hears_first(caller: Caller) -> float:
    """How much of the first second that is no silence is the tone, 0..1."""

    async def sounds() -> list[int]:
        samples = caller.heard()
        begins = next((at for at, sample in enumerate(samples) if abs(sample) > 200), len(samples))
        return samples[begins : begins + SECOND] if len(samples) >= begins + SECOND else []

    return strength(await until(sounds), ANNOUNCED)


async def now_hears(caller: Caller) -> bool:
    """Whether the last half second was the tone."""
    return strength(caller.heard()[-SECOND // 2 :], ANNOUNCED) > 0.8


async def chooses(product: Product, caller: Caller) -> None:
    """The key leads to its queue; then they hang up, and nobody waits there."""
    caller.command("sndcode", KEY)
    assert len(await until(lambda: waiting(product, QUEUE))) == 1
    caller.command("hangup")

    async def empty() -> bool:
        return not await waiting(product, QUEUE)

    await until(empty)


async def test_callers_hear_of_it_before_the_menu_over_a_killed_process_until_it_is_over(
    product: Product, tmp_path: Path
) -> None:
    await prompt(product, tmp_path / "outage.wav")
    leader = await product.person("liu")
    async with at_the_menu(product, "13900000070") as caller:
        assert await hears_first(caller) < 0.1
        await chooses(product, caller)

    incident = await declared(leader, 1)
    try:
        await told(product)
        async with at_the_menu(product, "13900000071") as caller:
            assert await hears_first(caller) > 0.8
            assert await now_hears(caller)  # the key comes meanwhile
            await chooses(product, caller)

        async with at_the_menu(product, "13900000072") as caller:
            assert await hears_first(caller) > 0.8
            await kill(product, "live")
            await until(lambda: now_hears(caller))
            await chooses(product, caller)
        async with at_the_menu(product, "13900000073") as caller:
            assert await hears_first(caller) > 0.8
            await chooses(product, caller)
    finally:
        await leader.post(f"{incident['path']}/end", {"revision": incident["revision"]})
    await told(product)
    await kill(product, "live")
    async with at_the_menu(product, "13900000074") as caller:
        assert await hears_first(caller) < 0.1
        await chooses(product, caller)
    await publish(product, {"prompt": {"outage": None}})
