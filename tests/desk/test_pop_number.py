"""The number of a caller nobody knew becomes the chosen customer's, and not any more after all."""

import pytest
from sqlalchemy import select

from huawu.customers import queries as customers
from huawu.platform.outbox import WORK, FactRow
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened
from tests.desk.callers import configured, known, ringing

pytestmark = pytest.mark.room

NEW, WANG = "18612340000", "13800138000"


@pytest.fixture
async def agent(house: House) -> Browser:
    await configured(house)
    return await house.browser("agent")


async def called(house: House, caller: str = NEW) -> str:
    return await happened(house.sessions, agent=house.agents["agent"], caller=caller)


async def numbers_of(house: House, customer: str) -> tuple[str, ...]:
    async with house.sessions() as session:
        found = await customers.customer(session, customer)
    return found.numbers if found else ()


async def kinds(house: House, interaction: str) -> list[tuple[str, str]]:
    """What is on record of customers in this contact, and who did it."""
    query = select(FactRow).where(FactRow.stream == WORK + interaction, FactRow.kind.like("customer.%"))
    async with house.sessions() as session:
        found = await session.execute(query.order_by(FactRow.at, FactRow.seq))
    rows = list(found.scalars())
    assert all(NEW not in str(row.body) for row in rows), "a fact keeps no number"
    return [(row.kind.removeprefix("customer."), row.body["by"]) for row in rows]


async def test_an_unknown_number_is_added_to_the_chosen_customer_who_is_known_the_next_time(
    house: House, agent: Browser
) -> None:
    wang, call = await known(house, "王芳", WANG), await called(house)

    chosen = (await agent.post(f"/api/desk/pop/{call}/customer", {"customer": wang})).json()
    added = (await agent.post(f"/api/desk/pop/{call}/number", {})).json()
    following = ringing(house, house.agents["agent"], f"0086{NEW}")
    next_time = (await agent.get(f"/api/desk/pop/{following}")).json()

    assert (chosen["caller_number"], added["caller_number"]) == ("to_add", "added")
    assert await numbers_of(house, wang) == (f"+86{WANG}", f"+86{NEW}"), "the one to call first stays"
    assert (next_time["match"], next_time["customer"]["id"]) == ("one", wang)
    assert next_time["caller_number"] == "settled", "what another call added is not undone here"
    assert await kinds(house, call) == [("number_added", house.users["agent"])]


async def test_adding_it_is_undone_and_both_are_on_record(house: House, agent: Browser) -> None:
    wang, call = await known(house, "王芳", WANG), await called(house)
    await agent.post(f"/api/desk/pop/{call}/customer", {"customer": wang})
    await agent.post(f"/api/desk/pop/{call}/number", {})

    back = (await agent.delete(f"/api/desk/pop/{call}/number")).json()
    again = (await agent.delete(f"/api/desk/pop/{call}/number")).json()

    assert (back["caller_number"], back["customer"]["id"]) == ("to_add", wang)
    assert again["caller_number"] == "to_add"
    assert await numbers_of(house, wang) == (f"+86{WANG}",)
    assert [kind for kind, _ in await kinds(house, call)] == ["number_added", "number_taken_back"]


async def test_the_choice_taken_back_takes_the_number_with_it(house: House, agent: Browser) -> None:
    wang, li = await known(house, "王芳", WANG), await known(house, "李静")
    call = await called(house)
    address = f"/api/desk/pop/{call}/customer"
    await agent.post(address, {"customer": wang})
    await agent.post(f"/api/desk/pop/{call}/number", {})

    other = (await agent.post(address, {"customer": li})).json()
    await agent.post(f"/api/desk/pop/{call}/number", {})
    nobody = (await agent.post(address, {"customer": None})).json()

    assert (other["customer"]["id"], other["caller_number"]) == (li, "to_add")
    assert (nobody["match"], nobody["caller_number"]) == ("none", "settled")
    assert await numbers_of(house, wang) == (f"+86{WANG}",)
    assert await numbers_of(house, li) == ()


async def test_a_number_that_somebody_has_is_not_offered_to_anybody_else(
    house: House, agent: Browser
) -> None:
    wang, li = await known(house, "王芳", WANG), await known(house, "李静")
    call = await called(house, WANG)

    chosen = (await agent.post(f"/api/desk/pop/{call}/customer", {"customer": li})).json()
    refused = await agent.post(f"/api/desk/pop/{call}/number", {})

    assert chosen["caller_number"] == "settled"
    assert (refused.status_code, refused.json()["key"]) == (409, "customer.number_taken")
    assert await numbers_of(house, wang) == (f"+86{WANG}",)
    assert await numbers_of(house, li) == ()


@pytest.mark.parametrize("caller", ["anonymous", "1002"])
async def test_a_withheld_number_or_an_extension_is_nobodys_own(
    house: House, agent: Browser, caller: str
) -> None:
    wang, call = await known(house, "王芳", WANG), await called(house, caller)

    chosen = (await agent.post(f"/api/desk/pop/{call}/customer", {"customer": wang})).json()
    refused = await agent.post(f"/api/desk/pop/{call}/number", {})

    assert chosen["caller_number"] == "settled"
    assert (refused.status_code, refused.json()["key"]) == (422, "customer.not_a_number")


async def test_nobody_chosen_gets_no_number_and_another_agents_call_is_not_mine(
    house: House, agent: Browser
) -> None:
    call = await called(house)
    await house.browser("team_leader")
    theirs = await happened(house.sessions, agent=house.agents["team_leader"], caller=NEW)

    nobody = await agent.post(f"/api/desk/pop/{call}/number", {})
    refused = await agent.post(f"/api/desk/pop/{theirs}/number", {})
    undone = await agent.delete(f"/api/desk/pop/{theirs}/number")

    assert (nobody.status_code, nobody.json()["key"]) == (409, "customer.not_chosen")
    assert (refused.status_code, undone.status_code) == (403, 403)
