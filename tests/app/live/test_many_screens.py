"""Hundreds of live screens: each is told everything, in order, whoever connects meanwhile."""

import asyncio
import json

import pytest
from websockets.asyncio.client import ClientConnection, connect

from huawu.app.live.screens import AT_ONCE, Screens
from huawu.platform.clock import SECOND, system_clock
from huawu.platform.tickets import Ticket, sign

pytestmark = pytest.mark.room

KEY = b"k" * 32
MANY = 3 * AT_ONCE + 1


class House:
    """Screens behind a real port; the board is how much was told."""

    def __init__(self) -> None:
        self.told = 0
        self.screens = Screens(system_clock, lambda: self.told, KEY)

    def tell(self) -> None:
        self.told += 1
        self.screens.tell("something", 0, {"count": self.told})

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        await self.screens.connect(reader, writer, head, head.split(b" ")[1].decode())


async def _screen(port: int) -> ClientConnection:
    ticket = sign(Ticket("u", (), ("board.see",), None, system_clock() + 30 * SECOND), KEY)
    return await connect(f"ws://127.0.0.1:{port}/live?ticket={ticket}", proxy=None)


async def _counted(screen: ClientConnection, last: int) -> list[int]:
    """What the screen knows, message by message, until it knows the last."""
    known: list[int] = []
    while not known or known[-1] != last:
        message = json.loads(await screen.recv())
        if message["type"] == "snapshot":
            known.append(message["board"])
        elif message["type"] == "facts":
            known += [fact["body"]["count"] for fact in message["facts"]]
    return known


async def test_every_screen_hears_everything_in_order_though_they_are_told_a_few_at_a_time() -> None:
    house = House()
    server = await asyncio.start_server(house.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    beats = asyncio.ensure_future(house.screens.run())
    screens = [await _screen(port) for _ in range(MANY)]
    for screen in screens:
        assert json.loads(await screen.recv())["type"] == "snapshot"
    house.tell()
    house.screens.restart()
    house.tell()
    house.screens.restart()
    late = asyncio.ensure_future(_screen(port))
    house.tell()
    screens.append(await late)
    house.tell()
    last = house.told
    for screen in screens:
        known = await asyncio.wait_for(_counted(screen, last), 10)
        first = known[0] if screen is screens[-1] else 1
        assert known == list(range(first, last + 1))
        await screen.close()
    beats.cancel()
    server.close()
