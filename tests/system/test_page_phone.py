"""The agent's page never loses a call: loaded anew, two tabs, two browsers, asleep, without network, edge or
live killed. Real sound in real Chromium, counted by the page's own statistics."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.system.calling import processes, until
from tests.system.page_phone import Desk, PhonePage, desk, talking
from tests.system.product import Product
from tests.system.wire import Wire

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="session"), pytest.mark.needs("chromium")]


@pytest_asyncio.fixture(loop_scope="session")
async def at_desk(product: Product) -> AsyncIterator[Desk]:
    async with desk(product) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def page(at_desk: Desk) -> PhonePage:
    """Signed in to the queues, with the browser as telephone."""
    tab = await at_desk.tab()
    await tab.sign_in()
    return tab


async def test_a_call_is_taken_muted_held_and_ended_by_keys_and_the_customer_is_asked_to_go_first(
    product: Product, page: PhonePage
) -> None:
    async with talking(product, page) as customer:
        keys = page.page.keyboard
        await keys.press("Alt+m")
        await page.says("已静音")
        await until(lambda: muted_on_record(page, True))
        await keys.press("Alt+m")
        await until(lambda: muted_on_record(page, False))
        await keys.press("Alt+h")
        await page.bar("hold")
        await keys.press("Alt+h")
        await page.bar("talking")
        await page.sounds()
        await keys.press("Alt+x")
        await page.says("客户还在线，再按一次挂断")
        await keys.press("Alt+x")
        assert await customer.over() == "peer"
        await page.bar("wrap_up")


async def muted_on_record(page: PhonePage, muted: bool) -> bool:
    return bool((await page.me())["call"]["muted"] == muted)


async def test_a_page_loaded_anew_in_a_talk_is_back_on_the_call_and_still_muted(
    product: Product, page: PhonePage
) -> None:
    async with talking(product, page) as customer:
        await page.page.keyboard.press("Alt+m")
        await until(lambda: muted_on_record(page, True))
        await page.page.reload()
        await page.bar("talking")
        await page.sounds()
        await page.page.locator(".call-bar-muted[aria-pressed=true]").wait_for()
        assert customer.is_there
        await page.page.keyboard.press("Alt+m")
        await until(lambda: muted_on_record(page, False))


async def test_the_call_bar_outlives_every_room(product: Product, page: PhonePage) -> None:
    async with talking(product, page):
        await page.page.evaluate("document.querySelector('.call-bar').dataset.same = 'yes'")
        for room in ("/board", "/interactions", "/customers", "/desk"):
            await page.page.locator(f"nav a[href='{room}']").first.click()
            await page.page.wait_for_url(f"**{room}")
        assert await page.page.locator(".call-bar.is-talking[data-same=yes]").count() == 1
        await page.sounds()


async def test_a_second_tab_says_where_the_phone_is_takes_it_over_in_a_talk_and_gives_it_back_when_closed(
    product: Product, at_desk: Desk, page: PhonePage
) -> None:
    async with talking(product, page) as customer:
        second = await at_desk.tab(same_browser=True)
        await second.says("声音在另一个标签页")
        await second.says("电话在本浏览器的另一个标签页上")
        await second.page.locator(".phone").get_by_role("button", name="在此使用").click()
        await second.sounds()
        await page.says("声音在另一个标签页")
        assert (await page.counts())["made"] == 1
        await second.page.close()
        await page.sounds()
        assert customer.is_there


async def test_a_second_browser_is_told_so_and_can_take_the_talk_over(
    product: Product, at_desk: Desk, page: PhonePage
) -> None:
    async with talking(product, page) as customer:
        second = await at_desk.tab()
        await second.press("启用浏览器电话")
        await second.says("电话在另一台电脑或另一个浏览器上")
        await second.page.locator(".phone").get_by_role("button", name="在此使用").click()
        await second.sounds()
        await page.says("电话在另一台电脑或另一个浏览器上")
        assert customer.is_there


async def test_a_tab_that_sleeps_is_not_offered_calls_and_rings_again_when_it_wakes(
    product: Product, page: PhonePage
) -> None:
    await page.page.evaluate("document.dispatchEvent(new Event('freeze'))")
    await until(lambda: page.phone_is("phone.asleep"))
    await page.page.evaluate("document.dispatchEvent(new Event('resume'))")
    await page.ready()
    async with talking(product, page):
        pass


async def test_a_computer_that_stood_still_for_fifteen_seconds_is_back_in_its_talk(
    product: Product, at_desk: Desk, page: PhonePage
) -> None:
    async with talking(product, page) as customer:
        async with at_desk.standing_still():
            await asyncio.sleep(15)
        await page.sounds()
        await page.bar("talking")
        assert customer.is_there


async def test_twenty_seconds_without_network_cost_a_talk_nothing_but_these_seconds(
    product: Product, at_desk: Desk
) -> None:
    wire = await Wire(product.http_port).lay()
    page = await at_desk.tab(address=wire.url)
    await page.sign_in()
    edge = processes(product)["edge"][0]
    try:
        async with talking(product, page) as customer:
            wire.cut()
            os.kill(edge, signal.SIGSTOP)
            await page.says("听不到声音，正在恢复")
            await asyncio.sleep(17)
            os.kill(edge, signal.SIGCONT)
            wire.mend()
            await page.sounds()
            assert customer.is_there
            await page.ready()
    finally:
        os.kill(edge, signal.SIGCONT)
        await wire.take_away()


DENIED = """
navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
navigator.permissions.query = () => Promise.resolve(Object.assign(new EventTarget(), {state: 'denied'}));
"""


async def test_who_may_not_use_the_microphone_is_told_how_to_mend_it_and_is_not_signed_in(
    at_desk: Desk,
) -> None:
    page = await at_desk.tab(extra=DENIED)
    await page.press("签入队列")
    await page.says("浏览器不允许使用麦克风")
    await page.says("把“麦克风”改为“允许”")
    assert (await page.me())["state"] == "signed_out"
    assert not (await page.me())["phone"]["ready"]


async def test_the_echo_test_ticks_off_every_step(page: PhonePage) -> None:
    await page.press("耳麦与声音")
    await page.press("开始测试")
    await page.says("一切正常，可以接电话了。")
    assert await page.page.locator(".echo-steps .is-passed").count() == 4


async def test_when_the_edge_is_killed_in_a_talk_sound_comes_back(product: Product, page: PhonePage) -> None:
    async with talking(product, page) as customer:
        os.kill(processes(product)["edge"][0], signal.SIGKILL)
        await page.sounds()
        await page.bar("talking")
        assert customer.is_there


async def test_when_live_is_killed_sound_goes_on_and_the_page_comes_back_to_the_truth(
    product: Product, page: PhonePage
) -> None:
    async with talking(product, page) as customer:
        os.kill(processes(product)["live"][0], signal.SIGKILL)
        await page.sounds()
        await product.healthy(20)
        await page.ready()
        await page.bar("talking")
        await page.sounds()
        for _ in range(2):
            await page.page.keyboard.press("Alt+x")
        assert await customer.over() == "peer"
        await page.bar("wrap_up")
