"""What an agent types during a real call outlives kill -9 of the web process, and the page itself: the note
of the contact, a message for somebody who is away, and a new case."""

import pytest
from playwright.async_api import expect

from tests.long.days import by_key, calling_in, hangs_up, known_customer, says_what_came_of_it, side
from tests.system.calling import kill, until
from tests.system.page_phone import PhonePage, desk
from tests.system.product import Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium"),
]
NOTE, ABOUT, SUBJECT = "客人要换到高楼层。", "婚宴改到周六，请确认菜单。", "换到高楼层"


async def types(lin: PhonePage) -> None:
    """A note, a message and a case, each half done."""
    page = lin.page
    await page.get_by_role("textbox", name="备注").fill(NOTE)
    await page.locator("form.wrap-up").get_by_text("草稿已保存").wait_for()
    message = side(page, "记留言")
    await by_key(page, "Alt+l", message)
    await message.get_by_label("给谁").fill("赵一诺")
    await message.get_by_label("什么事").fill(ABOUT)
    await page.keyboard.press("Escape")
    await message.wait_for(state="detached")
    await page.locator("form.wrap-up").get_by_role("link", name="转工单").click()
    await page.get_by_role("form", name="新建工单").get_by_label("标题").fill(SUBJECT)


async def all_is_there(lin: PhonePage) -> None:
    """The case in its form, the note at the desk, the message by its key."""
    page = lin.page
    case = page.get_by_role("form", name="新建工单")
    await expect(case.get_by_label("标题")).to_have_value(SUBJECT)
    await page.locator("nav a[href='/desk']").first.click()
    await expect(page.get_by_role("textbox", name="备注")).to_have_value(NOTE)
    message = side(page, "记留言")
    await by_key(page, "Alt+l", message)
    await expect(message.get_by_label("什么事")).to_have_value(ABOUT)
    await message.get_by_role("checkbox", name="已复述核对").check()
    await message.get_by_label("什么事").press("Control+Enter")
    await lin.says("留言已记下。")


async def test_what_is_typed_in_a_call_outlives_the_web_process_and_the_page(product: Product) -> None:
    lin_person = await product.person("lin")
    who = await known_customer(lin_person, "温如玉")
    async with desk(product) as lins:
        lin = await lins.tab()
        await lin.sign_in()
        async with calling_in(product, who.number):
            await lin.bar("ringing")
            await lin.press("接听")
            await lin.bar("talking")
            await types(lin)
            await kill(product, "web")

            await lin.page.reload()  # a page that is asked for while web is away comes by itself
            await lin.bar("talking")
            await all_is_there(lin)
            await lin.ready()
            await hangs_up(lin)
        await says_what_came_of_it(lin)
        await expect(lin.page.get_by_role("textbox", name="备注")).to_have_value(NOTE)
        await lin.page.get_by_role("textbox", name="备注").press("Control+Enter")
        await lin.becomes("ready")

        async def taken() -> bool:
            slips = (await lin_person.get("/api/slips?box=taken"))["items"]
            return [one["about"] for one in slips].count(ABOUT) == 1

        await until(taken)
