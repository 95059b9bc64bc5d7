"""One product for all system tests that do not break it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.system.calling import until
from tests.system.product import Product


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """Started once; each test leaves agents signed out and phones stopped."""
    folder: Path = tmp_path_factory.mktemp("huawu")
    started = await Product(folder).start()
    yield started
    await started.stop()


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def nobody_calls_yet(product: Product) -> None:
    """Each test begins in a quiet house: a call that an earlier one left has ended."""

    async def quiet() -> bool:
        return bool((await product.healthy(10))["calls"] == 0)

    await until(quiet, seconds=90)
