"""A day of somebody who sees to complaints, from sign-in to sign-out: takes one from the list, waits for the
customer, calls them, writes while another writes too, has the solution confirmed, does what was to be
improved, gets the case back when the customer complains anew, and links that call to a major incident.

Real SIP, the browser as telephone, in Chinese; its pages are looked at in English as well.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from huawu.app.demo.case_kinds import TYPES
from tests.long.days import (
    Known,
    calling_in,
    can_be_called,
    chosen,
    ends_the_call,
    known_customer,
    looked_at,
    side,
    signs_out,
    unexpected,
)
from tests.long.house import publish
from tests.long.incidents import OUTAGE, declare, links_the_call_in_hand, plan, sees_to_an_improvement
from tests.system.browser import Visitor, room
from tests.system.page_phone import PhonePage, desk
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium", "sipp"),
]
ATTITUDE = "complaint-attitude"
FORM = {"who": "前台早班", "when": "2026-11-14", "wish": "希望道歉并改进"}
SUBJECT, CORRECTED = "前台语气生硬", "前台早班语气生硬"
WHAT = "客人问早餐时间，被不耐烦地回答。"


@asynccontextmanager
async def complaints_wait_in_the_list(product: Product) -> AsyncIterator[None]:
    """Nobody is given them by rule: whoever sees to them takes one."""
    await publish(product, {"case_type": {ATTITUDE: {**TYPES[ATTITUDE], "assign": "team"}}})
    try:
        yield
    finally:
        await publish(product, {"case_type": {ATTITUDE: TYPES[ATTITUDE]}})


async def complains(by: Person, who: Known, subject: str, again: str = "") -> dict[str, Any]:
    body = {"key": f"{who.number}{again}", "type": ATTITUDE, "subject": subject, "text": "", "form": FORM}
    made: dict[str, Any] = await by.post("/api/cases", {**body, "customer": who.id})
    return made


class Case:
    """The case that lies open at the side."""

    def __init__(self, feng: PhonePage) -> None:
        self.feng, self.page = feng, feng.page

    @property
    def panel(self) -> Locator:
        return side(self.page, "工单")

    async def looks(self, name: str) -> None:
        await looked_at(self.page, f"expert-{name}", self.feng.product)

    async def step(self, name: str) -> None:
        await self.panel.get_by_role("region", name="下一步").get_by_role("button", name=name).click()

    async def sure(self, name: str) -> None:
        """What the step needed has been said."""
        asking = self.panel.get_by_role("form", name=name)
        await asking.get_by_role("button", name="确定").click()
        await asking.wait_for(state="detached")

    async def stands(self, state: str) -> None:
        await self.panel.locator(".case-head .pill").get_by_text(state, exact=True).wait_for()


async def takes_one_from_the_list(case: Case) -> None:
    """By the keyboard: from the desk to the list, to the complaints in it, to the case."""
    page = case.page
    await page.get_by_role("region", name="我的待办").get_by_role("link", name=re.compile("^待领取")).click()
    await chosen(page, page.get_by_label("全部类型"), "服务态度")
    row = page.get_by_role("row", name=re.compile(SUBJECT))
    await row.wait_for()
    await case.looks("list")
    await row.get_by_role("link").or_(row).first.press("Enter")
    await case.step("定性")
    await case.stands("已定性")
    await case.step("领取")
    await case.step("开始处理")
    await case.stands("处理中")


async def waits_for_the_customer(case: Case) -> None:
    await case.step("等待客户")
    await case.panel.get_by_label("原因").fill("客户开会，下午再联系")
    await case.sure("等待客户")
    await case.panel.get_by_text("等待客户，计时已暂停").wait_for()
    await case.looks("waits")
    await case.step("恢复处理")
    await case.stands("处理中")


async def calls_the_customer(case: Case, who: Known) -> None:
    """From the case; the call is written up and the case is still there."""
    page = case.page
    await case.panel.get_by_role("button", name=f"呼叫 {who.name}").first.click()
    await page.locator(".dial-way .ant-btn-primary:focus").wait_for()
    await page.keyboard.press("Enter")
    await case.feng.bar("talking")
    await case.looks("calls")
    await room(page, "/desk")
    await page.locator(".pop").get_by_role("link", name=who.name).wait_for()
    await ends_the_call(case.feng)


async def opens_it_from_the_desk(case: Case, subject: str) -> None:
    """What is due at no time comes after what is."""
    todo = case.page.get_by_role("region", name="我的待办")
    await todo.get_by_role("button", name=re.compile("^显示全部")).click()
    await todo.get_by_role("link", name=subject).first.click()
    await case.panel.get_by_role("heading", name=subject).wait_for()


async def writes_while_another_writes(case: Case, other: Person, key: str) -> None:
    """Both edits survive."""
    await case.panel.get_by_role("button", name="修改").click()
    form = case.panel.get_by_role("form", name="修改")
    await form.get_by_label("情况说明").fill(WHAT)
    there = await other.get(f"/api/cases/{key}")
    change = {"revision": there["revision"], "subject": CORRECTED}
    assert (await other.http.patch(f"/api/cases/{key}", json=change)).status_code == 200
    await form.get_by_role("button", name="保存").click()
    await form.get_by_text(re.compile("刘洋.*修改了：标题")).wait_for()
    await case.looks("meanwhile")
    await form.get_by_role("button", name="保存").click()
    await form.wait_for(state="detached")
    await case.panel.get_by_role("heading", name=CORRECTED).wait_for()
    await case.panel.get_by_text(WHAT).wait_for()


async def has_the_solution_confirmed(case: Case) -> None:
    await case.step("客户确认方案")
    await chosen(case.page, case.panel.get_by_label("解决方案"), "致歉")
    await case.panel.get_by_label("方案说明").fill("值班经理致歉，赠送早餐。")
    await case.sure("客户确认方案")
    await case.stands("方案已确认")
    await case.step("归档")
    await chosen(case.page, case.panel.get_by_label("根本原因"), "培训不足")
    await case.sure("归档")
    await case.stands("已归档")


async def hears_how_the_customer_likes_it(case: Case) -> None:
    await case.step("回访")
    await chosen(case.page, case.panel.get_by_label("满意度"), "满意")
    await case.sure("回访")
    await case.stands("已回访")
    await case.looks("followed-up")


async def is_closed_by_who_may(case: Case, leader: Person, key: str) -> None:
    """The expert sees that somebody else has to approve; once it is approved, it is off the list."""
    closing = case.panel.get_by_role("region", name="下一步").get_by_role("button", name="结案")
    await expect(closing).to_have_attribute("aria-disabled", "true")
    there = await leader.get(f"/api/cases/{key}")
    await leader.post(f"/api/cases/{key}/steps", {"revision": there["revision"], "step": "close"})
    await case.page.reload()
    await case.stands("已结案")


async def gets_it_back(case: Case, who: Known) -> None:
    """The customer complains anew: found by who calls, and reopened."""
    page = case.page
    await room(page, "/cases")
    await page.get_by_role("button", name="全部工单").click()
    await page.get_by_role("searchbox").or_(page.get_by_placeholder("单号、标题或内容")).first.fill(CORRECTED)
    await expect(page.locator("a.rows-row")).to_have_count(1)
    await page.get_by_role("row", name=re.compile(f"{CORRECTED}.*{who.name}")).click()
    await case.step("重新打开")
    await case.panel.get_by_label("原因").fill("客人今天又遇到同样的情况")
    await case.sure("重新打开")
    await case.stands("处理中")
    await case.panel.get_by_text("重新打开过 1 次").wait_for()
    await case.looks("reopened")
    await room(page, "/desk")
    await page.locator(".pop").get_by_role("region", name="未结工单").get_by_text(CORRECTED).wait_for()


async def test_a_day_of_who_sees_to_complaints(product: Product) -> None:
    lin, liu = await product.person("lin"), await product.person("liu")
    who = await known_customer(liu, "石映雪")
    async with complaints_wait_in_the_list(product), can_be_called(product), desk(product, "feng") as fengs:
        made = await complains(lin, who, SUBJECT)
        own = await (await product.person("feng")).get("/api/agents/me")
        await plan(liu, own["agent"]["id"], made["id"], ATTITUDE)
        feng = await fengs.tab()
        seen, case = Visitor(product, feng.page), Case(feng)
        await feng.sign_in()
        await case.looks("begins")
        await takes_one_from_the_list(case)
        await waits_for_the_customer(case)
        await calls_the_customer(case, who)
        await opens_it_from_the_desk(case, SUBJECT)
        await writes_while_another_writes(case, liu, made["id"])
        await has_the_solution_confirmed(case)
        await hears_how_the_customer_likes_it(case)
        await is_closed_by_who_may(case, liu, made["id"])
        await sees_to_an_improvement(feng.page, product)
        outage = await complains(liu, who, OUTAGE, again="outage")
        await room(feng.page, "/desk")
        await feng.ready()
        async with calling_in(product, who.number, dials="4002", press="3"):
            await feng.bar("ringing")
            await feng.press("接听")
            await feng.bar("talking")
            await gets_it_back(case, who)
            await declare(liu, outage["id"])
            await links_the_call_in_hand(feng, liu, outage["id"])
            await ends_the_call(feng)
        await feng.page.locator(".my-state").get_by_role("button", name="签出").click()
        await feng.becomes("signed_out")
        assert unexpected(seen, "409") == []
        await signs_out(feng.page)
