"""A queue rings several agents at once: real telephones and a real page ring together, one has the caller."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from tests.long.house import LIN, SUN, ZHAO, House, hears
from tests.long.queues import STRAIGHT, rules
from tests.system.calling import Agent, at_work, processes, until
from tests.system.page_phone import PhonePage, desk

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]
TONES = {"lin": LIN, "zhao": ZHAO, "sun": SUN}
CALLER = "8101"


@dataclass
class Floor:
    house: House
    agents: dict[str, Agent]

    async def rings(self, *logins: str) -> None:
        """A customer calls, and these telephones ring."""
        self.house.dial(CALLER, STRAIGHT)
        for login in logins:
            await self.agents[login].phone.ringing()

    async def is_over(self, login: str) -> None:
        """It rings there no more, and the agent is free."""
        await self.agents[login].phone.wait_for("CALL_CLOSED")
        await self.agents[login].becomes("ready")

    async def ends(self, login: str) -> str:
        """The customer hangs up, the agent writes it up; the contact."""
        self.house.phones[CALLER].command("hangup")
        contact = await self.agents[login].writes_up()
        await self.agents[login].becomes("ready")
        return contact

    async def rows(self, contact: str) -> dict[str, str]:
        """At whom it rang, and how that ended, once the database has it."""
        leader = await self.house.leader()

        async def written() -> dict[str, Any] | None:
            found: dict[str, Any] = await leader.get(f"/api/interactions/{contact}")
            return found if any(row["role"] == "wrap_up" for row in found["segments"]) else None

        found = await until(written)
        assert found is not None
        return {row["agent"]["id"]: row["end"] for row in found["segments"] if row["role"] == "ringing"}

    async def in_vain(self, login: str) -> list[int]:
        """What the agent's day says of calls that were not taken."""
        day = await self.agents[login].person.get("/api/desk/day")
        return [day[name] for name in ("missed", "declined", "left_while_ringing")]

    async def me(self, login: str) -> str:
        return str((await self.agents[login].me())["agent"]["id"])


@pytest_asyncio.fixture(loop_scope="session")
async def together(front: House) -> House:
    """The front desk rings three at once."""
    await rules(front, ring_at_once=3)
    return front


@pytest_asyncio.fixture(loop_scope="session")
async def floor(together: House) -> AsyncIterator[Floor]:
    """Three agents at telephones that ring together."""
    async with AsyncExitStack() as stack:
        agents = {
            login: await stack.enter_async_context(at_work(together.product, login, tone=tone))
            for login, tone in TONES.items()
        }
        yield Floor(together, agents)
        await together.quiet()


async def test_the_first_to_answer_has_the_caller_and_the_others_are_free_without_a_miss(
    floor: Floor,
) -> None:
    before = await floor.in_vain("lin")
    await floor.rings("lin", "zhao", "sun")
    await floor.agents["zhao"].phone.answer()
    await hears(floor.house.phones[CALLER], ZHAO)
    for login in ("lin", "sun"):
        await floor.is_over(login)
    contact = await floor.ends("zhao")
    ids = {login: await floor.me(login) for login in TONES}
    assert await floor.rows(contact) == {ids["zhao"]: "answered", ids["lin"]: "taken", ids["sun"]: "taken"}
    assert await floor.in_vain("lin") == before


async def test_two_who_answer_at_once_do_not_both_have_the_caller(floor: Floor) -> None:
    await floor.rings("lin", "zhao", "sun")
    for login in ("lin", "zhao"):
        floor.agents[login].phone.command("accept")

    async def somebody() -> str | None:
        states = {login: (await floor.agents[login].me())["state"] for login in ("lin", "zhao")}
        return next((login for login, state in states.items() if state == "talking"), None)

    winner = await until(somebody)
    assert winner is not None
    await hears(floor.house.phones[CALLER], TONES[winner])
    for login in {"lin", "zhao", "sun"} - {winner}:
        await floor.is_over(login)
    assert sorted((await floor.rows(await floor.ends(winner))).values()) == ["answered", "taken", "taken"]


async def test_one_declines_the_others_ring_on_and_all_are_silent_when_the_caller_gives_up(
    floor: Floor,
) -> None:
    await floor.rings("lin", "zhao", "sun")
    floor.agents["lin"].phone.command("hangup")
    await floor.agents["lin"].phone.wait_for("CALL_CLOSED")
    assert (await floor.agents["zhao"].me())["state"] == "ringing"
    floor.house.phones[CALLER].command("hangup")
    for login in ("zhao", "sun"):
        await floor.is_over(login)


async def test_when_live_dies_while_they_ring_they_are_rung_again_and_one_has_the_caller(
    floor: Floor,
) -> None:
    await floor.rings("lin", "zhao", "sun")
    product = floor.house.product
    os.kill(processes(product)["live"][0], signal.SIGKILL)
    for login in TONES:
        await floor.agents[login].phone.wait_for("CALL_CLOSED")
    await product.healthy(20)
    for login in TONES:
        await floor.agents[login].phone.ringing()
    await floor.agents["sun"].phone.answer()
    await hears(floor.house.phones[CALLER], SUN)
    for login in ("lin", "zhao"):
        await floor.is_over(login)
    await floor.ends("sun")


@pytest.mark.needs("chromium")
async def test_a_page_rings_along_and_says_who_took_it(together: House) -> None:
    house = together
    async with at_work(house.product, "zhao", tone=ZHAO) as zhao, desk(house.product) as lins:
        lin = await lins.tab()
        await lin.sign_in()
        await _rings_at_both(house, lin, zhao)
        await zhao.phone.answer()
        name = (await zhao.me())["agent"]["name"]["zh"]
        await lin.says(f"{name}已接听这通来电")
        await lin.becomes("ready")
        assert await lin.page.locator(".pop").count() == 0
        await hears(house.phones[CALLER], ZHAO)
        house.phones[CALLER].command("hangup")
        await zhao.writes_up()
        await _rings_at_both(house, lin, zhao)
        await lin.press("接听")
        await lin.bar("talking")
        await lin.sounds()
        await zhao.phone.wait_for("CALL_CLOSED")
        await zhao.becomes("ready")
        house.phones[CALLER].command("hangup")
        await lin.writes_up()


async def _rings_at_both(house: House, lin: PhonePage, zhao: Agent) -> None:
    """A customer calls: the page shows who, and the telephone rings."""
    house.dial(CALLER, STRAIGHT)
    await asyncio.gather(zhao.phone.ringing(), lin.bar("ringing"))
    await lin.page.locator(".pop").wait_for()
