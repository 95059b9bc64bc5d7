"""The web application of the HTTP tests, with a small arrangement of cases."""

import pytest

from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.platform.config import publish, save_drafts
from huawu.platform.work import work
from tests.app.web.conftest import house, settings
from tests.app.web.house import House
from tests.cases.desk import ITEMS, Desk

__all__ = ["desk", "house", "settings"]


@pytest.fixture
async def desk(house: House) -> Desk:
    """Lin and Zhao work in the team of the front, Chen leads; a customer who is a VIP."""
    for login, role in (("lin", "agent"), ("zhao", "agent"), ("chen", "team_leader")):
        await house.hire(login, role)
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await save_drafts(w, ITEMS)
        await publish(w)
        vip = await customers.create_customer(w, NewCustomer("王小明", ("13800138000",), level="vip"))
    people = {}
    for login in ("lin", "zhao", "chen"):
        people[login] = house.client()
        await people[login].sign_in(login)
    return Desk(house, people["lin"], people["zhao"], people["chen"], vip)
