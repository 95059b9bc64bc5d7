"""Call control from the page: agents pass calls on, a team leader listens. Real sound in real Chromium."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from tests.system.browser import Visitor
from tests.system.calling import until, wrap_up
from tests.system.customer import Customer
from tests.system.page_phone import Desk, PhonePage, desk, talking
from tests.system.product import Product

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="session"), pytest.mark.needs("chromium")]


@dataclass
class Floor:
    """Lin talks with a customer; Zhao and the team leader Chen have their browsers as telephones."""

    product: Product
    lin: PhonePage
    other: PhonePage
    customer: Customer


@asynccontextmanager
async def floor(product: Product, login: str) -> AsyncIterator[Floor]:
    async with desk(product) as lins, desk(product, login) as others:
        lin = await lins.tab()
        other = await ready_but_paused(others)
        await lin.sign_in()
        async with talking(product, lin) as customer:
            yield Floor(product, lin, other, customer)
        me = await other.me()
        if me["state"] == "wrap_up":
            await wrap_up(other.person, me["contact"])


async def ready_but_paused(at: Desk) -> PhonePage:
    """With a telephone, and not offered calls of queues."""
    page = await at.tab()
    await page.sign_in()
    await page.person.post("/api/agents/me/state", {"state": "paused", "reason": "meal"})
    return page


@pytest_asyncio.fixture(loop_scope="session")
async def with_zhao(product: Product) -> AsyncIterator[Floor]:
    async with floor(product, "zhao") as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def with_chen(product: Product) -> AsyncIterator[Floor]:
    async with floor(product, "chen") as made:
        yield made


async def choose(page: PhonePage, keys: str, who: str, reason: str = "", chosen: str = "") -> None:
    """Open the field by its key, find somebody, and call them: the keyboard alone. `chosen`: under which
    heading, when not the first one."""
    board = page.page.keyboard
    await page.page.locator(".call-bar").get_by_role("button", name=re.compile("转接$")).wait_for()
    for key in keys.split():
        await board.press(key)
    await page.page.get_by_role("combobox").wait_for()
    await board.type(who)
    await page.page.locator(".picker [role=option][aria-selected=true]").wait_for()
    if chosen:
        await board.press("ArrowUp")  # the last one of the list
        await page.page.locator(".picker").get_by_text(chosen).first.wait_for()
    if reason:
        await board.press("Tab")
        await board.type(reason)
    await picture(page, f"picker-{keys[-1]}")
    await board.press("Enter")


async def picture(page: PhonePage, name: str) -> None:
    await Visitor(page.product, page.page).picture(f"control-{name}")


async def pause_the_recording(page: PhonePage) -> None:
    """For a card number, and record on, and again: by one key."""
    state = page.page.locator(".call-recording")
    for word in ("录音中", "录音已暂停", "录音中"):
        await state.get_by_text(word, exact=True).wait_for()
        await picture(page, "recording-" + ("paused" if "暂停" in word else "on"))
        await page.page.keyboard.press("Alt+f")


def circle(page: PhonePage, title: str) -> Any:  # noqa: ANN401 - a locator
    return page.page.get_by_role("group", name=title)


async def test_who_declines_gives_the_customer_back_who_is_consulted_takes_over_and_transfers_with_a_reason(
    with_zhao: Floor,
) -> None:
    lin, zhao, customer = with_zhao.lin, with_zhao.other, with_zhao.customer
    extension = {page: (await page.me())["agent"]["extension"] for page in (lin, zhao)}
    await pause_the_recording(lin)

    await choose(lin, "Alt+t", extension[zhao])
    await zhao.bar("ringing")
    await zhao.press("不接")
    await lin.says("客户已回到您这里")
    await picture(lin, "declined")

    await choose(lin, "Alt+c", extension[zhao])
    await zhao.bar("ringing")
    await zhao.press("接听")
    await circle(lin, "咨询中，客户听不到").wait_for()
    await picture(lin, "consulting")
    await lin.sounds()
    await lin.page.keyboard.press("Alt+s")
    await circle(lin, "通话中").wait_for()
    await picture(lin, "alternated")
    await lin.page.keyboard.press("Alt+y")
    await zhao.sounds()
    await customer.hears()
    await wrap_up(lin.person, (await lin.becomes("wrap_up"))["contact"])

    await choose(zhao, "Alt+t", extension[lin], "要改发票")
    await circle(zhao, "正在呼叫").wait_for()
    await lin.says("要改发票")
    await picture(lin, "handed-over")
    await lin.press("接听")
    await lin.bar("talking")
    await lin.sounds()
    await customer.hears()
    await zhao.bar("wrap_up")


async def test_a_team_leader_listens_whispers_and_leaves_from_the_board(with_chen: Floor) -> None:
    lin, chen = with_chen.lin, with_chen.other
    name = (await lin.me())["agent"]["name"]["zh"]
    await chen.page.locator("nav a[href='/board']").first.click()
    await chen.page.get_by_role("button", name=f"{name}：监听与状态").click()
    await chen.page.get_by_role("menuitem", name="监听").wait_for()
    await picture(chen, "tile-menu")
    await chen.page.get_by_role("menuitem", name="监听").click()
    await chen.page.locator(".call-modes [aria-pressed=true]").get_by_text("监听").wait_for()
    await picture(chen, "listening")
    before = (await chen.counts())["received"]

    async def heard() -> bool:
        return (await chen.counts())["received"] >= before + 25

    await until(heard)
    await chen.page.keyboard.press("Alt+v")
    await chen.page.locator(".call-modes [aria-pressed=true]").get_by_text("密语").wait_for()
    await chen.page.keyboard.press("Alt+x")
    await chen.page.locator(".call-strip").wait_for(state="detached")
    await lin.sounds()
    await lin.bar("talking")
