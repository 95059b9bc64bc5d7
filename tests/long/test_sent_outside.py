"""A queue sends callers who may not wait to a number outside, reached through Asterisk 22, where it echoes:
they hear their own tone; or tells them something, and the call ends."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.long.house import LIN, House, listens
from tests.long.test_queues_of_phones import FRONT, STRAIGHT, rules
from tests.system.calling import Agent, at_work, until, waiting
from tests.system.neighbour import ROOT, Neighbour

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.skipif(not (ROOT / "asterisk").exists(), reason="Asterisk is not unpacked here"),
    pytest.mark.asyncio(loop_scope="session"),
]
BUSY, DIVERTED = "5550503", "5550508"


@pytest_asyncio.fixture(loop_scope="session")
async def lin(house: House, neighbour: Neighbour) -> AsyncIterator[Agent]:
    async with at_work(house.product, "lin", tone=LIN) as agent:
        await agent.pause()
        yield agent
        await house.quiet()
    await rules(house)


async def waits(house: House) -> str:
    """8101 waits in the queue, until that sends it on. The contact."""
    house.dial("8101", STRAIGHT)

    async def came() -> str | None:
        return next(iter(await waiting(house.product, FRONT)), None)

    call = await until(came)
    assert call is not None
    return call


async def became(house: House, call: str) -> dict[str, Any]:
    """What is on record of it, once it is over."""
    leader = await house.leader()

    async def over() -> dict[str, Any] | None:
        answer = await leader.http.get(f"/api/interactions/{call}")
        found: dict[str, Any] = answer.json()
        return found if answer.status_code == 200 and found["ended_at"] else None

    found = await until(over)
    assert found is not None
    return found


async def test_who_may_not_wait_longer_is_told_so_and_put_through_to_outside(
    house: House, lin: Agent, neighbour: Neighbour
) -> None:
    to = {"announcement": "call.transfer", "then": {"outside": DIVERTED}}
    await rules(house, overflows=[{"when": "wait", "above": 1, "to": to}])
    call = await waits(house)
    await listens(house.phones["8101"])
    await house.hears("8101", "8101")
    said = [line for line in neighbour.log().splitlines() if f"diverted: <sip:{STRAIGHT}@" in line]
    assert len(said) == 1
    assert "reason=no-answer" in said[0]
    house.phones["8101"].command("hangup")
    found = await became(house, call)
    assert (found["outcome"], found["cause"], found["agent"]) == ("overflowed", "outside", None)


async def test_who_reaches_nobody_outside_goes_on_as_the_rule_says(house: House, lin: Agent) -> None:
    to = {"outside": BUSY, "then": {"announcement": "call.failed"}}
    await rules(house, overflows=[{"when": "wait", "above": 1, "to": to}])
    call = await waits(house)
    await listens(house.phones["8101"])
    await house.closed("8101")
    found = await became(house, call)
    assert (found["outcome"], found["ended_by"]) == ("overflowed", "system")
    rows = [(row["role"], row["end"]) for row in found["segments"]]
    assert rows == [("queue", "overflowed"), ("ringing", "busy")]
