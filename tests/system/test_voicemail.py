"""A real telephone leaves a message; the owner hears the very sound, on the page and by telephone."""

import io
import struct
import tempfile
import wave
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.system.calling import board, until
from tests.system.phone import Phone, strength
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]

TONE = 1000.0
SECOND = 8000


async def hears(phone: Phone, seconds: float) -> None:
    """Wait until so much more has come to this telephone."""
    goal = len(phone.heard()) + seconds * SECOND

    async def heard() -> bool:
        return len(phone.heard()) >= goal

    await until(heard)


@pytest_asyncio.fixture(loop_scope="session")
async def owner(product: Product) -> AsyncIterator[Person]:
    """Who has 8001; all their calls go to the mailbox."""
    person = await product.person("lin")
    admin = await product.person("admin")
    wishes = {"dnd": False, "always": "*97", "busy": "", "no_answer": "", "offline": ""}
    (await admin.http.put("/api/extensions/8001/wishes", json=wishes)).raise_for_status()
    (await person.http.put("/api/mailboxes/8001/pin", json={"pin": "2580"})).raise_for_status()
    yield person
    (await admin.http.put("/api/extensions/8001/wishes", json={**wishes, "always": ""})).raise_for_status()


async def test_a_message_is_left_seen_by_the_lamp_heard_on_the_page_and_by_telephone(
    product: Product, owner: Person
) -> None:
    secret = next(p["sip_secret"] for p in product.signins()["phones"] if p["extension"] == "8001")
    folder = Path(tempfile.mkdtemp(prefix="phone-lamp-", dir=product.folder))
    async with AsyncExitStack() as stack:
        lamp = Phone(folder, extension="8001", secret=secret, server=product.sip, mailbox=True)
        await lamp.start()
        stack.push_async_callback(lamp.stop)
        caller = await product.phone("8004", tone=TONE)
        stack.push_async_callback(caller.stop)

        caller.command("dial", "8001")
        await caller.wait_for("CALL_ESTABLISHED")
        await hears(caller, 0.5)
        caller.command("sndcode", "#")  # no greeting: the tone at once
        await hears(caller, 4)
        caller.command("hangup")
        while "Voice-Message: 1/0" not in (await lamp.wait_for("MWI_NOTIFY"))["param"]:
            pass

        (message,) = (await owner.get("/api/mailboxes/8001"))["messages"]
        assert (message["caller"], message["state"]) == ("8004", "new")
        path = f"/api/mailboxes/8001/messages/{message['id']}"
        sound = (await owner.http.get(f"{path}/audio")).content
        assert strength(left(sound)[SECOND : 2 * SECOND], TONE) > 0.5

        lamp.command("dial", "*97")
        await lamp.wait_for("CALL_ESTABLISHED")
        await hears(lamp, 0.3)
        for key in ("2", "5", "8", "0", "#"):
            lamp.command("sndcode", key)

        async def heard_back() -> bool:
            return any(strength(part, TONE) > 0.3 for part in halves(lamp.heard()[-4 * SECOND :]))

        await until(heard_back)
        lamp.command("hangup")
        while "Voice-Message: 0/1" not in (await lamp.wait_for("MWI_NOTIFY"))["param"]:
            pass
        (await owner.http.post(path, json={"state": "deleted"})).raise_for_status()

        async def quiet() -> bool:
            return not (await board(product))["calls"]

        await until(quiet)


def left(sound: bytes) -> list[int]:
    """The caller's side of a WAV."""
    with wave.open(io.BytesIO(sound)) as file:
        data = file.readframes(file.getnframes())
    both: Any = struct.unpack(f"<{len(data) // 2}h", data)
    return list(both[::2])


def halves(samples: list[int]) -> list[list[int]]:
    """Pieces of half a second."""
    return [samples[at : at + SECOND // 2] for at in range(0, len(samples), SECOND // 2)]
