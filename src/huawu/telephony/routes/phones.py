"""The browser as a telephone."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from huawu.people.types import AGENT_WORK
from huawu.platform.ids import Id
from huawu.platform.web.ports import port
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.telephony.ports.pages import Phones
from huawu.telephony.schemas import AudioTold, EchoAccepted, PhoneAsked, PhoneGiven, Tab, phone_given

router = APIRouter(tags=["telephony"])
ECHO_SECONDS = 8
Desk = Annotated[Phones, Depends(port(Phones))]


@router.post("/agents/me/phone")
async def open_phone(body: PhoneAsked, person: Person, phones: Desk) -> PhoneGiven:
    """Make this tab of the browser my telephone."""
    given = await phones.open_phone(_agent(person), tab=body.tab, take_over=body.take_over)
    return phone_given(given)


@router.put("/agents/me/phone/audio", status_code=204)
async def tell_audio(body: AudioTold, person: Person, phones: Desk) -> None:
    """Say how the microphone and speaker of this tab are."""
    await phones.told_audio(_agent(person), tab=body.tab, state=body.state)


@router.delete("/agents/me/phone", status_code=204)
async def leave_phone(tab: Annotated[Tab, Query()], person: Person, phones: Desk) -> None:
    """This tab is my telephone no more."""
    await phones.leave_phone(_agent(person), tab=tab)


@router.post("/agents/me/echo", status_code=202)
async def hear_myself(person: Person, phones: Desk) -> EchoAccepted:
    """Call my page; what I say comes back a second later."""
    await phones.echo(_agent(person))
    return EchoAccepted(seconds=ECHO_SECONDS)


def _agent(person: SignedIn) -> Id:
    person.require(AGENT_WORK)
    return person.own_agent()
