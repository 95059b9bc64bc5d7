"""Two publications at once: live works by the newer one afterwards."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from huawu.app.live.house import House
from huawu.app.live.tenure import Tenure
from huawu.platform.settings import Settings, from_environment
from tests.app.live.office import SITE

pytestmark = pytest.mark.core


class Late(Tenure):
    """The database answers the first question last."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.asked = 0
        self.answers = asyncio.Event()

    async def load(self) -> dict[str, Any]:
        self.asked += 1
        version = self.asked
        if version == 1:
            await self.answers.wait()
        return SITE | {"version": version}


async def test_of_two_publications_at_once_the_newer_one_is_in_force_afterwards(tmp_path: Path) -> None:
    settings = from_environment({"HUAWU_DATA_DIR": str(tmp_path / "data")})
    house = House(settings)
    house.tenure = late = Late(settings)
    reloads = [asyncio.create_task(house.reload()) for _ in range(2)]
    for _ in range(20):
        await asyncio.sleep(0)
    late.answers.set()

    assert await asyncio.gather(*reloads) == [1, 2]
    assert house.site.version == house.owner.plan_version == 2
    house.spool.close()
