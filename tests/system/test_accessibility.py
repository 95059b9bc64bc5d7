"""axe (WCAG 2.2 A and AA) on every page, in both languages, light and dark.

A fault is one of words or one of colours: Chinese in light and English in dark find both."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from tests.system.browser import Visitor, visiting
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = {"serious", "critical"}
LOOKS = [("zh-CN", "light"), ("en-US", "dark")]
LEADING = ["/board", "/interactions", "/recordings", "/customers", "/settings", "/welcome"]


_STILL = """() => document.getAnimations().every(
  (one) => one.effect.getTiming().iterations === Infinity || one.playState !== 'running')"""


async def faults(page: Page) -> list[str]:
    """What a screen reader or a weak eye would stumble over, with where it is, once colours stand still."""
    await page.wait_for_function(_STILL)
    await page.evaluate(AXE.read_text())
    found: dict[str, Any] = await page.evaluate(
        "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS
    )
    return [
        f"{page.url} {one['id']}: {node['target']}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"][:3]
    ]


async def settled(page: Page) -> None:
    """The room is drawn and what it asked for has come."""
    await page.locator("h1").first.wait_for()
    await page.wait_for_function(
        "() => !document.querySelector('.ant-skeleton, .is-moving, [aria-busy=true]')"
    )


async def wearing(visitor: Visitor, locale: str, theme: str) -> None:
    """Let the page be in this language and brightness, as the person's own choice."""
    csrf = (await (await visitor.page.request.get("/api/session")).json())["csrf"]
    answer = await visitor.page.request.patch(
        "/api/session", data={"locale": locale, "theme": theme}, headers={"X-CSRF-Token": csrf}
    )
    assert answer.ok


async def on_pages(visitor: Visitor, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        await visitor.page.goto(path)
        await settled(visitor.page)
        found += await faults(visitor.page)
    return found


async def behind_keys(page: Page) -> list[str]:
    """What opens over a page: the palette, the help, the notices, the test call, a contact."""
    found = []
    for key, shows in (
        ("Control+k", ".palette-list"),
        ("?", ".keys-help"),
        ("n", ".notices"),
        ("t", ".test-call"),
    ):
        await page.goto("/board")
        await settled(page)
        await page.keyboard.press(key)
        await page.locator(shows).wait_for()
        found += await faults(page)
    await page.goto("/interactions")
    await settled(page)
    await page.locator(".rows-row").first.click()
    await page.locator(".side-panel-body h3, .side-panel-body h2, .side-panel-body dl").first.wait_for()
    return found + await faults(page)


@pytest.mark.parametrize(("locale", "theme"), LOOKS)
async def test_axe_finds_no_serious_fault_on_the_pages_of_a_leader(
    product: Product, locale: str, theme: str
) -> None:
    async with visiting(product) as visits:
        admin = await visits.visitor("admin")
        await wearing(admin, locale, theme)
        try:
            assert await on_pages(admin, LEADING) == []
            assert await behind_keys(admin.page) == []
            await admin.page.goto("/wallboard")
            await admin.page.locator(".wall-queues").wait_for()
            assert await faults(admin.page) == []
        finally:
            await wearing(admin, "zh-CN", "light")


@pytest.mark.parametrize(("locale", "theme"), LOOKS)
async def test_axe_finds_no_serious_fault_at_the_desk_and_at_the_door(
    product: Product, locale: str, theme: str
) -> None:
    async with visiting(product) as visits:
        lin = await visits.visitor("lin")
        await wearing(lin, locale, theme)
        try:
            assert await on_pages(lin, ["/desk"]) == []
            await wearing(lin, locale, theme)
            await lin.page.context.clear_cookies()
            await lin.page.goto("/")
            await lin.page.locator("input[autocomplete=username]").wait_for()
            assert await faults(lin.page) == []
        finally:
            again = await visits.visitor("lin")
            await wearing(again, "zh-CN", "light")
