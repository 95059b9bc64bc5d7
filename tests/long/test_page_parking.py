"""A customer is parked from one page and fetched at another, with the keyboard alone; real sound in both."""

import pytest

from tests.long.house import publish
from tests.system.page_phone import desk, talking
from tests.system.product import Product
from tests.system.test_page_control import picture, ready_but_paused

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="session"), pytest.mark.needs("chromium")]

PLACE = "701"


async def test_a_customer_is_parked_at_one_page_and_fetched_at_another(product: Product) -> None:
    await publish(product, {"park": {PLACE: {}}})
    async with desk(product) as lins, desk(product, "zhao") as zhaos:
        lin, zhao = await lins.tab(), await ready_but_paused(zhaos)
        await lin.sign_in()
        async with talking(product, lin) as customer:
            await lin.page.locator(".call-bar").get_by_role("button", name="更多").focus()
            await lin.page.keyboard.press("Enter")
            chosen = lin.page.locator("[role=menuitem]:focus")
            await chosen.wait_for()
            await lin.page.keyboard.press("ArrowUp")
            await chosen.get_by_text("驻留").wait_for()
            await picture(lin, "more")
            await lin.page.keyboard.press("Enter")
            await lin.says(f"拨 {PLACE} 取回")
            await picture(lin, "parked")
            await lin.writes_up()

            await zhao.page.keyboard.press("Alt+d")
            fetch = zhao.page.get_by_role("button", name=f"取回 {PLACE}")
            await fetch.wait_for()
            await picture(zhao, "takeable")
            await fetch.focus()
            await zhao.page.keyboard.press("Enter")
            await zhao.bar("talking")
            await zhao.sounds()
            await customer.hears()
        await zhao.writes_up()
