"""A team leader keeps the announcements: records the holiday message in the page, has a flow say it,
publishes, records it anew, and goes back. Real recordings of Chromium's own microphone, which beeps."""

from typing import Any

import numpy as np
import pytest
from playwright.async_api import Page

from huawu.speech.core import wav
from tests.long.test_flows_page import choose, support_in_force
from tests.system.axe import Looks, faults_in_this_language, looks
from tests.system.browser import Visitor, visiting
from tests.system.page_phone import FAKE_MICROPHONE
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def record(page: Page, language: str, seconds: int) -> None:
    """Speak into the page for so long; then there is a sound to be heard."""
    part = page.get_by_role("region", name=language, exact=True)
    await part.get_by_role("button", name="录音").click()
    await part.get_by_role("button", name=f"停止录音（{seconds} 秒）").click()
    await part.get_by_role("button", name=f"试听{language}").wait_for()
    await part.locator(".prompt-ways button:not([disabled])", has_text="重新录音").wait_for()


async def save_and_publish(page: Page) -> None:
    await page.get_by_role("button", name="保存草稿").click()
    await page.get_by_text("1 项改动还没有发布").wait_for()
    await page.get_by_role("button", name="发布", exact=True).click()
    await page.get_by_text("1 项改动还没有发布").wait_for(state="hidden")


async def record_the_holiday_message(leader: Visitor) -> None:
    page = leader.page
    await leader.go("/prompts")
    await page.get_by_role("button", name="新建提示音").click()
    await page.get_by_label("标识", exact=True).fill("holiday")
    await page.get_by_label("中文名称").fill("节日通知")
    await page.get_by_label("英文名称").fill("Holiday")
    await record(page, "中文", 1)
    await record(page, "英文", 1)
    await leader.picture("prompts-recorded-zh")
    assert await faults_in_this_language(page) == []
    await save_and_publish(page)


async def have_the_flow_say_it(leader: Visitor) -> None:
    page = leader.page
    await leader.go("/flows")
    await page.get_by_role("link", name="云栖科技客服").click()
    await page.locator("[data-line=greet]").click()
    await choose(page, "播放内容 添加提示音", "节日通知", typed="holiday")
    await page.get_by_role("button", name="保存草稿").click()
    await page.get_by_text("有 1 项流程改动尚未生效").wait_for()
    await page.locator(".publish button.ant-btn-primary").click()
    await page.locator(".publish").wait_for(state="hidden")


async def record_it_anew(leader: Visitor) -> None:
    page = leader.page
    await leader.go("/prompts")
    await page.get_by_role("button", name="编辑 节日通知").click()
    await record(page, "中文", 3)
    await save_and_publish(page)


async def go_back(leader: Visitor) -> None:
    page = leader.page
    await page.locator(".ant-segmented-item-label", has_text="版本").click()
    await page.get_by_text("中文：换了声音或文字").wait_for()
    await leader.picture("prompts-versions-zh")
    assert await faults_in_this_language(page) == []
    await page.get_by_role("button", name="恢复到这一版").first.click()
    await page.get_by_text("已恢复到第").wait_for()


async def in_force(person: Person) -> dict[str, Any]:
    (item,) = (await person.get("/api/config/prompt"))["items"]
    assert item["draft"] is None
    found: dict[str, Any] = item["value"]["sounds"]
    return found


async def heard(person: Person, sound: str) -> float:
    """How many seconds a sound lasts, which is none of silence."""
    answer = await person.http.get(f"/api/prompts/sounds/{sound}")
    samples, rate = wav.read(answer.content)
    assert np.abs(samples).max() > 0.05
    return len(samples) / rate


async def test_the_holiday_message_is_recorded_said_changed_published_and_taken_back(
    product: Product,
) -> None:
    looks.set(Looks(all=True))
    person = await product.person("chen")
    async with visiting(product, *FAKE_MICROPHONE) as visits:
        leader = await visits.visitor("chen")
        await record_the_holiday_message(leader)
        first = await in_force(person)
        assert first["zh-CN"]["made"] == "recorded"
        assert await heard(person, first["zh-CN"]["sound"]) > 0.3
        await have_the_flow_say_it(leader)
        assert "own/holiday" in (await support_in_force(person))["nodes"]["greet"]["say"]
        await record_it_anew(leader)
        anew = await in_force(person)
        assert anew["zh-CN"]["sound"] != first["zh-CN"]["sound"]
        assert anew["en-US"] == first["en-US"]
        assert await heard(person, anew["zh-CN"]["sound"]) > await heard(person, first["zh-CN"]["sound"])
        await go_back(leader)
        assert await in_force(person) == first
        assert "own/holiday" in (await support_in_force(person))["nodes"]["greet"]["say"]
        assert leader.complaints == []
