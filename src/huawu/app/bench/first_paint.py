"""How soon the agent's page is painted, by the browser's own clock, and how much JavaScript that takes.

Every run is a browser profile that has never seen the page. Chromium and Playwright are development tools:
without them this part says so.
"""

import os
from typing import Any

from huawu.app.bench.browser_legs import ARGUMENTS, CHROMIUM
from huawu.app.bench.report import at_share

RUNS = 15
_DESK = ".my-state"
_PAINTED = """() => new Promise((found) => new PerformanceObserver((seen) => {
  for (const one of seen.getEntries()) if (one.name === 'first-contentful-paint') found(one.startTime);
}).observe({ type: 'paint', buffered: true }))"""
_NOW = "() => performance.now()"
_SCRIPTS = """() => performance.getEntriesByType('resource')
  .filter((one) => new URL(one.name).pathname.endsWith('.js'))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


async def measure(url: str, *, login: str, password: str) -> dict[str, Any]:
    """Milliseconds from the address to the first paint and to the desk that works; kB of scripts by then."""
    try:
        from playwright.async_api import async_playwright
    except ImportError:
        return {"runs": 0, "why": "playwright is not installed"}
    if not os.access(CHROMIUM, os.X_OK):
        return {"runs": 0, "why": "chromium is not installed"}
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        kept = await (await chromium.new_context()).request.post(
            f"{url}/api/session", data={"login": login, "password": password}
        )
        cookies = kept.headers["set-cookie"].partition(";")[0]
        await _visit(chromium, url, cookies)  # Chromium itself has to be read from the disk first
        runs = [await _visit(chromium, url, cookies) for _ in range(RUNS)]
        await chromium.close()
    paints, desks, scripts = (sorted(each) for each in zip(*runs, strict=True))
    return {
        "runs": RUNS,
        "first_paint_ms": _spread(paints),
        "desk_ms": _spread(desks),
        "javascript_kb": round(scripts[-1] / 1024, 1),
    }


async def _visit(chromium: Any, url: str, cookies: str) -> tuple[float, float, int]:  # noqa: ANN401 - Playwright's
    """The page for the first time, by somebody who is signed in: first paint, desk, bytes of scripts."""
    name, _, value = cookies.partition("=")
    context = await chromium.new_context(viewport={"width": 1366, "height": 768})
    await context.add_cookies([{"name": name, "value": value, "url": url}])
    page = await context.new_page()
    await page.goto(f"{url}/desk", wait_until="commit")
    await page.locator(_DESK).wait_for()
    seen = (await page.evaluate(_PAINTED), await page.evaluate(_NOW), await page.evaluate(_SCRIPTS))
    await context.close()
    return seen


def _spread(ordered: list[float]) -> dict[str, float]:
    return {"p50": round(at_share(ordered, 0.5), 1), "p95": round(at_share(ordered, 0.95), 1)}
