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

    def tell(self, agent: str | None = None) -> None:
        self.told += 1
        self.screens.tell("something", 0, {"count": self.told, "agent": agent})

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        await self.screens.connect(reader, writer, head, head.split(b" ")[1].decode())


async def _screen(port: int, agent: str | None = None) -> ClientConnection:
    ticket = sign(Ticket("u", (), ("board.see",), agent, system_clock() + 30 * SECOND), KEY)
    return await connect(f"ws://127.0.0.1:{port}/live?ticket={ticket}", proxy=None)


async def _counted(screen: ClientConnection, last: int) -> list[int]:
    """What the screen knows, message by message, until it knows the last. As a page does it, it leaves out
    what it has heard ahead of the beat."""
    known: list[int] = []
    seq = 0
    while not known or known[-1] != last:
        message = json.loads(await screen.recv())
        if message["type"] == "snapshot":
            known.append(message["board"])
        elif message["type"] in ("facts", "own") and message["seq"] > seq:
            known += [fact["body"]["count"] for fact in message["facts"][seq - message["seq"] :]]
        seq = message.get("seq", seq)
    return known


async def test_every_screen_hears_everything_in_order_though_they_are_told_a_few_at_a_time() -> None:
    house = House()
    server = await asyncio.start_server(house.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    beats = asyncio.ensure_future(house.screens.run())
    screens = [await _screen(port, "ann" if nth % 2 else None) for nth in range(MANY)]
    for screen in screens:
        assert json.loads(await screen.recv())["type"] == "snapshot"
    house.tell()
    house.screens.restart()
    house.tell()
    house.screens.restart()
    late = asyncio.ensure_future(_screen(port))
    house.tell("ann")
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


async def test_the_own_page_is_told_at_once_of_the_own_call_and_of_what_was_before() -> None:
    house = House()
    server = await asyncio.start_server(house.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    own, other = await _screen(port, "ann"), await _screen(port, "bob")
    for screen in (own, other):
        assert json.loads(await screen.recv())["type"] == "snapshot"
    house.tell()
    house.tell("ann")
    message = json.loads(await asyncio.wait_for(own.recv(), 10))
    assert (message["type"], message["seq"]) == ("own", 2)
    assert [fact["body"]["count"] for fact in message["facts"]] == [1, 2]
    beats = asyncio.ensure_future(house.screens.run())
    assert json.loads(await asyncio.wait_for(other.recv(), 10))["type"] == "facts"
    beats.cancel()
    await own.close()
    await other.close()
    server.close()
