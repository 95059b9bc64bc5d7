"""An agent reads at the desk what is being said, and types what a voice says; the call is read again where it
is kept. A real browser; the customer and the agent at real telephones."""

import re

import pytest
from playwright.async_api import expect

from tests.long.test_calls_in_words import SENTENCE, in_words, kept, talking
from tests.system.browser import visiting
from tests.system.calling import at_work, wrap_up
from tests.system.product import Product
from tests.system.recogniser import recognising

pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium", "baresip"),
]


async def test_the_desk_shows_what_is_said_and_says_what_is_typed(product: Product) -> None:
    with recognising(SENTENCE) as heard:
        await in_words(product, heard.url)
        async with at_work(product, "lin", tone=0.0) as lin, visiting(product) as visits:
            desk = await visits.visitor("lin")
            await desk.page.goto(f"{product.url}/desk")
            async with talking(product, lin) as (call, _):
                lines = desk.page.locator(".call-words li")
                await expect(lines.first).to_contain_text(SENTENCE, timeout=30_000)
                await desk.page.get_by_role("button", name="打字代说").click()
                box = desk.page.get_by_role("textbox", name="打字，由系统说给客户听")
                await box.fill("请稍等，我查一下。")
                await box.press("Enter")
                typed = lines.filter(has_text=re.compile("请稍等，我查一下。.*打字代说"))
                await expect(typed).to_have_count(1, timeout=30_000)
                await expect(box).to_have_value("")
                await desk.picture("desk-in-words")
            await lin.becomes("wrap_up")
            await wrap_up(lin.person, call)
            assert desk.complaints == []
    manager = await product.person("manager")
    read = await kept(manager, call, 2)
    async with visiting(product) as visits:
        reader = await visits.visitor("manager")
        await reader.page.goto(f"{product.url}/interactions/{call}")
        await expect(reader.page.locator(".spoken li")).to_have_count(len(read), timeout=30_000)
        await reader.picture("contact-in-words")
        assert reader.complaints == []
