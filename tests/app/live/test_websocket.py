"""A WebSocket of the live process: who answers pings stays, who is lost half-open is let go."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from huawu.app.live.websocket import MOST_UNANSWERED, PHONE_PING_SECONDS, WebSocket

pytestmark = pytest.mark.core

UPGRADE = (
    b"GET /sip HTTP/1.1\r\nHost: huawu.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
PING = b"\x89\x00"
PONG = b"\x8a\x80\x00\x00\x00\x00"  # masked with noughts, as a browser's must be (RFC 6455 5.3)


class Server:
    """Serves one browser and notes when it lets go of it."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        socket = WebSocket(reader, writer, ping_seconds=0.02)
        assert socket.upgrade(head)
        while await socket.receive() is not None:
            pass
        socket.close()
        self.ended.set()


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    listening = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield made


async def browser(server: Server) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(UPGRADE)
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def test_who_leaves_pings_unanswered_is_let_go_though_the_connection_stands(server: Server) -> None:
    reader, writer = await browser(server)
    await asyncio.wait_for(server.ended.wait(), 20)
    pings = await reader.read(len(PING) * MOST_UNANSWERED)
    assert pings == PING * MOST_UNANSWERED
    writer.close()


async def test_who_answers_pings_stays(server: Server) -> None:
    reader, writer = await browser(server)
    for _ in range(4 * MOST_UNANSWERED):
        assert await asyncio.wait_for(reader.readexactly(len(PING)), 20) == PING
        writer.write(PONG)
    assert not server.ended.is_set()
    writer.close()
    await asyncio.wait_for(server.ended.wait(), 20)


def test_a_telephone_lost_half_open_is_known_within_eight_seconds() -> None:
    assert PHONE_PING_SECONDS * (MOST_UNANSWERED + 1) <= 8
