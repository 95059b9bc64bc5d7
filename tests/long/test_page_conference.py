"""Browsers in a conference: who hears whom is measured by tones, at telephones and in the pages themselves.

Each microphone has a tone of its own. What a page hears is looked at where its sound comes in, by the Web
Audio API; nothing of the page is changed.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio

from tests.system.calling import until, wrap_up
from tests.system.page_phone import Desk, PhonePage, desk
from tests.system.phone import Phone, write_tone
from tests.system.product import Product
from tests.system.test_page_control import choose, picture

pytestmark = [
    pytest.mark.long,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.needs("chromium", "baresip"),
]

GUEST, LIN, ZHAO = 1013.0, 437.0, 1391.0
"""Between the notes, so that the music on hold is none of them."""
TONES = (GUEST, LIN, ZHAO)
RATE, LAST = 8000, 2000
"""A quarter of a second: between two beeps of a conference there is nothing but those who talk."""
LOUD, THERE = 0.005, 0.004
"""Browsers make a lasting tone twenty times softer; where nobody talks is a thousandth of that."""
ROOM, PIN = "680", "246810"
LISTENING = """
(() => {
  const Counting = window.RTCPeerConnection;
  const ears = [];
  window.RTCPeerConnection = class extends Counting {
    constructor(...given) {
      super(...given);
      this.addEventListener('track', ({ track }) => {
        const context = new AudioContext();
        const ear = context.createAnalyser();
        ear.fftSize = 16384;
        context.createMediaStreamSource(new MediaStream([track])).connect(ear);
        const one = { ear, rate: context.sampleRate };
        ears.push(one);
        this.addEventListener('connectionstatechange', () => {
          if (this.connectionState === 'closed') ears.splice(ears.indexOf(one), 1);
        });
        const close = this.close.bind(this);
        this.close = () => {
          if (ears.includes(one)) ears.splice(ears.indexOf(one), 1);
          close();
        };
      });
    }
  };
  window.lately = () => {
    const one = ears.at(-1);
    if (!one) return { rate: 1, samples: [] };
    const samples = new Float32Array(one.ear.fftSize);
    one.ear.getFloatTimeDomainData(samples);
    return { rate: one.rate, samples: [...samples] };
  };
})();
"""


def tones_in(samples: Any, rate: float) -> set[float]:  # noqa: ANN401 - numbers
    """Which of the tones stand out of a piece of sound; none of a piece that is silent."""
    sound = np.asarray(samples, dtype=float)
    if sound.size == 0 or np.abs(sound).max() < LOUD:
        return set()
    bins = np.fft.rfftfreq(sound.size, 1 / rate)
    power = np.abs(np.fft.rfft(sound * np.hanning(sound.size))) ** 2
    near = {hertz: power[np.abs(bins - hertz) < 25].sum() for hertz in TONES}
    return {hertz for hertz, there in near.items() if there > THERE * power.sum()}


@dataclass
class Ear:
    """What a telephone or a page hears."""

    who: Phone | PhonePage

    async def now(self) -> set[float]:
        if isinstance(self.who, Phone):
            return tones_in(np.array(self.who.heard()[-LAST:]) / 32768, RATE)
        found = await self.who.page.evaluate("window.lately()")
        return tones_in(found["samples"], found["rate"])

    async def hears(self, *tones: float) -> None:
        """Wait until exactly these tones are heard, twice in a row."""
        lately: list[set[float]] = []

        async def exactly() -> bool:
            lately.append(await self.now())
            return lately[-2:] == [set(tones)] * 2

        try:
            await until(exactly, seconds=30)
        except TimeoutError:
            pytest.fail(f"{self.who} hears {lately[-5:]}, not {tones}")


@dataclass
class Floor:
    """Two agents at their pages, and a guest with a telephone."""

    product: Product
    guest: Phone
    lin: PhonePage
    zhao: PhonePage

    async def all_hear(self, **wanted: tuple[float, ...]) -> None:
        for name, tones in wanted.items():
            await Ear(getattr(self, name)).hears(*tones)


async def paused(at: Desk) -> PhonePage:
    page = await at.tab(extra=LISTENING)
    await page.sign_in()
    await page.person.post("/api/agents/me/state", {"state": "paused", "reason": "meal"})
    return page


@asynccontextmanager
async def speaking(product: Product, login: str, tone: float) -> AsyncIterator[PhonePage]:
    """An agent at a page whose microphone hears a tone; not offered calls of queues."""
    sound = Path(product.folder / f"{login}.wav")
    write_tone(sound, tone)
    async with desk(product, login, sound=sound) as at:
        page = await paused(at)
        yield page
        me = await page.me()
        if me["state"] == "wrap_up":
            await wrap_up(page.person, me["contact"])


@pytest_asyncio.fixture(loop_scope="session")
async def floor(product: Product) -> AsyncIterator[Floor]:
    async with AsyncExitStack() as stack:
        lin = await stack.enter_async_context(speaking(product, "lin", LIN))
        zhao = await stack.enter_async_context(speaking(product, "zhao", ZHAO))
        guest = await product.phone("8004", tone=GUEST)
        stack.push_async_callback(guest.stop)
        write_tone(guest.folder / "in.wav", GUEST, 180)  # a telephone whose file is over hangs up
        yield Floor(product, guest, lin, zhao)
        guest.command("hangup")


async def act_on(page: PhonePage, party: str, deed: str) -> None:
    """Click somebody in the strip of the call, then what is to be done with them."""
    await page.page.locator(".call-strip .party", has_text=party).click()
    await page.page.get_by_role("menuitem", name=deed, exact=True).click()


async def test_pages_are_added_muted_loaded_anew_locked_and_dropped_and_hear_just_whom_they_should(
    floor: Floor,
) -> None:
    lin, zhao, guest = floor.lin, floor.zhao, floor.guest
    me = await zhao.me()
    name, extension = me["agent"]["name"]["zh"], me["agent"]["extension"]
    await lin.person.post("/api/agents/me/state", {"state": "ready"})
    guest.command("dial", "200")
    await lin.press("接听")
    await floor.all_hear(guest=(LIN,), lin=(GUEST,))

    await choose(lin, "c a", extension)
    await zhao.press("接听")
    await floor.all_hear(guest=(LIN, ZHAO), lin=(GUEST, ZHAO), zhao=(GUEST, LIN))
    await picture(lin, "three")

    await act_on(lin, name, "静音")
    await floor.all_hear(guest=(LIN,), lin=(GUEST,), zhao=(GUEST, LIN))
    await act_on(lin, name, "取消静音")
    await floor.all_hear(guest=(LIN, ZHAO), lin=(GUEST, ZHAO))

    await zhao.page.reload()
    await floor.all_hear(zhao=(GUEST, LIN), guest=(LIN, ZHAO), lin=(GUEST, ZHAO))
    await zhao.bar("talking")

    await lin.page.keyboard.press("c")
    await lin.page.keyboard.press("l")
    await lin.says("已锁定")
    await picture(lin, "locked")
    call = (await lin.me())["call"]["interaction"]
    to = {"to": {"kind": "extension", "id": "8005"}}
    answer = await lin.person.http.post(f"/api/calls/{call}/parties", json=to)
    assert (answer.status_code, answer.json()["key"]) == (409, "call.locked")

    await act_on(lin, name, "请出通话")
    await floor.all_hear(guest=(LIN,), lin=(GUEST,))
    await zhao.page.locator(".call-bar").wait_for(state="detached")
    assert (await zhao.me())["call"] is None


async def test_a_booked_room_is_called_from_two_pages_and_a_telephone(floor: Floor) -> None:
    lin, zhao, guest = floor.lin, floor.zhao, floor.guest
    booking = await booked(floor)
    for page in (lin, zhao):
        await page.person.post("/api/calls", {"to": {"kind": "number", "id": ROOM}})
        await page.bar("dialling")
        await say_pin(page)
    await floor.all_hear(lin=(ZHAO,), zhao=(LIN,))
    guest.command("dial", ROOM)
    await guest.wait_for("CALL_ESTABLISHED")
    for key in f"{PIN}#":
        guest.command("sndcode", key)
    await floor.all_hear(guest=(LIN, ZHAO), lin=(GUEST, ZHAO), zhao=(GUEST, LIN))
    await picture(lin, "room")

    await zhao.page.reload()
    await floor.all_hear(zhao=(GUEST, LIN), guest=(LIN, ZHAO))
    shown = await lin.person.get(f"/api/conferences/{booking}")
    party = next(each["party"] for each in shown["parties"] if each["number"] == guest.extension)
    await lin.person.post(f"/api/conferences/{booking}/actions", {"action": "mute", "party": party})
    await floor.all_hear(lin=(ZHAO,), guest=(LIN, ZHAO))
    await lin.person.post(f"/api/conferences/{booking}/actions", {"action": "end"})
    for page in (lin, zhao):
        await page.page.locator(".call-bar").wait_for(state="detached")


async def booked(floor: Floor) -> str:
    """A conference that has begun, in a room made for it."""
    admin = await floor.product.person("admin")
    value = {"name": {"zh": "一号会议室", "en": "Room one"}}
    answer = await admin.http.put(f"/api/config/conference/{ROOM}", json={"value": value})
    assert answer.status_code < 300, answer.text
    await admin.post("/api/config/publish")
    begins = datetime.now(UTC) - timedelta(minutes=1)
    asked = {"room": ROOM, "title": "周会", "starts_at": begins.isoformat(), "minutes": 30, "pin": PIN}
    booking = await floor.lin.person.post("/api/conferences", {**asked, "invited": []})
    return str(booking["id"])


async def say_pin(page: PhonePage) -> None:
    """By the keypad of the call bar, which is there once the question is asked."""
    await page.press("按键")
    await page.page.locator(".keypad").wait_for()
    for key in f"{PIN}#":
        await page.page.keyboard.press(key)
