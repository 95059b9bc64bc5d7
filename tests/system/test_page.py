"""The page in a real browser: a test call on the live board, the agent's desk, the recording, English."""

import re

import pytest

from tests.system.browser import Visitor, visiting
from tests.system.phone import Phone
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip", "chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]

QUEUES = ["总机前台", "客房服务", "预订", "订单与账单", "技术支持", "投诉与建议", "英语专席"]


async def test_a_test_call_is_placed_watched_taken_written_up_and_heard_in_the_page(product: Product) -> None:
    phone = await product.phone("8001")
    try:
        async with visiting(product) as visits:
            leader = await visits.visitor("admin")
            lin = await visits.visitor("lin")
            await leader.go("/board")
            await the_board_shows_the_queues(leader)
            await an_agent_signs_in_and_pauses(lin)
            await a_test_call_waits(leader)
            await the_agent_takes_it(lin, leader, phone)
            await the_agent_writes_it_up(lin, leader, phone)
            await the_recording_plays(leader)
            await it_speaks_english(leader, lin)
            await lin.page.get_by_role("button", name="Sign out").click()
            await lin.page.get_by_role("button", name="Sign in to the queues").wait_for()
            await it_speaks_chinese_again(leader, lin)
            assert leader.complaints == []
            assert lin.complaints == []
    finally:
        await phone.stop()


async def the_board_shows_the_queues(leader: Visitor) -> None:
    names = leader.page.locator("table.queues:not(.load) tbody tr > :first-child")
    await names.nth(len(QUEUES) - 1).wait_for()
    assert [name.strip() for name in await names.all_inner_texts()] == QUEUES, "in their order"
    await leader.figure("等待", "0")
    await leader.picture("board-zh")


async def an_agent_signs_in_and_pauses(lin: Visitor) -> None:
    await lin.page.locator(".phone").get_by_text("话机已注册").wait_for()
    await lin.page.get_by_role("button", name="签入队列").click()
    await lin.page.locator(".my-state-now").get_by_text("空闲").wait_for()
    await lin.picture("desk-ready-zh")
    await lin.page.get_by_role("button", name="示忙").click()
    await lin.page.get_by_role("menuitem", name="用餐").click()
    await lin.page.locator(".my-state-now").get_by_text("示忙").wait_for()


async def a_test_call_waits(leader: Visitor) -> None:
    await leader.page.keyboard.press("t")
    await leader.page.locator(".test-call button[type=submit]").click()
    await leader.call_at("语音菜单")
    await leader.figure("等待", "1")
    await leader.call_at("排队")
    await leader.page.get_by_text("双向都有声音").wait_for()
    await leader.picture("board-waiting-zh")


AFTER_A_WHILE = re.compile(r"^0:(0[3-9]|[1-5]\d)$")
"""The call bar's clock: there is something to be heard in the recording."""


async def the_agent_takes_it(lin: Visitor, leader: Visitor, phone: Phone) -> None:
    await lin.page.get_by_role("button", name="转为空闲").click()
    await phone.ringing()
    await lin.page.locator(".call-bar").get_by_text("来电").first.wait_for()
    await lin.picture("desk-ringing-zh")
    await phone.answer()
    await lin.page.locator(".call-bar").get_by_text("通话中").wait_for()
    await leader.figure("通话中", "1")
    await leader.figure("等待", "0")
    await lin.page.locator(".call-bar button[title='Alt+H']").click()
    await leader.call_at("保持")
    await lin.page.get_by_role("button", name="取回").click()
    await leader.call_at("通话")
    await lin.page.locator(".call-bar").get_by_text("通话中").wait_for()
    await lin.page.locator(".call-bar").get_by_text(AFTER_A_WHILE).first.wait_for()
    await lin.picture("desk-talking-zh")
    await leader.picture("board-talking-zh")


async def the_agent_writes_it_up(lin: Visitor, leader: Visitor, phone: Phone) -> None:
    await lin.page.get_by_role("button", name="挂断").click()
    await lin.page.get_by_role("button", name="客户还在线，再按一次挂断").click()
    await phone.wait_for("CALL_CLOSED")
    await lin.page.locator(".my-state-now").get_by_text("话后整理").wait_for()
    form = lin.page.locator("form.wrap-up")
    for choice in ("咨询", "客房与设施", "已解决"):
        await form.get_by_role("radio", name=choice).click()
    await form.locator("textarea").fill("客人询问早餐时间")
    await lin.picture("desk-wrap-up-zh")
    await form.locator("button[type=submit]").click()
    await lin.page.get_by_text("小结已保存").wait_for()
    await lin.page.locator(".my-state-now").get_by_text("空闲").wait_for()
    await leader.figure("通话中", "0")


async def the_recording_plays(leader: Visitor) -> None:
    await leader.page.keyboard.press("Escape")
    await leader.go("/recordings")
    async with leader.page.expect_response(lambda answer: answer.url.endswith("/audio")) as sound:
        await leader.page.locator(".rows-row").first.click()
    assert (await sound.value).status in (200, 206)
    await leader.page.wait_for_function(
        "() => { const a = document.querySelector('.player audio');"
        " return a && a.readyState >= 3 && a.duration > 1 && a.currentTime > 0.2 }"
    )
    await leader.picture("recordings-zh")
    await leader.go("/interactions")
    await leader.page.locator(".rows-row").first.click()
    await leader.page.get_by_text("客人询问早餐时间").wait_for()
    await leader.picture("interaction-zh")


async def it_speaks_english(leader: Visitor, lin: Visitor) -> None:
    for visitor in (leader, lin):
        await visitor.page.locator(".header-user").click()
        await visitor.page.get_by_role("menuitem", name="English").click()
    await lin.page.locator(".my-state-now").get_by_text("Ready").wait_for()
    await lin.picture("desk-en")
    await leader.picture("interaction-en")
    for path, text in (("/board", "Service level today"), ("/recordings", "Recordings")):
        await leader.go(path)
        await leader.page.get_by_text(text).first.wait_for()
        await leader.picture(f"{path[1:]}-en")


async def it_speaks_chinese_again(*visitors: Visitor) -> None:
    for visitor in visitors:
        await visitor.page.locator(".header-user").click()
        await visitor.page.get_by_role("menuitem", name="中文").click()
        await visitor.page.get_by_role("button", name="我的菜单").wait_for()
