"""Callers on real telephones: keys by RFC 4733 and INFO, what they hear, and that they are served in turn."""

from contextlib import AsyncExitStack
from functools import partial

import pytest

from tests.system.calling import SippCaller, at_work, board, calling, until, waiting
from tests.system.phone import Phone, strength
from tests.system.product import Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip", "sipp"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def stages(product: Product) -> list[str]:
    return [call["stage"] for call in (await board(product))["calls"].values()]


async def no_calls(product: Product) -> bool:
    return not (await board(product))["calls"]


async def test_baresip_hears_the_greeting_presses_a_key_by_rfc_4733_and_talks(product: Product) -> None:
    async with at_work(product, "lin", tone=440.0) as lin:
        guest = await product.phone("8004", tone=1000.0)
        try:
            guest.command("dial", "4001")
            await guest.wait_for("CALL_ESTABLISHED")
            await until(lambda: heard_something(guest))
            guest.command("sndcode", "1")
            await lin.take()
            await until(lambda: hears_tone(guest, 440.0))
            await until(lambda: hears_tone(lin.phone, 1000.0))
            await lin.finish()
            await guest.wait_for("CALL_CLOSED")
        finally:
            await guest.stop()


async def heard_something(phone: Phone) -> bool:
    return max((abs(s) for s in phone.heard()), default=0) > 500


async def hears_tone(phone: Phone, hertz: float) -> bool:
    """Whether the last half second is mostly this tone."""
    return strength(phone.heard()[-4000:], hertz) > 0.8


@pytest.mark.parametrize("transport", ["u1", "t1"], ids=["udp", "tcp"])
async def test_sipp_presses_a_key_by_info_waits_with_music_and_is_served(
    product: Product, transport: str
) -> None:
    async with at_work(product, "lin") as lin, calling(product, "13900000011", transport=transport) as caller:
        await lin.pause()
        await caller.sound.hears(10)
        contact = (await until(lambda: waiting(product)))[0]
        await caller.sound.hears(100)
        await lin.ready()
        assert await lin.take() == contact
        await lin.finish()
        await caller.finished()
    await until(lambda: no_calls(product))


async def test_callers_are_served_in_the_order_in_which_they_came(product: Product) -> None:
    numbers = ["13900000021", "13900000022", "13900000023"]
    async with AsyncExitStack() as stack:
        lin = await stack.enter_async_context(at_work(product, "lin"))
        await lin.pause()
        callers: list[SippCaller] = []
        contacts: list[str] = []
        for place, number in enumerate(numbers, 1):
            callers.append(await stack.enter_async_context(calling(product, number)))
            contacts = await until(partial(that_many, product, place))
        await lin.ready()
        served = []
        for caller in callers:
            served.append(await lin.take())
            await lin.finish()
            await caller.finished()
        assert served == contacts
        assert [await number_of(product, contact) for contact in served] == numbers


async def that_many(product: Product, count: int) -> list[str]:
    found = await waiting(product)
    return found if len(found) == count else []


async def number_of(product: Product, contact: str) -> str:
    leader = await product.person("admin")

    async def known() -> str:
        answer = await leader.http.get(f"/api/interactions/{contact}")
        return str(answer.json()["caller"]) if answer.status_code == 200 else ""

    return await until(known)


async def test_a_second_agent_takes_the_second_caller_at_the_same_time(product: Product) -> None:
    async with AsyncExitStack() as stack:
        lin = await stack.enter_async_context(at_work(product, "lin"))
        zhao = await stack.enter_async_context(at_work(product, "zhao"))
        await lin.pause()
        await zhao.pause()
        first = await stack.enter_async_context(calling(product, "13900000031"))
        await until(partial(that_many, product, 1))
        second = await stack.enter_async_context(calling(product, "13900000032"))
        contacts = await until(partial(that_many, product, 2))
        await lin.ready()
        await zhao.ready()
        assert [await lin.take(), await zhao.take()] == contacts
        assert sorted(await stages(product)) == ["talk", "talk"]
        await lin.finish()
        await first.finished()
        await zhao.finish()
        await second.finished()
