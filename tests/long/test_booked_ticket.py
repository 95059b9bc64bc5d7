"""A call that was booked, on real telephones: at its time the operator rings the guest back, asks whom they
want, puts the two through, and the ticket is charged by the ledger from then on.

The guest is baresip at the trunk and whom they want a telephone of the house, or the other way round: a room
is rung back, and put through to a number outside. Tones say who hears whom.
"""

import math
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.long.elsewhere import TONE, Caller, reached_outside
from tests.long.house import DESKS, LIN, House, hears
from tests.system.calling import Agent, once_over, until

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
GUEST, CALLED = "13900000081", "8104"
ROOM, WANTED = "8104", "13900000082"
BOOKED = {
    "key": "booked-call-1",
    "direction": "transit",
    "caller": "0722 房 王女士",
    "caller_number": GUEST,
    "called_number": CALLED,
}
CHARGED = {"talk", "hold", "conference", "transfer"}


async def step(lin: Agent, ticket: dict[str, Any], name: str) -> dict[str, Any]:
    body = {"step": name, "revision": ticket["revision"]}
    made: dict[str, Any] = (await lin.person.post(f"/api/tickets/{ticket['id']}/steps", body))["ticket"]
    return made


async def due(lin: Agent) -> int:
    return int((await lin.person.get("/api/tickets/waiting"))["due"])


async def is_rung_back(lin: Agent, guest: Caller) -> str:
    """Lin calls the guest outside; both talk. The contact."""
    await lin.person.post("/api/calls", {"to": {"kind": "number", "id": GUEST}})
    await lin.phone.ringing()
    await lin.phone.answer()
    await guest.ringing()
    await guest.answer()
    await hears(guest, LIN)
    await hears(lin.phone, TONE)
    return str((await lin.becomes("talking"))["contact"])


async def is_put_through(house: House, lin: Agent, guest: Caller, call: str) -> None:
    """Who is called is asked first, while the guest hears music; then they have each other."""
    to = {"to": {"kind": "extension", "id": CALLED}}
    await lin.person.post(f"/api/calls/{call}/consult", to)
    await house.answers(CALLED)
    await hears(house.phones[CALLED], LIN)
    await hears(guest)
    await lin.person.post(f"/api/calls/{call}/actions", {"action": "complete"})
    await hears(guest, DESKS[CALLED])
    await hears(house.phones[CALLED], TONE)


def seconds_from(put_through: str, contact: dict[str, Any]) -> int:
    """What the ledger of the call has since then: each begun second."""
    spans = [row for row in contact["segments"] if row["role"] in CHARGED]
    ended = max(datetime.fromisoformat(row["ended_at"]) for row in spans)
    return math.ceil((ended - datetime.fromisoformat(put_through)).total_seconds())


async def test_a_booked_call_is_rung_back_put_through_and_charged(house: House, lin: Agent) -> None:
    await lin.pause()
    before = await due(lin)
    now = datetime.now(UTC).isoformat()
    ticket = (await lin.person.post("/api/tickets", {**BOOKED, "due_at": now}))["ticket"]
    assert (ticket["state"], await due(lin)) == ("booked", before + 1)
    ticket = await step(lin, ticket, "ring")
    assert await due(lin) == before

    async with reached_outside(house.product, GUEST) as guest:
        call = await is_rung_back(lin, guest)
        await is_put_through(house, lin, guest, call)
        ticket = await step(lin, ticket, "put_through")
        link = {"interaction": call, "revision": ticket["revision"]}
        ticket = (await lin.person.post(f"/api/tickets/{ticket['id']}/link", link))["ticket"]
        assert await lin.writes_up() == call
        await hears(house.phones[CALLED], TONE)
        guest.command("hangup")
        contact = await once_over(lin.person, call)
    await is_charged(lin, ticket, contact)


@pytest.mark.parametrize("asked_first", [True, False])
async def test_a_room_is_rung_back_and_put_through_to_a_number_outside(
    house: House, lin: Agent, asked_first: bool
) -> None:
    """Who called the room is free at once when the two have each other: nobody writes that up."""
    await lin.ready()
    ticket = await booked_by_a_room(lin, f"booked-by-a-room-{asked_first}")
    async with reached_outside(house.product, WANTED) as wanted:
        call = await is_room_rung_back(house, lin)
        room = house.phones[ROOM]
        to = {"to": {"kind": "number", "id": WANTED}}
        await lin.person.post(f"/api/calls/{call}/{'consult' if asked_first else 'transfer'}", to)
        await wanted.ringing()
        await hears(room)
        await wanted.answer()
        if asked_first:
            await hears(wanted, LIN)
            await hears(lin.phone, TONE)
            await lin.person.post(f"/api/calls/{call}/actions", {"action": "complete"})
        await hears(wanted, DESKS[ROOM])
        await hears(room, TONE)
        ticket = await step(lin, ticket, "put_through")
        link = {"interaction": call, "revision": ticket["revision"]}
        ticket = (await lin.person.post(f"/api/tickets/{ticket['id']}/link", link))["ticket"]
        await lin.becomes("ready")
        await hears(room, TONE)
        wanted.command("hangup")
        contact = await once_over(lin.person, call)
    await is_charged(lin, ticket, contact)
    assert (contact["direction"], contact["agent"]["id"]) == ("internal", (await lin.me())["agent"]["id"])
    assert await house.busy() == set()


async def booked_by_a_room(lin: Agent, key: str) -> dict[str, Any]:
    """Its time has come, and the operator begins."""
    booked = {
        "key": key,
        "direction": "out",
        "caller": "8104 房",
        "caller_number": ROOM,
        "called_number": WANTED,
    }
    now = datetime.now(UTC).isoformat()
    ticket = (await lin.person.post("/api/tickets", {**booked, "due_at": now}))["ticket"]
    return await step(lin, ticket, "ring")


async def is_room_rung_back(house: House, lin: Agent) -> str:
    """Lin calls the room; both talk, and Lin can hold it. The contact."""
    await lin.person.post("/api/calls", {"to": {"kind": "number", "id": ROOM}})
    await lin.phone.ringing()
    await lin.phone.answer()
    await house.answers(ROOM)
    await hears(house.phones[ROOM], LIN)
    await hears(lin.phone, DESKS[ROOM])
    call = str((await lin.becomes("talking"))["contact"])
    shown = await lin.person.get(f"/api/calls/{call}")
    assert {"hold", "consult", "transfer", "add", "serial"} <= set(shown["may"])
    assert [each["number"] for each in shown["parties"] if each["role"] == "customer"] == [ROOM]
    return call


async def is_charged(lin: Agent, ticket: dict[str, Any], contact: dict[str, Any]) -> None:
    """It is closed, and the ledger says how long it was."""
    assert ticket["billing_seconds"] is None
    closed = await step(lin, ticket, "close")
    assert (closed["direction"], closed["state"], closed["over"]) == (ticket["direction"], "closed", True)

    async def charged() -> int:
        return int((await lin.person.get(f"/api/tickets/{ticket['id']}"))["ticket"]["billing_seconds"] or 0)

    assert await until(charged) == seconds_from(ticket["put_through_at"], contact)
