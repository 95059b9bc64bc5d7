"""A call reaches an agent: real SIP, real RTP, a real phone, the real product."""

import asyncio
import io
import wave
from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest
import pytest_asyncio

from huawu.speech import service as speech
from huawu.telephony.engine.caller import TestCaller, Wanted
from tests.system.phone import Phone
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]


def customer(product: Product, number: str = "4001", **more: Any) -> TestCaller:
    said = speech.load(speech.customer_sentences()[0])
    return TestCaller(Wanted(number, "127.0.0.1", product.sip_port, said, **more))


async def until(seconds: float, what: Any) -> Any:
    """Ask again until the answer is true."""
    async with asyncio.timeout(seconds):
        while not (found := await what()):
            await asyncio.sleep(0.05)
        return found


@pytest_asyncio.fixture(loop_scope="session")
async def agent(product: Product) -> AsyncIterator[tuple[Person, Phone]]:
    """An agent at the front desk with a registered phone, signed in."""
    login = product.signins()["phones"][0]["login"]
    person = await product.person(login)
    phone = await product.phone(product.signins()["phones"][0]["extension"])
    await person.post("/api/agents/me/sign-in")
    yield person, phone
    await person.post("/api/agents/me/sign-out")
    await phone.stop()


async def state(person: Person) -> str:
    return str((await person.get("/api/agents/me"))["state"])


async def test_a_caller_hears_a_menu_presses_a_key_and_talks_with_an_agent(
    product: Product, agent: tuple[Person, Phone]
) -> None:
    person, phone = agent
    caller = customer(product, press="1", press_after=1.0, seconds=40)
    call = asyncio.ensure_future(caller.run())
    await phone.ringing()
    await phone.answer()
    await asyncio.sleep(2.5)
    me = await person.get("/api/agents/me")
    assert me["state"] == "talking"
    phone.command("hold")
    await until(5, lambda: stage_is(product, "hold"))
    phone.command("resume")
    await until(5, lambda: stage_is(product, "talk"))
    phone.command("hangup")
    progress = await call
    assert progress.state == "ended"
    assert progress.sounding_packets > 100
    assert await state(person) == "wrap_up"
    interaction = (await person.get("/api/agents/me"))["contact"]
    kind = (await person.get("/api/wrap-up-types"))["items"][0]
    body = {"type": kind["id"], "result": kind["results"][0]["id"], "note": "客人询问早餐时间"}
    await until(5, lambda: wrapped(person, interaction, body))
    assert await state(person) == "ready"
    await the_recording_can_be_played(person, interaction)


async def stage_is(product: Product, stage: str) -> bool:
    leader = await product.person("admin")
    board = await leader.get("/api/board")
    return any(call["stage"] == stage for call in board["calls"].values())


async def wrapped(person: Person, interaction: str, body: dict[str, str]) -> bool:
    answer = await person.http.post(f"/api/interactions/{interaction}/wrap-up", json=body)
    return answer.status_code < 300


async def the_recording_can_be_played(person: Person, interaction: str) -> None:
    async def found() -> Any:
        detail = await person.get(f"/api/interactions/{interaction}")
        return [r for r in detail["recordings"] if r["seconds"]]

    recording = (await until(10, found))[0]
    answer = await person.http.get(f"/api/recordings/{recording['id']}/audio")
    assert answer.status_code == 200
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (2, 8000)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").reshape(-1, 2).astype(float)
    left, right = samples[:, 0], samples[:, 1]
    assert np.sqrt((left**2).mean()) > 100, "the customer is on the left"
    spectrum = np.abs(np.fft.rfft(right[: 8000 * 2]))
    assert abs(spectrum.argmax() / 2 - 440) < 3, "the agent's tone is on the right"


async def test_a_caller_waits_with_music_and_hears_the_position_until_an_agent_is_free(
    product: Product, agent: tuple[Person, Phone]
) -> None:
    person, phone = agent
    await person.post("/api/agents/me/state", {"state": "paused", "reason": "meal"})
    caller = customer(product, press="1", press_after=1.0, seconds=40)
    call = asyncio.ensure_future(caller.run())
    await until(15, lambda: stage_is(product, "queue"))
    heard = caller.progress.sounding_packets
    await asyncio.sleep(2)
    assert caller.progress.sounding_packets - heard > 80
    await person.post("/api/agents/me/state", {"state": "ready"})
    await phone.ringing(seconds=2)
    caller.hang_up()
    assert (await call).state == "ended"
    await until(5, lambda: state_is(person, "ready"))


async def state_is(person: Person, wanted: str) -> bool:
    return await state(person) == wanted


async def test_the_page_places_a_test_call(product: Product, agent: tuple[Person, Phone]) -> None:
    person, phone = agent
    leader = await product.person("admin")
    placed = await leader.post("/api/test-calls", {"number": "4001", "press": "1"})
    await phone.ringing()
    await phone.answer()

    async def talking() -> bool:
        return bool((await leader.get(f"/api/test-calls/{placed['id']}"))["received_packets"] > 50)

    await until(15, talking)
    phone.command("hangup")
    await until(15, lambda: state_is(person, "wrap_up"))
    await person.post("/api/agents/me/state", {"state": "ready"})
