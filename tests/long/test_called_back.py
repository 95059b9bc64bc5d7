"""Callers who ask to be called back instead of waiting, with real telephones. The number is reached through
Asterisk 22, where it echoes, so that the agent who is put through hears the own tone."""

from typing import Any

import pytest

from huawu.telephony.engine.caller import TestCaller, Wanted
from tests.long.house import LIN, House, hears
from tests.long.queues import STRAIGHT, rules
from tests.system.calling import Agent, until
from tests.system.customer import HUM
from tests.system.neighbour import CUSTOMER, UNPACKED

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    UNPACKED,
    pytest.mark.usefixtures("neighbour"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def waits_no_longer(house: House) -> str:
    """A customer calls, asks to be called back at the own number, and hears that they are. The contact."""
    product = house.product
    wanted = Wanted(
        STRAIGHT, "127.0.0.1", product.sip_port, HUM, press="11", press_after=2.0, caller=CUSTOMER
    )
    progress = await TestCaller(wanted).run()
    assert progress.state == "ended", progress.cause
    (row,) = await those_who_wait(house)
    assert (row["number"], row["tries"], row["under_way"]) == (CUSTOMER, 0, False)
    return str(row["interaction"])


async def those_who_wait(house: House) -> list[dict[str, Any]]:
    answer = await (await house.leader()).get("/api/waiting-callbacks")
    found: list[dict[str, Any]] = answer["items"]
    return found


@pytest.mark.parametrize("mode", ["agent_first", "customer_first"])
async def test_who_does_not_want_to_wait_is_called_back_and_talks_to_an_agent(
    front: House, lin: Agent, mode: str
) -> None:
    await rules(front, callback={"mode": mode, "after_seconds": 0})
    await lin.pause()
    asked = await waits_no_longer(front)
    await lin.ready()
    call = await lin.take()
    assert call != asked
    await hears(lin.phone, LIN)
    assert await those_who_wait(front) == []
    await lin.finish()
    leader = await front.leader()

    async def told() -> dict[str, Any] | None:
        rows = (await leader.get("/api/waiting-callbacks/ended"))["items"]
        return next((row for row in rows if row["interaction"] == asked), None)

    row = await until(told)
    assert row is not None
    assert (row["end"], row["tries"]) == ("reached", 1)
    first = await leader.get(f"/api/interactions/{asked}")
    assert (first["ended_by"], first["cause"]) == ("system", "callback")
