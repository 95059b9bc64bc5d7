"""What the tests of a whole working day share: a customer of one's own with a telephone of their own, looking
at a page in both languages, and the ways that everybody goes."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page, expect

from huawu.telephony.engine.caller import TestCaller, Wanted
from tests.long.house import publish
from tests.long.outside import TRUNK
from tests.long.skilled import SCENARIOS
from tests.system.axe import speak
from tests.system.browser import Visitor
from tests.system.calling import until
from tests.system.customer import HUM
from tests.system.page_phone import PhonePage
from tests.system.phone import free_port, mortal
from tests.system.product import Person, Product

SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
TALKS = 120_000
"""How long a customer who was called stays on the line at most, in milliseconds."""


@dataclass(frozen=True)
class Known:
    """A customer who is in the books. `number`: as they dial and are dialled, nobody else's."""

    id: str
    name: str
    number: str


async def known_customer(person: Person, name: str, **more: Any) -> Known:
    number = f"139{random.randrange(10**8):08}"  # noqa: S311 - only that it be nobody's yet
    numbers = [{"number": number, "label": "mobile"}]
    body = {"kind": "person", "name": name, "phones": numbers, "once": number, **more}
    made = await person.post("/api/customers", body)
    return Known(made["id"], name, number)


@asynccontextmanager
async def calling_in(
    product: Product, number: str, dials: str = "4001", press: str = "1"
) -> AsyncIterator[TestCaller]:
    """They call, press a key, and stay until they hang up or the other side does."""
    wanted = Wanted(
        dials, "127.0.0.1", product.sip_port, HUM, press=press, press_after=1.0, seconds=180,
        caller=number, caller_name="",
    )  # fmt: skip
    caller = TestCaller(wanted)
    run = asyncio.ensure_future(caller.run())
    try:
        yield caller
    finally:
        caller.hang_up()
        await asyncio.wait_for(run, 30)


@asynccontextmanager
async def can_be_called(product: Product) -> AsyncIterator[None]:
    """The way outside leads to a telephone that answers, whoever is dialled."""
    folder = product.folder / "customers"
    folder.mkdir(exist_ok=True)
    text = (SCENARIOS / "agent.xml").read_text(encoding="utf-8")
    (folder / "agent").write_text(text.replace('timeout="WAIT"', f'timeout="{TALKS}"'), encoding="utf-8")
    port = free_port()
    with (folder / "out").open("wb") as out:
        sipp = await asyncio.create_subprocess_exec(
            *mortal("sipp", "-sf", "agent", "-i", "127.0.0.1", "-p", str(port), "-nostdin"),
            product.sip, cwd=folder, stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=out,
        )  # fmt: skip
    await publish(product, {"trunk": {"loopback": {**TRUNK, "uri": f"sip:127.0.0.1:{port}"}}})
    try:
        yield
    finally:
        await publish(product, {"trunk": {"loopback": TRUNK}})
        sipp.kill()
        await sipp.wait()


async def looked_at(page: Page, name: str, product: Product) -> None:
    """In both languages: nothing hangs over the side, no word is missing, no gap in one is open."""
    for locale, sign in (("en-US", "en"), ("zh-CN", "zh")):
        await speak(page, locale)
        assert await page.evaluate(SIDEWAYS) <= 0, f"{name} {locale}"
        shown = await page.locator("body").inner_text()
        for broken in ("undefined", "[object", "{n}", "{who}", "{name}", "NaN"):
            assert broken not in shown, f"{name} {locale}: {broken}"
        await Visitor(product, page).picture(f"{name}-{sign}")


async def chosen(page: Page, field: Locator, typed: str) -> None:
    """Choose from a field by typing a part of what is meant: the keyboard alone."""
    await field.click()
    await page.keyboard.type(typed)
    option = page.locator(".ant-select-dropdown:visible .ant-select-item-option-active")
    await option.filter(has_text=typed).wait_for()
    await page.keyboard.press("Enter")
    await expect(page.locator(".ant-select-dropdown:visible")).to_have_count(0)


async def signs_out(page: Page) -> None:
    """Of the page, to the way in."""
    await page.locator(".header-user").click()
    await page.get_by_role("menuitem", name="退出登录").click()
    await page.locator("input[autocomplete=current-password]").wait_for()


async def by_key(page: Page, keys: str, opens: Locator) -> None:
    """Press it until it opens what it does: the frame offers some of its keys a moment after it is drawn. It
    has to be something that stays open when it is pressed again."""

    async def open_now() -> bool:
        if await opens.count():
            return True
        await page.keyboard.press(keys)
        return False

    await until(open_now)


async def is_answered(at: PhonePage) -> None:
    """Whom they called is on the line."""
    await at.bar("talking")

    async def talks() -> bool:
        return ((await at.me())["call"] or {}).get("stage") == "talk"

    await until(talks)


async def hangs_up(at: PhonePage) -> None:
    """A customer who is still there should go first: it takes two presses."""
    for _ in range(2):
        await at.page.keyboard.press("Alt+x")
    await at.bar("wrap_up")


async def ends_the_call(at: PhonePage) -> None:
    """Hangs up, says what came of it, and is free again."""
    await hangs_up(at)
    await says_what_came_of_it(at)
    await at.page.get_by_role("textbox", name="备注").press("Control+Enter")
    await at.becomes("ready")


async def says_what_came_of_it(at: PhonePage) -> None:
    """The first of each choice, in the form of the contact in hand."""
    form = at.page.locator("form.wrap-up").first
    groups = form.get_by_role("radiogroup")
    done = 0

    async def one_more() -> bool:
        nonlocal done
        if done >= await groups.count():
            return True
        await groups.nth(done).get_by_role("radio").first.click()
        done += 1
        return False

    await until(one_more)


def side(page: Page, title: str) -> Locator:
    """The panel that lies at the side."""
    return page.get_by_role("complementary", name=title)


def unexpected(seen: Visitor, *expected: str) -> list[str]:
    """What the page complained about but for what was to be: the beginning of an answer, or its address."""
    return [said for said in seen.complaints if not said.startswith(expected)]
