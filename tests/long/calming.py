"""What is done in a day about people who are upset: help is asked for and answered, and a warning about a
customer is decided on."""

from playwright.async_api import Page

from tests.long.days import Known, looked_at
from tests.system.page_phone import PhonePage
from tests.system.product import Person, Product

REASON, ANSWER = "客户要见领导，能不能先免一晚房费？", "可以免一晚，我来签字；先致歉，再说方案。"
WHY, KEPT_FOR = "提醒两次后仍辱骂坐席。", 30


async def asks_for_help_by_the_guide(lin: PhonePage, leader: Person) -> None:
    """On a call: the customer hears nothing, and the agent sees that somebody comes."""
    page = lin.page
    await page.get_by_role("button", name="打开安抚指引").wait_for()
    await page.keyboard.press("Alt+b")
    guide = page.get_by_role("region", name="安抚指引")
    listened = guide.get_by_role("button", name="已做到: 倾听")
    await listened.click()
    await guide.locator(".calm-step.is-done").get_by_text("倾听").wait_for()
    await guide.get_by_role("button", name="请班长来").click()
    await guide.get_by_role("button", name="已请班长，撤回").wait_for()
    await looked_at(page, "agent-guide", lin.product)
    call = (await lin.me())["contact"]
    await leader.post(f"/api/interactions/{call}/help/seen")
    await guide.get_by_role("button", name="班长正在协助").wait_for()
    await page.locator(".call-bar-help").get_by_role("status").wait_for()
    await looked_at(page, "agent-helped", lin.product)
    await page.keyboard.press("Alt+b")
    await guide.wait_for(state="detached")


async def ask_for_help(person: Person, case: str) -> None:
    """With a case, of whoever leads."""
    await person.post(f"/api/cases/{case}/help", {"skill": "", "reason": REASON, "guide": "ordinary"})


async def answers_who_asks_for_help(page: Page, product: Product, asker: Person) -> None:
    """From the strip above whatever page it is; who asked has the answer in the case."""
    strip = page.get_by_role("status", name="求助")
    line = strip.get_by_role("listitem").filter(has_text=REASON)
    await line.wait_for()
    await looked_at(page, "leader-help", product)
    await line.get_by_role("button", name="我来协助").click()
    await line.wait_for(state="detached")
    await tab(page, "/helps")
    mine = page.get_by_role("region", name="向我求助").get_by_role("listitem").filter(has_text=REASON)
    await mine.get_by_role("button", name="答复").click()
    await mine.get_by_label("写给求助人的答复").fill(ANSWER)
    await looked_at(page, "leader-answers", product)
    await mine.get_by_role("button", name="答复并结束求助").click()
    await mine.wait_for(state="detached")
    assert (await asker.get("/api/case-helps"))["own"] == []


async def propose_mark(person: Person, who: Known) -> None:
    said = {"key": f"mark-{who.number}", "kind": "abusive", "why": WHY, "days": KEPT_FOR}
    await person.post(f"/api/customers/{who.id}/marks", said)


async def decides_about_a_mark(page: Page, product: Product, who: Known) -> None:
    """With the customer's history beside it; it holds from then on."""
    await tab(page, "/marks")
    mark = page.locator(".mark-item").filter(has_text=who.name)
    await mark.get_by_text(WHY).wait_for()
    await mark.get_by_role("button", name="查看客户历史").click()
    await mark.locator(".mark-history").wait_for()
    await looked_at(page, "leader-mark", product)
    await mark.get_by_role("button", name="批准", exact=True).click()
    await mark.wait_for(state="detached")
    await page.get_by_role("button", name="生效中").click()
    await mark.get_by_text("已批准").wait_for()
    await looked_at(page, "leader-marks", product)


async def tab(page: Page, path: str) -> None:
    """Another of the pages of cases, by the list of them above each."""
    await page.locator(f".case-tabs a[href='{path}']").click()
    await page.locator(f".case-tabs a[href='{path}'][aria-current=page]").wait_for()
