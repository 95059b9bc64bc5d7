"""axe (WCAG 2.2 A and AA) on a page in Chinese and English, light and dark, without loading it anew.

The page follows the brightness of the computer; its language is a click in the menu of the user, or below the
form before anybody is signed in. In the second look of a language only colours are looked at: nothing else
differs there."""

import itertools
from collections.abc import Iterator
from contextvars import ContextVar
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
_LOOKS = ("light", "dark")


Look = tuple[str, str]
"""A language, and light or dark."""
ALL: tuple[Look, ...] = tuple((locale, look) for locale in LANGUAGES for look in _LOOKS)
CROSSED: tuple[Look, ...] = (("zh-CN", "light"), ("en-US", "dark"))


class Looks:
    """In which looks a page is looked at each time: in `all` four, or in one after another of the crossed
    two, page by page, which takes a quarter of the time."""

    def __init__(self, *, all: bool) -> None:
        each = [ALL] if all else [(one,) for one in CROSSED]
        self._turns: Iterator[tuple[Look, ...]] = itertools.cycle(each)

    def next(self) -> tuple[Look, ...]:
        return next(self._turns)


looks: ContextVar[Looks] = ContextVar("looks")


async def faults(page: Page) -> list[str]:
    """What a screen reader or a weak eye would stumble over, with where it is; the page is then as it was."""
    first, found, seen = await language(page), [], set[str]()
    for locale, look in looks.get().next():
        await speak(page, locale)
        found += await _faults(page, look, COLOURS if locale in seen else TAGS)
        seen.add(locale)
    await speak(page, first)
    return found


async def faults_in_this_language(page: Page) -> list[str]:
    """The same where the language cannot be changed without closing what is open."""
    found = []
    for number, look in enumerate(dict.fromkeys(look for _, look in looks.get().next())):
        found += await _faults(page, look, COLOURS if number else TAGS)
    return found


async def _faults(page: Page, look: Any, tags: list[str]) -> list[str]:  # noqa: ANN401 - a word of Playwright's
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE.read_text())
    await page.emulate_media(color_scheme=look)
    await page.wait_for_function(_STILL, arg=look)
    said: dict[str, Any] = await page.evaluate(_RUN, tags)
    return [
        f"{page.url} {look} {await language(page)} {one['id']}: {node['target']} {node['failureSummary']}"
        for one in said["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"][:3]
    ]


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
