"""No serious fault that axe finds on any page: with and without calls, full and empty, with dialogs open and
the line cut. Here the door, in all looks; what else is looked at, in all looks, by the long tier.
"""

import pytest
from playwright.async_api import Page, WebSocketRoute

from tests.system.axe import LANGUAGES, Looks, faults, faults_in_this_language, looks, settled, speak
from tests.system.browser import Visitor, visiting
from tests.system.customer import Customer
from tests.system.page_phone import PhonePage, desk
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]

LEADING = ["/board", "/interactions", "/recordings", "/customers", "/people", "/settings", "/welcome"]
ROUTING = ["queues/support", "calendars", "skills", "try?queue=support", "versions"]
FLOWS = ["/flows", "/flows/versions", "/flows/edit/support"]
SPOKEN = ["/scripts", "/prompts", "/settings/speech"]
FORMS = [
    "/settings/site",
    "/settings/recording",
    "/settings/number",
    "/settings/trunk",
    "/settings/conference",
]
"""Pages of settings on which something can be changed; each is looked at with all its forms open."""
EMPTY = ["/interactions?search=zzzz", "/customers?search=zzzz", "/nowhere"]
BEHIND_KEYS = {"Control+k": ".palette-list", "?": ".keys-help", "n": ".notices", "t": ".test-call"}


async def as_the_system(visitor: Visitor) -> None:
    """Let the page follow the brightness of the computer."""
    csrf = (await (await visitor.page.request.get("/api/session")).json())["csrf"]
    answer = await visitor.page.request.patch(
        "/api/session", data={"locale": "zh-CN", "theme": "system"}, headers={"X-CSRF-Token": csrf}
    )
    assert answer.ok


async def on_pages(page: Page, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        await page.goto(path)
        await settled(page)
        found += await faults(page)
    return found


async def behind_keys(page: Page) -> list[str]:
    """What opens over a page: the palette, the help, the notices, the test call."""
    found = []
    for locale in LANGUAGES:
        await page.goto("/board")
        await settled(page)
        await speak(page, locale)
        for key, shows in BEHIND_KEYS.items():
            await page.keyboard.press(key)
            await page.locator(shows).wait_for()
            found += await faults_in_this_language(page)
            await page.keyboard.press("Escape")
            await page.locator(shows).wait_for(state="hidden")
    await speak(page, "zh-CN")
    return found


async def of_forms(page: Page) -> list[str]:
    """Each form of the settings open, and what it says against a key that is none."""
    found = []
    for path in FORMS:
        await page.goto(path)
        await settled(page)
        await page.locator(".settings form, .setting").first.wait_for()
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        add = page.locator(".line-bar .line-actions button").first
        if await add.count():
            await add.click()
            await page.locator(".line-bar form input").first.fill("?")
            await page.locator(".line-bar form button[type=submit]").click()
            await page.locator(".settings .fault").first.wait_for()
        found += await faults(page)
    return found


async def of_a_contact(page: Page) -> list[str]:
    """A contact opened beside its list, and a customer with the history."""
    await page.goto("/interactions")
    await page.locator(".rows-row").first.click()
    await page.locator(".side-panel-body dl").first.wait_for()
    found = await faults(page)
    await page.goto("/customers")
    await page.locator(".rows-row").first.click()
    await page.locator(".history li").first.wait_for()
    return found + await faults(page)


async def with_the_line_cut(page: Page) -> list[str]:
    """The bar that says for how long the screen has stood still."""
    whole, lines = True, list[WebSocketRoute]()

    async def connect(line: WebSocketRoute) -> None:
        if not whole:
            return await line.close()
        line.connect_to_server()
        lines.append(line)

    await page.route_web_socket("**/live?*", connect)
    await page.goto("/board")
    await settled(page)
    await page.locator(".link-mark.is-live").wait_for()
    whole = False
    for line in lines:
        await line.close()
    await page.locator(".link-bar").wait_for()
    return await faults(page)


async def of_a_leader(product: Product) -> list[str]:
    async with visiting(product) as visits:
        admin = await visits.visitor("admin")
        await as_the_system(admin)
        routing = [f"/routing/{part}" for part in ROUTING]
        found = await on_pages(admin.page, [*LEADING, *routing, *FLOWS, *SPOKEN, *EMPTY])
        found += await behind_keys(admin.page)
        found += await of_forms(admin.page)
        found += await of_a_contact(admin.page)
        await admin.page.goto("/wallboard")
        await admin.page.locator(".wall-queues").wait_for()
        found += await faults_in_this_language(admin.page)
        return found + await with_the_line_cut(admin.page)


async def at_the_door(product: Product) -> list[str]:
    async with visiting(product) as visits:
        lin = await visits.visitor("lin")
        await lin.page.context.clear_cookies()
        await lin.page.goto("/")
        await lin.page.locator("button[type=submit]").click()
        await lin.page.locator(".sign-in-missing").first.wait_for()
        return await faults(lin.page)


async def at_the_desk(product: Product) -> list[str]:
    async with desk(product) as at_desk:
        tab = await at_desk.tab()
        found = await before_a_call(tab)
        customer = Customer(product)
        try:
            found += await in_a_call(tab)
        finally:
            await customer.leave()
        found += await after_a_call(tab)
        return found + await of_a_second_tab(await at_desk.tab(same_browser=True))


async def before_a_call(tab: PhonePage) -> list[str]:
    found = await faults(tab.page)
    await tab.press("耳麦与声音")
    await tab.page.locator(".side-panel").wait_for()
    found += await faults(tab.page)
    await tab.page.keyboard.press("Escape")
    await tab.sign_in()
    await tab.press("示忙")
    await tab.page.get_by_role("menuitem", name="用餐").click()
    await tab.page.locator(".my-state-now").get_by_text("示忙").wait_for()
    found += await faults(tab.page)
    await tab.press("转为空闲")
    await tab.page.locator(".my-state-now").get_by_text("空闲").wait_for()
    return found + await faults(tab.page)


async def in_a_call(tab: PhonePage) -> list[str]:
    await tab.bar("ringing")
    found = await faults(tab.page)
    await tab.press("接听")
    await tab.bar("talking")
    found += await faults(tab.page)
    await tab.page.keyboard.press("Alt+n")
    await tab.page.locator(".notepad").wait_for()
    found += await faults(tab.page)
    await tab.page.keyboard.press("Escape")
    await tab.page.locator(".call-bar button[title='Alt+H']").click()
    await tab.bar("hold")
    return found + await faults(tab.page)


async def after_a_call(tab: PhonePage) -> list[str]:
    await tab.bar("wrap_up")
    form = tab.page.locator("form.wrap-up")
    await form.locator("button[type=submit]").click()
    await form.locator(".wrap-up-missing").wait_for()
    await form.get_by_role("button", name="约定回电").click()
    found = await faults(tab.page)
    await form.get_by_role("button", name="不需要").click()
    for choice in ("咨询", "客房与设施", "已解决"):
        await form.get_by_role("radio", name=choice).click()
    await form.locator("button[type=submit]").click()
    await tab.says("小结已保存")
    await tab.page.goto(f"{tab.product.url}/recordings")
    await tab.page.locator(".rows-row").first.click()
    await tab.page.locator(".player").wait_for()
    return found + await faults(tab.page)


async def of_a_second_tab(tab: PhonePage) -> list[str]:
    await tab.says("电话在本浏览器的另一个标签页上")
    return await faults(tab.page)


async def test_axe_finds_no_serious_fault_at_the_door(product: Product) -> None:
    looks.set(Looks(all=True))
    assert await at_the_door(product) == []
