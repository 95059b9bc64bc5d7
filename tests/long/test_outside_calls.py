"""Calls to and from outside through Asterisk 22, the neighbour exchange: from the page, by transfer, sent on.
Outside there is an echo, so that everyone who is put through hears the own tone."""

import pytest

from tests.long.house import DESKS, LIN, House, hears, with_a_guest
from tests.system.calling import Agent, became, until, wrap_up
from tests.system.neighbour import CUSTOMER, UNPACKED, Neighbour
from tests.system.phone import strength

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    UNPACKED,
    pytest.mark.usefixtures("neighbour"),
    pytest.mark.asyncio(loop_scope="session"),
]
ECHO, EARLY, BUSY, DIVERTED, SILENT, UNKNOWN = "500", "501", "503", "508", "509", "599"


async def calls(lin: Agent, number: str) -> str:
    """Lin calls a number from the page, and takes up her own telephone. The interaction."""
    answer = await lin.person.post("/api/calls", {"to": {"kind": "number", "id": number}})
    await lin.phone.ringing()
    await lin.phone.answer()
    return str(answer["interaction"])


# ---- from the page -----------------------------------------------------------------------------------------


async def test_an_agent_calls_outside_and_is_heard_there(lin: Agent) -> None:
    call = await calls(lin, ECHO)
    await hears(lin.phone, LIN)
    await lin.finish()
    assert await became(lin.person, call) == ("agent", "hung_up")


async def test_an_agent_hears_what_the_other_side_sounds_before_it_answers(lin: Agent) -> None:
    await calls(lin, EARLY)

    async def sounds() -> bool:
        return strength(lin.phone.heard()[-2000:], 425.0) > 0.3

    await until(sounds)
    await hears(lin.phone, LIN)  # it has answered
    await lin.finish()


async def test_a_telephone_that_may_not_call_outside_is_refused(house: House) -> None:
    house.dial("8101", CUSTOMER)
    assert "403" in await house.closed("8101")
    house.dial("8101", ECHO)
    assert "404" in await house.closed("8101"), "short numbers are of the house"
    house.dial("8102", ECHO)
    await house.hears("8102", "8102")


@pytest.mark.parametrize(
    ("number", "cause"), [(BUSY, "busy"), (SILENT, "no_answer"), (UNKNOWN, "unknown_number")]
)
async def test_an_agent_is_told_why_nobody_was_reached(lin: Agent, number: str, cause: str) -> None:
    call = await calls(lin, number)
    await lin.phone.wait_for("CALL_CLOSED")
    assert await became(lin.person, call) == ("system", cause)
    await wrap_up(lin.person, call)


# ---- transfers ---------------------------------------------------------------------------------------------


async def is_put_through(house: House, lin: Agent, call: str) -> None:
    """8101 hears its own tone, by the echo outside; Lin has done with it, and 8101 hangs up."""
    await house.hears("8101", "8101")
    assert await lin.writes_up() == call
    house.phones["8101"].command("hangup")


async def test_a_guest_is_put_through_to_an_outside_number(house: House, lin: Agent) -> None:
    call = await with_a_guest(house, lin)
    to = {"kind": "number", "id": ECHO}
    await lin.person.post(f"/api/calls/{call}/transfer", {"to": to})
    await is_put_through(house, lin, call)


async def test_an_outside_number_that_is_busy_gives_the_guest_back(house: House, lin: Agent) -> None:
    call = await with_a_guest(house, lin)
    to = {"kind": "number", "id": BUSY}
    await lin.person.post(f"/api/calls/{call}/transfer", {"to": to})
    await hears(house.phones["8101"], LIN)
    await hears(lin.phone, DESKS["8101"])
    shown = await lin.person.get(f"/api/calls/{call}")
    assert shown["outcome"]["end"] == "busy"
    house.phones["8101"].command("hangup")
    assert await lin.writes_up() == call


async def test_an_outside_number_is_asked_first_and_then_has_the_guest(house: House, lin: Agent) -> None:
    call = await with_a_guest(house, lin)
    await lin.person.post(f"/api/calls/{call}/consult", {"to": {"kind": "number", "id": ECHO}})
    await hears(lin.phone, LIN)
    await house.hears("8101")  # music
    await lin.person.post(f"/api/calls/{call}/actions", {"action": "complete"})
    await is_put_through(house, lin, call)


async def test_an_agents_own_telephone_transfers_to_an_outside_number(house: House, lin: Agent) -> None:
    call = await with_a_guest(house, lin)
    lin.phone.command("transfer", ECHO)
    await lin.phone.wait_for("CALL_CLOSED")
    await is_put_through(house, lin, call)


# ---- sent on, and from outside -----------------------------------------------------------------------------


async def test_a_call_sent_on_to_outside_says_who_sent_it_on_and_why(
    house: House, neighbour: Neighbour
) -> None:
    await house.wish("8102", always=DIVERTED)
    try:
        house.dial("8101", "8102")
        await house.phones["8101"].wait_for("CALL_ESTABLISHED")
        await house.hears("8101", "8101")
    finally:
        await house.wish("8102")
    said = next(line for line in neighbour.log().splitlines() if "diverted:" in line)
    assert "<sip:8102@" in said
    assert "reason=unconditional" in said
    assert said.endswith("for 55508102")


async def test_somebody_from_outside_is_answered_heard_and_put_through(
    house: House, lin: Agent, neighbour: Neighbour
) -> None:
    await neighbour.ask("channel originate PJSIP/200@huawu application Echo")
    call = await lin.take()
    await hears(lin.phone, LIN)
    await lin.person.post(f"/api/calls/{call}/transfer", {"to": {"kind": "extension", "id": "8101"}})
    await house.answers("8101")
    await is_put_through(house, lin, call)
