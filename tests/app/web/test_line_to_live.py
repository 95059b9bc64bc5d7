"""The line to live and its pretend twin keep one contract."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from huawu.app.live_client import Asking, Line, LiveClient
from huawu.app.pretend_live import PretendLive
from huawu.platform import ipc
from huawu.platform.refusals import NotFound, Refusal, Unavailable

pytestmark = pytest.mark.room


@pytest.fixture
def pretend() -> PretendLive:
    live = PretendLive(["a1"])
    live.phones.add("a1")
    return live


@pytest.fixture(params=["pretend", "over a socket"])
async def line(request: pytest.FixtureRequest, pretend: PretendLive, tmp_path: Path) -> AsyncIterator[Asking]:
    if request.param == "pretend":
        yield pretend
        return
    async with _served(tmp_path / "live.sock", pretend):
        line = Line(tmp_path / "live.sock")
        line.start()
        yield line
        await line.stop()


@asynccontextmanager
async def _served(socket: Path, live: PretendLive) -> AsyncIterator[None]:
    """Serve the twin as live is served, until its one caller has left."""
    left = asyncio.Event()

    async def handle(peer: ipc.Peer, name: str, args: ipc.Args) -> object:
        if name == "break":
            raise ZeroDivisionError
        return await live.ask(name, args)

    server = await ipc.serve(socket, name="live", handler=handle, left=lambda peer: left.set())
    yield
    server.close()
    await left.wait()


async def test_an_agent_signs_in_pauses_and_signs_out(line: Asking) -> None:
    live = LiveClient(line)

    assert (await live.show("a1"))["state"] == "signed_out"
    assert (await live.sign_in("a1"))["state"] == "ready"
    paused = await live.change("a1", "paused", "meal")
    assert (paused["state"], paused["reason"]) == ("paused", "meal")
    assert (await live.sign_out("a1"))["state"] == "signed_out"


async def test_refusals_arrive_with_key_and_params(line: Asking, pretend: PretendLive) -> None:
    live = LiveClient(line)
    pretend.phones.clear()

    with pytest.raises(Refusal) as refused:
        await live.sign_in("a1")
    assert refused.value.key == "agent.phone_not_registered"
    with pytest.raises(NotFound, match=r"agent\.unknown"):
        await live.show("nobody")


async def test_a_wrap_up_frees_the_agent_who_waits_for_it(line: Asking, pretend: PretendLive) -> None:
    live = LiveClient(line)
    pretend.ring("a1", "c1")
    assert await live.stages() == {"c1": "talk"}
    pretend.end_talk("a1")

    await live.wrapped_up("a1", "another")
    assert (await live.show("a1"))["state"] == "wrap_up"
    await live.wrapped_up("a1", "c1")
    assert (await live.show("a1"))["state"] == "ready"


async def test_while_live_is_away_every_question_is_refused(line: Asking, pretend: PretendLive) -> None:
    pretend.away = True

    with pytest.raises(Unavailable, match=r"live\.away"):
        await LiveClient(line).show("a1")
    await LiveClient(line).config_changed()  # a publication does not fail for it


async def test_the_line_is_made_again_when_live_comes_back(tmp_path: Path, pretend: PretendLive) -> None:
    line = Line(tmp_path / "live.sock")
    line.start()
    with pytest.raises(Unavailable, match=r"live\.away"):
        await line.ask("agent.show", {"agent": "a1"})

    async with _served(tmp_path / "live.sock", pretend):
        while (view := await _view(line)) is None:
            await asyncio.sleep(0)
        assert view["state"] == "signed_out"
        await line.stop()


async def _view(line: Line) -> dict[str, str] | None:
    try:
        view: dict[str, str] = await line.ask("agent.show", {"agent": "a1"})
    except Unavailable:
        return None
    return view


async def test_a_failure_inside_live_is_not_taken_for_the_askers_mistake(
    tmp_path: Path, pretend: PretendLive
) -> None:
    line = Line(tmp_path / "live.sock")
    async with _served(tmp_path / "live.sock", pretend):
        line.start()
        with pytest.raises(Unavailable, match=r"live\.failed"):
            await line.ask("break", {})
        await line.stop()
