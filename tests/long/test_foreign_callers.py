"""Foreign callers on real telephones, from ring to closed ticket: spoken to and routed by language, an
enquiry that opens by itself, help to dial, an interpreter as third party, and what it costs.

Callers are baresip without an account of ours, at the trunk; agents have registered ones. Who hears whom is
measured by tones.
"""

import math
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio

from tests.long.elsewhere import TONE, somewhere
from tests.long.house import LIN, SUN, ZHAO, hears
from tests.system.calling import Agent, at_work, once_over, until, wrap_up
from tests.system.phone import Phone
from tests.system.product import Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
INTERNATIONAL = "4007"
LONDON, HERE = "+442079460958", "13900000061"
CHARGED = {"talk", "hold", "conference", "transfer"}


@dataclass
class Desk:
    """Three at work. Sun speaks little English and was free first, Zhao speaks some and Japanese, Lin speaks
    it well and was free last."""

    product: Product
    lin: Agent
    zhao: Agent
    sun: Agent

    async def tickets(self, **asked: str) -> list[dict[str, Any]]:
        words = "&".join(f"{name}={value}" for name, value in asked.items())
        found: list[dict[str, Any]] = (await self.lin.person.get(f"/api/tickets?{words}"))["items"]
        return found

    async def opened_by_call(self, number: str) -> dict[str, Any]:
        """The enquiry that this caller's call opened."""

        async def there() -> dict[str, Any] | None:
            rows = await self.tickets(over="false")
            return next((row for row in rows if row["caller_number"].endswith(number[-8:])), None)

        found = await until(there)
        assert found is not None
        return found

    async def step(self, ticket: dict[str, Any], step: str, **told: str) -> dict[str, Any]:
        body = {"step": step, "revision": ticket["revision"], **told}
        answer: dict[str, Any] = await self.lin.person.post(f"/api/tickets/{ticket['id']}/steps", body)
        made: dict[str, Any] = answer["ticket"]
        return made

    async def bring_in(self, call: str, language: str) -> str:
        """Zhao, who speaks that language, becomes the third party; the name for the ticket."""
        able = (await self.lin.person.get(f"/api/agents/able?language={language}"))["items"]
        own = (await self.zhao.me())["agent"]["id"]
        one = next(each for each in able if each["id"] == own)
        to = {"to": {"kind": "agent", "id": own}, "serial": False}
        await self.lin.person.post(f"/api/calls/{call}/parties", to)
        await self.zhao.phone.ringing()
        await self.zhao.phone.answer()
        return f"{one['name']['zh']} {one['number']}"

    async def over(self, caller: Phone, call: str) -> None:
        """The caller hangs up, then the other two; everybody is free again."""
        for phone in (caller, self.zhao.phone, self.lin.phone):
            phone.command("hangup")
            await phone.wait_for("CALL_CLOSED")
        assert await self.lin.writes_up() == call

        async def free() -> bool:
            me = await self.zhao.me()
            if me["state"] == "wrap_up":
                await wrap_up(self.zhao.person, me["contact"])
            return bool(me["state"] == "ready")

        await until(free)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(product: Product) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        sun = await stack.enter_async_context(at_work(product, "sun", tone=SUN))
        zhao = await stack.enter_async_context(at_work(product, "zhao", tone=ZHAO))
        lin = await stack.enter_async_context(at_work(product, "lin", tone=LIN))
        yield Desk(product, lin, zhao, sun)


async def charged(desk: Desk, call: str) -> int:
    """What the ledger of the call says: from the first to the last moment in which somebody had them."""
    found = await once_over(desk.lin.person, call)
    spans = [row for row in found["segments"] if row["role"] in CHARGED]
    began = min(datetime.fromisoformat(row["started_at"]) for row in spans)
    ended = max(datetime.fromisoformat(row["ended_at"]) for row in spans)
    return math.ceil((ended - began).total_seconds())


async def test_a_caller_from_london_is_served_in_english_with_an_interpreter_to_the_end(desk: Desk) -> None:
    async with somewhere(desk.product, LONDON) as caller:
        caller.command("dial", INTERNATIONAL)
        await desk.lin.phone.ringing()  # not Sun, who is free for longer but speaks less of it
        ticket = await desk.opened_by_call(LONDON)
        assert (ticket["purpose"], ticket["language"], ticket["state"]) == ("enquiry", "en", "asked")
        await desk.lin.phone.answer()
        call = str((await desk.lin.becomes("talking"))["contact"])
        assert (ticket["interaction"], [row["id"] for row in await desk.tickets(interaction=call)]) == (
            call,
            [ticket["id"]],
        )
        await hears(caller, LIN)
        ticket = await desk.step(ticket, "look_up", question="Is there a Japanese menu? My wife asks.")

        interpreter = await desk.bring_in(call, "ja")
        await hears(caller, LIN, ZHAO)
        await hears(desk.zhao.phone, TONE, LIN)
        ticket = await desk.step(ticket, "interpreter", interpreter=interpreter)
        await desk.over(caller, call)
    ticket = await desk.step(ticket, "answer", answer="Yes, in both restaurants.")
    seconds = await charged(desk, call)
    (closed,) = await desk.tickets(interaction=call)
    assert (closed["state"], closed["over"], closed["interpreter"]) == ("answered", True, "赵一诺 1002")
    assert (closed["billing_seconds"], seconds > 0) == (seconds, True)


async def test_a_caller_from_here_is_served_in_chinese_and_helped_to_dial_abroad(desk: Desk) -> None:
    for other in (desk.zhao, desk.sun):
        await other.pause()
    async with somewhere(desk.product, HERE) as caller:
        caller.command("dial", INTERNATIONAL)
        await desk.lin.phone.ringing()
        ticket = await desk.opened_by_call(HERE)
        assert (ticket["purpose"], ticket["language"]) == ("enquiry", "zh")
        await desk.lin.phone.answer()
        call = str((await desk.lin.becomes("talking"))["contact"])
        await hears(caller, LIN)
        ticket = await desk.step(ticket, "look_up", question="伦敦分社的电话怎么拨？请人帮忙问营业时间。")
        helped = await desk.lin.person.get("/api/tickets/dialling?asked=UK%20020%207946%200958")
        assert (helped["countries"][0]["name"]["zh"], helped["dial"]) == ("英国", "00442079460958")

        await desk.zhao.ready()
        ticket = await desk.step(ticket, "interpreter", interpreter=await desk.bring_in(call, "en"))
        await hears(caller, LIN, ZHAO)
        await desk.over(caller, call)
    queue = (await once_over(desk.lin.person, call))["queue"]
    ticket = await desk.step(ticket, "answer", answer=f"拨 {helped['dial']}，当地 9 点营业。")
    seconds = await charged(desk, call)
    (closed,) = await desk.tickets(interaction=call)
    assert (queue if isinstance(queue, str) else queue["id"], closed["state"]) == ("front-desk", "answered")
    assert (closed["billing_seconds"], seconds > 0) == (seconds, True)
    await desk.sun.ready()


async def test_who_chooses_english_by_a_key_is_served_by_who_speaks_it(desk: Desk) -> None:
    await desk.lin.person.post("/api/agents/me/sign-out")
    async with somewhere(desk.product, "13900000062") as caller:
        caller.command("dial", INTERNATIONAL)
        await caller.wait_for("CALL_ESTABLISHED")
        for key in "80":
            caller.command("sndcode", key)
        call = await desk.zhao.take()  # of level 3: nobody of level 4 is signed in
        ticket = await desk.opened_by_call("13900000062")
        assert (ticket["language"], ticket["interaction"]) == ("en", call)
        caller.command("hangup")
        assert await desk.zhao.writes_up() == call
    ticket = await desk.step(ticket, "cancel")
    assert (ticket["state"], ticket["over"]) == ("cancelled", True)
    await desk.lin.person.post("/api/agents/me/sign-in")
