"""An agent calls somebody from the page, with the keyboard alone. Real sound in real Chromium."""

import pytest

from tests.system.browser import Visitor
from tests.system.calling import at_work, until
from tests.system.page_phone import desk
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium", "baresip"),
]


async def test_the_browser_answers_its_own_call_the_colleague_is_rung_and_both_are_heard(
    product: Product,
) -> None:
    async with at_work(product, "zhao") as zhao, desk(product) as lins:
        lin = await lins.tab()
        await lin.sign_in()
        board, extension = lin.page.keyboard, (await zhao.me())["agent"]["extension"]
        pictures = Visitor(product, lin.page)

        await board.press("Alt+d")
        await lin.page.get_by_role("combobox").wait_for()
        await board.type(extension)
        await lin.page.locator(".dial-list [role=option][aria-selected=true]").wait_for()
        await pictures.picture("dial-field")
        await board.press("Enter")
        await lin.page.locator(".dial-way .ant-btn-primary:focus").wait_for()
        await pictures.picture("dial-card")
        await board.press("Enter")

        await zhao.phone.ringing()
        await lin.bar("dialling")
        await pictures.picture("dial-ringing")
        await zhao.phone.answer()
        await lin.bar("talking")
        await lin.sounds()
        answered = len(zhao.phone.heard())

        async def hears_more() -> bool:
            return len(zhao.phone.heard()) > answered

        await until(hears_more)
        await board.press("Alt+x")
        await board.press("Alt+x")
        await lin.becomes("ready")
