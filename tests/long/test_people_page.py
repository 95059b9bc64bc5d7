"""Who leads makes an agent in the page, lends agents to a queue for a while, and lets the agent go again."""

import pytest
from playwright.async_api import Page

from tests.system.axe import Looks, faults_in_this_language, looks
from tests.system.browser import Visitor, visiting
from tests.system.product import Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]

NEW = {"姓名": "何小雨", "英文姓名": "He Xiaoyu", "工号": "2001", "分机": "8201", "登录名": "he.xiaoyu"}


async def hire(page: Page) -> str:
    """The password that is shown once."""
    await page.get_by_role("button", name="新建坐席").click()
    form = page.get_by_role("form", name="新建坐席")
    for label, value in NEW.items():
        await form.get_by_label(label, exact=True).fill(value)
    await form.get_by_role("button", name="新建").click()
    told = page.get_by_role("status", name="何小雨 的账号已建好")
    password = await told.locator("dd").nth(1).inner_text()
    assert await faults_in_this_language(page) == []
    return password


async def sign_in(page: Page, password: str) -> int:
    """What the server answers to who tries."""
    asked = {"login": NEW["登录名"], "password": password}
    return (await page.request.post("/api/session", data=asked)).status


async def lend(leader: Visitor) -> None:
    page = leader.page
    await page.get_by_text("队列", exact=True).first.click()
    await page.get_by_label("选中 何小雨").check()
    await page.get_by_role("button", name="临时调队列").click()
    await page.get_by_role("form", name="临时调队列").wait_for()
    assert await faults_in_this_language(page) == []
    await leader.picture("people-move-zh")
    await page.get_by_role("form", name="临时调队列").get_by_role("button", name="调", exact=True).click()
    await page.get_by_role("list", name="临时调动中").get_by_text("何小雨 调入").wait_for()
    await leader.picture("people-moved-zh")


async def test_an_agent_is_made_lent_and_let_go_in_the_page(product: Product) -> None:
    looks.set(Looks(all=False))
    async with visiting(product) as visits:
        leader = await visits.visitor("liu")
        page = leader.page
        await leader.go("/people")
        await page.get_by_role("button", name="坐席账号").click()
        password = await hire(page)
        await leader.picture("people-hired-zh")
        other = await visits.visitor("admin")
        assert await sign_in(other.page, password) == 201
        await page.get_by_role("complementary", name="坐席账号").get_by_role("button", name="关闭").click()

        await lend(leader)
        await page.get_by_role("button", name="撤回：何小雨").click()
        await page.get_by_role("list", name="临时调动中").wait_for(state="hidden")

        await page.get_by_role("button", name="坐席账号").click()
        line = page.get_by_role("listitem", name="何小雨 2001")
        await line.get_by_role("button", name="停用").click()
        await line.get_by_text("已停用").wait_for()
        await leader.picture("people-accounts-zh")
        assert await sign_in(other.page, password) == 401
        assert leader.complaints == []
