"""From the key to the first sound of the new party, through the whole product.

Customers call a queue whose agents' telephones answer at once and speak from that moment on, each with a
byte of its own. As soon as customer and agent talk, the agent passes the call on to another agent; the clock
runs from that wish, as the page's process hands it to the live one, until the customer's telephone receives
the first packet that the other agent said.
"""

import asyncio
import contextlib
import re
import socket
import struct
from collections.abc import Callable
from typing import Any

from huawu.app.bench.centre import LoadCentre
from huawu.app.bench.customer import Customer
from huawu.app.bench.freed import Party
from huawu.app.bench.report import at_share
from huawu.platform import ipc
from huawu.platform.clock import MILLI, SECOND, Micros, system_clock
from huawu.platform.refusals import Refusal
from huawu.platform.tasks import spawn
from huawu.telephony.core.sip.message import parse

HOST, AGENTS_HOST, AGENTS_PORT = "127.0.0.1", "127.0.0.24", 5074
AGENTS, LINES, EACH = 24, 4, 40
"""Telephones; customers at a time; calls of each of them."""
PATIENCE = 5 * SECOND
SDP = (
    "v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
    "m=audio {port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"
)


class Sound:
    """An RTP socket: says one byte over and over, and notes when each byte was first heard."""

    def __init__(self, host: str) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self._socket.bind((host, 0))
        self.host = host
        self.first: dict[int, Micros] = {}
        self._saying: asyncio.Task[None] | None = None
        asyncio.get_running_loop().add_reader(self._socket, self._hear)

    @property
    def sdp(self) -> str:
        return SDP.format(host=self.host, port=self._socket.getsockname()[1])

    def _hear(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                data = self._socket.recv(2048)
                if len(set(data[12:])) == 1:
                    self.first.setdefault(data[12], system_clock())

    def say(self, byte: int, body: str) -> None:
        """From now on, to where this SDP says."""
        found = re.search(r"m=audio (\d+)", body)
        if found is not None:
            self._saying = spawn(self._say(byte, ("127.0.0.1", int(found[1]))), name="bench voice")

    async def _say(self, byte: int, to: tuple[str, int]) -> None:
        number, due = 0, system_clock()
        while True:
            number += 1
            head = struct.pack(">BBHII", 0x80, 0, number & 0xFFFF, 160 * number, id(self) & 0xFFFFFFFF)
            with contextlib.suppress(OSError):
                self._socket.sendto(head + bytes([byte]) * 160, to)
            due += 20 * MILLI
            await asyncio.sleep(max(0, due - system_clock()) / SECOND)

    def close(self) -> None:
        if self._saying is not None:
            self._saying.cancel()
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()


class Agents(Party):
    """All agents' telephones: answer at once and speak."""

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(target)
        self._sounds: dict[str, Sound] = {}

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        message = parse(data)
        if message is None or message.status:
            return
        if message.method == "INVITE":
            if message.call_id not in self._sounds:
                sound = self._sounds[message.call_id] = Sound(AGENTS_HOST)
                sound.say(byte_of(message.uri.partition("@")[0].removeprefix("sip:")), message.body.decode())
            body = self._sounds[message.call_id].sdp
            self.reply(message, "200 OK", tag="t" + message.call_id[:6], body=body, contact=message.uri)
        elif message.method != "ACK":
            self.reply(message, "200 OK", tag="x")
            if message.method in ("BYE", "CANCEL") and (over := self._sounds.pop(message.call_id, None)):
                over.close()


def byte_of(extension: str) -> int:
    """What this agent says."""
    return 0x10 + int(extension.removeprefix("a"))


def measure() -> dict[str, Any]:
    """Percentiles in milliseconds, and how many never came."""
    with LoadCentre(agents=AGENTS, phones=(AGENTS_HOST, AGENTS_PORT)) as centre:
        return asyncio.run(_measure(centre))


async def _measure(centre: LoadCentre) -> dict[str, Any]:
    async def heard(peer: ipc.Peer, name: str, args: dict[str, Any]) -> None:
        return

    loop, target = asyncio.get_running_loop(), ("127.0.0.1", centre.sip_port)
    await loop.create_datagram_endpoint(lambda: Agents(target), local_addr=(AGENTS_HOST, AGENTS_PORT))
    live = await ipc.connect(centre.settings.socket("live"), name="bench", handler=heard)
    reading = asyncio.ensure_future(live.run())
    lines = [spawn(_line(live, target, number), name=f"bench line {number}") for number in range(LINES)]
    took = [each for line in lines for each in await line]
    live.close()
    await asyncio.wait({reading}, timeout=2)
    good = sorted(each for each in took if each is not None)
    shares = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    spread = {n: _at(good, share) for n, share in shares.items()}
    return {"transfers": len(took), "failed": len(took) - len(good), **spread}


def _at(took: list[Micros], share: float) -> float | None:
    """Milliseconds that this share of them did not exceed."""
    return round(at_share(took, share) / MILLI, 1) if took else None


async def _line(live: ipc.Peer, target: tuple[str, int], number: int) -> list[Micros | None]:
    """One customer, call after call."""
    loop, took = asyncio.get_running_loop(), []
    _, customer = await loop.create_datagram_endpoint(lambda: Customer(target), local_addr=(HOST, 0))
    for _ in range(EACH):
        sound = Sound(HOST)
        try:
            answered = await customer.call("200", sound.sdp)
            took.append(await _transfer(live, sound, line=number))
            customer.hang_up(answered)
        except TimeoutError:
            took.append(None)
        sound.close()
        await asyncio.sleep(0.05)
    return took


async def _transfer(live: ipc.Peer, sound: Sound, *, line: int) -> Micros | None:
    """From the wish to the first packet of the other agent. Raises TimeoutError."""
    byte = await _until(lambda: next(iter(b for b in sound.first if 0x10 < b <= 0x10 + AGENTS), None))
    while True:
        board = await live.ask("board", {})
        by_extension = {agent["extension"]: (id, agent) for id, agent in board["agents"].items()}
        mine, told = by_extension[f"a{byte - 0x10}"]
        free = [e for e, (_, a) in sorted(by_extension.items()) if a["state"] == "ready" and e in _OURS]
        to = free[line * len(free) // LINES]
        wish = {"verb": "transfer", "args": {"to": {"kind": "agent", "id": by_extension[to][0]}}}
        begun = system_clock()
        try:
            await live.ask("call.verb", {"agent": mine, "interaction": told["contact"], **wish})
            break
        except Refusal:  # somebody else's call was sooner at that agent
            await asyncio.sleep(0.01)
    await _until(lambda: byte_of(to) in sound.first or None)
    return sound.first[byte_of(to)] - begun


_OURS = frozenset(f"a{number}" for number in range(1, AGENTS + 1))


async def _until(found: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is looked for
    """Look every millisecond. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE / SECOND):
        while (there := found()) is None:  # noqa: ASYNC110 - sockets are read between looks
            await asyncio.sleep(0.001)
    return there
