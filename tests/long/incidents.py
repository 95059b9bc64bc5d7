"""What is done in a day about a thing that hits many: a major incident is declared, calls and cases belong to
it, it ends; and an improvement is planned and done, so that it does not happen again."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import Locator, Page

from tests.long.calming import tab
from tests.long.days import chosen, looked_at, side
from tests.system.browser import room
from tests.system.page_phone import PhonePage
from tests.system.product import Person, Product

OUTAGE, SAY = "十二层无线网中断", "十二层无线网正在抢修，预计一小时内恢复，请您谅解。"
OVER = "更换了十二层的交换机，网络已恢复。"
BETTER, EXPECTED = "十二层交换机加装备用电源", "停电不再断网"
TRAINED, CAME_OF_IT = "前台早班复训问询用语", "全员复训完毕，抽查三天没有再犯。"


def strip(page: Page) -> Locator:
    """On every page, while one runs."""
    return page.get_by_role("region", name="突发事件").and_(page.locator(".incident-strip"))


async def declares_a_major_incident(page: Page, product: Product) -> None:
    """From the case that lies open: all who work see at once what to say."""
    case = side(page, "工单")
    await case.get_by_role("button", name="设为突发事件").click()
    form = case.get_by_role("form", name="设为突发事件")
    await form.get_by_label("受影响的是什么").fill(OUTAGE)
    await form.get_by_label("坐席口径（中文）").fill(SAY)
    await form.get_by_label("坐席口径（英文）").fill("The Wi-Fi of floor 12 is being repaired.")
    await form.get_by_label("受影响客户数（估计）").fill("40")
    await looked_at(page, "leader-declares", product)
    await form.get_by_role("button", name="设为突发事件").click()
    await strip(page).get_by_text(f"口径：{SAY}").wait_for()


async def sees_what_belongs_to_it(page: Page, product: Product) -> None:
    """A case that somebody else has linked."""
    panel = side(page, "工单").locator(".incident")
    await panel.get_by_role("region", name="关联工单").get_by_role("link").first.wait_for()
    await looked_at(page, "leader-incident", product)


async def plans_an_improvement(page: Page, product: Product, owner: str) -> None:
    """For the sake of the case that lies open: what, by whom, until when."""
    case = side(page, "工单")
    await case.get_by_role("link", name="制定改进措施").click()
    form = page.get_by_role("form", name="制定改进措施")
    await form.get_by_label("改进什么").fill(BETTER)
    await chosen(page, form.get_by_label("负责人"), owner)
    await form.get_by_label("完成日期").fill((datetime.now(UTC) + timedelta(days=20)).strftime("%Y-%m-%d"))
    await form.get_by_label("预期效果").fill(EXPECTED)
    await looked_at(page, "leader-improves", product)
    await form.get_by_role("button", name="制定改进措施").click()
    row = page.get_by_role("row", name=re.compile(f"{BETTER}.*{owner}"))
    await row.wait_for()
    await looked_at(page, "leader-improvements", product)


async def ends_the_major_incident(page: Page, product: Product, master: str) -> None:
    """From the list of those that run; nobody is shown it any more."""
    await tab(page, "/incidents")
    await page.locator(f"main a[href='/cases/{master}']").first.click()
    panel = side(page, "工单").locator(".incident")
    await panel.get_by_role("button", name="结束突发事件").click()
    form = panel.get_by_role("form", name="结束突发事件")
    await form.get_by_label("处理结果").fill(OVER)
    await form.get_by_role("button", name="结束突发事件").click()
    await panel.get_by_text("已结束", exact=True).wait_for()
    await strip(page).wait_for(state="detached")
    await looked_at(page, "leader-incident-over", product)


# ---- of who sees to complaints ----------------------------------------------------------------------------


async def declare(leader: Person, case: str) -> dict[str, Any]:
    body = {"key": f"incident-{case}", "what": OUTAGE, "say": {"zh": SAY, "en": ""}}
    made: dict[str, Any] = await leader.post(f"/api/cases/{case}/incident", body)
    return made


async def links_the_call_in_hand(at: PhonePage, leader: Person, case: str) -> None:
    """By one click, with what to say before one's eyes; once it is over, it is gone."""
    page = at.page
    await strip(page).get_by_text(f"口径：{SAY}").wait_for()
    await looked_at(page, "expert-incident", at.product)
    await strip(page).get_by_role("button", name="关联当前来电").click()
    await strip(page).get_by_role("button", name="已关联").wait_for()
    contacts = (await leader.get(f"/api/cases/{case}/incident/contacts"))["items"]
    assert [one["id"] for one in contacts] == [(await at.me())["contact"]]
    there = await leader.get(f"/api/cases/{case}/incident")
    end = {"revision": there["revision"], "result": OVER}
    await leader.post(f"/api/cases/{case}/incident/end", end)
    await strip(page).wait_for(state="detached")


async def plan(leader: Person, owner: str, case: str, node: str) -> None:
    """An improvement that somebody is to see to, within three weeks."""
    due = (datetime.now(UTC) + timedelta(days=20)).isoformat()
    body = {"key": f"better-{case}", "what": TRAINED, "expected": "语气投诉减半", "cases": [case]}
    await leader.post(
        "/api/improvements", {**body, "owner": owner, "due_at": due, "of": "type", "node": node}
    )


async def sees_to_an_improvement(page: Page, product: Product) -> None:
    """Takes on what is theirs, says what came of it, and is done with it."""
    await room(page, "/cases")
    await tab(page, "/improvements")
    await page.get_by_role("button", name="我负责的").click()
    await page.get_by_role("row", name=re.compile(TRAINED)).click()
    panel = side(page, "改进措施")
    await panel.get_by_role("button", name="开始").click()
    await panel.get_by_text("进行中").wait_for()
    await panel.get_by_label("做了什么、结果如何").fill(CAME_OF_IT)
    await looked_at(page, "expert-improves", product)
    await panel.get_by_role("button", name="完成", exact=True).click()
    await panel.locator(".pill").get_by_text("已完成").wait_for()
    await looked_at(page, "expert-improved", product)
    await page.keyboard.press("Escape")
