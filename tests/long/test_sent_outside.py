"""A queue sends callers who may not wait to a number outside, reached through Asterisk 22, where it echoes:
they hear their own tone; or tells them something, and the call ends."""

import pytest

from tests.long.house import House, listens
from tests.long.queues import FRONT, STRAIGHT, rules
from tests.system.calling import Agent, once_over, until, waiting
from tests.system.neighbour import UNPACKED, Neighbour

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    UNPACKED,
    pytest.mark.usefixtures("neighbour"),
    pytest.mark.asyncio(loop_scope="session"),
]
BUSY, DIVERTED = "5550503", "5550508"


async def waits(house: House, lin: Agent) -> str:
    """8101 waits in the queue, since Lin pauses, until that sends it on. The contact."""
    await lin.pause()
    house.dial("8101", STRAIGHT)

    async def came() -> str | None:
        return next(iter(await waiting(house.product, FRONT)), None)

    call = await until(came)
    assert call is not None
    return call


async def test_who_may_not_wait_longer_is_told_so_and_put_through_to_outside(
    front: House, lin: Agent, neighbour: Neighbour
) -> None:
    to = {"announcement": "call.transfer", "then": {"outside": DIVERTED}}
    await rules(front, overflows=[{"when": "wait", "above": 1, "to": to}])
    call = await waits(front, lin)
    await listens(front.phones["8101"])
    await front.hears("8101", "8101")
    said = [line for line in neighbour.log().splitlines() if f"diverted: <sip:{STRAIGHT}@" in line]
    assert len(said) == 1
    assert "reason=no-answer" in said[0]
    front.phones["8101"].command("hangup")
    found = await once_over(await front.leader(), call)
    assert (found["outcome"], found["cause"], found["agent"]) == ("overflowed", "outside", None)


async def test_who_reaches_nobody_outside_goes_on_as_the_rule_says(front: House, lin: Agent) -> None:
    to = {"outside": BUSY, "then": {"announcement": "call.failed"}}
    await rules(front, overflows=[{"when": "wait", "above": 1, "to": to}])
    call = await waits(front, lin)
    await listens(front.phones["8101"])
    await front.closed("8101")
    found = await once_over(await front.leader(), call)
    assert (found["outcome"], found["ended_by"]) == ("overflowed", "system")
    rows = [(row["role"], row["end"]) for row in found["segments"]]
    assert rows == [("queue", "overflowed"), ("ringing", "busy")]
