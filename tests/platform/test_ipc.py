"""Frames between processes, over a real socket: in order, whole, and refused when they make no sense."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgpack
import pytest

from huawu.platform import ipc
from huawu.platform.refusals import NotFound, Refusal

pytestmark = pytest.mark.room


class Served:
    """A process that notes what it was told. `slow` is waited for; `question` is answered or refused."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self.begun, self.gate = asyncio.Event(), asyncio.Event()
        self.left = asyncio.Event()
        self.peers: list[ipc.Peer] = []

    def handle(self, peer: ipc.Peer, name: str, args: ipc.Args) -> Awaitable[Any] | None:
        if name == "slow":
            return self._slow(args)
        if name == "question":
            return self._answer(args)
        self.heard.append(args["n"])
        return None

    async def _slow(self, args: ipc.Args) -> None:
        self.begun.set()
        await self.gate.wait()
        self.heard.append(args["n"])

    async def _answer(self, args: ipc.Args) -> int:
        if "n" not in args:
            raise NotFound("thing.unknown")
        return int(args["n"]) * 2


def nothing(peer: ipc.Peer, name: str, args: ipc.Args) -> None:
    return None


@asynccontextmanager
async def two(path: Path) -> AsyncIterator[tuple[Served, ipc.Peer]]:
    served = Served()
    server = await ipc.serve(
        path,
        name="served",
        handler=served.handle,
        joined=served.peers.append,
        left=lambda peer: served.left.set(),
    )
    peer = await ipc.connect(path, name="client", handler=nothing, info={"epoch": 3})
    running = asyncio.ensure_future(peer.run())
    try:
        yield served, peer
    finally:
        peer.close()
        server.close()
        await asyncio.wait({running}, timeout=2)


async def test_commands_are_done_in_order_also_behind_one_that_must_wait(tmp_path: Path) -> None:
    async with two(tmp_path / "s") as (served, peer):
        peer.do("quick", {"n": 1})
        peer.do("slow", {"n": 2})
        for n in range(3, 3000):  # more than are taken in while one waits
            peer.do("quick", {"n": n})
        await served.begun.wait()
        peer.tell_all([("quick", {"n": 3000}), ("quick", {"n": 3001})])
        assert served.heard == [1]
        served.gate.set()
        assert await peer.ask("question", {"n": 21}) == 42
        assert served.heard == list(range(1, 3002))


async def test_both_sides_know_who_the_other_is(tmp_path: Path) -> None:
    async with two(tmp_path / "s") as (served, peer):
        await peer.ask("question", {"n": 1})
        assert peer.name == "served"
        assert [(other.name, other.info) for other in served.peers] == [("client", {"epoch": 3})]


async def test_a_refusal_reaches_who_asked_and_the_connection_goes_on(tmp_path: Path) -> None:
    async with two(tmp_path / "s") as (_, peer):
        with pytest.raises(Refusal) as refused:
            await peer.ask("question", {})
        assert refused.value.key == "thing.unknown"
        assert await peer.ask("question", {"n": 2}) == 4


async def test_a_frame_arrives_whole_however_it_is_cut(tmp_path: Path) -> None:
    async with two(tmp_path / "s") as (served, peer):
        peer.do("quick", {"n": "字" * 400_000})
        assert await peer.ask("question", {"n": 1}) == 2
        assert served.heard == ["字" * 400_000]


@pytest.mark.parametrize(
    "bytes_",
    [
        b"\xff\xff\xff\xff",
        b"\x00\x00\x00\x01\xc0",
        b"\x00\x00\x00\x04\x93\xa2no\x01\x02",
        b"\x00\x00\x00\x01\xc1",
    ],
    ids=["too long", "no list", "cut list", "no msgpack"],
)
async def test_nonsense_ends_the_connection_and_only_that(tmp_path: Path, bytes_: bytes) -> None:
    async with two(tmp_path / "s") as (served, peer):
        reader, writer = await asyncio.open_unix_connection(str(tmp_path / "s"))
        hello = msgpack.packb(["hello", ipc.PROTOCOL, "wild", {}])
        writer.write(len(hello).to_bytes(4) + hello + bytes_)
        await asyncio.wait_for(served.left.wait(), 5)
        await reader.read()
        assert reader.at_eof()
        assert await peer.ask("question", {"n": 5}) == 10
        writer.close()


async def test_who_asks_learns_that_the_other_went_away(tmp_path: Path) -> None:
    async with two(tmp_path / "s") as (served, peer):
        await peer.ask("question", {"n": 1})
        peer.do("slow", {"n": 1})
        asking = asyncio.ensure_future(peer.ask("question", {"n": 1}))
        await asyncio.sleep(0)
        served.peers[0].close()
        with pytest.raises(ipc.Closed):
            await asking
        with pytest.raises(ipc.Closed):
            await peer.ask("question", {"n": 1})


async def test_two_ends_of_a_pair_of_sockets_speak_with_each_other(tmp_path: Path) -> None:
    served, (one, other) = Served(), socket.socketpair()
    worker, peer = await asyncio.gather(
        ipc.over(one, name="worker", handler=served.handle), ipc.over(other, name="adapter", handler=nothing)
    )
    running = [asyncio.ensure_future(each.run()) for each in (worker, peer)]
    assert await peer.ask("question", {"n": 4}) == 8
    worker.close()
    with pytest.raises(ipc.Closed):
        await peer.ask("question", {"n": 4})
    await asyncio.wait(running, timeout=2)


async def test_an_end_that_is_closed_before_it_greets_is_an_error(tmp_path: Path) -> None:
    one, other = socket.socketpair()
    other.close()
    with pytest.raises(OSError, match="gone|closed|reset|pipe"):
        await ipc.over(one, name="adapter", handler=nothing)
