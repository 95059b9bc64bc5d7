"""An administrator changes a menu in the page: a branch is added, walked, kept as a test, published, and
taken back; the same outline by keyboard alone; and what is wrong stands at its node."""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.system.axe import Looks, faults, looks, settled
from tests.system.browser import Visitor, visiting
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def choose(page: Page, what: str, option: str, *, typed: str = "") -> None:
    """One of the choices of a field."""
    field = page.get_by_role("combobox", name=what, exact=True)
    await field.click()
    if typed:
        await field.fill(typed)
    await page.locator(".ant-select-item-option:visible", has_text=option).first.click()


async def support_in_force(person: Person) -> dict[str, Any]:
    items = (await person.get("/api/config/flow"))["items"]
    found: dict[str, Any] = next(item for item in items if item["key"] == "support")["value"]["graph"]
    return found


async def open_support(admin: Visitor) -> None:
    page = admin.page
    await admin.go("/flows")
    await admin.picture("flows-zh")
    await page.get_by_role("link", name="云栖科技客服").click()
    await page.locator(".flow-card").first.wait_for()


async def add_a_branch(admin: Visitor) -> None:
    """Key 4 asks for patience, then leads to complaints."""
    page = admin.page
    await page.locator("[data-line=menu]").click()
    await choose(page, "加一个选择", "4 键")
    await page.get_by_role("button", name="问题（1）", exact=True).wait_for()
    await admin.picture("flows-fault-zh")
    await choose(page, "4 键 通往", "播放", typed="播放")
    await page.get_by_role("heading", name="播放 · play").wait_for()
    await choose(page, "播放内容 添加提示音", "请您稍候", typed="hold.please")
    await choose(page, "下一步", "complaints")
    await page.get_by_role("button", name="没有问题", exact=True).wait_for()
    await admin.picture("flows-branch-zh")


async def walk_it(admin: Visitor) -> None:
    page = admin.page
    await page.get_by_role("button", name="走一遍", exact=True).click()
    await page.get_by_role("button", name="按 4", exact=True).click()
    await page.locator(".flow-now", has_text="进入队列“投诉与建议”").wait_for()
    await page.locator(".flow-card.is-now", has_text="complaints").wait_for()
    await admin.picture("flows-walk-zh")
    await page.get_by_role("textbox", name="测试名称").fill("按 4 到投诉")
    await page.get_by_role("button", name="存成测试").click()
    await page.get_by_role("button", name="测试", exact=True).click()
    await page.get_by_role("button", name="全部运行").click()
    await page.get_by_text("个测试全部通过").wait_for()


async def publish(admin: Visitor) -> None:
    page = admin.page
    await page.get_by_role("button", name="保存草稿").click()
    await page.get_by_text("有 1 项流程改动尚未生效").wait_for()
    await page.get_by_role("button", name="查看改动").click()
    await page.get_by_text("“menu”增加“4”，通往“play”").wait_for()
    await page.locator(".publish button.ant-btn-primary").click()
    await page.get_by_text("已发布").wait_for()
    await page.locator(".publish").wait_for(state="hidden")


async def go_back(admin: Visitor) -> None:
    await admin.go("/flows")
    await admin.go("/flows/versions")
    await admin.page.get_by_text("“menu”增加“4”，通往“play”").wait_for()
    await admin.page.get_by_role("button", name="恢复到这一版").first.click()
    await admin.page.get_by_text("已恢复到第").wait_for()


async def test_a_branch_is_added_walked_kept_as_a_test_published_and_taken_back(product: Product) -> None:
    person = await product.person("admin")
    before = await support_in_force(person)
    async with visiting(product) as visits:
        admin = await visits.visitor("admin")
        await open_support(admin)
        await add_a_branch(admin)
        await walk_it(admin)
        assert await support_in_force(person) == before, "nothing is in force yet"
        await publish(admin)
        after = await support_in_force(person)
        assert after["nodes"]["menu"]["choices"]["4"] == "play"
        assert after["nodes"]["play"] == {"do": "play", "say": ["hold.please"], "next": "complaints"}
        assert [test["ends"] for test in after["tests"]][-1] == {"queue": "complaints"}
        await go_back(admin)
        assert await support_in_force(person) == before


async def test_a_node_is_reached_changed_and_deleted_by_keyboard_alone(product: Product) -> None:
    async with visiting(product) as visits:
        admin = await visits.visitor("admin")
        await open_support(admin)
        page = admin.page
        keys = page.keyboard
        await page.locator("[data-line]").first.focus()
        await keys.press("ArrowDown")
        await keys.press("Enter")
        await page.get_by_role("heading", name="菜单 · menu").wait_for()
        await keys.press("Escape")
        await page.locator(".flow-side").wait_for(state="hidden")
        await page.locator("[data-line=menu]:focus").wait_for()
        await keys.press("Delete")
        await page.locator("[data-line=menu]").wait_for(state="hidden")
        await keys.press("Control+z")
        await page.locator("[data-line=menu]").wait_for()
        assert await page.get_by_role("button", name="保存草稿").is_disabled(), "it is as it was"


async def test_axe_finds_no_serious_fault_in_the_editor(product: Product) -> None:
    looks.set(Looks(all=True))
    async with visiting(product) as visits:
        admin = await visits.visitor("admin")
        found = []
        for panel in ("没有问题", "走一遍", "测试", "流失", "设置"):
            await open_support(admin)
            await page_panel(admin.page, panel)
            found += await faults(admin.page)
        await open_support(admin)
        await admin.page.locator("[data-line=menu]").click()
        await settled(admin.page)
        assert found + await faults(admin.page) == []


async def page_panel(page: Page, panel: str) -> None:
    await page.get_by_role("button", name=panel, exact=True).click()
    await page.locator(".flow-side").wait_for()
    await settled(page)
