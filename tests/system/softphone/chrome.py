"""Real Chromium with JsSIP as an agent's telephone. The page does nothing by itself but what JsSIP does, and
counts packets by the browser's own statistics."""

import secrets
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from tests.system.browser import ARGUMENTS, CHROMIUM
from tests.system.calling import Seat, sound_both_ways
from tests.system.product import Person, Product

WEB = Path(__file__).parents[3] / "web"
PRETENDED = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
"""A microphone that beeps, and nobody who must be asked; no flag helps the network."""


def bundle(folder: Path) -> Path:
    """The page's script with JsSIP in it. It is built beside JsSIP, where imports find it."""
    entry = WEB / "node_modules" / ".softphone" / f"{secrets.token_hex(4)}.js"
    entry.parent.mkdir(exist_ok=True)
    shutil.copy(Path(__file__).parent / "page.js", entry)
    made = folder / "softphone.js"
    try:
        tool = str(WEB / "node_modules" / ".bin" / "rolldown")
        options = ["--file", str(made), "--format", "iife", "--platform", "browser"]
        subprocess.run([tool, str(entry), *options], check=True, capture_output=True, cwd=WEB)
    finally:
        entry.unlink()
    return made


class Softphone(Seat):
    """One tab that is an agent's telephone."""

    def __init__(self, product: Product, person: Person, page: Page, script: Path) -> None:
        self.product, self.person, self.page, self._script = product, person, page, script
        self.tab = f"tab-{secrets.token_hex(4)}"

    async def load(self) -> None:
        """Load the page (anew): whatever it was doing is gone, without a word to the server."""
        await self.page.goto(f"{self.product.url}/health")  # any document of ours will do
        await self.page.add_script_tag(path=self._script)

    async def open(self, *, take_over: bool = False, dialogs: list[str] | None = None) -> None:
        """Become the telephone, and say that the sound is fine."""
        body = {"tab": self.tab, "take_over": take_over}
        given = await self.person.post("/api/agents/me/phone", body)
        address = self.product.url.replace("http", "ws", 1) + given["websocket"]
        start = {"websocket": address, "uri": given["uri"], "dialogs": dialogs or []}
        await self.page.evaluate("asked => softphone.start(asked)", start)
        await self.page.wait_for_function("() => softphone.state.registered")
        await self.hears("ok")

    async def hears(self, state: str) -> None:
        """Tell how the sound is."""
        body = {"tab": self.tab, "state": state}
        answer = await self.person.http.put("/api/agents/me/phone/audio", json=body)
        assert answer.status_code == 204, answer.text

    async def calls(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.page.evaluate("() => softphone.calls()")
        return found

    async def rings(self) -> dict[str, Any]:
        """Wait for a call that rings."""
        await self.page.wait_for_function(
            "() => softphone.calls().some((one) => one.purpose === 'offer' && !one.answered && !one.ended)"
        )
        return (await self.calls())[-1]

    async def answer(self) -> None:
        assert await self.page.evaluate("() => softphone.answer()")

    async def hang_up(self) -> None:
        await self.page.evaluate("() => softphone.hangUp()")

    async def counts(self) -> dict[str, Any]:
        """Packets sent and received in the call at hand, and its path."""
        found: dict[str, Any] = await self.page.evaluate("() => softphone.counts()")
        return found

    async def sounds_both_ways(self, *, seconds: float = 20, packets: int = 25) -> dict[str, Any]:
        """Wait until half a second more of sound went each way."""
        return await sound_both_ways(self.counts, seconds=seconds, packets=packets)


class Chrome:
    """A browser in which agents have tabs."""

    def __init__(self, product: Product, browser: Browser, script: Path) -> None:
        self._product, self._browser, self._script = product, browser, script

    async def tab(self, login: str) -> Softphone:
        """A new tab of an agent, loaded but not yet a telephone."""
        context = await self._browser.new_context(permissions=["microphone"], bypass_csp=True)
        context.set_default_timeout(20_000)
        person = await self._product.person(login)
        phone = Softphone(self._product, person, await context.new_page(), self._script)
        await phone.load()
        return phone


@asynccontextmanager
async def chrome(product: Product) -> AsyncIterator[Chrome]:
    """A browser of its own, in a new profile."""
    script = bundle(product.folder)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *PRETENDED])
        try:
            yield Chrome(product, browser, script)
        finally:
            await browser.close()
