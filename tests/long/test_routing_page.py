"""A supervisor changes how a queue answers, in the page: a step is added, tried, published, and taken back.
And a plan that is refused, early closing by keyboard alone, and the pages to weak eyes."""

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

PARTS = ["queues/support", "calendars", "skills", "try?queue=support", "versions"]


async def choose(page: Page, what: str, option: str) -> None:
    """One of the choices of a field."""
    await page.get_by_role("combobox", name=what).last.click()
    await page.locator(".ant-select-item-option:visible", has_text=option).first.click()


async def add_a_step(leader: Visitor) -> None:
    page = leader.page
    await page.get_by_role("button", name="添加一步").click()
    await choose(page, "选择技能", "投诉处理")
    await choose(page, "最低级别", "3")
    sequence = page.locator(".route-sequence")
    await sequence.get_by_text("20 秒：“投诉处理”3 级以上").wait_for()
    await leader.picture("routing-step-zh")
    await page.get_by_role("button", name="存为草稿").click()
    await page.get_by_text("有 1 项改动尚未生效").wait_for()


async def try_it(leader: Visitor) -> None:
    page = leader.page
    await page.get_by_role("link", name="用草稿试一试").click()
    await page.get_by_role("checkbox", name="用草稿试").wait_for()
    await page.get_by_role("button", name="试一试").click()
    await page.locator(".route-tried").get_by_text("20 秒：“投诉处理”3 级以上").wait_for()
    await page.locator(".route-verdict").wait_for()
    await leader.picture("routing-try-zh")


async def publish(leader: Visitor) -> None:
    page = leader.page
    await page.get_by_role("button", name="查看改动").click()
    await page.get_by_text("20 秒：“投诉处理”3 级以上”").wait_for()
    await leader.picture("routing-publish-zh")
    await page.locator(".publish button.ant-btn-primary").click()
    await page.get_by_text("已发布").wait_for()
    await page.locator(".publish").wait_for(state="hidden")


async def go_back(leader: Visitor) -> None:
    page = leader.page
    await page.get_by_role("link", name="版本", exact=True).click()
    await page.get_by_text("20 秒：“投诉处理”3 级以上”").wait_for()
    await leader.picture("routing-versions-zh")
    await page.get_by_role("button", name="恢复到这一版").first.click()
    await page.get_by_text("已恢复到第").wait_for()


async def steps_in_force(person: Person) -> list[object]:
    items = (await person.get("/api/config/queue"))["items"]
    support = next(item for item in items if item["key"] == "support")
    found: list[object] = support["value"].get("steps", [])
    return found


async def test_a_step_is_added_tried_published_and_taken_back_in_the_page(product: Product) -> None:
    admin = await product.person("admin")
    before = await steps_in_force(admin)
    async with visiting(product) as visits:
        leader = await visits.visitor("liu")
        await leader.go("/routing")
        await leader.page.locator(".route-queue", has_text="技术支持").click()
        await leader.page.locator(".route-now").wait_for()
        await leader.picture("routing-queue-zh")
        await add_a_step(leader)
        await try_it(leader)
        assert await steps_in_force(admin) == before, "nothing is in force yet"
        await publish(leader)
        added = {"who": {"skill": "complaints", "least": 3}, "seconds": 20}
        assert await steps_in_force(admin) == [*before, added]
        await go_back(leader)
        assert await steps_in_force(admin) == before
        assert leader.complaints == []


async def test_an_unsound_plan_is_refused_with_the_way_to_its_field(product: Product) -> None:
    admin = await product.person("admin")
    named = {"name": {"zh": "孤单", "en": "Lonely"}}
    saved = await admin.http.put("/api/config/queue/lonely", json={"value": named})
    assert saved.status_code == 200, saved.text
    try:
        async with visiting(product) as visits:
            leader = await visits.visitor("admin")
            await leader.page.goto("/routing/queues")
            await leader.page.locator(".publish button.ant-btn-primary").click()
            await leader.page.get_by_text("没有发布，什么都没有改变").wait_for()
            await leader.page.get_by_role("link", name="去修改“孤单”").click()
            await leader.page.locator(".route-form .fault").wait_for()
            await leader.picture("routing-refused-zh")
    finally:
        assert (await admin.http.delete("/api/config/queue/lonely")).status_code == 204


async def closed_early(product: Product) -> bool:
    """Whether the bookings take nobody any more, as the server has it."""
    now = await (await product.person("liu")).get("/api/queues/reservations/now")
    return bool(now["closed_early"])


async def test_a_queue_is_closed_early_and_opened_again_by_keyboard_alone(product: Product) -> None:
    assert not await closed_early(product)
    async with visiting(product) as visits:
        leader = await visits.visitor("liu")
        page = leader.page
        await page.keyboard.press("g")
        await page.keyboard.press("q")
        await page.wait_for_url("**/routing")
        await page.locator(".route-queue", has_text="预订").focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="提前关闭").focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="现在关闭").focus()
        await leader.picture("routing-closing-zh")
        await page.keyboard.press("Enter")
        await page.locator(".route-now .pill.bad").wait_for()
        assert await closed_early(product)
        await page.get_by_role("button", name="重新开放").focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="提前关闭").wait_for()
        assert not await closed_early(product)
        assert leader.complaints == []


async def test_axe_finds_no_serious_fault_on_the_pages_of_routing(product: Product) -> None:
    looks.set(Looks(all=False))
    async with visiting(product) as visits:
        admin = await visits.visitor("admin")
        csrf = (await (await admin.page.request.get("/api/session")).json())["csrf"]
        wish = {"locale": "zh-CN", "theme": "system"}
        head = {"X-CSRF-Token": csrf}
        assert (await admin.page.request.patch("/api/session", data=wish, headers=head)).ok
        found = []
        for part in PARTS:
            await admin.page.goto(f"/routing/{part}")
            await settled(admin.page)
            found += await faults(admin.page)
            await admin.picture(f"routing-axe-{part.partition('?')[0].replace('/', '-')}")
        assert found == []
