"""Scripts in the page: an agent reads what is new before the shift, says the greeting by keys while a guest
is on the line, skips and leaves with reasons; a leader approves what another has written and sees how it did.

Real telephones, a real browser.
"""

from typing import Any

import pytest
from playwright.async_api import Page

from tests.system.axe import Looks, faults_in_this_language, looks
from tests.system.browser import Visitor, visiting
from tests.system.calling import Agent, at_work, until, wrap_up
from tests.system.phone import Phone
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium", "baresip"),
]

BESIDE = """
() => {
  const [card, script, bar] = ['.pop', '.script', '.call-bar'].map((one) =>
    document.querySelector(one).getBoundingClientRect());
  const button = document.querySelector('.script-do').getBoundingClientRect();
  return {
    beside: script.left >= card.right && Math.abs(script.top - card.top) < 2,
    seen: bar.top >= 0 && button.bottom <= innerHeight,
    sideways: document.documentElement.scrollWidth - innerWidth,
  };
}
"""
"""Whether the script stands beside the customer's card and all that is needed is in sight."""


async def is_approved_by_another(leader: Visitor) -> None:
    page = leader.page
    await leader.go("/scripts")
    await page.get_by_text("待审批", exact=True).first.click()
    await page.get_by_role("link", name="标准结束语").click()
    await page.get_by_role("button", name="通过，替换现有版本").wait_for()
    assert await faults_in_this_language(page) == []
    await leader.picture("scripts-approve-zh")
    await page.get_by_role("button", name="通过，替换现有版本").click()
    await page.get_by_text("刘洋 审批于").wait_for()


async def is_ready_for_the_shift(agent: Visitor) -> None:
    page = agent.page
    await agent.go("/desk")
    ready = page.get_by_role("region", name="班前准备")
    change = ready.get_by_role("listitem").filter(has_text="标准结束语")
    await change.get_by_role("button", name="我已看过").click()
    await change.get_by_text("已看过", exact=True).wait_for()
    await ready.get_by_label("面带微笑，声音听得出来").check()
    await ready.get_by_role("button", name="准备好了").click()
    await ready.get_by_text("已准备好").wait_for()
    assert await faults_in_this_language(page) == []
    await agent.picture("readiness-zh")


async def line_is(page: Page, words: str) -> None:
    await page.locator(".script-line").get_by_text(words).wait_for()


async def says_the_greeting_by_keys(agent: Visitor) -> None:
    page = agent.page
    await page.get_by_role("button", name="下一句").wait_for()
    layout: dict[str, Any] = await page.evaluate(BESIDE)
    assert layout == {"beside": True, "seen": True, "sideways": 0}
    assert await faults_in_this_language(page) == []
    await agent.picture("script-talking-zh")
    first = await page.locator(".script-line").inner_text()
    assert "林小满" in first
    await page.keyboard.press("Alt+ArrowDown")
    await page.locator(".script-line").get_by_text(first, exact=True).wait_for(state="hidden")
    await page.keyboard.press("Alt+ArrowUp")
    await line_is(page, first)


async def goes_through_a_complaint(agent: Visitor) -> None:
    """By the customer's mood and words; then their own way."""
    page = agent.page
    await page.get_by_role("button", name="投诉安抚").click()
    await line_is(page, "我能理解您的心情")
    await page.keyboard.press("Alt+.")
    await page.get_by_role("button", name="用自己的话说了").press("Enter")
    await line_is(page, "听完")
    await page.get_by_role("button", name="愤怒").click()
    await line_is(page, "这件事确实让您受委屈了")
    await page.keyboard.press("Alt+ArrowUp")
    await line_is(page, "听完")
    await page.keyboard.press("Alt+/")
    await page.keyboard.type("我要找你们经理")
    await page.keyboard.press("Enter")
    await line_is(page, "我请主管来接听")
    await page.keyboard.press("Alt+,")
    await page.get_by_role("button", name="凭经验另行处理").press("Enter")
    await page.get_by_text("已离开话术。").wait_for()


async def rates_it(page: Page) -> None:
    rating = page.get_by_role("group", name="投诉安抚: 有帮助吗？")
    await rating.get_by_role("button", name="有帮助").click()
    await rating.locator("[aria-pressed=true]").wait_for()


async def the_effect_tells_it(leader: Person, agent: Agent) -> None:
    scripts = {each["name"]["zh"]: each["id"] for each in (await leader.get("/api/scripts"))["items"]}

    async def counted() -> dict[str, Any] | None:
        effect = await leader.get(f"/api/scripts/{scripts['投诉安抚']}/effect")
        (only,) = effect["versions"]
        return only if only["resolution"]["whole"] and only["handle_seconds"]["n"] else None

    only = await until(counted)
    assert only is not None
    assert (only["uses"], only["helpful"]["part"]) == (1, 1)
    assert [each["key"] for each in only["skipped"]] == ["own_words"]
    assert [each["key"] for each in only["left"]] == ["judgement"]


async def test_a_script_is_approved_read_said_by_keys_and_counted(product: Product) -> None:
    looks.set(Looks(all=False))
    guest: Phone = await product.phone("8004")
    try:
        async with visiting(product) as visits:
            leader = await visits.visitor("liu")
            await is_approved_by_another(leader)
            lin = await visits.visitor("lin")
            await is_ready_for_the_shift(lin)
            async with at_work(product, "lin") as agent:
                guest.command("dial", "200")
                await agent.phone.ringing()
                await lin.page.get_by_text("接起后说：").wait_for()
                await lin.picture("script-ringing-zh")
                await agent.phone.answer()
                call = str((await agent.becomes("talking"))["contact"])
                await says_the_greeting_by_keys(lin)
                await goes_through_a_complaint(lin)
                guest.command("hangup")
                await agent.becomes("wrap_up")
                await rates_it(lin.page)
                await wrap_up(agent.person, call)
                await the_effect_tells_it(await product.person("liu"), agent)
            await leader.page.get_by_text("效果", exact=True).first.click()
            assert leader.complaints == []
            assert lin.complaints == []
    finally:
        await guest.stop()
