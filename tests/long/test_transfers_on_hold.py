"""A caller on hold is put through, from the page and by the telephone's own REFER; and what crosses in the
middle of it."""

import asyncio
from pathlib import Path

import pytest

from tests.long.house import DESKS, LIN, House, hears, linphone, with_a_guest
from tests.long.sipp_phone import (
    FIRST,
    HEAD,
    SECOND,
    acks,
    holds,
    invites,
    is_answered,
    is_told,
    keeps_tag,
    plays,
    registers,
    telephone,
)
from tests.system.calling import Agent, Seat, became
from tests.telephony.sip.scenarios import IS_ENDED, says

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
    assert await house.busy() == {"8101", "8102"}
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
    outcome = (await lin.person.get(f"/api/calls/{call}"))["outcome"]
    assert (outcome["verb"], outcome["end"]) == ("transfer", "busy")  # as baresip says when it declines
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


# ---- a second call of the telephone ------------------------------------------------------------------------


@pytest.mark.needs("sipp")
async def test_a_held_call_is_transferred_to_whom_the_telephones_second_call_still_rings(
    house: House, tmp_path: Path
) -> None:
    named = "%3Bto-tag%3D[$rang]%3Bfrom-tag%3D[call_number]"
    refer = (
        f"REFER [next_url] SIP/2.0\n{HEAD}To: <sip:8101@huawu>;tag=[$tag]\nCall-ID: {FIRST}\nCSeq: 3 REFER\n"
        f"Refer-To: <sip:8102@huawu?Replaces={SECOND.replace('/', '%2F')}{named}>\n"
    )
    own = "z9hG4bK-second-[pid]"  # by which the ACK of its refusal is known
    steps = (
        registers(60, 1),
        invites(FIRST, "8101"),
        is_answered(FIRST, tag="tag"),
        holds("8101"),
        invites(SECOND, "8102").replace("[branch]", own),
        '<recv response="100" optional="true"/>\n',
        f'<recv response="180">{keeps_tag("rang")}</recv>\n',
        says(refer, again=True),
        '<recv response="202"/>\n',
        is_told(100),
        '<recv response="487"/>\n',
        acks(SECOND).replace("[branch]", own),
        is_told(180),
        is_told(200),
        IS_ENDED,
        registers(0, 3),
    )
    text = telephone("8103", *steps, names="wholetag,tag,wholerang,rang,told")
    playing = asyncio.create_task(plays(house, tmp_path / "refers.xml", text))
    await house.answers("8101")
    rings, given_up = "CALL_INCOMING", "CALL_CLOSED"
    await house.phones["8102"].wait_for_all(rings, rings, given_up)  # it may ring anew before that is over
    await house.phones["8102"].answer()
    await house.talk("8101", "8102")
    await playing
    assert await house.busy() == {"8101", "8102"}


@pytest.mark.needs("linphonec")
async def test_an_agents_telephone_leaves_the_customer_it_holds_to_whom_it_has_asked(house: House) -> None:
    (own,) = (each for each in house.product.signins()["phones"] if each["login"] == "lin")
    person = await house.product.person("lin")
    async with linphone(house.product, own["extension"], own["sip_secret"], LIN) as soft:
        await person.post("/api/agents/me/sign-in")
        house.dial("8101", "200")
        await hears(house.phones["8101"], LIN)
        soft.say("pause")
        await house.hears("8101")
        soft.say(f"call sip:8102@{house.product.sip}")
        await house.answers("8102")
        await hears(house.phones["8102"], LIN)
        soft.say("transfer 1 --to-call 2")
        await house.talk("8101", "8102")
        assert await house.busy() == {"8101", "8102"}
        seat = Seat()
        seat.person = person
        contact = await seat.writes_up()
        house.phones["8101"].command("hangup")
        assert await became(person, contact) == ("customer", "hung_up")
        await person.post("/api/agents/me/sign-out")


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
        roles = {each["role"] for each in (await lin.person.get(f"/api/calls/{call}"))["parties"]}
        assert roles == {"customer", "agent"}
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
