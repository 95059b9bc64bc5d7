"""The queue of the front desk with real telephones, by rules of a test's own."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from tests.long.house import House, publish

FRONT, STRAIGHT = "front-desk", "200"
"""The queue, and the number that leads straight to it."""
RULES: dict[str, Any] = {
    "name": {"zh": "总机前台", "en": "Front desk"},
    "order": 1,
    "answer_seconds": 15,
    "ring_seconds": 15,
    "wrap_up_seconds": 30,
}


async def rules(house: House, **more: Any) -> None:
    """The front desk works by these rules, and the others as ever."""
    await publish(house.product, {"queue": {FRONT: {**RULES, **more}}})


@pytest_asyncio.fixture(loop_scope="session")
async def front(house: House) -> AsyncIterator[House]:
    """A house whose front desk works as before once the test is over."""
    yield house
    await house.quiet()
    await rules(house)
