"""The media edge and its twin keep one contract."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from huawu.platform.tasks import spawn
from huawu.telephony.engine.edge_client import EdgeClient
from huawu.telephony.engine.pretend_edge import PretendEdge
from huawu.telephony.ports import (
    BrowserSide,
    EdgeEvent,
    EdgeFailed,
    EdgeGone,
    EdgeJoined,
    EdgeOpened,
    EdgeThere,
)

pytestmark = pytest.mark.room

BROWSER = BrowserSide("active", f"sha-256 {':'.join(['AB'] * 32)}", "abcd", "x" * 24, (("192.0.2.7", 5004),))


class Heard:
    """An edge under test with the events it told."""

    def __init__(
        self,
        edge: EdgeClient | PretendEdge,
        kill: Callable[[], Awaitable[None]],
        start: Callable[[], Awaitable[None]],
    ) -> None:
        self.edge, self.kill, self.start = edge, kill, start
        self._events: asyncio.Queue[EdgeEvent] = asyncio.Queue()
        edge.on_event = self._events.put_nowait

    async def next(self) -> EdgeEvent:
        self.edge.flush()
        return await asyncio.wait_for(self._events.get(), 20)


async def real(folder: Path) -> AsyncIterator[Heard]:
    client = EdgeClient(folder / "run" / "edge.sock", name="test")
    env = {
        **os.environ,
        "HUAWU_DATA_DIR": str(folder),
        "HUAWU_EDGE_FIRST_PORT": "49000",
        "HUAWU_EDGE_LAST_PORT": "49398",
    }
    running: list[asyncio.subprocess.Process] = []

    async def start() -> None:
        program = (sys.executable, "-m", "huawu.telephony.edge", "edge")
        running.append(await asyncio.create_subprocess_exec(*program, env=env))

    async def kill() -> None:
        process = running.pop()
        process.kill()
        await process.wait()

    heard = Heard(client, kill, start)
    await start()
    line = spawn(client.run(), name="edge under test")
    assert await heard.next() == EdgeThere(frozenset())
    yield heard
    line.cancel()
    if running:
        await kill()


async def pretend() -> AsyncIterator[Heard]:
    edge = PretendEdge()

    async def kill() -> None:
        edge.die()

    async def start() -> None:
        edge.come_back()

    yield Heard(edge, kill, start)


@pytest.fixture(params=["real", "pretend"])
async def heard(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Heard]:
    async for one in real(tmp_path) if request.param == "real" else pretend():
        yield one


async def opened(heard: Heard, leg: str = "leg1") -> EdgeOpened:
    heard.edge.open(leg, media=("127.0.0.1", 29_500))
    event = await heard.next()
    assert isinstance(event, EdgeOpened)
    return event


async def test_our_offer_is_known_before_the_browser_says_anything(heard: Heard) -> None:
    event = await opened(heard)

    assert event.leg == "leg1"
    assert "127.0.0.1" in event.side.hosts
    assert len(event.side.fingerprint) == len("sha-256 ") + 95
    assert event.side.ufrag
    assert len(event.side.pwd) >= 22


async def test_the_answer_gives_a_port_of_its_own_for_the_plain_sound(heard: Heard) -> None:
    outside = (await opened(heard)).side.port

    heard.edge.answer("leg1", BROWSER)
    joined = await heard.next()

    assert isinstance(joined, EdgeJoined)
    assert joined.port != outside


async def test_every_session_has_secrets_of_its_own(heard: Heard) -> None:
    first, second = await opened(heard, "leg1"), await opened(heard, "leg2")

    assert (first.side.ufrag, first.side.port) != (second.side.ufrag, second.side.port)


async def test_a_second_answer_changes_nothing(heard: Heard) -> None:
    await opened(heard)
    heard.edge.answer("leg1", BROWSER)
    await heard.next()

    heard.edge.answer("leg1", BROWSER)
    heard.edge.open("leg2", media=("127.0.0.1", 29_502))

    assert isinstance(await heard.next(), EdgeOpened)


async def test_an_answer_that_makes_no_sense_is_told(heard: Heard) -> None:
    await opened(heard)

    heard.edge.answer("leg1", BrowserSide("active", "sha-256 x", "ab; D", "x"))

    assert await heard.next() == EdgeFailed("leg1")


async def test_a_closed_session_cannot_be_answered(heard: Heard) -> None:
    await opened(heard)
    heard.edge.close("leg1")

    heard.edge.answer("leg1", BROWSER)

    assert isinstance(await opened(heard, "leg2"), EdgeOpened)


async def test_after_its_death_it_has_no_sessions_and_another_certificate(heard: Heard) -> None:
    before = await opened(heard)

    await heard.kill()
    assert await heard.next() == EdgeGone()
    assert not heard.edge.up
    await heard.start()

    assert await heard.next() == EdgeThere(frozenset())
    assert (await opened(heard)).side.fingerprint != before.side.fingerprint
