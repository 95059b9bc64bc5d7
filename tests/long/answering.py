"""Agents' phones for long tests: one SIP party that answers every call and sends a tone while it lasts."""

import asyncio
import math
import struct
from typing import Any, cast

from huawu.platform.clock import system_clock
from huawu.platform.ids import new_id, new_token
from huawu.telephony.core.media import g711
from huawu.telephony.core.sip import sdp
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.core.sip.types import Directory, Ended, Flow, Invited, Reoffered, Trunk

_HEADER = struct.Struct("!BBHII")
HERTZ = 440


def _tone() -> bytes:
    """One second of the agents' tone in mu-law."""
    import numpy as np

    wave = 8000 * np.sin(2 * math.pi * HERTZ * np.arange(8000) / 8000)
    return bytes(g711.encode(wave.astype(np.int16), g711.MU))


class Answering(asyncio.DatagramProtocol):
    """Phones at `host`:`port` for any user part."""

    def __init__(self, host: str, port: int, *, answer_after: float = 0.2) -> None:
        self.host, self.port, self._after = host, port, answer_after
        self._endpoint = Endpoint(via={"udp": (host, port)}, tokens=new_token)
        self._endpoint.know(Directory("phones", trunks=(Trunk("any", ("127.0.0.0/8",)),)))
        self._wire: asyncio.DatagramTransport | None = None
        self._talking: dict[str, asyncio.Task[None]] = {}
        self._tone = _tone()
        self.answered = 0

    async def start(self) -> "Answering":
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: self, local_addr=(self.host, self.port))
        self._ticking = asyncio.ensure_future(self._tick())
        return self

    def stop(self) -> None:
        self._ticking.cancel()
        for task in self._talking.values():
            task.cancel()
        if self._wire is not None:
            self._wire.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._wire = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        self._endpoint.receive(data, Flow("udp", addr[0], addr[1]), system_clock())
        self._work()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(0.05)
            due = self._endpoint.next_timer()
            if due is not None and due <= system_clock():
                self._endpoint.handle_timer(system_clock())
                self._work()

    def _work(self) -> None:
        for event in self._endpoint.events():
            if isinstance(event, Invited):
                self._endpoint.progress(event.leg, 180, system_clock())
                self._talking[event.leg] = asyncio.ensure_future(self._talk(event))
            elif isinstance(event, Reoffered):
                offered = sdp.parse(event.sdp)
                answer = sdp.answer(offered, sdp.Place(self.host, 9)) if offered else None
                self._endpoint.answer_again(event.leg, answer.sdp if answer else "", system_clock())
            elif isinstance(event, Ended) and (task := self._talking.pop(event.leg, None)):
                task.cancel()
        for message in self._endpoint.to_send():
            if self._wire is not None:
                self._wire.sendto(message.data, (message.flow.host, message.flow.port))

    async def _talk(self, event: Invited) -> None:
        loop = asyncio.get_running_loop()
        audio, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=(self.host, 0))
        try:
            await asyncio.sleep(self._after)
            offered = sdp.parse(event.sdp)
            place = sdp.Place(self.host, audio.get_extra_info("sockname")[1])
            answer = sdp.answer(offered, place, codecs=("PCMU",)) if offered else None
            assert answer is not None, "the product always offers"
            self._endpoint.answer(event.leg, answer.sdp, system_clock())
            self._work()
            self.answered += 1
            await self._send(audio, answer.remote)
        finally:
            audio.close()

    async def _send(self, audio: asyncio.DatagramTransport, remote: tuple[str, int]) -> None:
        ssrc, begun, count = int.from_bytes(new_id().encode()[:4]), system_clock(), 0
        while True:
            start = count * 160 % 8000
            header = _HEADER.pack(0x80, 0, count & 0xFFFF, count * 160 & 0xFFFFFFFF, ssrc)
            audio.sendto(header + self._tone[start : start + 160], remote)
            count += 1
            await asyncio.sleep(max(0.0, (begun + count * 20_000 - system_clock()) / 1e6))
