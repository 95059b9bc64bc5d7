"""Every page and every stage of a call with axe, in Chinese and English, each light and dark."""

import pytest

from tests.system import test_accessibility as pages
from tests.system.axe import Looks, looks
from tests.system.product import Product

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("chromium"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_axe_finds_no_serious_fault_on_the_pages_of_a_leader_in_any_look(product: Product) -> None:
    looks.set(Looks(all=True))
    assert await pages.of_a_leader(product) == []


async def test_axe_finds_no_serious_fault_at_the_desk_in_any_look(product: Product) -> None:
    looks.set(Looks(all=True))
    assert await pages.at_the_desk(product) == []
