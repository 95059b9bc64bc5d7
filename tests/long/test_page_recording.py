"""A recording in the page, from the call to the file that leaves the house: what is drawn of it, who may hold
and export it, and what the exported file says of itself. Real telephones, a real browser; sound by tones.
"""

import io
import re
import struct
import wave
from typing import Any

import numpy as np
import pytest

from tests.system.browser import Visitor, visiting
from tests.system.calling import Agent, at_work, until, wrap_up
from tests.system.phone import Phone, strength
from tests.system.product import Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium", "baresip"),
]

GUEST, LIN = 1013.0, 437.0
HALF_A_SECOND = 4000
WHY = "案号 2026-118，请保留"
DRAWN = """
() => {
  const canvas = document.querySelector('.player-wave');
  if (!canvas || canvas.width < 100) return null;
  const { width, height } = canvas;
  const dots = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const painted = (x, y) => dots[4 * (Math.round(y) * width + x) + 3] > 0;
  const found = { above: 0, below: 0, paused: 0 };
  for (let x = 0; x < width; x += 1) {
    const whole = painted(x, 1) && painted(x, height - 2);
    found.paused += whole / width;
    found.above += (!whole && painted(x, 0.35 * height)) / width;
    found.below += (!whole && painted(x, 0.65 * height)) / width;
  }
  return found;
}
"""
"""Of all columns: those with a bar of the customer's side, of our side, and those in the grey of a pause."""


async def hears(phone: Phone, tone: float) -> None:
    async def heard() -> bool:
        return strength(phone.heard()[-HALF_A_SECOND:], tone) > 0.5

    await until(heard)


async def recorded_call(product: Product) -> dict[str, Any]:
    """Lin talks with a guest, and pauses the recording for a while. The recording as the page has it."""
    guest = await product.phone("8004", tone=GUEST)
    try:
        async with at_work(product, "lin", tone=LIN) as lin:
            guest.command("dial", "200")
            call = await lin.take()
            await both_heard(guest, lin)
            await lin.person.post(f"/api/calls/{call}/recording", {"action": "pause"})
            await both_heard(guest, lin)
            await lin.person.post(f"/api/calls/{call}/recording", {"action": "resume"})
            await both_heard(guest, lin)
            guest.command("hangup")
            await lin.becomes("wrap_up")
            await wrap_up(lin.person, call)
    finally:
        await guest.stop()
    manager = await product.person("manager")

    async def there() -> list[dict[str, Any]]:
        found = (await manager.get("/api/recordings"))["items"]
        return [each for each in found if each["interaction"] == call and each["seconds"]]

    return (await until(there))[0]


async def both_heard(guest: Phone, lin: Agent) -> None:
    """A second at least goes by: what was heard before is not looked at."""
    before = len(guest.heard())

    async def later() -> bool:
        return len(guest.heard()) > before + 2 * HALF_A_SECOND

    await until(later)
    await hears(guest, LIN)
    await hears(lin.phone, GUEST)


async def opened(visitor: Visitor, recording: str) -> None:
    """Its row, and with it the player."""
    await visitor.go("/recordings")
    await visitor.page.locator(f"a[href^='/recordings/{recording}']").click()

    async def drawn() -> bool:
        found = await visitor.page.evaluate(DRAWN)
        return found is not None and min(found["above"], found["below"]) > 0.4 and found["paused"] > 0.05

    await until(drawn)
    await visitor.page.get_by_text("暂停录音（如卡号）").wait_for()


async def say_why(visitor: Visitor, button: str) -> None:
    """Ask for it, and give the reason; it cannot be asked for without one."""
    await visitor.page.locator(".keeping").get_by_role("button", name=button).click()
    dialog = visitor.page.get_by_role("dialog")
    wished = dialog.get_by_role("button", name=re.compile(r"\s?".join(button)))
    assert await wished.is_disabled()
    await dialog.locator("textarea").fill(WHY)
    await wished.click()


async def test_a_recording_is_drawn_held_and_exported_and_the_file_says_who_took_it(product: Product) -> None:
    recording = await recorded_call(product)
    async with visiting(product) as visits:
        inspector, manager = await visits.visitor("inspector"), await visits.visitor("manager")
        await opened(inspector, recording["id"])
        assert await inspector.page.locator(".keeping").get_by_role("button").count() == 0

        await opened(manager, recording["id"])
        await say_why(manager, "保全")
        held = manager.page.locator(".pill.held")
        await held.get_by_text(WHY).wait_for()
        await manager.picture("recording-held")
        await inspector.page.reload()
        await inspector.page.locator(".pill.held").get_by_text(WHY).wait_for()
        hold = (await (await product.person("inspector")).get(f"/api/recordings/{recording['id']}"))["hold"]
        assert hold["why"] == WHY

        async with manager.page.expect_download() as waited:
            await say_why(manager, "导出")
        file = await waited.value
        assert re.fullmatch(
            rf"{recording['id']}-manager-[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}-[0-9]{{6}}\.wav",
            file.suggested_filename,
        )
        the_file_is_marked((await file.path()).read_bytes(), recording["id"])

        await manager.page.get_by_role("button", name="解除保全").click()
        await held.wait_for(state="detached")
        assert (manager.complaints, inspector.complaints) == ([], [])


def the_file_is_marked(content: bytes, recording: str) -> None:
    """It plays as before, and says in itself who took it, when and why."""
    mark = info(content)
    assert (mark["IART"], mark["ISRC"], mark["ICMT"]) == ("manager", recording, WHY)
    assert re.fullmatch(r"[0-9-]{10}T[0-9:]{8}Z", mark["ICRD"])
    with wave.open(io.BytesIO(content)) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (2, 8000)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").reshape(-1, 2)
    left, right = (samples[-2 * HALF_A_SECOND : -HALF_A_SECOND, side].tolist() for side in (0, 1))
    assert strength(left, GUEST) > 0.5
    assert strength(right, LIN) > 0.5


def info(content: bytes) -> dict[str, str]:
    """The texts of the chunk `LIST INFO` of a WAV."""
    found: dict[str, str] = {}
    for name, body in chunks(content[12:]):
        if name == "LIST" and body[:4] == b"INFO":
            found |= {each: text.rstrip(b"\0").decode() for each, text in chunks(body[4:])}
    return found


def chunks(content: bytes) -> list[tuple[str, bytes]]:
    found, at = [], 0
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        found.append((name.decode(), content[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found
