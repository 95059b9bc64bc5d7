"""A caller on hold is put through, from the page and by the telephone's own REFER; and what crosses in the
middle of it."""

import pytest

from tests.long.house import DESKS, LIN, House, hears, with_a_guest
from tests.system.calling import Agent

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
RACES = 4


async def held(house: House, lin: Agent, by: str) -> str:
    """Lin has put 8101 on hold, by her telephone's own key (a re-INVITE) or in the page."""
    call = await with_a_guest(house, lin)
    if by == "telephone":
        lin.phone.command("hold")
    else:
        await lin.person.post("/api/agents/me/call", {"action": "hold"})
    await house.hears("8101")  # music, which is none of the tones
    return call


async def is_put_through(house: House, lin: Agent, call: str) -> None:
    await house.answers("8102")
    await house.talk("8101", "8102")
    assert await lin.writes_up() == call


async def declines(house: House) -> None:
    await house.phones["8102"].ringing()
    house.phones["8102"].command("hangup")


async def over(house: House, lin: Agent, call: str) -> None:
    """Everybody hangs up, and nothing is left."""
    for phone in (house.phones["8101"], lin.phone):
        phone.command("hangup")
    assert await lin.writes_up() == call


TO = {"to": {"kind": "extension", "id": "8102"}}


@pytest.mark.parametrize("by", ["telephone", "page"])
async def test_a_held_caller_is_put_through_from_the_page(house: House, lin: Agent, by: str) -> None:
    call = await held(house, lin, by)
    await lin.person.post(f"/api/calls/{call}/transfer", TO)
    await is_put_through(house, lin, call)


@pytest.mark.parametrize("by", ["telephone", "page"])
async def test_a_held_caller_is_put_through_by_the_telephone(house: House, lin: Agent, by: str) -> None:
    call = await held(house, lin, by)
    lin.phone.command("transfer", "8102")
    await is_put_through(house, lin, call)


async def test_a_held_caller_who_could_not_be_put_through_waits_until_the_telephone_takes_them_back(
    house: House, lin: Agent
) -> None:
    call = await held(house, lin, "telephone")
    await lin.person.post(f"/api/calls/{call}/transfer", TO)
    await declines(house)
    await house.hears("8101")
    lin.phone.command("resume")
    await hears(house.phones["8101"], LIN)  # which baresip does not take up listening to
    await over(house, lin, call)


async def test_somebody_is_asked_first_while_the_caller_is_on_hold_and_has_them_then(
    house: House, lin: Agent
) -> None:
    call = await held(house, lin, "page")
    await lin.person.post(f"/api/calls/{call}/consult", TO)
    await house.answers("8102")
    await hears(lin.phone, DESKS["8102"])
    await house.hears("8101")
    await lin.person.post(f"/api/calls/{call}/actions", {"action": "complete"})
    await house.talk("8101", "8102")
    assert await lin.writes_up() == call


# ---- races -------------------------------------------------------------------------------------------------


async def test_an_answer_that_crosses_the_cancel_leaves_the_caller_with_one_of_them(
    house: House, lin: Agent
) -> None:
    call = await with_a_guest(house, lin)
    for _ in range(RACES):
        await lin.person.post(f"/api/calls/{call}/consult", TO)
        await house.phones["8102"].ringing()
        house.phones["8102"].command("accept")
        await lin.person.post(f"/api/calls/{call}/actions", {"action": "cancel"})
        await house.closed("8102")
        await hears(house.phones["8101"], LIN)
        await hears(lin.phone, DESKS["8101"])
    await over(house, lin, call)


async def test_a_held_caller_who_hangs_up_while_the_target_answers_leaves_nothing_behind(
    house: House, lin: Agent
) -> None:
    for _ in range(RACES):
        call = await held(house, lin, "telephone")
        lin.phone.command("transfer", "8102")
        await house.phones["8102"].ringing()
        house.phones["8102"].command("accept")
        house.phones["8101"].command("hangup")
        await house.closed("8102")  # by itself: `quiet` would hang it up
        assert await lin.writes_up() == call
        await house.quiet()


async def test_both_hang_up_at_once_in_mid_transfer_and_it_rings_no_more(house: House, lin: Agent) -> None:
    for _ in range(RACES):
        call = await held(house, lin, "telephone")
        await lin.person.post(f"/api/calls/{call}/transfer", TO)
        await house.phones["8102"].ringing()
        for phone in (house.phones["8101"], lin.phone):
            phone.command("hangup")
        await house.closed("8102")
        assert await lin.writes_up() == call
        await house.quiet()
