"""A day of an agent at the page, from sign-in to sign-out: calls with a script, a customer put right, a draft
that outlives the page, help by the complaint guide, a case, a message, a ticket, a promised call that is
made, a customer who calls again.

Real SIP callers, the browser as telephone, in Chinese; its pages are looked at in English as well.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Page, expect

from huawu.app.demo.centre import QUEUES
from tests.long.calming import asks_for_help_by_the_guide
from tests.long.days import (
    Known,
    by_key,
    calling_in,
    can_be_called,
    chosen,
    ends_the_call,
    hangs_up,
    is_answered,
    known_customer,
    looked_at,
    says_what_came_of_it,
    side,
    signs_out,
    unexpected,
)
from tests.long.house import publish
from tests.system.browser import Visitor, room
from tests.system.calling import until
from tests.system.page_phone import PhonePage, desk
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium", "sipp"),
]
NOTE = "夜里空调响，睡不着，要求处理。"
SUBJECT, CORRECTED = "空调噪音影响休息", "1208 房空调噪音影响休息"
MAIL = "bailushuang@example.com"
COMPANY = "恒远商贸有限公司"
SMOKE = "插座冒烟，房间里有人"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
TASK = "请工程部上门检修空调"


@asynccontextmanager
async def time_to_write_up(product: Product) -> AsyncIterator[None]:
    """Longer than thirty seconds: it is looked at in two languages, on whatever machine."""
    front = QUEUES["front-desk"]
    await publish(product, {"queue": {"front-desk": {**front, "wrap_up_seconds": 600}}})
    try:
        yield
    finally:
        await publish(product, {"queue": {"front-desk": front}})


async def looks(lin: PhonePage, name: str) -> None:
    await looked_at(lin.page, f"agent-{name}", lin.product)


async def takes_the_call(lin: PhonePage, who: Known) -> None:
    """Who it is stands there while it rings."""
    await lin.bar("ringing")
    await lin.page.locator(".pop").get_by_role("link", name=who.name).wait_for()
    await lin.press("接听")
    await lin.bar("talking")


async def puts_the_customer_right(lin: PhonePage, who: Known) -> None:
    """While talking, from the screen pop; the call bar stays."""
    page = lin.page
    await page.locator(".pop").get_by_role("link", name=who.name).click()
    await page.locator("nav a[href='/customers'][aria-current=page]").wait_for()
    card = page.locator(".customer-card")
    await card.get_by_role("button", name="修改").click()
    form = side(page, "修改客户")
    await form.get_by_role("textbox", name="公司").fill(COMPANY)
    await form.get_by_role("textbox", name="备注").fill("睡眠浅，安排安静的房间。")
    await form.get_by_role("button", name="保存").click()
    await card.get_by_text("睡眠浅，安排安静的房间。").wait_for()
    await looks(lin, "customer")
    await page.keyboard.press("Escape")
    await room(page, "/desk")
    await page.locator(".pop").get_by_text(COMPANY).first.wait_for()


async def asks_what_is_missing(lin: PhonePage) -> None:
    """What is not known of the customer is asked, and written back; the figure rises."""
    known = lin.page.locator(".pop").get_by_role("region", name="资料完整度")
    figure = known.get_by_role("meter")
    before = int(await figure.get_attribute("value") or 0)
    await known.get_by_role("button", name=re.compile("^补充")).click()
    form = known.get_by_role("form")
    await form.get_by_label("产品使用").fill("常住商务房，开发票")
    await chosen(lin.page, form.get_by_label("风险等级"), "无风险")
    await looks(lin, "missing")
    await form.get_by_role("button", name="写入资料").click()
    await form.wait_for(state="detached")

    async def more() -> bool:
        return int(await figure.get_attribute("value") or 0) > before

    await until(more)


async def makes_sure_who_calls(lin: PhonePage) -> None:
    """A wrong answer is told to be wrong, and not which; right ones are enough."""
    sure = lin.page.locator(".pop").get_by_role("region", name="来电人身份")
    await sure.get_by_text("号码吻合").wait_for()
    await sure.get_by_role("button", name="核验身份").click()
    await sure.get_by_label("公司").fill("别的公司")
    await sure.get_by_label("邮箱").fill(MAIL)
    await sure.get_by_role("button", name="核对").click()
    await sure.get_by_text("不一致，还可以试 2 次").wait_for()
    await looks(lin, "identity")
    await sure.get_by_label("公司").fill(COMPANY)
    await sure.get_by_label("邮箱").fill(MAIL)
    await sure.get_by_role("button", name="核对").click()
    await sure.get_by_text("已核验（答对问题）").wait_for()


async def attaches_a_picture(lin: PhonePage) -> None:
    case = side(lin.page, "工单")
    files = case.get_by_role("region", name="附件")
    await files.get_by_label("添加附件").first.set_input_files(
        {"name": "空调.png", "mimeType": "image/png", "buffer": PICTURE}
    )
    await files.get_by_text("空调.png").wait_for()
    await files.get_by_role("button", name="移除 空调.png").click()
    await files.get_by_role("button", name="恢复 空调.png").click()
    await files.get_by_role("button", name="移除 空调.png").wait_for()


async def writes_while_another_writes(lin: PhonePage, other: Person) -> None:
    """Both edits survive."""
    case = side(lin.page, "工单")
    key = lin.page.url.rsplit("/", 1)[-1]
    await case.get_by_role("button", name="修改").click()
    form = case.get_by_role("form", name="修改")
    await form.get_by_label("情况说明").fill(NOTE + "已换房。")
    there = await other.get(f"/api/cases/{key}")
    change = {"revision": there["revision"], "subject": CORRECTED}
    assert (await other.http.patch(f"/api/cases/{key}", json=change)).status_code == 200
    await form.get_by_role("button", name="保存").click()
    await form.get_by_text(re.compile("陈静.*修改了：标题")).wait_for()
    await form.get_by_role("button", name="保存").click()
    await form.wait_for(state="detached")
    await case.get_by_role("heading", name=CORRECTED).wait_for()
    await looks(lin, "two-wrote")


async def sends_an_emergency(lin: PhonePage, other: Person, who: Known) -> None:
    """By one key, from the call; the team has it, and says so."""
    page, keys = lin.page, lin.page.keyboard
    await keys.press("Alt+e")
    panel = side(page, "紧急电话")
    await panel.get_by_text(f"来电人：{who.name}").wait_for()
    await keys.type(SMOKE)
    await keys.press("Tab")
    await keys.type("1208 房")
    await looks(lin, "emergency")
    await panel.get_by_label("在哪里").press("Enter")
    await panel.get_by_text("等待确认收到").wait_for()
    items = (await other.get("/api/emergencies"))["items"]
    (sent,) = [one for one in items if one["facts"]["what"] == SMOKE and one["may_confirm"]]
    assert sent["facts"]["number"].endswith(who.number)
    await other.post(f"/api/emergencies/{sent['case']}/confirm")
    await panel.get_by_text("赵一诺 已确认收到").wait_for()
    await keys.press("Escape")
    await panel.wait_for(state="detached")


async def says_the_script(lin: PhonePage) -> None:
    line = lin.page.locator(".script-line")
    first = await line.inner_text()
    await lin.page.keyboard.press("Alt+ArrowDown")
    await line.get_by_text(first, exact=True).wait_for(state="hidden")


async def writes_a_draft_that_outlives_the_page(lin: PhonePage) -> None:
    page = lin.page
    await page.keyboard.press("Alt+w")
    await page.get_by_role("textbox", name="备注").fill(NOTE)
    await page.locator("form.wrap-up").get_by_text("草稿已保存").wait_for()
    await looks(lin, "talking")
    await page.reload()
    await lin.bar("talking")
    await expect(page.get_by_role("textbox", name="备注")).to_have_value(NOTE)
    await page.wait_for_load_state("networkidle")
    await lin.ready()


async def takes_a_message(lin: PhonePage) -> None:
    """For somebody who is away, read back to the caller."""
    page, keys = lin.page, lin.page.keyboard
    form = side(page, "记留言")
    await by_key(page, "Alt+l", form)
    await form.get_by_label("给谁").fill("赵一诺")
    await page.locator(".ant-select-dropdown:visible").get_by_text("赵一诺").wait_for()
    await keys.press("Enter")
    await form.get_by_label("什么事").fill("婚宴的菜单改好了，请确认。")
    read = form.get_by_role("region", name="请向来电人复述")
    await read.get_by_text("您给赵一诺留言").wait_for()
    await read.get_by_label("已复述核对").check()
    await looks(lin, "message")
    await form.get_by_label("什么事").press("Control+Enter")
    await lin.says("留言已记下。")


async def opens_a_case_from_the_wrap_up(lin: PhonePage, who: Known, other: Person) -> None:
    page = lin.page
    await page.locator("form.wrap-up").get_by_role("link", name="转工单").click()
    form = page.get_by_role("form", name="新建工单")
    await form.get_by_text(who.name).wait_for()
    await form.get_by_label("标题").fill(SUBJECT)
    assert await form.get_by_label("情况说明").input_value() == NOTE
    await chosen(page, form.get_by_label("类型"), "客房问题")
    await form.get_by_label("房号").fill("1208")
    await looks(lin, "new-case")
    await form.get_by_role("button", name="受理").click()
    await lin.says("已受理，单号 GD-")
    case = side(page, "工单")
    await case.get_by_role("heading", name=SUBJECT).wait_for()
    await case.get_by_label("添加任务").fill(TASK)
    await case.get_by_label("添加任务").press("Enter")
    await case.get_by_role("checkbox", name=re.compile(TASK)).wait_for()
    await attaches_a_picture(lin)
    await looks(lin, "case")
    await writes_while_another_writes(lin, other)
    await room(page, "/desk")


async def promises_a_call_and_ends(lin: PhonePage) -> None:
    page = lin.page
    form = page.locator("form.wrap-up")
    await says_what_came_of_it(lin)
    await form.get_by_role("button", name="约定回电").click()
    await form.get_by_role("radio", name=re.compile("^半小时后")).click()
    await form.get_by_label("回电事由").fill("告诉客人检修结果")
    await looks(lin, "wrap-up")
    await form.get_by_role("textbox", name="备注").press("Control+Enter")
    await lin.says("小结已保存")
    await lin.becomes("ready")


async def does_what_is_on_the_list(lin: PhonePage, who: Known) -> None:
    """The task is done, taken back, done; the promised call is made."""
    page = lin.page
    todo = page.get_by_role("region", name="我的待办")
    await todo.get_by_role("button", name=re.compile("^显示全部")).click()
    await todo.get_by_role("link", name=CORRECTED).first.wait_for()
    await todo.get_by_role("button", name=f"完成：{TASK}").click()
    await page.get_by_text("任务已完成").get_by_role("button", name="撤销").click()
    await todo.get_by_role("button", name=f"完成：{TASK}").click()
    await todo.get_by_role("link", name=TASK).wait_for(state="detached")
    await looks(lin, "to-do")
    call = todo.get_by_role("listitem").filter(has_text=f"{who.number[3:7]} {who.number[7:]}")
    await call.get_by_role("button", name=f"呼叫 {who.name}").click()
    await page.locator(".dial-way .ant-btn-primary:focus").wait_for()
    await looks(lin, "before-calling")
    await page.locator(".dial-way .ant-btn-primary").press("Enter")
    await is_answered(lin)
    await page.locator(".pop").get_by_role("link", name=who.name).wait_for()
    await ends_the_call(lin)
    await call.wait_for(state="detached", timeout=75_000)


async def writes_a_ticket(lin: PhonePage) -> None:
    page = lin.page
    await room(page, "/tickets")
    await page.get_by_role("button", name="开话务单").click()
    form = side(page, "开话务单")
    await form.get_by_label("主叫", exact=True).fill("1208 房")
    await form.get_by_label("被叫", exact=True).fill("家里")
    await form.get_by_label("被叫号码").fill("021-55501688")
    await form.get_by_role("button", name="开单").click()
    ticket = page.get_by_role("complementary", name=re.compile("^话务单"))
    await ticket.get_by_role("button", name="接通", exact=True).click()
    await ticket.get_by_role("button", name="注销").wait_for()
    await looks(lin, "ticket")
    await ticket.get_by_role("button", name="注销").click()
    await page.keyboard.press("Escape")
    await room(page, "/desk")


async def knows_who_calls_again(lin: PhonePage, who: Known) -> None:
    """The open case and the first call are there before the first word."""
    pop = lin.page.locator(".pop")
    await pop.get_by_role("region", name="未结工单").get_by_text(CORRECTED).wait_for()
    await pop.get_by_role("region", name="最近联络").get_by_text(NOTE).first.wait_for()
    await looks(lin, "second-call")


async def goes_through_a_call_by_keys(lin: PhonePage, who: Known, other: Person) -> None:
    """From ringing to ready, an emergency in between: no mouse."""
    page, keys = lin.page, lin.page.keyboard
    await lin.bar("ringing")
    await keys.press("Alt+a")
    await lin.bar("talking")
    await knows_who_calls_again(lin, who)
    await sends_an_emergency(lin, other, who)
    await keys.press("Alt+ArrowDown")
    await hangs_up(lin)
    await keys.press("Alt+w")
    for name in ("咨询", "客房与设施", "待跟进"):
        await by_tab(page, "radio", name)
        await keys.press("Space")
    await by_tab(page, "textbox", "备注")
    await keys.type("已报紧急，安保到场。")
    await keys.press("Control+Enter")
    await lin.becomes("ready")


async def by_tab(page: Page, role: Any, name: str) -> None:
    """On with Tab until it is at hand."""
    wanted = page.locator("form.wrap-up").get_by_role(role, name=name, exact=True).first
    await wanted.wait_for()
    for _ in range(30):
        if await wanted.evaluate("it => it === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"no way to {name} by Tab")


async def goes_home(lin: PhonePage) -> None:
    page = lin.page
    await lin.press("示忙")
    await page.get_by_role("menuitem", name=re.compile("用餐")).click()
    await lin.becomes("paused")
    await looks(lin, "break")
    await lin.press("转为空闲")
    await lin.becomes("ready")
    await page.locator(".my-state").get_by_role("button", name="签出").click()
    await lin.becomes("signed_out")
    await signs_out(page)


async def test_a_day_of_an_agent(product: Product) -> None:
    leader = await product.person("chen")
    who = await known_customer(leader, "白露霜", mails=[MAIL])
    async with time_to_write_up(product), can_be_called(product), desk(product) as lins:
        lin = await lins.tab()
        seen = Visitor(product, lin.page)
        await looks(lin, "begins")
        await lin.sign_in()
        async with calling_in(product, who.number):
            await takes_the_call(lin, who)
            await says_the_script(lin)
            await puts_the_customer_right(lin, who)
            await asks_what_is_missing(lin)
            await makes_sure_who_calls(lin)
            await asks_for_help_by_the_guide(lin, leader)
            await writes_a_draft_that_outlives_the_page(lin)
            await takes_a_message(lin)
            await hangs_up(lin)
        await opens_a_case_from_the_wrap_up(lin, who, leader)
        await promises_a_call_and_ends(lin)
        await does_what_is_on_the_list(lin, who)
        await writes_a_ticket(lin)
        async with calling_in(product, who.number):
            await goes_through_a_call_by_keys(lin, who, await product.person("zhao"))
        assert unexpected(seen, "409") == []
        await goes_home(lin)
