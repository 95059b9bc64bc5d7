"""A media process in its own process, and one whose time the test turns."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from huawu.platform.settings import from_environment
from huawu.telephony.core.media.quick import Rules
from huawu.telephony.engine.media_client import MediaClient
from huawu.telephony.media import compiled
from tests.telephony.media.house import House
from tests.telephony.media.stage import Stage


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    folder = tmp_path / "prompts"
    folder.mkdir()
    (folder / "one.ulaw").write_bytes(b"\x11" * 800)
    (folder / "two.ulaw").write_bytes(b"\x22" * 400)
    (folder / "music.ulaw").write_bytes(bytes(range(128)) * 125)
    return folder


@pytest.fixture
async def house(tmp_path: Path, prompts: Path) -> AsyncIterator[House]:
    settings = from_environment({"HUAWU_DATA_DIR": str(tmp_path / "data")})
    house = House(settings, prompts, MediaClient(settings.socket("media0"), name="test"))
    house.client.on_event = lambda name, args: house.events.append((name, args))
    house.client.on_joined = house.inventories.append
    running = asyncio.get_running_loop().create_task(house.client.run())
    await house.start()
    yield house
    for phone in house.phones:
        phone.close()
    running.cancel()
    assert house.process is not None
    if house.process.returncode is None:
        house.process.terminate()
        assert await house.process.wait() == 0


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """The rules for packets as machine code, as the media process has it."""
    return compiled.rules(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def stage(tmp_path: Path, rules: Rules) -> Iterator[Stage]:
    (tmp_path / "hello.ulaw").write_bytes(b"\x11" * 480)
    (tmp_path / "music.ulaw").write_bytes(bytes(range(128)) * 100)
    made = Stage(tmp_path, rules)
    yield made
    for leg in list(made.exchange.legs):
        made.do("close", leg=leg)
    for party in made.parties.values():
        party.socket.close()
