"""From the page, with the keyboard alone: a customer is put through to a ring group, to a menu and to a
colleague's mailbox. Real sound in real Chromium."""

import pytest

from tests.long.house import publish
from tests.system.page_phone import PhonePage, desk, talking
from tests.system.product import Product
from tests.system.test_page_control import choose, circle, picture, ready_but_paused

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="session"), pytest.mark.needs("chromium")]

GROUP = "640"


async def _a_group_with(product: Product, zhao: PhonePage) -> None:
    members = [{"extension": (await zhao.me())["agent"]["extension"]}]
    name = {"zh": "前台电话", "en": "Front phones"}
    await publish(product, {"ring_group": {GROUP: {"name": name, "members": members}}})


async def test_a_group_that_declines_gives_the_customer_back_and_is_asked_and_takes_over(
    product: Product,
) -> None:
    async with desk(product) as lins, desk(product, "zhao") as zhaos:
        zhao = await ready_but_paused(zhaos)
        await _a_group_with(product, zhao)
        lin = await lins.tab()
        await lin.sign_in()
        async with talking(product, lin) as customer:
            await choose(lin, "Alt+t", "前台电话")
            await zhao.bar("ringing")
            await lin.says("正在呼叫前台电话")
            await picture(lin, "group-rings")
            await zhao.press("不接")
            await lin.says("前台电话 拒接，客户已回到您这里")
            await picture(lin, "group-declined")
            await choose(lin, "Alt+c", GROUP)
            await zhao.bar("ringing")
            await zhao.press("接听")
            await circle(lin, "咨询中，客户听不到").wait_for()
            await picture(lin, "group-asked")
            await lin.sounds()
            await lin.page.keyboard.press("Alt+y")
            await zhao.sounds()
            await customer.hears()
            await lin.writes_up()
        await zhao.writes_up()


async def test_a_customer_is_sent_to_a_menu_and_another_to_a_mailbox(product: Product) -> None:
    async with desk(product) as lins, desk(product, "zhao") as zhaos:
        lin = await lins.tab()
        await ready_but_paused(zhaos)
        await lin.sign_in()
        async with talking(product, lin) as customer:
            await choose(lin, "Alt+t", "云栖科技客服")
            await lin.says("客户已转到菜单“云栖科技客服”")
            await picture(lin, "to-a-menu")
            await customer.hears()
            await lin.writes_up()
        async with talking(product, lin) as customer:
            await choose(lin, "Alt+t", "赵", chosen="信箱")
            await lin.says("的信箱，可以留言")
            await picture(lin, "to-a-mailbox")
            await customer.hears()
            await lin.writes_up()
