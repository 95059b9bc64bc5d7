"""A call of real telephones in words: written down while they talk and kept with the recording, the pause
left out, what the agent types said to the customer; the process that writes dies in the middle.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from huawu.speech import service as speech
from huawu.telephony.engine.caller import Progress, TestCaller, Wanted
from tests.long.house import publish
from tests.system.calling import Agent, at_work, processes, until, wrap_up
from tests.system.product import Person, Product
from tests.system.recogniser import recognising

pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("baresip"),
]

SENTENCE = "好的，我明白了。"
SPEAKS = speech.load("test.hello.5") + b"\xff" * 16_000
"""Five to six seconds, again and again: a sentence and silence."""


async def in_words(product: Product, url: str) -> None:
    """The front desk is recorded and written down, and the site has a voice."""
    engine = {"engine": "openai_http", "url": url, "model": "pretend"}
    voice = {**engine, "voices": {"zh-CN": "alloy", "en-US": "alloy"}}
    admin = await product.person("admin")
    items = (await admin.get("/api/config/queue"))["items"]
    desk = next(each for each in items if each["key"] == "front-desk")["value"]
    plan = {"hear": [engine], "say": [voice], "transcripts": 2}
    await publish(
        product,
        {
            "speech": {"default": plan},
            "queue": {"front-desk": {**desk, "recorded": True, "transcribed": True}},
            "number": {"4072": {"queue": "front-desk"}},
        },
    )


@asynccontextmanager
async def talking(product: Product, lin: Agent) -> AsyncIterator[tuple[str, Progress]]:
    """A customer who says the same again and again talks with Lin, who says nothing."""
    caller = TestCaller(Wanted("4072", "127.0.0.1", product.sip_port, SPEAKS, seconds=120))
    running = asyncio.ensure_future(caller.run())
    try:
        yield await lin.take(), caller.progress
    finally:
        caller.hang_up()
        await running


async def lines(person: Person, path: str) -> list[dict[str, Any]]:
    answer = await person.http.get(path)
    found: list[dict[str, Any]] = answer.json()["lines"] if answer.status_code == 200 else []
    return found


async def said(person: Person, call: str, count: int) -> list[dict[str, Any]]:
    """What was said so far in a call that is up, once there are so many lines."""

    async def enough() -> list[dict[str, Any]]:
        found = await lines(person, f"/api/calls/{call}/transcript")
        return found if len(found) >= count else []

    return await until(enough)


async def say_in_a_pause(lin: Agent, call: str, guest: Progress) -> None:
    """The customer hears what is typed, and nobody writes it down."""
    await lin.person.post(f"/api/calls/{call}/recording", {"action": "pause"})
    before = guest.sounding_packets
    await lin.person.post(f"/api/calls/{call}/say", {"text": "请报卡号"})

    async def heard() -> bool:
        return guest.sounding_packets >= before + 80  # most of the two seconds that the voice says

    await until(heard)
    await lin.person.post(f"/api/calls/{call}/recording", {"action": "resume"})


async def test_a_call_is_written_down_paused_spoken_to_and_kept(product: Product) -> None:
    with recognising(SENTENCE) as heard:
        await in_words(product, heard.url)
        async with at_work(product, "lin", tone=0.0) as lin:
            async with talking(product, lin) as (call, guest):
                found = await said(lin.person, call, 2)
                assert {(line["side"], line["text"]) for line in found} == {("outside", SENTENCE)}
                await say_in_a_pause(lin, call, guest)
                await lin.person.post(f"/api/calls/{call}/say", {"text": "谢谢，请稍等"})
                found = await said(lin.person, call, len(found) + 2)
                assert [line["text"] for line in found if line["typed"]] == ["谢谢，请稍等"]
                os.kill(processes(product)["speech"][0], signal.SIGKILL)
                so_far = len(found) + 2  # more than one that was under way: by the next process
                await said(lin.person, call, so_far)
            await lin.becomes("wrap_up")
            await wrap_up(lin.person, call)
    read = await kept(await product.person("manager"), call, so_far)
    assert {line["text"] for line in read} == {SENTENCE, "谢谢，请稍等"}
    assert [line["seconds"] for line in read] == sorted(line["seconds"] for line in read)


async def kept(manager: Person, call: str, count: int) -> list[dict[str, Any]]:
    """What can be read of the recording, once it is closed."""

    async def there() -> list[dict[str, Any]]:
        items = (await manager.get("/api/recordings"))["items"]
        ids = [each["id"] for each in items if each["interaction"] == call and each["seconds"]]
        found = await lines(manager, f"/api/recordings/{ids[0]}/transcript") if ids else []
        return found if len(found) >= count else []

    return await until(there)
