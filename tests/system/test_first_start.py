"""The first start in a real browser: from an empty installation to a test call that is seen arriving.

On the way axe finds no serious fault in its steps, in both languages, light and dark."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright

from tests.system.axe import Looks, faults, looks
from tests.system.browser import ARGUMENTS, CHROMIUM, PICTURES, SIZE
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]
SECRET = "chun jiang hua yue ye"


@pytest_asyncio.fixture(loop_scope="session")
async def empty(tmp_path: Path) -> AsyncIterator[Product]:
    """A product without the demonstration."""
    started = await Product(tmp_path, env={"HUAWU_DEMO": "0"}).start()
    yield started
    await started.stop()


async def setup_code(product: Product) -> str:
    """What the person at the server's terminal reads."""
    asking = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "huawu.app.cli",
        "setup-code",
        env=product.env,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await asking.communicate()
    assert asking.returncode == 0
    return told.decode().strip()


async def test_an_empty_installation_is_set_up_and_its_first_call_seen_arriving(empty: Product) -> None:
    looks.set(Looks(all=False))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = await browser.new_context(viewport=SIZE, locale="zh-CN")
        context.set_default_timeout(20_000)
        page = await context.new_page()
        try:
            await page.goto(empty.url)
            await the_code_is_given(page, await setup_code(empty))
            await company_and_line_are_named(page)
            await people_are_named_and_a_reload_loses_only_passwords(page)
            await page.locator(".setup-review").wait_for()
            assert await faults(page) == []
            await picture(page, "setup-review-zh")
            await page.get_by_role("button", name="发布并登录").click()
            await a_test_call_arrives_and_is_ended(page)
            await page.goto(f"{empty.url}/settings/number")
            await page.get_by_text("95001").wait_for()
        finally:
            await browser.close()


async def the_code_is_given(page: Page, code: str) -> None:
    field = page.get_by_label("设置码", exact=True)
    await field.fill("aaaa-bbbb-cccc")
    await page.keyboard.press("Enter")
    await page.get_by_text("设置码不正确").wait_for()
    assert await faults(page) == []
    await field.fill(code.upper())
    await page.keyboard.press("Enter")


async def company_and_line_are_named(page: Page) -> None:
    await page.get_by_label("公司名称", exact=True).fill("江南茶业")
    await onward(page)
    await page.get_by_label("热线号码", exact=True).fill("95001")
    await page.get_by_label("队列名称", exact=True).fill("客服")
    assert await faults(page) == []
    await picture(page, "setup-line-zh")
    await onward(page)


async def people_are_named_and_a_reload_loses_only_passwords(page: Page) -> None:
    await somebody(page, "周启明", "boss", "short")
    await onward(page)
    await page.get_by_text("密码太短").wait_for()
    assert await faults(page) == []
    await page.get_by_label("密码", exact=True).fill(SECRET)
    await onward(page)
    await page.get_by_text("另一位同事").wait_for()
    await page.reload()
    await page.get_by_text("密码不保存").wait_for()
    assert await page.get_by_label("登录名", exact=True).input_value() == "boss"
    await page.get_by_label("密码", exact=True).fill(SECRET)
    await onward(page)
    await page.get_by_text("另一位同事").wait_for()
    await somebody(page, "梅雪", "mei", SECRET)
    await onward(page)


async def a_test_call_arrives_and_is_ended(page: Page) -> None:
    await page.get_by_role("button", name="拨打 95001").click()
    await page.get_by_text("在队列“客服”中等待").wait_for()
    await page.get_by_text("双向都有声音，线路正常").wait_for()
    await picture(page, "welcome-zh")
    await page.reload()
    await page.get_by_text("在队列“客服”中等待").wait_for()
    await page.get_by_role("button", name="结束通话").click()
    await page.get_by_text("测试成功").wait_for()
    await page.get_by_text("还没有来电").wait_for()


async def somebody(page: Page, name: str, login: str, password: str) -> None:
    await page.get_by_label("姓名", exact=True).fill(name)
    await page.get_by_label("登录名", exact=True).fill(login)
    await page.get_by_label("密码", exact=True).fill(password)


async def onward(page: Page) -> None:
    await page.get_by_role("button", name="下一步").click()


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")
