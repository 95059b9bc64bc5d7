"""The agent's page as a telephone in real Chromium, its own statistics, and a customer who calls."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.system.browser import ARGUMENTS, CHROMIUM, SIZE, Visitor
from tests.system.calling import Seat, sound_both_ways, until, wrap_up
from tests.system.customer import Customer
from tests.system.product import Person, Product

FAKE_MICROPHONE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
]
COUNTING = """
(() => {
  const Real = window.RTCPeerConnection;
  const all = [];
  window.RTCPeerConnection = class extends Real {
    constructor(...given) { super(...given); all.push(this); }
  };
  window.packets = async () => {
    const counts = {sent: 0, received: 0, made: all.length};
    for (const one of all) {
      for (const stat of (await one.getStats()).values()) {
        if (stat.type === 'outbound-rtp') counts.sent += stat.packetsSent;
        if (stat.type === 'inbound-rtp') counts.received += stat.packetsReceived;
      }
    }
    return counts;
  };
})();
"""
"""Reads the statistics of every connection that the page makes; changes nothing."""


class PhonePage(Seat):
    """One tab of an agent."""

    def __init__(self, product: Product, person: Person, page: Page) -> None:
        self.product, self.person, self.page = product, person, page

    async def open(self, address: str | None = None) -> None:
        await self.page.goto(f"{address or self.product.url}/desk")
        await self.page.locator(".my-state").wait_for()

    async def says(self, text: str) -> None:
        """Wait until the page says this, anywhere."""
        await self.page.get_by_text(text).first.wait_for()

    async def press(self, button: str) -> None:
        await self.page.get_by_role("button", name=button).first.click()

    async def sign_in(self) -> None:
        """To the queues, with this browser as the telephone."""
        await self.press("签入队列")
        await self.page.locator(".my-state-now").get_by_text("空闲").wait_for()
        await self.ready()

    async def ready(self) -> None:
        """Wait until page and server agree that calls can come."""
        await self.page.locator(".phone").get_by_text("浏览器电话已就绪").wait_for()
        await until(lambda: self.phone_is(None))

    async def phone_is(self, why: str | None) -> bool:
        phone = (await self.me())["phone"]
        return bool(phone["why"] == why and phone["ready"] == (why is None))

    async def bar(self, look: str) -> None:
        """Wait until the call bar looks like this."""
        await self.page.locator(f".call-bar.is-{look}").wait_for()

    async def counts(self) -> dict[str, int]:
        found: dict[str, int] = await self.page.evaluate("window.packets()")
        return found

    async def sounds(self, *, seconds: float = 20) -> dict[str, Any]:
        """Wait until half a second more of sound went each way."""
        return await sound_both_ways(self.counts, seconds=seconds)


class Desk:
    """A browser in which one agent has tabs. Other browsers are other desks."""

    def __init__(self, product: Product, browser: Browser, login: str = "lin") -> None:
        self._product, self._browser, self.login = product, browser, login
        self._contexts: list[BrowserContext] = []

    async def tab(
        self, *, same_browser: bool = False, extra: str = "", address: str | None = None
    ) -> PhonePage:
        """A tab at the desk, signed in to the page."""
        person = await self._product.person(self.login)
        if same_browser:
            page = PhonePage(self._product, person, await self._contexts[-1].new_page())
            await page.open()
            return page
        context = await self._browser.new_context(
            viewport=SIZE, locale="zh-CN", permissions=["microphone", "notifications"]
        )
        context.set_default_timeout(20_000)
        await context.add_init_script(COUNTING + extra)
        self._contexts.append(context)
        visitor = Visitor(self._product, await context.new_page())
        await visitor.sign_in(self.login, address)
        await visitor.go("/desk")
        page = PhonePage(self._product, person, visitor.page)
        await page.page.locator(".my-state").wait_for()
        return page

    @asynccontextmanager
    async def standing_still(self) -> AsyncIterator[None]:
        """As when the lid is closed: no process of the browser runs, nothing is sent or answered."""
        devtools = await self._browser.new_browser_cdp_session()
        found = await devtools.send("SystemInfo.getProcessInfo")
        processes = [int(one["id"]) for one in found["processInfo"]]
        try:
            for process in processes:
                os.kill(process, signal.SIGSTOP)
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)

    async def close(self) -> None:
        """Everybody goes home."""
        person = await self._product.person(self.login)
        await person.http.post("/api/agents/me/sign-out", json={})
        for context in self._contexts:
            await context.close()


@asynccontextmanager
async def desk(product: Product, login: str = "lin", *, sound: Path | None = None) -> AsyncIterator[Desk]:
    """A browser with a microphone that beeps, or that hears this file again and again."""
    async with async_playwright() as playwright:
        heard = [f"--use-file-for-fake-audio-capture={sound}"] if sound is not None else []
        flags = [*ARGUMENTS, *FAKE_MICROPHONE, *heard]
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        one = Desk(product, browser, login)
        try:
            yield one
        finally:
            await one.close()
            await browser.close()


@asynccontextmanager
async def talking(product: Product, page: PhonePage) -> AsyncIterator[Customer]:
    """A customer with whom the agent at this page talks, heard both ways; gone in the end."""
    customer = Customer(product)
    try:
        await page.press("接听")
        await page.bar("talking")
        await page.sounds()
        yield customer
    finally:
        await customer.leave()
        me = await page.me()
        if me["state"] == "wrap_up":
            await wrap_up(page.person, me["contact"])
