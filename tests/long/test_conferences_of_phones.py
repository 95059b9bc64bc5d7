"""Conferences of real telephones, booked and made on the way, and calls one after another. Sound is measured
by tones."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from tests.long.house import DESKS, LIN, ROOM, SUN, ZHAO, House, hears, listens, publish, with_a_guest
from tests.long.outside import TRUNK
from tests.system.calling import Agent, at_work, became, until
from tests.system.phone import Phone
from tests.system.product import Person

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
PIN = "2468"
SITE = {"name": {"zh": "云栖", "en": "Yunqi"}, "zone": "Asia/Shanghai", "day_starts_hour": 0}


# ---- booked ------------------------------------------------------------------------------------------------


@dataclass
class Booked:
    """A conference as its organiser sees it."""

    organiser: Person
    house: House
    id: str

    async def act(self, action: str, party: str | None = None) -> dict[str, Any]:
        body = {"action": action, "party": party}
        found: dict[str, Any] = await self.organiser.post(f"/api/conferences/{self.id}/actions", body)
        return found

    async def inside(self) -> dict[str, str]:
        """The parties of those who are in, by their numbers."""
        shown = await self.organiser.get(f"/api/conferences/{self.id}")
        return {each["number"]: each["party"] for each in shown["parties"] if each["state"] == "up"}

    async def party(self, number: str) -> str:
        """The party at a telephone, once it is in."""

        async def there() -> str:
            return (await self.inside()).get(number, "")

        return await until(there)

    async def dials_in(self, number: str, *pins: str) -> None:
        """Call the room, and key in what one knows."""
        self.house.dial(number, ROOM)
        phone = self.house.phones[number]
        await phone.wait_for("CALL_ESTABLISHED")
        await listens(phone)
        for key in "".join(f"{pin}#" for pin in pins):
            phone.command("sndcode", key)


async def book(house: House, *invited: str, at: datetime | None = None) -> Booked:
    organiser = await house.product.person("admin")
    body = {
        "room": ROOM,
        "title": "Weekly",
        "starts_at": (at or datetime.now(UTC)).isoformat(),
        "minutes": 10,
        "pin": PIN,
        "invited": [{"kind": "extension", "id": each} for each in invited],
    }
    return Booked(organiser, house, (await organiser.post("/api/conferences", body))["id"])


async def when_rung(phone: Phone) -> datetime:
    await phone.ringing()
    return datetime.now(UTC)


async def test_those_who_know_the_number_are_let_in_and_those_invited_are_rung_at_the_time(
    house: House,
) -> None:
    begins = datetime.now(UTC) + timedelta(seconds=4)
    booked = await book(house, "8103", at=begins)
    async with asyncio.TaskGroup() as meanwhile:
        rung = meanwhile.create_task(when_rung(house.phones["8103"]))
        await booked.dials_in("8101", PIN)
        await booked.party("8101")
        await house.hears("8101")  # alone, with music
    assert rung.result() >= begins
    await house.phones["8103"].answer()
    await house.talk("8101", "8103")
    await booked.dials_in("8102", "1111", PIN)
    await booked.party("8102")
    await house.talk("8101", "8102", "8103")
    await booked.act("end")
    for number in ("8101", "8102", "8103"):
        await house.closed(number)


async def test_the_organiser_mutes_one_locks_the_room_and_drops_one(house: House) -> None:
    booked = await book(house)
    for number in ("8101", "8102", "8103"):
        await booked.dials_in(number, PIN)
        await booked.party(number)
    await house.talk("8101", "8102", "8103")
    muted = await booked.party("8102")
    await booked.act("mute", muted)
    await house.hears("8101", "8103")
    await house.hears("8103", "8101")
    await house.hears("8102", "8101", "8103")
    await booked.act("lock")
    await booked.dials_in("8104", PIN)
    await house.closed("8104")
    await booked.act("drop", muted)
    await house.closed("8102")
    await house.talk("8101", "8103")
    assert set(await booked.inside()) == {"8101", "8103"}
    await booked.act("end")


async def test_who_guesses_three_times_is_hung_up_with(house: House) -> None:
    booked = await book(house)
    await booked.dials_in("8104", "1111", "2222", "3333", PIN)  # too late
    await house.closed("8104")
    assert await booked.inside() == {}
    await booked.act("end")


async def test_a_conference_of_two_hundred_is_refused_and_nobody_is_rung(house: House) -> None:
    organiser = await house.product.person("admin")
    now = datetime.now(UTC).isoformat()
    for many in (17, 200):
        invited = [{"kind": "extension", "id": "8101"}] * many
        body = {"room": ROOM, "title": "All", "starts_at": now, "minutes": 10, "invited": invited}
        answer = await organiser.http.post("/api/conferences", json=body)
        told = answer.json()
        assert (answer.status_code, told["key"], told["params"]) == (409, "call.full", {"limit": 16})
    assert await house.busy() == set()


# ---- made on the way ---------------------------------------------------------------------------------------


@dataclass
class Floor:
    """Lin talks with the guest at 8101. `call`: the interaction."""

    house: House
    lin: Agent
    call: str

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = await self.lin.person.post(f"/api/calls/{self.call}/{path}", body)
        return found

    async def refused(self, path: str, kind: str, whom: str) -> str:
        """The key with which it is refused."""
        body = {"to": {"kind": kind, "id": whom}}
        answer = await self.lin.person.http.post(f"/api/calls/{self.call}/{path}", json=body)
        assert 400 <= answer.status_code < 500, answer.text
        return str(answer.json()["key"])

    async def add(self, number: str, *, serial: bool = False) -> None:
        """Call a telephone in; it answers."""
        await self.post("parties", {"to": {"kind": "extension", "id": number}, "serial": serial})
        await self.house.answers(number)

    async def shown(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.lin.person.get(f"/api/calls/{self.call}")
        return found

    async def party(self, number: str) -> str:
        parties = (await self.shown())["parties"]
        return str(next(each["party"] for each in parties if each["number"] == number))

    async def talk(self, *numbers: str) -> None:
        """Lin and these hear each other, and nobody else."""
        tones = {each: DESKS[each] for each in numbers}
        await hears(self.lin.phone, *tones.values())
        for each in numbers:
            others = [tone for other, tone in tones.items() if other != each]
            await hears(self.house.phones[each], LIN, *others)


@pytest_asyncio.fixture(loop_scope="session")
async def floor(house: House, lin: Agent) -> Floor:
    floor = Floor(house, lin, await with_a_guest(house, lin))
    await floor.talk("8101")
    return floor


async def test_a_conference_of_four_with_one_muted_and_no_more_than_its_limit(floor: Floor) -> None:
    await publish(floor.house.product, {"site": {"site": {**SITE, "conference_limit": 4}}})
    for number in ("8102", "8103"):
        await floor.add(number)
    await floor.talk("8101", "8102", "8103")
    assert await floor.refused("parties", "extension", "8104") == "call.full"
    await floor.post(f"parties/{await floor.party('8103')}", {"action": "mute"})
    await hears(floor.lin.phone, DESKS["8101"], DESKS["8102"])
    await hears(floor.house.phones["8101"], LIN, DESKS["8102"])
    await hears(floor.house.phones["8103"], LIN, DESKS["8101"], DESKS["8102"])
    await floor.post(f"parties/{await floor.party('8103')}", {"action": "unmute"})
    await floor.talk("8101", "8102", "8103")


async def test_one_after_another_talks_with_the_guest_and_the_operator_in_between(floor: Floor) -> None:
    for number in ("8102", "8103"):
        await floor.add(number, serial=True)
        await floor.house.talk("8101", number)
        floor.house.phones[number].command("hangup")
        await floor.talk("8101")
        assert len((await floor.shown())["parties"]) == 2


async def test_who_is_handed_the_call_is_in_charge_and_the_first_may_leave(floor: Floor) -> None:
    async with at_work(floor.house.product, "zhao", tone=ZHAO) as zhao:
        await zhao.pause()
        to = {"kind": "agent", "id": (await zhao.me())["agent"]["id"]}
        await floor.post("parties", {"to": to, "serial": False})
        await zhao.phone.ringing()
        await zhao.phone.answer()
        await hears(floor.house.phones["8101"], LIN, ZHAO)
        joined = [each["party"] for each in (await floor.shown())["parties"] if each["role"] == "joined"]
        await floor.post(f"parties/{joined[0]}", {"action": "hand_over"})
        floor.lin.phone.command("hangup")
        assert await floor.lin.writes_up() == floor.call
        await hears(floor.house.phones["8101"], ZHAO)
        floor.house.phones["8101"].command("hangup")
        assert await zhao.writes_up() == floor.call


async def test_a_leader_barges_in_goes_back_to_listening_and_takes_over(floor: Floor) -> None:
    guest, lin = floor.house.phones["8101"], floor.lin
    async with at_work(floor.house.product, "chen", tone=SUN) as chen:
        await chen.pause()

        async def comes(mode: str) -> None:
            await chen.person.post(f"/api/calls/{floor.call}/supervision", {"mode": mode})

        await comes("barge")
        await chen.phone.ringing()
        await chen.phone.answer()
        await hears(guest, LIN, SUN)
        for mode, whispered in (("listen", ()), ("whisper", (SUN,))):
            await comes(mode)
            await hears(guest, LIN)
            await hears(lin.phone, DESKS["8101"], *whispered)
            await hears(chen.phone, LIN, DESKS["8101"])
        await comes("barge")
        await hears(guest, LIN, SUN)
        await comes("take_over")
        await hears(guest, SUN)
        assert await lin.writes_up() == floor.call
        guest.command("hangup")
        assert await chen.writes_up() == floor.call


async def test_one_key_sends_an_urgent_call_where_the_site_says(floor: Floor) -> None:
    urgent = {"kind": "extension", "id": "8102"}
    await publish(floor.house.product, {"site": {"site": {**SITE, "urgent_transfer": urgent}}})
    shown = await floor.post("actions", {"action": "urgent"})
    assert (shown["outcome"]["to"], shown["outcome"]["end"]) == (urgent, "ringing")
    await floor.house.answers("8102")
    await floor.house.talk("8101", "8102")
    assert await floor.lin.writes_up() == floor.call
    await publish(floor.house.product, {"site": {"site": SITE}})


async def test_what_cannot_be_is_refused_and_they_talk_on(floor: Floor) -> None:
    async with at_work(floor.house.product, "zhao", tone=ZHAO) as zhao:
        await zhao.pause()
        assert await floor.refused("transfer", "extension", "8001") == "call.to_yourself"
        assert await floor.refused("transfer", "extension", "8101") == "call.to_the_caller"
        assert await floor.refused("transfer", "extension", "8777") == "call.unknown_extension"
        await publish(floor.house.product, {"trunk": {"loopback": TRUNK}})
        assert await floor.refused("consult", "number", "13800000000") == "call.no_trunk"
    await floor.talk("8101")


async def test_a_guest_who_hangs_up_while_somebody_rings_ends_it_everywhere(floor: Floor) -> None:
    await floor.post("transfer", {"to": {"kind": "extension", "id": "8102"}})
    await floor.house.phones["8102"].ringing()
    floor.house.phones["8101"].command("hangup")
    await floor.house.closed("8102")
    assert await floor.lin.writes_up() == floor.call
    assert await became(floor.lin.person, floor.call) == ("customer", "hung_up")


async def test_who_transferred_and_hung_up_is_rung_back_when_nobody_takes_the_call(floor: Floor) -> None:
    await floor.post("transfer", {"to": {"kind": "extension", "id": "8102"}})
    await floor.house.phones["8102"].ringing()
    floor.lin.phone.command("hangup")
    await floor.lin.phone.wait_for("CALL_CLOSED")
    floor.house.phones["8102"].command("hangup")
    await floor.lin.phone.ringing()
    await floor.lin.phone.answer()
    await floor.talk("8101")
    outcome = (await floor.shown())["outcome"]
    assert (outcome["verb"], outcome["end"]) == ("return", "answered")
