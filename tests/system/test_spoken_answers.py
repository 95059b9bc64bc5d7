"""A caller answers a flow by words, over SIP and RTP; the process that listens dies, and keys go on."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from huawu.speech import service as speech
from huawu.telephony.engine.caller import Progress, TestCaller, Wanted
from tests.system.calling import became, processes, until, waiting
from tests.system.product import Product
from tests.system.recogniser import recognising

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="session")]

NUMBER = "4071"
GRAPH: dict[str, Any] = {
    "start": "what",
    "variables": {"wish": {"type": "text"}},
    "nodes": {
        "what": {
            "do": "menu",
            "say": ["greeting.hotel", "menu.hotel", "queue.all_busy"],
            "choices": {"1": "queue", "2": "end"},
            "phrases": {"1": {"zh": ["订房"], "en": ["book"]}},
            "wait_seconds": 8,
            "tries": 2,
            "otherwise": "end",
        },
        "queue": {"do": "enqueue", "queue": "front-desk"},
        "end": {"do": "hang_up", "say": ["goodbye"]},
    },
}


async def listens(product: Product, url: str) -> None:
    """The site hears by this recogniser, and asks who calls what they want."""
    admin = await product.person("admin")
    engine = {"engine": "openai_http", "url": url, "model": "pretend"}
    flow = {"name": {"zh": "说一说", "en": "Say it"}, "graph": GRAPH}
    for kind, key, body in (
        ("speech", "default", {"hear": [engine]}),
        ("flow", "spoken", flow),
        ("number", NUMBER, {"flow": "spoken"}),
    ):
        answer = await admin.http.put(f"/api/config/{kind}/{key}", json={"value": body})
        assert answer.status_code == 200, answer.text
    await admin.post("/api/config/publish")


@asynccontextmanager
async def caller(product: Product, sound: bytes, **more: Any) -> AsyncIterator[Progress]:
    wanted = Wanted(NUMBER, "127.0.0.1", product.sip_port, sound, seconds=60, **more)
    made = TestCaller(wanted)
    running = asyncio.ensure_future(made.run())
    try:
        yield made.progress
    finally:
        made.hang_up()
        await running


async def test_who_says_what_they_want_waits_for_the_right_people_also_after_the_listener_died(
    product: Product,
) -> None:
    said = b"\xff" * 8000 + speech.load("test.hello") + b"\xff" * 80_000
    with recognising("我想订房") as recogniser:
        await listens(product, recogniser.url)
        async with caller(product, said):
            (contact,) = await until(lambda: waiting(product))
        assert recogniser.heard[0] == pytest.approx(5.6, abs=1.0)
        assert await became(await product.person("admin"), contact) == ("customer", "hung_up")
        old = processes(product)["speech"][0]
        async with caller(product, b"\xff" * 800, press="1", press_after=3.0):
            os.kill(old, signal.SIGKILL)
            await until(lambda: waiting(product))
        await until(lambda: another(product, old))
        await until(lambda: nobody_waits(product))
        async with caller(product, said):
            await until(lambda: waiting(product))


async def nobody_waits(product: Product) -> bool:
    return not await waiting(product)


async def another(product: Product, old: int) -> bool:
    return processes(product)["speech"][0] != old
