"""The desk in a call, in English and Chinese, at 1366 by 768: no name in the bar or of a queue is cut, and no
button of the bar is out of sight."""

import pytest

from tests.long.house import publish
from tests.system.axe import speak
from tests.system.page_phone import desk, talking
from tests.system.product import Product
from tests.system.test_page_control import picture

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="session"), pytest.mark.needs("chromium")]

NAMES = ("Wei Li", "Alexandra Montgomery-Smith", "Customer without a name")
URGENT = "Duty manager"
_FAULTS = """([name, urgent]) => {
  document.querySelector('.call-bar-who strong').textContent = name;
  document.querySelector('.urgent-who').textContent = urgent;
  const names = '.call-bar-who strong, .call-bar-who .num, .urgent-who, .glance tbody th';
  const named = [...document.querySelectorAll(names)];
  const cut = named.filter((one) => one.scrollWidth > one.clientWidth + 1);
  const bar = document.querySelector('.call-bar').getBoundingClientRect();
  const away = [...document.querySelectorAll('.call-bar button')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.right > bar.right || box.bottom > bar.bottom || box.width === 0;
  });
  return [...cut, ...away].map((one) => one.textContent || one.title);
}"""


async def test_no_name_in_the_bar_is_cut_and_every_button_is_in_sight(product: Product) -> None:
    chen = (await (await product.person("chen")).get("/api/agents/me"))["agent"]["id"]
    site = {"name": {"zh": "云栖", "en": "Yunqi"}}
    await publish(product, {"site": {"site": site | {"urgent_transfer": {"kind": "agent", "id": chen}}}})
    async with desk(product) as lins:
        lin = await lins.tab()
        await lin.sign_in()
        async with talking(product, lin):
            await lin.page.locator(".urgent-who").wait_for()
            for locale in ("en-US", "zh-CN"):
                await speak(lin.page, locale)
                for name in NAMES:
                    assert await lin.page.evaluate(_FAULTS, [name, URGENT]) == [], (locale, name)
                    await picture(lin, f"names-{locale}-{len(name)}")
    await publish(product, {"site": {"site": site}})
