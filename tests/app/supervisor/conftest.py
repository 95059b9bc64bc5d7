"""Pretend houses that are cleared away after the test."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.app.supervisor.house import PretendHouse

Build = Callable[..., PretendHouse]


@pytest.fixture
async def house_of(tmp_path: Path) -> AsyncIterator[Build]:
    """Call it with the programs and steps of the house."""
    built: list[PretendHouse] = []

    def build(*programs: dict[str, Any], steps: list[dict[str, Any]] | None = None) -> PretendHouse:
        built.append(PretendHouse(tmp_path, list(programs), steps or []))
        return built[-1]

    yield build
    for each in built:
        await each.end()
