"""axe (WCAG 2.2 A and AA) on a page in Chinese and English, light and dark, without loading it anew.

The page follows the brightness of the computer; its language is a click in the menu of the user, or below the
form before anybody is signed in. In the dark only colours are looked at again: nothing else differs there."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
GRAVE = {"serious", "critical"}
LANGUAGES = {"zh-CN": "中文", "en-US": "English"}

_STILL = """look => document.documentElement.dataset.theme === look && document.getAnimations().every(
  (one) => one.effect.getTiming().iterations === Infinity || one.playState !== 'running')"""
_RUN = "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })"
_LOOKS: dict[Any, list[str]] = {"light": TAGS, "dark": COLOURS}


async def faults(page: Page) -> list[str]:
    """What a screen reader or a weak eye would stumble over, light and dark, with where it is."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE.read_text())
    found = []
    for look, tags in _LOOKS.items():
        await page.emulate_media(color_scheme=look)
        await page.wait_for_function(_STILL, arg=look)
        said: dict[str, Any] = await page.evaluate(_RUN, tags)
        found += [
            f"{page.url} {look} {await language(page)} {one['id']}: {node['target']} {node['failureSummary']}"
            for one in said["violations"]
            if one["impact"] in GRAVE
            for node in one["nodes"][:3]
        ]
    return found


async def faults_in_both_languages(page: Page) -> list[str]:
    """The same in the language that the page is in, and in the other; it is then in the first again."""
    first = await language(page)
    other = next(one for one in LANGUAGES if one != first)
    found = await faults(page)
    await speak(page, other)
    found += await faults(page)
    await speak(page, first)
    return found


async def language(page: Page) -> str:
    return str(await page.evaluate("document.documentElement.lang"))


async def speak(page: Page, locale: str) -> None:
    """Choose a language as a person does."""
    if await language(page) == locale:
        return
    menu = page.locator(".header-user")
    if await menu.count():
        await menu.click()
        await page.get_by_role("menuitem", name=LANGUAGES[locale]).click()
        await page.locator(".ant-dropdown:visible").wait_for(state="detached")
    else:
        await page.get_by_role("button", name=LANGUAGES[locale], exact=True).click()
    await page.wait_for_function("locale => document.documentElement.lang === locale", arg=locale)


async def settled(page: Page) -> None:
    """The room is drawn and what it asked for has come."""
    await page.locator("h1, .empty").first.wait_for()
    await page.wait_for_function(
        "() => !document.querySelector('.ant-skeleton, .is-moving, [aria-busy=true]')"
    )
