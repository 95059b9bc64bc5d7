"""Merging customers over HTTP, and undoing it: the contacts, numbers and relations of both."""

from typing import Any

import pytest
from sqlalchemy import text

from huawu.customers import queries
from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.platform.ids import Id
from huawu.platform.work import work
from tests.app.web.house import NOON, Browser, House
from tests.app.web.ledger import happened

pytestmark = pytest.mark.room

TABLES = ("customers", "customer_numbers", "customer_keys", "customer_relations")


@pytest.fixture
async def leader(house: House) -> Browser:
    return await house.browser("team_leader")


async def make(house: House, name: str, *numbers: str, **more: Any) -> Id:
    async with work(house.sessions, site="main", clock=house.clock) as w:
        return await customers.create_customer(w, NewCustomer(name, numbers, **more))


async def everything(house: House) -> dict[str, list[Any]]:
    """What is in the tables, but for how often and when it was written."""
    async with house.sessions() as session:
        found = {
            name: [dict(row) for row in (await session.execute(text(f"SELECT * FROM {name}"))).mappings()]  # noqa: S608
            for name in TABLES
        }
    for row in found["customers"]:
        for column in ("revision", "changed_at", "changed_by"):
            del row[column]
    return {name: sorted(rows, key=str) for name, rows in found.items()}


async def shown(browser: Browser, customer: Id) -> dict[str, Any]:
    answer = await browser.get(f"/api/customers/{customer}")
    whole: dict[str, Any] = answer.json()
    return whole


async def test_two_become_one_with_all_that_belongs_to_either_and_two_again(
    house: House, leader: Browser
) -> None:
    kept = await make(house, "王小明", "13800138000")
    gone = await make(house, "王晓明", "13900000001", level="vip")
    firm = await make(house, "青禾旅行社")
    await leader.post(f"/api/customers/{gone}/relations", {"kind": "works_at", "other": firm})
    call = await happened(house.sessions, caller="13900000001", at=NOON)
    async with house.sessions() as session:
        await session.execute(
            text("UPDATE interactions SET customer = :gone WHERE id = :call"), {"gone": gone, "call": call}
        )
        await session.commit()
    before = await everything(house)

    merged = (await leader.post(f"/api/customers/{kept}/merge", {"other": gone})).json()

    assert (merged["numbers"], merged["level"]) == (["+8613800138000", "+8613900000001"], "vip")
    assert [each["id"] for each in merged["interactions"]] == [call]
    assert [(each["kind"], each["name"]) for each in merged["relations"]] == [("works_at", "青禾旅行社")]
    assert (merged["merges"][0]["name"], merged["merges"][0]["by"]["en"]) == ("王晓明", "Lin Xiaoman")
    assert (await shown(leader, gone))["id"] == kept, "who comes by the old id comes to the one who was kept"
    assert [each["customer"] for each in (await shown(leader, firm))["relations"]] == [kept]
    listed = (await leader.get("/api/customers", search="wxm")).json()["items"]
    assert [each["id"] for each in listed] == [kept]
    async with house.sessions() as session:
        behind = await queries.behind_numbers(session, ["13900000001"])
        named = await queries.names(session, [gone])
    assert [each.id for each in behind["13900000001"]] == [kept]
    assert named[gone].name == "王小明"

    for _ in range(2):
        undone = await leader.post(f"/api/customers/merges/{merged['merges'][0]['number']}/undo")
        assert undone.status_code == 200, undone.text

    assert await everything(house) == before
    assert (await shown(leader, gone))["interactions"][0]["id"] == call
    assert (await shown(leader, kept))["merges"][0]["undone_at"] is not None


async def test_a_merge_that_is_sent_twice_is_one(house: House, leader: Browser) -> None:
    kept, gone = await make(house, "王小明"), await make(house, "王晓明")

    for _ in range(2):
        answer = await leader.post(f"/api/customers/{kept}/merge", {"other": gone})
        assert (answer.status_code, len(answer.json()["merges"])) == (200, 1)


async def test_merges_upon_merges_are_undone_from_the_last_one(house: House, leader: Browser) -> None:
    one, two, three = [await make(house, "王小明", f"1380013800{n}") for n in range(3)]
    first = (await leader.post(f"/api/customers/{two}/merge", {"other": three})).json()["merges"][0]["number"]
    between = await everything(house)
    second = (await leader.post(f"/api/customers/{one}/merge", {"other": two})).json()["merges"][0]["number"]

    assert (await shown(leader, three))["id"] == one
    early = await leader.post(f"/api/customers/merges/{first}/undo")
    assert (early.status_code, early.json()["key"]) == (409, "customer.is_merged")
    await leader.post(f"/api/customers/merges/{second}/undo")
    assert await everything(house) == between
    assert (await leader.post(f"/api/customers/merges/{first}/undo")).status_code == 200
    assert (await shown(leader, three))["numbers"] == ["+8613800138002"]


async def test_of_two_merges_into_one_the_later_is_undone_first(house: House, leader: Browser) -> None:
    one, two, three = [await make(house, "王小明", f"1380013800{n}") for n in range(3)]
    await leader.post(f"/api/customers/{one}/merge", {"other": two})
    both = (await leader.post(f"/api/customers/{one}/merge", {"other": three})).json()["merges"]

    early = await leader.post(f"/api/customers/merges/{both[1]['number']}/undo")

    assert (early.status_code, early.json()["key"]) == (409, "customer.merged_later")


@pytest.mark.parametrize("other", ["", "0000000000000"])
async def test_nobody_is_merged_with_themselves_or_with_nobody(
    house: House, leader: Browser, other: str
) -> None:
    kept = await make(house, "王小明")
    answer = await leader.post(f"/api/customers/{kept}/merge", {"other": other or kept})
    assert answer.json()["key"] in ("customer.merged_with_itself", "customer.unknown")
    assert (await leader.post("/api/customers/merges/999/undo")).json()["key"] == "customer.unknown_merge"


async def test_who_was_merged_is_not_changed_behind_ones_back(house: House, leader: Browser) -> None:
    kept, gone = await make(house, "王小明"), await make(house, "王晓明")
    await leader.post(f"/api/customers/{kept}/merge", {"other": gone})

    answer = await leader.put(f"/api/customers/{gone}", {"name": "王晓明", "note": "x"})

    assert (answer.status_code, answer.json()["key"]) == (409, "customer.is_merged")


async def test_only_who_keeps_customers_merges(house: House, leader: Browser) -> None:
    kept, gone, agent = await make(house, "王"), await make(house, "汪"), await house.browser("agent")
    assert (await agent.post(f"/api/customers/{kept}/merge", {"other": gone})).status_code == 403


async def test_who_may_be_the_same_is_told_with_the_reason(house: House, leader: Browser) -> None:
    one = await make(house, "王小明", "13800138000")
    twin = await make(house, "王小明", "13800138000", "13900000001")
    await make(house, "王太太", "13800138000")
    await make(house, "王小明", "13700000001")

    found = (await leader.get(f"/api/customers/{one}/duplicates")).json()["items"]

    assert [(each["customer"]["id"], each["reasons"]) for each in found] == [(twin, ["name_and_number"])]


async def test_two_who_are_more_together_than_a_form_takes_stay_two(house: House, leader: Browser) -> None:
    one = await make(house, "王芳", *(f"138001380{place:02d}" for place in range(15)))
    other = await make(house, "王芳", *(f"139001390{place:02d}" for place in range(15)))
    refused = await leader.post(f"/api/customers/{one}/merge", {"other": other})
    assert (refused.status_code, refused.json()["key"]) == (409, "customer.merge_too_much")
    assert "20" in refused.json()["title"]
    assert (await shown(leader, other))["id"] == other
