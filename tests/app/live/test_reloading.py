"""Two publications at once: live works by the newer one afterwards."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from huawu.app.live.house import House
from huawu.platform.settings import from_environment
from tests.app.live.office import SITE

pytestmark = pytest.mark.core


async def test_of_two_publications_at_once_the_newer_one_is_in_force_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(from_environment({"HUAWU_DATA_DIR": str(tmp_path / "data")}))
    answered, asked = asyncio.Event(), 0

    async def load() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        version = asked
        if version == 1:  # read first, and answered last
            await answered.wait()
        return SITE | {"version": version}

    monkeypatch.setattr(house.tenure, "load", load)
    reloads = [asyncio.create_task(house.reload()) for _ in range(2)]
    for _ in range(20):
        await asyncio.sleep(0)
    answered.set()

    assert await asyncio.gather(*reloads) == [1, 2]
    assert house.site.version == house.owner.plan_version == 2
    house.spool.close()
