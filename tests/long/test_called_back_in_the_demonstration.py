"""The demonstration's own way outside: a caller who does not want to wait is called back on this machine."""

import asyncio

import pytest

from huawu.app.demo.centre import OUTSIDE, TRUNKS, leading_outside
from huawu.telephony.engine.caller import TestCaller, Wanted
from tests.long.house import House, publish
from tests.long.queues import STRAIGHT, rules
from tests.system.calling import Agent, until
from tests.system.customer import HUM

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_who_asks_for_it_is_called_back_on_the_trunk_that_the_demonstration_has(
    front: House, lin: Agent
) -> None:
    product = front.product
    await publish(product, {"trunk": {"loopback": leading_outside(product.sip_port)}})
    await rules(front, callback={"mode": "agent_first", "after_seconds": 0})
    await lin.pause()
    caller = TestCaller(
        Wanted(
            STRAIGHT,
            "127.0.0.1",
            product.sip_port,
            HUM,
            press="11",
            press_after=2.0,
            called_back=60,
            listens_at=product.sip_port + OUTSIDE,
        )
    )
    calling = asyncio.ensure_future(caller.run())

    async def waits() -> bool:
        return caller.progress.state == "waiting_for_call"

    await until(waits, seconds=60)
    await lin.ready()
    await lin.take()

    async def talks() -> bool:
        return caller.progress.called_back and caller.progress.state == "talking"

    await until(talks)
    await lin.finish()
    assert (await calling).state == "ended"
    await publish(product, {"trunk": {"loopback": TRUNKS["loopback"]}})
