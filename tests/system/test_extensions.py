"""Real telephones of the house call each other: by number, in a group, sent on by a code."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from tests.system.calling import board, until
from tests.system.phone import Phone, strength
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]

TONES = {"8001": 440.0, "8002": 1400.0, "8004": 1000.0}
HALF_A_SECOND = 4000


@dataclass
class Office:
    """Three telephones at which nobody is signed in."""

    product: Product
    phones: dict[str, Phone]

    def dial(self, caller: str, number: str) -> None:
        self.phones[caller].command("dial", number)

    async def hears(self, listener: str, speaker: str) -> None:
        """Wait until one hears the tone of the other."""
        phone = self.phones[listener]

        async def heard() -> bool:
            last = phone.heard()[-HALF_A_SECOND:]
            return len(last) == HALF_A_SECOND and strength(last, TONES[speaker]) > 0.12

        await until(heard)

    async def talk(self, caller: str, called: str) -> None:
        """Both hear each other; then the caller hangs up and the house is quiet."""
        await self.hears(caller, called)
        await self.hears(called, caller)
        self.phones[caller].command("hangup")
        await self.quiet()

    async def quiet(self) -> None:
        async def ended() -> bool:
            return not (await board(self.product))["calls"]

        await until(ended)

    async def shown(self, number: str) -> dict[str, Any]:
        found: dict[str, Any] = await (await self.product.person("admin")).get(f"/api/extensions/{number}")
        return found


@pytest_asyncio.fixture(loop_scope="session")
async def office(product: Product) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        phones = {}
        for number, tone in TONES.items():
            phones[number] = await product.phone(number, tone=tone)
            stack.push_async_callback(phones[number].stop)
        yield Office(product, phones)


async def test_one_telephone_calls_another_and_it_is_on_record(office: Office) -> None:
    office.dial("8004", "8001")
    await office.phones["8001"].ringing()
    assert (await office.shown("8001"))["state"] == "ringing"
    await office.phones["8001"].answer()
    assert (await office.shown("8001"))["state"] == "busy"
    await office.talk("8004", "8001")
    assert (await office.shown("8001"))["state"] == "idle"


async def test_a_number_that_is_nobodys(office: Office) -> None:
    office.dial("8004", "8777")
    closed = await office.phones["8004"].wait_for("CALL_CLOSED")
    assert "404" in closed["param"]


async def test_a_code_sends_calls_on_and_another_ends_it(office: Office) -> None:
    office.dial("8001", "*57*8002")
    await office.phones["8001"].wait_for("CALL_CLOSED")
    assert (await office.shown("8001"))["always"] == "8002"
    office.dial("8004", "8001")
    await office.phones["8002"].ringing()
    await office.phones["8002"].answer()
    await office.talk("8004", "8002")
    office.dial("8001", "%2357%23")
    await office.phones["8001"].wait_for("CALL_CLOSED")
    assert (await office.shown("8001"))["always"] == ""


async def test_the_first_of_a_group_who_answers_has_the_call(office: Office) -> None:
    admin = await office.product.person("admin")
    group = {"members": [{"extension": "8001"}, {"extension": "8002"}]}
    answer = await admin.http.put("/api/config/ring_group/8600", json={"value": group})
    assert answer.status_code == 200, answer.text
    await admin.post("/api/config/publish")
    office.dial("8004", "8600")
    for number in ("8001", "8002"):
        await office.phones[number].ringing()
    await office.phones["8002"].answer()
    await office.phones["8001"].wait_for("CALL_CLOSED")
    await office.talk("8004", "8002")


async def test_a_call_is_parked_by_transfer_and_fetched_at_another_telephone(office: Office) -> None:
    admin = await office.product.person("admin")
    answer = await admin.http.put("/api/config/park/8701", json={"value": {"return_seconds": 120}})
    assert answer.status_code == 200, answer.text
    await admin.post("/api/config/publish")
    office.dial("8004", "8001")
    await office.phones["8001"].ringing()
    await office.phones["8001"].answer()
    await office.hears("8001", "8004")
    office.phones["8001"].command("transfer", "8701")
    await office.phones["8001"].wait_for("CALL_CLOSED")
    office.dial("8002", "8701")
    await office.talk("8002", "8004")


async def test_what_rings_is_picked_up_at_a_telephone_of_the_same_group(office: Office) -> None:
    admin = await office.product.person("admin")
    for number in ("8001", "8002"):
        value = {"pickup_group": "hall"}
        answer = await admin.http.put(f"/api/config/extension/{number}", json={"value": value})
        assert answer.status_code == 200, answer.text
    await admin.post("/api/config/publish")
    office.dial("8004", "8001")
    await office.phones["8001"].ringing()
    office.dial("8002", "**8001")
    await office.phones["8001"].wait_for("CALL_CLOSED")
    await office.talk("8004", "8002")
