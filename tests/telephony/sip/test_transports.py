"""The shells: UDP, TCP both ways, WebSockets, and their limits, over loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from huawu.telephony.core.sip.types import Flow, ToSend
from huawu.telephony.engine.transports import Limits, Transports

pytestmark = pytest.mark.system


class Heard:
    """Transports and what they heard; `news` is set whenever something came."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.data: list[tuple[bytes, Flow]] = []
        self.lost: list[Flow] = []
        self.news = asyncio.Event()
        self.transports = Transports(self._on_data, self._on_lost, limits=limits)

    def _on_data(self, data: bytes, flow: Flow) -> None:
        self.data.append((data, flow))
        self.news.set()

    def _on_lost(self, flow: Flow) -> None:
        self.lost.append(flow)
        self.news.set()

    async def until(self, data: int = 0, lost: int = 0) -> None:
        async with asyncio.timeout(5):
            while len(self.data) < data or len(self.lost) < lost:
                self.news.clear()
                await self.news.wait()

    def send(self, flow: Flow, data: bytes) -> None:
        self.transports.send(ToSend(flow, data))


@pytest.fixture
async def one() -> AsyncIterator[Heard]:
    heard = Heard()
    await heard.transports.start("127.0.0.1", 0)
    yield heard
    await heard.transports.stop()


@pytest.fixture
async def two() -> AsyncIterator[Heard]:
    heard = Heard()
    await heard.transports.start("127.0.0.1", 0)
    yield heard
    await heard.transports.stop()


async def test_datagrams_go_both_ways(one: Heard, two: Heard) -> None:
    one.send(Flow("udp", "127.0.0.1", two.transports.port), b"hello")
    await two.until(data=1)
    data, flow = two.data[0]
    assert (data, flow) == (b"hello", Flow("udp", "127.0.0.1", one.transports.port))
    two.send(flow, b"back")
    await one.until(data=1)
    assert one.data[0][0] == b"back"


async def test_a_connection_is_opened_once_and_used_both_ways(one: Heard, two: Heard) -> None:
    there = Flow("tcp", "127.0.0.1", two.transports.port)
    one.send(there, b"a")
    one.send(there, b"b")
    await two.until(data=1)
    flow = two.data[0][1]
    assert flow.connection > 0
    two.send(flow, b"back")
    await one.until(data=1)
    one.send(there, b"c")
    one.send(one.data[0][1], b"d")
    while b"".join(data for data, _ in two.data) != b"abcd":
        await two.until(data=len(two.data) + 1)
    assert len(two.transports.connections) == 1


async def test_sending_nothing_closes_the_connection_after_what_went_before(one: Heard) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", one.transports.port)
    writer.write(b"x")
    await one.until(data=1)
    flow = one.data[0][1]
    one.send(flow, b"last words")
    one.send(flow, b"")
    assert await reader.read() == b"last words"
    writer.close()
    await one.until(lost=1)
    assert one.lost == [flow]
    one.send(flow, b"to nobody")
    assert one.transports.counts["undelivered"] == 1


async def test_a_connection_that_cannot_be_opened_is_lost(one: Heard) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    one.send(Flow("tcp", "127.0.0.1", port), b"x")
    await one.until(lost=1)
    assert one.lost == [Flow("tcp", "127.0.0.1", port)]


async def test_connections_are_limited_per_address_and_silent_ones_closed() -> None:
    heard = Heard(Limits(per_address=2, silent_seconds=0.2))
    await heard.transports.start("127.0.0.1", 0)
    pairs = [await asyncio.open_connection("127.0.0.1", heard.transports.port) for _ in range(3)]
    reader, _ = pairs[2]
    assert await reader.read() == b""
    assert heard.transports.counts["refused"] == 1
    await heard.until(lost=2)
    assert heard.transports.counts["idle"] == 2
    for _, writer in pairs:
        writer.close()
    await heard.transports.stop()


async def test_a_peer_that_does_not_read_is_cut_off() -> None:
    heard = Heard(Limits(unwritten=100_000))
    await heard.transports.start("127.0.0.1", 0)
    _, writer = await asyncio.open_connection("127.0.0.1", heard.transports.port)
    writer.write(b"x")
    await heard.until(data=1)
    flow = heard.data[0][1]
    for _ in range(200):
        heard.send(flow, bytes(60_000))
    await heard.until(lost=1)
    assert heard.transports.counts["slow"] == 1
    writer.close()
    await heard.transports.stop()


async def test_a_websocket_is_a_flow_like_any_other(one: Heard) -> None:
    out: list[str] = []
    closed: list[bool] = []
    flow = one.transports.attach_websocket(out.append, "127.0.0.1", 5555, close=lambda: closed.append(True))
    assert flow.transport == "ws"
    one.transports.websocket_message(flow, "王")
    one.transports.websocket_message(flow, b"x")
    assert [data for data, _ in one.data] == ["王".encode(), b"x"]
    one.send(flow, "答".encode())
    one.send(flow, b"")
    assert (out, closed) == (["答"], [True])
    one.transports.websocket_closed(flow)
    one.transports.websocket_closed(flow)
    assert one.lost == [flow]
    one.transports.websocket_message(flow, "late")
    one.send(flow, b"late")
    assert len(one.data) == 2
