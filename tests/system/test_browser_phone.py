"""A real browser is the telephone: sound both ways, and nothing is lost whatever happens to page, socket or
edge. Packets are counted by the browser's own statistics."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from huawu.telephony.engine.caller import TestCaller, Wanted
from tests.system.calling import until, wrap_up
from tests.system.product import Product
from tests.system.softphone.chrome import Chrome, Softphone, chrome

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="session"), pytest.mark.needs("chromium")]


@pytest_asyncio.fixture(loop_scope="session")
async def browser(product: Product) -> AsyncIterator[Chrome]:
    async with chrome(product) as one:
        yield one


def ulaw(sample: int) -> int:
    """One sample in mu-law (G.711)."""
    sign, size = (0x80 if sample < 0 else 0), min(abs(sample), 32_635) + 132
    exponent = size.bit_length() - 8
    return ~(sign | exponent << 4 | size >> exponent + 3 & 15) & 0xFF


class Guest:
    """A customer who calls, presses 1 and hums."""

    def __init__(self, product: Product) -> None:
        hum = bytes(ulaw(round(8000 * math.sin(2 * math.pi * 440 * n / 8000))) for n in range(8000))
        wanted = Wanted("4001", "127.0.0.1", product.sip_port, hum, press="1", press_after=1.0, seconds=150)
        self._caller = TestCaller(wanted)
        self._run = asyncio.ensure_future(self._caller.run())

    @property
    def sounding(self) -> int:
        """Packets heard so far that were not silence."""
        return self._caller.progress.sounding_packets

    @property
    def talks(self) -> bool:
        return self._caller.progress.state == "talking"

    async def hears(self, packets: int = 25) -> None:
        wanted = self.sounding + packets

        async def heard() -> bool:
            return self.sounding >= wanted

        await until(heard)

    async def over(self) -> str:
        """Wait for the end of the call; why it ended."""
        return (await asyncio.wait_for(self._run, 30)).cause

    async def leave(self) -> None:
        self._caller.hang_up()
        await asyncio.wait_for(self._run, 30)


@asynccontextmanager
async def at_the_page(product: Product, chrome: Chrome, login: str = "lin") -> AsyncIterator[Softphone]:
    """An agent whose page is the telephone, signed in; signed out in the end."""
    page = await chrome.tab(login)
    await page.open()
    await page.person.post("/api/agents/me/sign-in")
    try:
        yield page
    finally:
        await page.person.post("/api/agents/me/sign-out")
        await page.person.http.delete(f"/api/agents/me/phone?tab={page.tab}")
        await page.page.context.close()


@asynccontextmanager
async def talking(product: Product, page: Softphone) -> AsyncIterator[Guest]:
    """A guest with whom the agent talks, heard both ways; gone in the end."""
    guest = Guest(product)
    try:
        call = await page.rings()
        assert call["interaction"]
        await page.answer()
        await page.becomes("talking")
        await page.sounds_both_ways()
        yield guest
    finally:
        await guest.leave()
        me = await page.me()
        if me["state"] == "wrap_up":
            await wrap_up(page.person, me["contact"])


async def test_a_call_rings_at_the_page_is_answered_and_heard_both_ways(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page:
        me = await page.me()
        assert (me["phone"]["kind"], me["phone"]["ready"], me["phone"]["why"]) == ("browser", True, None)
        async with talking(product, page) as guest:
            await guest.hears()
            me = await page.me()
            assert (me["call"]["stage"], me["call"]["interaction"]) == ("talk", me["contact"])
            assert (await page.counts())["path"] == "connected"
            await page.hang_up()
            assert await guest.over() == "peer"
            await page.becomes("wrap_up")
