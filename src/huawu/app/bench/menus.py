"""`huawu bench menus [--profile CALLERS]`: how soon a caller in a menu hears what a key leads to.

So many callers are in one menu, all of them hear it said. Some at a time press a key as telephones do (RFC
4733); the clock runs from the first packet of the key to the first packet of the next prompt. Nobody reads
what the others are sent, so that this process is not what is late.
"""

import asyncio
import contextlib
import re
import socket
import struct
from pathlib import Path
from typing import Any

from huawu.app.bench.centre import MENU_NUMBER, NEXT_PROMPT, LoadCentre
from huawu.app.bench.customer import PATIENCE_SECONDS, Customer
from huawu.app.bench.report import at_share, floor, report
from huawu.platform.clock import MILLI, SECOND, Micros, system_clock
from huawu.platform.refusals import NotFound
from huawu.platform.tasks import spawn

CALLERS = 300
HOST = "127.0.0.1"
HANDS, EACH = 10, 120
"""Who press keys at the same time; how often each."""
CALLS_A_SECOND, BETWEEN_SECONDS = 50, 0.3
FRAME = 160
"""Octets of 20 ms."""
SOON = 50
"""So many frames after the last sound of the next prompt, the menu is being said."""
ANSWER = Path(__file__).parents[2] / "speech" / "prompts" / "zh-CN" / f"{NEXT_PROMPT}.ulaw"
SDP = (
    "v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0 101\r\n"
    "a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
)


def menus(profile: str = str(CALLERS)) -> dict[str, Any]:
    """All of it. `profile`: how many callers."""
    if not profile.isdigit() or int(profile) < HANDS:
        raise NotFound("bench.unknown_profile", profile=profile)
    with LoadCentre(agents=0) as centre:
        found = asyncio.run(measure(("127.0.0.1", centre.sip_port), int(profile)))
    floors = [
        floor("callers in menus", floor=int(profile), got=found["callers"], unit="callers", least=True),
        floor("key to next prompt, p99", floor=60, got=found["p99_ms"], unit="ms"),
        floor("keys without an answer", floor=0, got=found["unanswered"], unit="keys"),
    ]
    return report("menus", found, floors)


class Caller:
    """One in the menu."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self._socket.bind((HOST, 0))
        self._there, self._sent = ("", 0), 0
        self._listens_at: Micros = 0

    async def call(self) -> None:
        """Be answered by the menu. Raises TimeoutError."""
        _, phone = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: Customer(self._target), local_addr=(HOST, 0)
        )
        answered = await phone.call(MENU_NUMBER, SDP.format(host=HOST, port=self._socket.getsockname()[1]))
        audio = re.search(rb"m=audio (\d+)", answered.body)
        assert audio is not None
        self._there = (HOST, int(audio[1]))

    async def press(self, frames: dict[bytes, int]) -> Micros:
        """From the first packet of the key to that of the next prompt, whose sounds are `frames` by their
        place. Not before the menu is said again. Raises TimeoutError."""
        await asyncio.sleep(max(0, self._listens_at - system_clock()) / SECOND)
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.recv(2048)  # what nobody has read
        begun = system_clock()
        pressing = spawn(self._key(), name="bench key")
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (place := frames.get((await loop.sock_recv(self._socket, 2048))[12:])) is None:
                pass
        heard = system_clock()
        self._listens_at = heard + (max(frames.values()) + SOON) * 20 * MILLI
        await pressing
        return heard - begun - place * 20 * MILLI

    def breathe(self) -> None:
        """A packet of silence: who is never heard is hung up on."""
        self._sent += 1
        head = struct.pack(">BBHII", 0x80, 0, self._sent, self._sent * FRAME, 7)
        self._socket.sendto(head + b"\xff" * FRAME, self._there)

    async def _key(self) -> None:
        """The key 1, held for 80 ms."""
        stamp = self._sent * FRAME
        for octets in (160, 320, 480, 640, 640, 640):
            ends = octets == 640
            self._sent += 1
            head = struct.pack(">BBHII", 0x80, 0x65 | (0x80 if octets == 160 else 0), self._sent, stamp, 7)
            self._socket.sendto(head + struct.pack(">BBH", 1, 0x8A if ends else 10, octets), self._there)
            await asyncio.sleep(0 if ends else 0.02)


def _frames() -> dict[bytes, int]:
    """The sounds of the next prompt that are not silence, by their place in it."""
    said = ANSWER.read_bytes()
    cut = [said[at : at + FRAME] for at in range(0, len(said) - FRAME, FRAME)]
    return {frame: place for place, frame in reversed(list(enumerate(cut))) if len(set(frame)) > 8}


async def measure(target: tuple[str, int], many: int, *, each: int = EACH) -> dict[str, Any]:
    """So many callers; `each`: how often every hand presses. Percentiles in milliseconds."""
    callers = [Caller(target) for _ in range(many)]
    calling = []
    for caller in callers:
        calling.append(asyncio.ensure_future(caller.call()))
        await asyncio.sleep(1 / CALLS_A_SECOND)
    came = await asyncio.gather(*calling, return_exceptions=True)
    inside = [caller for caller, failed in zip(callers, came, strict=True) if failed is None]
    frames = _frames()
    breathing = spawn(_breathe(inside), name="bench breath")
    hands = [asyncio.ensure_future(_hand(inside[nth::HANDS], frames, each)) for nth in range(HANDS)]
    took = [one for hand in hands for one in await hand]
    breathing.cancel()
    good = sorted(one for one in took if one is not None)
    shares = {"p50_ms": 0.5, "p99_ms": 0.99, "max_ms": 1.0}
    spread = {
        name: round(at_share(good, share) / MILLI, 1) if good else None for name, share in shares.items()
    }
    return {"callers": len(inside), "keys": len(took), "unanswered": len(took) - len(good), **spread}


async def _breathe(callers: list[Caller]) -> None:
    """Each of them is heard once a second."""
    while True:
        for caller in callers:
            caller.breathe()
            await asyncio.sleep(1 / len(callers))


async def _hand(mine: list[Caller], frames: dict[bytes, int], times: int) -> list[Micros | None]:
    """Press for one caller after the other."""
    took: list[Micros | None] = []
    for number in range(times):
        try:
            took.append(await mine[number % len(mine)].press(frames))
        except TimeoutError:
            took.append(None)
        await asyncio.sleep(BETWEEN_SECONDS)
    return took
