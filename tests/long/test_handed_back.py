"""Calls that Asterisk 22, the neighbour exchange, has back when they are transferred to a number behind it,
and what it will not have back."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.long.house import LIN, House, hears, publish
from tests.long.outside import TRUNK
from tests.system.calling import Agent, became, board, until
from tests.system.neighbour import LINE, UNPACKED, Neighbour

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    UNPACKED,
    pytest.mark.asyncio(loop_scope="session"),
]
ECHO, NOTED = "500", "511"
BRIDGED = f"channel originate Local/{ECHO}@incoming extension 510@incoming"
"""A caller whom Asterisk has put through to us: it can put them through elsewhere."""
ALONE = "channel originate PJSIP/200@huawu application Echo"
"""One whom it cannot: there is nobody else in its call."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def handing(furnished: House, neighbour: Neighbour) -> AsyncIterator[Neighbour]:
    body = {**TRUNK, "uri": neighbour.uri, "user": LINE}
    await publish(furnished.product, {"trunk": {"loopback": {**body, "hands_back": True}}})
    yield neighbour
    await publish(furnished.product, {"trunk": {"loopback": body}})


async def from_outside(lin: Agent, neighbour: Neighbour, how: str) -> str:
    """A caller outside, who echoes, talks with Lin."""
    await neighbour.ask(how)
    call = await lin.take()
    await hears(lin.phone, LIN)
    return call


async def is_handed_back(lin: Agent, neighbour: Neighbour, house: House, call: str) -> None:
    """The neighbour has the call: for us it is over, and no leg is left."""
    assert await became(lin.person, call) == ("agent", "transferred")
    assert await lin.writes_up() == call
    assert not (await board(house.product))["calls"]
    await neighbour.ask("channel request hangup all")


@pytest.mark.parametrize("by", ["page", "telephone"])
async def test_the_neighbour_has_back_whom_it_put_through_and_no_leg_is_left(
    house: House, lin: Agent, handing: Neighbour, by: str
) -> None:
    before = handing.log().count("handed back to 511")
    call = await from_outside(lin, handing, BRIDGED)
    if by == "page":
        to = {"kind": "number", "id": NOTED}
        await lin.person.post(f"/api/calls/{call}/transfer", {"to": to})
    else:
        lin.phone.command("transfer", NOTED)
    await is_handed_back(lin, handing, house, call)
    assert handing.log().count("handed back to 511") == before + 1


async def test_two_who_are_both_behind_the_neighbour_are_joined_there(
    house: House, lin: Agent, handing: Neighbour
) -> None:
    call = await from_outside(lin, handing, BRIDGED)
    await lin.person.post(f"/api/calls/{call}/consult", {"to": {"kind": "number", "id": ECHO}})
    await hears(lin.phone, LIN)
    await lin.person.post(f"/api/calls/{call}/actions", {"action": "complete"})
    await is_handed_back(lin, handing, house, call)


async def test_whom_the_neighbour_will_not_have_back_is_put_through_by_us(
    house: House, lin: Agent, handing: Neighbour
) -> None:
    call = await from_outside(lin, handing, ALONE)
    await lin.person.post(f"/api/calls/{call}/transfer", {"to": {"kind": "number", "id": NOTED}})
    assert await lin.writes_up() == call

    async def talks() -> bool:
        (found,) = (await board(house.product))["calls"].values()
        return str(found["stage"]) == "talk"

    await until(talks)
    await handing.ask("channel request hangup all")
    assert (await became(lin.person, call))[1] == "hung_up"
