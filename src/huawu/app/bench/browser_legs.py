"""A hundred calls of one Chromium through a media edge of its own: sound both ways, and what the edge costs.

Chromium and Playwright are development tools: without them this part says so.
"""

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import Any

from huawu.app.bench.processes import cpu_seconds
from huawu.platform.clock import SECOND, system_clock
from huawu.platform.tasks import spawn
from huawu.telephony.core.sip import browser
from huawu.telephony.core.sip.sdp import Place
from huawu.telephony.engine.edge_client import EdgeClient
from huawu.telephony.ports import EdgeEvent, EdgeJoined, EdgeOpened, EdgeThere

HOST, FRAME = "127.0.0.1", 160
FULL_RATE = 100
"""Packets a second through one leg, both ways together. A browser with a hundred calls on a busy machine
sends fewer; what the edge takes is then also shown for as many as there should be."""
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
]  # fmt: skip
_PAGE = """async offer => {
  window.mic ??= await navigator.mediaDevices.getUserMedia({ audio: true });
  window.legs ??= [];
  const leg = new RTCPeerConnection();
  legs.push(leg);
  leg.addTrack(mic.getAudioTracks()[0], mic);
  await leg.setRemoteDescription({ type: 'offer', sdp: offer });
  await leg.setLocalDescription(await leg.createAnswer());
  while (leg.iceGatheringState !== 'complete') await new Promise((go) => setTimeout(go, 5));
  return leg.localDescription.sdp;
}"""
_COUNT = """async () => {
  const all = await Promise.all(legs.map(async (leg) => {
    const stats = [...(await leg.getStats()).values()].filter((one) => one.kind === 'audio');
    const sum = (type, name) => stats.filter((s) => s.type === type).reduce((n, s) => n + s[name], 0);
    return [leg.connectionState === 'connected', sum('outbound-rtp', 'packetsSent'),
            sum('inbound-rtp', 'packetsReceived'), sum('inbound-rtp', 'packetsLost')];
  }));
  return [0, 1, 2, 3].map((n) => all.reduce((sum, one) => sum + Number(one[n]), 0));
}"""


class Voices:
    """The plain side: a socket a leg, 20 ms of tone each time, and what comes back is counted."""

    def __init__(self, many: int) -> None:
        self.sockets = [_socket() for _ in range(many)]
        self.to: dict[int, tuple[str, int]] = {}
        self.received = self.sent = 0
        self._buffer = bytearray(2048)

    def port(self, leg: int) -> int:
        return int(self.sockets[leg].getsockname()[1])

    def close(self) -> None:
        for one in self.sockets:
            one.close()

    def turn(self, tick: int) -> None:
        """One tick of all legs."""
        payload = bytes((tick * 7 + n) & 0x7F for n in range(FRAME))
        for leg, target in self.to.items():
            head = struct.pack("!BBHII", 0x80, 8, tick & 0xFFFF, (tick * FRAME) & 0xFFFFFFFF, leg + 1)
            with contextlib.suppress(OSError):
                self.sockets[leg].sendto(head + payload, target)
                self.sent += 1
            with contextlib.suppress(BlockingIOError):
                while self.sockets[leg].recv_into(self._buffer):
                    self.received += 1

    async def speak(self, seconds: float) -> None:
        """Speak for so long, by the clock."""
        begun = system_clock()
        for tick in range(round(seconds * 50)):
            self.turn(tick)
            await asyncio.sleep(max(0, begun + (tick + 1) * 20_000 - system_clock()) / SECOND)


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
    made.bind((HOST, 0))
    return made


async def measure(folder: Path, url: str, *, legs: int, seconds: float) -> dict[str, Any]:
    """Share of a core that the edge takes for one leg, and packets both ways."""
    try:
        from playwright.async_api import async_playwright
    except ImportError:
        return {"legs": 0, "why": "playwright is not installed"}
    if not os.access(CHROMIUM, os.X_OK):
        return {"legs": 0, "why": "chromium is not installed"}
    env = {**os.environ, "HUAWU_DATA_DIR": str(folder / "edge"), "HUAWU_EDGE_FIRST_PORT": "50000"}
    env["HUAWU_EDGE_LAST_PORT"] = "59998"
    command = (sys.executable, "-m", "huawu.telephony.edge", "edge")
    edge = await asyncio.create_subprocess_exec(*command, env=env)
    voices = Voices(legs)
    try:
        async with async_playwright() as playwright:
            chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = await (await chromium.new_context(permissions=["microphone"])).new_page()
            await page.goto(f"{url}/health")
            await _connect(folder / "edge" / "run" / "edge.sock", page, voices)
            await voices.speak(5)  # until all have found their way
            before, started = sum(cpu_seconds(edge.pid)), system_clock()
            heard, spoken = voices.received, voices.sent
            first = await page.evaluate(_COUNT)
            await voices.speak(seconds)
            last = await page.evaluate(_COUNT)
            took = (system_clock() - started) / SECOND
            cpu = sum(cpu_seconds(edge.pid)) - before
            await chromium.close()
    finally:
        voices.close()
        edge.send_signal(signal.SIGTERM)
        await edge.wait()
    passed = (last[1] - first[1] + voices.sent - spoken) / took / legs
    return {
        "legs": legs,
        "connected": last[0],
        "seconds": round(took, 1),
        "edge_cpu_percent_a_leg": round(100 * cpu / took / legs, 3),
        "edge_cpu_percent_a_leg_at_full_rate": round(100 * cpu / took / legs * FULL_RATE / passed, 3),
        "packets_a_second_a_leg": {
            "plain_sent": round((voices.sent - spoken) / took / legs, 1),
            "browser_sent": round((last[1] - first[1]) / took / legs, 1),
            "browser_received": round((last[2] - first[2]) / took / legs, 1),
            "plain_received": round((voices.received - heard) / took / legs, 1),
        },
        "browser_lost": last[3] - first[3],
    }


async def _connect(path: Path, page: Any, voices: Voices) -> None:  # noqa: ANN401 - Playwright's page
    """Open every leg at the edge and offer it to the page."""
    events: asyncio.Queue[EdgeEvent] = asyncio.Queue()
    client = EdgeClient(path, name="bench")
    client.on_event = events.put_nowait
    line = spawn(client.run(), name="bench edge")
    assert isinstance(await asyncio.wait_for(events.get(), 20), EdgeThere)
    for number in range(len(voices.sockets)):
        leg = f"{number}-{secrets.token_hex(4)}"
        client.open(leg, media=(HOST, voices.port(number)))
        client.flush()
        opened = await asyncio.wait_for(events.get(), 5)
        assert isinstance(opened, EdgeOpened)
        offer = browser.describe(Place(HOST, voices.port(number)), opened.side)
        answer = browser.read(await page.evaluate(_PAGE, offer), near=HOST)
        assert answer is not None
        client.answer(leg, answer.browser)
        client.flush()
        joined = await asyncio.wait_for(events.get(), 5)
        assert isinstance(joined, EdgeJoined)
        voices.to[number] = (HOST, joined.port)
    line.cancel()
