"""The auto-attendant and the operator on real telephones: the extension is dialled, somebody is found by
name, and who takes the next call from outside is switched by page and by code."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from huawu.speech import service as speech
from huawu.telephony.engine.caller import Progress, TestCaller, Wanted
from tests.long.house import publish
from tests.system.calling import until
from tests.system.phone import Phone
from tests.system.product import Person, Product
from tests.system.recogniser import recognising

pytestmark = [pytest.mark.long, pytest.mark.needs("baresip"), pytest.mark.asyncio(loop_scope="session")]

NUMBER, OPERATOR, SUN = "4000", "8001", "8003"
QUIET = b"\xff" * 8000


@asynccontextmanager
async def caller(product: Product, press: str = "", says: bytes = QUIET) -> AsyncIterator[Progress]:
    wanted = Wanted(NUMBER, "127.0.0.1", product.sip_port, says, press=press, press_after=1.0, seconds=90)
    made = TestCaller(wanted)
    running = asyncio.ensure_future(made.run())
    try:
        yield made.progress
    finally:
        made.hang_up()
        await running


@asynccontextmanager
async def telephone(product: Product, extension: str) -> AsyncIterator[Phone]:
    phone = await product.phone(extension)
    try:
        yield phone
    finally:
        await phone.stop()


async def switched(product: Product, mode: str) -> dict[str, Any]:
    """An operator says on the page who is on duty."""
    lin = await product.person("lin")
    answer = await lin.http.put("/api/duty", json={"mode": mode})
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def on_duty(person: Person, who: str) -> dict[str, Any]:
    """Wait until so it is; what is said of it."""

    async def so() -> dict[str, Any] | None:
        said: dict[str, Any] = await person.get("/api/duty")
        return said if said["on_duty"] == who else None

    found = await until(so)
    assert found is not None
    return found


async def talks(progress: Progress, phone: Phone) -> None:
    """The telephone rings, is answered, and the caller hears it."""
    await phone.ringing()
    await phone.answer()
    before = progress.sounding_packets

    async def heard() -> bool:
        return progress.sounding_packets > before + 50

    await until(heard)
    phone.command("hangup")
    await phone.wait_for("CALL_CLOSED")


async def test_callers_dial_an_extension_or_find_somebody_by_name(product: Product) -> None:
    said = await switched(product, "attendant")
    assert (said["on_duty"], said["how"], said["by"]["zh"]) == ("attendant", "page", "林小满")
    async with telephone(product, SUN) as phone:
        for press in (SUN, "9747#"):  # the extension, then 孙浩然 by the letters shr
            async with caller(product, press) as progress:
                await talks(progress, phone)


async def test_callers_say_the_name_of_whom_they_want(product: Product) -> None:
    await switched(product, "attendant")
    said = b"\xff" * 28_000 + speech.load("test.hello") + b"\xff" * 80_000
    with recognising("孙浩然") as recogniser:
        engine = {"engine": "openai_http", "url": recogniser.url, "model": "pretend"}
        await publish(product, {"speech": {"default": {"hear": [engine]}}})
        try:
            async with telephone(product, SUN) as phone, caller(product, "9", said) as progress:
                await talks(progress, phone)
        finally:
            await publish(product, {"speech": {"default": None}})
    assert recogniser.heard


async def test_the_operator_is_rung_first_and_whom_they_do_not_take_the_attendant_answers(
    product: Product,
) -> None:
    await switched(product, "operator")
    async with telephone(product, OPERATOR) as phone:
        async with caller(product) as progress:
            await talks(progress, phone)
        async with caller(product) as progress:
            await phone.ringing()
            assert progress.sounding_packets == 0
            phone.command("hangup")
            await greeted(progress)
        phone.command("dial", "#60")
        admin = await product.person("admin")
        said = await on_duty(admin, "attendant")
        assert (said["how"], said["extension"]) == ("phone", OPERATOR)
        async with caller(product) as progress:
            await greeted(progress)


async def greeted(progress: Progress) -> None:
    """The attendant speaks."""

    async def heard() -> bool:
        return progress.sounding_packets > 50

    await until(heard)
