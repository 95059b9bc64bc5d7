"""Real telephones: a caller is put through to a ring group, to a menu, to a mailbox, by the page's interface
and by the telephone's own REFER. Sound is measured by tones."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.long.house import DESKS, IN_TURN, LIN, House, hears, linphone, listens, publish, with_a_guest
from tests.system.calling import Agent, Seat, became, until
from tests.system.product import Person

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
GROUP = {"to": {"kind": "group", "id": IN_TURN}}
MENU, PLACE = "4001", "703"


async def declines(house: House, number: str) -> None:
    await house.phones[number].ringing()
    house.phones[number].command("hangup")


async def put_through(lin: Agent, call: str, by: str, to: dict[str, Any], dialled: str) -> None:
    if by == "page":
        await lin.person.post(f"/api/calls/{call}/transfer", {"to": to})
    else:
        lin.phone.command("transfer", dialled)


@pytest.mark.parametrize("by", ["page", "telephone"])
async def test_a_caller_is_put_through_to_whoever_of_a_group_answers(
    house: House, lin: Agent, by: str
) -> None:
    call = await with_a_guest(house, lin)
    await put_through(lin, call, by, GROUP["to"], IN_TURN)
    await declines(house, "8102")
    await house.answers("8103")
    await house.talk("8101", "8103")
    assert await house.busy() == {"8101", "8103"}
    assert await lin.writes_up() == call


async def nobody_answers(house: House) -> None:
    await declines(house, "8102")
    await house.phones["8103"].ringing()
    await house.closed("8103")  # after five seconds


async def test_a_group_of_which_nobody_answers_gives_the_caller_back(house: House, lin: Agent) -> None:
    call = await with_a_guest(house, lin)
    await put_through(lin, call, "page", GROUP["to"], IN_TURN)
    await nobody_answers(house)
    await hears(house.phones["8101"], LIN)
    outcome = (await lin.person.get(f"/api/calls/{call}"))["outcome"]
    assert (outcome["verb"], outcome["to"], outcome["end"]) == ("transfer", GROUP["to"], "no_answer")
    for phone in (house.phones["8101"], lin.phone):
        phone.command("hangup")
    assert await lin.writes_up() == call


@pytest.mark.needs("linphonec")
async def test_a_telephone_has_its_caller_back_of_whose_group_nobody_answers(house: House) -> None:
    """baresip would end its own call then."""
    (own,) = (each for each in house.product.signins()["phones"] if each["login"] == "lin")
    seat = Seat()
    seat.person = await house.product.person("lin")
    async with linphone(house.product, own["extension"], own["sip_secret"], LIN) as soft:
        await seat.person.post("/api/agents/me/sign-in")
        house.dial("8101", "200")
        await hears(house.phones["8101"], LIN)
        soft.say(f"transfer sip:{IN_TURN}@{house.product.sip}")
        await nobody_answers(house)
        await hears(house.phones["8101"], LIN)
        assert "SIP/2.0 480" in soft.trace()  # in the NOTIFY
        house.phones["8101"].command("hangup")
        await seat.writes_up()
        await seat.person.post("/api/agents/me/sign-out")


async def test_one_of_a_group_is_asked_and_then_has_the_caller(house: House, lin: Agent) -> None:
    call = await with_a_guest(house, lin)
    await lin.person.post(f"/api/calls/{call}/consult", GROUP)
    await declines(house, "8102")
    await house.answers("8103")
    await hears(lin.phone, DESKS["8103"])
    await house.hears("8101")  # music
    await lin.person.post(f"/api/calls/{call}/actions", {"action": "complete"})
    await house.talk("8101", "8103")
    assert await lin.writes_up() == call


@pytest.mark.parametrize("by", ["page", "telephone"])
async def test_a_caller_is_put_through_to_a_menu_and_chooses_there(house: House, lin: Agent, by: str) -> None:
    call = await with_a_guest(house, lin)
    await put_through(lin, call, by, {"kind": "flow", "id": "hotel"}, MENU)
    assert await lin.writes_up() == call
    await listens(house.phones["8101"])
    house.phones["8101"].command("sndcode", "1")  # the front desk, where Lin is
    assert await lin.take() == call
    await hears(house.phones["8101"], LIN)
    house.phones["8101"].command("hangup")
    assert await lin.writes_up() == call


@pytest.mark.parametrize("by", ["page", "telephone"])
async def test_a_caller_leaves_a_message_in_the_mailbox_they_are_put_through_to(
    house: House, lin: Agent, by: str
) -> None:
    zhao = await Mailbox.of(house, "zhao")
    call = await with_a_guest(house, lin)
    await put_through(lin, call, by, {"kind": "mailbox", "id": zhao.number}, f"*97*{zhao.number}")
    assert await lin.writes_up() == call
    await _speaks(house)
    assert await became(await house.leader(), call) == ("customer", "hung_up")
    await zhao.has_one_of("8101")


async def test_a_parked_caller_whom_nobody_fetches_comes_back_to_who_parked_them(
    house: House, lin: Agent
) -> None:
    await publish(house.product, {"park": {PLACE: {"return_seconds": 10}}})
    call = await with_a_guest(house, lin)
    await lin.person.post(f"/api/calls/{call}/transfer", {"to": {"kind": "extension", "id": PLACE}})
    assert await lin.writes_up() == call
    await lin.phone.ringing()
    await lin.phone.answer()
    await hears(house.phones["8101"], LIN)
    house.phones["8101"].command("hangup")
    assert await became(await house.leader(), call) == ("customer", "hung_up")


async def test_a_mailbox_is_dialled_by_its_code(house: House) -> None:
    zhao = await Mailbox.of(house, "zhao")
    house.dial("8101", f"*97*{zhao.number}")
    await house.phones["8101"].wait_for("CALL_ESTABLISHED")
    await _speaks(house)
    await zhao.has_one_of("8101")


async def _speaks(house: House) -> None:
    """8101 wants no greeting, speaks for a while, and hangs up."""
    phone = house.phones["8101"]
    await listens(phone)
    phone.command("sndcode", "#")
    for _ in range(8):
        await listens(phone)
    phone.command("hangup")


@dataclass
class Mailbox:
    """The mailbox of an agent."""

    owner: Person
    number: str

    @classmethod
    async def of(cls, house: House, login: str) -> "Mailbox":
        phones = house.product.signins()["phones"]
        number = next(str(each["extension"]) for each in phones if each["login"] == login)
        return cls(await house.product.person(login), number)

    async def has_one_of(self, caller: str) -> None:
        """Wait until a message of this caller lies in it, and take it away."""

        async def there() -> str:
            found = (await self.owner.get(f"/api/mailboxes/{self.number}"))["messages"]
            new = (each["id"] for each in found if each["caller"] == caller and each["state"] == "new")
            return str(next(new, ""))

        message = await until(there)
        await self.owner.post(f"/api/mailboxes/{self.number}/messages/{message}", {"state": "deleted"})
