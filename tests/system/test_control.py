"""What an exchange does with a call that is up, on real telephones: who hears whom is proven by tones."""

import io
import wave
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import pytest_asyncio

from tests.system.calling import Agent, at_work, board, until
from tests.system.phone import Phone, strength
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]

GUEST, LIN, ZHAO, CHEN = 1013.0, 437.0, 1391.0, 1987.0
"""Between the notes, so that the music on hold is none of them."""
TONES = (GUEST, LIN, ZHAO, CHEN)
HALF_A_SECOND = 4000


def heard_tones(phone: Phone) -> set[float]:
    """Whose tones are in the last half second."""
    last = phone.heard()[-HALF_A_SECOND:]
    return {hertz for hertz in TONES if strength(last, hertz) > 0.12}


@dataclass
class Floor:
    """A guest talks with Lin; Zhao and the team leader Chen are at their desks. `call`: the interaction."""

    product: Product
    guest: Phone
    lin: Agent
    zhao: Agent
    chen: Agent
    call: str

    async def do(self, who: Agent, path: str, body: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = await who.person.post(f"/api/calls/{self.call}/{path}", body)
        return found

    async def hears(self, phone: Phone, *tones: float) -> None:
        """Wait until a phone hears exactly these tones."""
        length = len(phone.heard())

        async def exactly() -> bool:
            return len(phone.heard()) > length + HALF_A_SECOND and heard_tones(phone) == set(tones)

        await until(exactly)

    async def shown(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.chen.person.get(f"/api/calls/{self.call}")
        return found


@pytest_asyncio.fixture(loop_scope="session")
async def floor(product: Product) -> AsyncIterator[Floor]:
    async with AsyncExitStack() as stack:
        lin = await stack.enter_async_context(at_work(product, "lin", tone=LIN))
        zhao = await stack.enter_async_context(at_work(product, "zhao", tone=ZHAO))
        chen = await stack.enter_async_context(at_work(product, "chen", tone=CHEN))
        for other in (zhao, chen):
            await other.pause()
        guest = await product.phone("8004", tone=GUEST)
        stack.push_async_callback(guest.stop)
        guest.command("dial", "200")
        call = await lin.take()
        floor = Floor(product, guest, lin, zhao, chen, call)
        await floor.hears(guest, LIN)
        yield floor
        guest.command("hangup")
        await until(lambda: quiet(product))


async def quiet(product: Product) -> bool:
    return not (await board(product))["calls"]


def agent_id(me: dict[str, Any]) -> dict[str, str]:
    return {"kind": "agent", "id": me["agent"]["id"]}


async def test_a_blind_transfer(floor: Floor) -> None:
    to = agent_id(await floor.zhao.me())
    shown = await floor.do(floor.lin, "transfer", {"to": to, "reason": "billing"})
    assert shown["stage"] == "transfer"
    await floor.zhao.phone.ringing()
    await floor.hears(floor.guest)
    await floor.zhao.phone.answer()
    await floor.hears(floor.guest, ZHAO)
    await floor.hears(floor.zhao.phone, GUEST)
    assert (await floor.lin.becomes("wrap_up"))["contact"] == floor.call
    assert (await floor.zhao.me())["call"]["stage"] == "talk"


async def test_a_transfer_to_a_phone_that_declines_gives_the_guest_back(floor: Floor) -> None:
    to = {"kind": "extension", "id": "8002"}
    await floor.do(floor.lin, "transfer", {"to": to})
    await floor.zhao.phone.ringing()
    floor.zhao.phone.command("hangup")
    await floor.hears(floor.guest, LIN)
    assert (await floor.shown())["outcome"]["end"] in ("busy", "declined")


async def test_consult_alternate_and_complete(floor: Floor) -> None:
    await floor.do(floor.lin, "consult", {"to": agent_id(await floor.zhao.me())})
    await floor.zhao.phone.ringing()
    await floor.zhao.phone.answer()
    await floor.hears(floor.lin.phone, ZHAO)
    await floor.hears(floor.zhao.phone, LIN)
    await floor.hears(floor.guest)
    await floor.do(floor.lin, "actions", {"action": "alternate"})
    await floor.hears(floor.lin.phone, GUEST)
    await floor.hears(floor.guest, LIN)
    await floor.hears(floor.zhao.phone)
    await floor.do(floor.lin, "actions", {"action": "complete"})
    await floor.hears(floor.guest, ZHAO)
    await floor.hears(floor.zhao.phone, GUEST)
    await floor.lin.becomes("wrap_up")


async def test_a_conference_of_three_with_one_muted_and_dropped(floor: Floor) -> None:
    await floor.do(floor.lin, "parties", {"to": agent_id(await floor.zhao.me())})
    await floor.zhao.phone.ringing()
    await floor.zhao.phone.answer()
    await floor.hears(floor.guest, LIN, ZHAO)
    await floor.hears(floor.lin.phone, GUEST, ZHAO)
    await floor.hears(floor.zhao.phone, GUEST, LIN)
    party = next(each["party"] for each in (await floor.shown())["parties"] if each["role"] == "joined")
    await floor.do(floor.lin, f"parties/{party}", {"action": "mute"})
    await floor.hears(floor.guest, LIN)
    await floor.hears(floor.zhao.phone, GUEST, LIN)
    await floor.do(floor.lin, f"parties/{party}", {"action": "drop"})
    await floor.zhao.phone.wait_for("CALL_CLOSED")
    await floor.hears(floor.lin.phone, GUEST)


async def test_a_whisper_is_heard_by_the_agent_and_neither_by_the_guest_nor_in_the_recording(
    floor: Floor,
) -> None:
    await floor.do(floor.chen, "supervision", {"mode": "listen"})
    await floor.chen.phone.ringing()
    await floor.chen.phone.answer()
    await floor.hears(floor.chen.phone, GUEST, LIN)
    await floor.hears(floor.lin.phone, GUEST)
    await floor.do(floor.chen, "supervision", {"mode": "whisper"})
    await floor.hears(floor.lin.phone, GUEST, CHEN)
    await floor.hears(floor.guest, LIN)
    floor.guest.command("hangup")
    await floor.lin.becomes("wrap_up")
    left, right = await recorded(await floor.product.person("admin"), floor.call)
    assert strength(left, GUEST) > 0.5
    assert strength(right, LIN) > 0.5
    assert max(strength(left, CHEN), strength(right, CHEN)) < 0.001


async def test_while_the_recording_is_paused_it_holds_silence_and_they_talk_on(floor: Floor) -> None:
    shown = await floor.do(floor.lin, "recording", {"action": "pause"})
    assert shown["recording"]["state"] == "paused"
    await floor.hears(floor.guest, LIN)
    await floor.hears(floor.lin.phone, GUEST)
    shown = await floor.do(floor.lin, "recording", {"action": "resume"})
    assert shown["recording"]["state"] == "on"
    await floor.hears(floor.guest, LIN)
    floor.guest.command("hangup")
    leader = await floor.product.person("admin")
    sides = await recorded(leader, floor.call)
    [recording] = (await leader.get(f"/api/interactions/{floor.call}"))["recordings"]
    [pause] = (await leader.get(f"/api/recordings/{recording['id']}/marks"))["pauses"]
    begun, ended = round(pause["start"] * 8000), round(pause["end"] * 8000)
    assert ended - begun > HALF_A_SECOND
    for side, tone in zip(sides, (GUEST, LIN), strict=True):
        assert strength(side[begun - HALF_A_SECOND // 2 : begun], tone) > 0.5
        assert not any(side[begun:ended])
        assert strength(side[ended : ended + HALF_A_SECOND // 2], tone) > 0.5


async def recorded(leader: Person, interaction: str) -> tuple[list[int], list[int]]:
    """Both sides of the recording, as soon as the page knows of it."""

    async def there() -> list[Any]:
        answer = await leader.http.get(f"/api/interactions/{interaction}")
        found: list[Any] = answer.json().get("recordings") or [] if answer.status_code == 200 else []
        return [each for each in found if each["seconds"]]

    audio = await leader.http.get((await until(there))[0]["audio"])
    with wave.open(io.BytesIO(audio.content)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").reshape(-1, 2)
    return samples[:, 0].tolist(), samples[:, 1].tolist()
