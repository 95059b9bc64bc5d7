"""Chromium on the product's page, and what it complained about."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Response, async_playwright

from tests.system.product import Product

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
CHROMIUM = "/usr/bin/chromium"
SIZE: Any = {"width": 1366, "height": 768}
PICTURES = os.environ.get("HUAWU_PICTURES_DIR")
"""Where pictures of the pages are put, when somebody wants to look at them."""


async def room(page: Page, path: str) -> None:
    """To another room by the page's own navigation, without loading it anew. The address comes before the
    room is drawn: until then rows and buttons are those of the room before."""
    await page.locator(f"nav a[href='{path}']").first.click()
    await page.locator(f"nav a.nav-link[href='{path}'][aria-current=page]").wait_for()


class Visitor:
    """One person at the page. `complaints`: errors of the console, of scripts and of answers."""

    def __init__(self, product: Product, page: Page) -> None:
        self._product, self.page = product, page
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def _answered(self, response: Response) -> None:
        """Nobody is signed in yet when the page first asks who is: that 401 is no complaint."""
        expected = response.status == 401 and response.url.endswith("/api/session")
        if response.status >= 400 and not expected:
            self.complaints.append(f"{response.status} {response.url}")

    async def sign_in(self, login: str, address: str | None = None) -> None:
        """Through the page; `address`: where it is reached, when not at the product itself."""
        password = next(p["password"] for p in self._product.signins()["people"] if p["login"] == login)
        await self.page.goto(address or self._product.url)
        await self.page.locator("input[autocomplete=username]").fill(login)
        await self.page.locator("input[autocomplete=current-password]").fill(password)
        await self.page.locator("button[type=submit]").click()
        await self.page.locator(".header-user").wait_for()

    async def go(self, path: str) -> None:
        """To another room."""
        await room(self.page, path)

    async def figure(self, title: str, value: str) -> None:
        """Wait until the big figure of this title shows this value."""
        card = self.page.locator(".figure", has_text=title).locator(".figure-value")
        await card.get_by_text(value, exact=True).wait_for()

    async def call_at(self, stage: str) -> None:
        """Wait until the board's list of calls has one at this stage."""
        await self.page.locator(".calls-now .pill").get_by_text(stage, exact=True).wait_for()

    async def picture(self, name: str) -> None:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            await self.page.screenshot(path=Path(PICTURES) / f"{name}.png")


@asynccontextmanager
async def visiting(product: Product, *flags: str) -> AsyncIterator["Visits"]:
    """A browser of its own, in a new profile. `flags`: more arguments of Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *flags])
        try:
            yield Visits(product, browser.new_context)
        finally:
            await browser.close()


class Visits:
    """Lets several people in, each with cookies of their own."""

    def __init__(self, product: Product, new_context: Any) -> None:
        self._product, self._new_context = product, new_context

    async def visitor(self, login: str) -> Visitor:
        context: BrowserContext = await self._new_context(
            viewport=SIZE, locale="zh-CN", base_url=self._product.url
        )
        context.set_default_timeout(20_000)
        visitor = Visitor(self._product, await context.new_page())
        await visitor.sign_in(login)
        return visitor
