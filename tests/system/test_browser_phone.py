"""A real browser is the telephone: sound both ways, and nothing is lost whatever happens to page, socket or
edge. Packets are counted by the browser's own statistics."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from tests.system.calling import at_work, board, processes, until, waiting, wrap_up
from tests.system.customer import Customer
from tests.system.product import Product
from tests.system.softphone.chrome import Chrome, Softphone, chrome

pytestmark = [pytest.mark.system, pytest.mark.asyncio(loop_scope="session"), pytest.mark.needs("chromium")]


@pytest_asyncio.fixture(loop_scope="session")
async def browser(product: Product) -> AsyncIterator[Chrome]:
    async with chrome(product) as one:
        yield one


@asynccontextmanager
async def at_the_page(product: Product, chrome: Chrome, login: str = "lin") -> AsyncIterator[Softphone]:
    """An agent whose page is the telephone, signed in; signed out in the end."""
    page = await chrome.tab(login)
    await page.open()
    await page.person.post("/api/agents/me/sign-in")
    try:
        yield page
    finally:
        await page.person.post("/api/agents/me/sign-out")
        await page.person.http.delete(f"/api/agents/me/phone?tab={page.tab}")
        await page.page.context.close()


@asynccontextmanager
async def talking(product: Product, page: Softphone) -> AsyncIterator[Customer]:
    """A guest with whom the agent talks, heard both ways; gone in the end."""
    guest = Customer(product)
    try:
        call = await page.rings()
        assert call["interaction"]
        await page.answer()
        await page.becomes("talking")
        await page.sounds_both_ways()
        yield guest
    finally:
        await guest.leave()
        me = await page.me()
        if me["state"] == "wrap_up":
            await wrap_up(page.person, me["contact"])


async def test_a_call_rings_at_the_page_is_answered_and_heard_both_ways(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page:
        me = await page.me()
        assert (me["phone"]["kind"], me["phone"]["ready"], me["phone"]["why"]) == ("browser", True, None)
        async with talking(product, page) as guest:
            await guest.hears()
            me = await page.me()
            assert (me["call"]["stage"], me["call"]["interaction"]) == ("talk", me["contact"])
            assert (await page.counts())["path"] == "connected"
            await page.hang_up()
            assert await guest.over() == "peer"
            await page.becomes("wrap_up")


async def test_a_page_loaded_anew_in_a_talk_is_back_on_the_call_and_the_customer_never_left(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page, talking(product, page) as guest:
        contact = (await page.me())["contact"]
        await page.load()
        await page.open()
        assert (await page.sounds_both_ways())["path"] == "connected"
        assert [call["purpose"] for call in await page.calls()] == ["resume"]
        assert (await page.me())["contact"] == contact
        assert guest.is_there


async def test_a_page_that_stays_away_for_a_while_is_waited_for_with_music(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page, talking(product, page) as guest:
        await page.load()
        await until(lambda: phone_is(page, "phone.not_registered"))
        await guest.hears(100)  # music: the page says nothing
        assert (await page.me())["call"]["stage"] == "talk"
        await page.open()
        await page.sounds_both_ways()
        assert guest.is_there


async def phone_is(page: Softphone, why: str | None) -> bool:
    me = await page.me()
    return bool(me["phone"]["why"] == why)


async def test_another_tab_is_refused_then_takes_over_with_the_call(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page, talking(product, page) as guest:
        other = await browser.tab("lin")
        body = {"tab": other.tab, "take_over": False}
        refused = await other.person.http.post("/api/agents/me/phone", json=body)
        assert (refused.status_code, refused.json()["key"]) == (409, "phone.in_use_elsewhere")
        await other.open(take_over=True)
        await other.sounds_both_ways()
        assert await page.page.evaluate("() => softphone.state.closed[0]") == 4001
        assert (await other.me())["phone"]["tab"] == other.tab
        assert guest.is_there
        await other.page.context.close()


async def test_a_page_that_called_a_colleague_and_is_loaded_anew_is_back_on_the_call(
    product: Product, browser: Chrome
) -> None:
    async with at_work(product, "zhao") as zhao, at_the_page(product, browser) as page:
        extension = (await zhao.me())["agent"]["extension"]
        await page.person.post("/api/calls", {"to": {"kind": "extension", "id": extension}})
        await zhao.phone.ringing()
        await zhao.phone.answer()
        await page.sounds_both_ways()
        await page.load()
        await page.open()
        assert (await page.sounds_both_ways())["path"] == "connected"
        assert [call["purpose"] for call in await page.calls()] == ["resume"]
        assert (await zhao.me())["call"]["stage"] == "talk"
        zhao.phone.command("hangup")
        await page.becomes("ready")
        await page.page.wait_for_function("() => softphone.calls().every((one) => one.ended)")


async def test_a_socket_that_was_lost_comes_back_with_the_dialog_and_nothing_is_called_anew(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page, talking(product, page) as guest:
        held = [call["id"] for call in await page.calls()]
        await page.page.evaluate("() => softphone.cut()")
        await until(lambda: phone_is(page, "phone.not_registered"))
        await page.open(dialogs=held)
        await page.sounds_both_ways()
        assert [call["purpose"] for call in await page.calls()] == ["offer"]
        await page.person.post("/api/agents/me/call", {"action": "hang_up"})
        assert await guest.over() == "peer"
        await page.page.wait_for_function("() => softphone.calls().every((one) => one.ended)")


async def test_when_the_edge_dies_the_page_is_called_anew_and_the_sound_is_back(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page, talking(product, page) as guest:
        os.kill(processes(product)["edge"][0], signal.SIGKILL)
        await page.page.wait_for_function("() => softphone.calls().some((one) => one.purpose === 'resume')")
        await page.sounds_both_ways()
        assert [(call["purpose"], call["ended"]) for call in await page.calls()] == [
            ("offer", True),
            ("resume", False),
        ]
        await until(lambda: phone_is(page, None))
        assert guest.is_there


async def test_when_live_dies_the_sound_goes_on_and_the_page_returns_to_its_dialog(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page, talking(product, page) as guest:
        held = [call["id"] for call in await page.calls()]
        os.kill(processes(product)["live"][0], signal.SIGKILL)
        await page.sounds_both_ways()
        await product.healthy(20)
        await page.open(dialogs=held)
        await page.sounds_both_ways()
        assert [call["purpose"] for call in await page.calls()] == ["offer"]
        assert (await page.me())["call"]["stage"] == "talk"
        await page.person.post("/api/agents/me/call", {"action": "hang_up"})
        assert await guest.over() == "peer"


async def test_a_page_whose_sound_fails_is_called_anew_by_its_own_wish(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page, talking(product, page) as guest:
        await page.person.post("/api/agents/me/call", {"action": "rejoin"})
        await page.page.wait_for_function("() => softphone.calls().some((one) => one.purpose === 'resume')")
        await page.sounds_both_ways()
        assert [(call["purpose"], call["ended"]) for call in await page.calls()] == [
            ("offer", True),
            ("resume", False),
        ]
        assert guest.is_there


async def test_the_echo_call_is_answered_by_the_page_and_brings_back_what_it_says(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page:
        assert await page.person.post("/api/agents/me/echo") == {"seconds": 8}
        await page.sounds_both_ways()
        await page.page.wait_for_function("() => softphone.calls().every((one) => one.ended)")
        assert [call["purpose"] for call in await page.calls()] == ["echo"]


async def test_who_has_no_sound_is_not_offered_a_call_and_is_told_why(
    product: Product, browser: Chrome
) -> None:
    async with at_the_page(product, browser) as page:
        await page.hears("no_microphone")
        me = await page.me()
        assert (me["state"], me["phone"]["ready"], me["phone"]["why"]) == (
            "ready",
            False,
            "phone.no_microphone",
        )
        guest = Customer(product)
        try:
            await until(lambda: waiting(product))
            shown = (await board(product))["agents"][me["agent"]["id"]]
            assert (shown["state"], shown["phone"]) == (
                "ready",
                {"ready": False, "why": "phone.no_microphone"},
            )
            assert await page.calls() == []
            await page.hears("ok")
            await page.rings()
        finally:
            await guest.leave()


async def test_a_page_that_does_not_ring_is_passed_over_and_marked(product: Product, browser: Chrome) -> None:
    async with at_the_page(product, browser) as page:
        await page.page.evaluate("() => softphone.sleep()")
        guest = Customer(product)
        try:
            await until(lambda: waiting(product))
            await until(lambda: phone_is(page, "phone.not_registered"))
            assert (await page.me())["state"] == "ready"
            await page.load()
            await page.open()
            await page.rings()
        finally:
            await guest.leave()
