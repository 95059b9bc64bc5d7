"""The way from live to a media process: what leaves at once, and what waits for company."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from huawu.platform import ipc
from huawu.platform.tasks import spawn
from huawu.telephony.engine import media_client
from huawu.telephony.engine.media_client import MediaClient

pytestmark = pytest.mark.room


class Media:
    """What a media process hears, message by message."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[list[str]] = asyncio.Queue()

    def handle(self, peer: ipc.Peer, name: str, args: dict[str, Any]) -> Any:  # noqa: ANN401
        if name == "inventory":
            return self._inventory()
        commands = args["commands"] if name == "batch" else [(name, args)]
        self.heard.put_nowait([command for command, _ in commands])
        return None

    async def _inventory(self) -> dict[str, Any]:
        return {}


@pytest.fixture
async def media(tmp_path: Path) -> AsyncIterator[tuple[Media, MediaClient]]:
    there = Media()
    server = await ipc.serve(tmp_path / "media0", name="media0", handler=there.handle)
    client = MediaClient(tmp_path / "media0", name="live")
    joined = asyncio.Event()
    client.on_joined = lambda inventory: joined.set()
    running = spawn(client.run(), name="client")
    await asyncio.wait_for(joined.wait(), 5)
    yield there, client
    running.cancel()
    server.close()


async def test_what_clears_away_goes_with_the_next_command(media: tuple[Media, MediaClient]) -> None:
    there, client = media
    client.do("unbridge", bridge="b")
    client.do("close", leg="a")
    client.flush()
    client.do("open", leg="c")
    client.flush()
    assert await asyncio.wait_for(there.heard.get(), 5) == ["unbridge", "close", "open"]


async def test_what_clears_away_goes_alone_when_nothing_follows(media: tuple[Media, MediaClient]) -> None:
    there, client = media
    client.do("close", leg="a")
    client.flush()
    client.do("close", leg="b")
    client.flush()
    assert await asyncio.wait_for(there.heard.get(), 5) == ["close", "close"]
    client.do("close", leg="c")
    client.flush()
    assert await asyncio.wait_for(there.heard.get(), 5) == ["close"]


async def test_everything_else_leaves_at_once(
    media: tuple[Media, MediaClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_client, "PATIENCE", 3600.0)
    there, client = media
    client.do("play", leg="a")
    client.do("close", leg="b")
    client.flush()
    assert await asyncio.wait_for(there.heard.get(), 5) == ["play", "close"]
