"""Records that are old, contradictory or incomplete are a list of work, over HTTP."""

from typing import Any

import pytest
from sqlalchemy import text

from huawu.customers import service
from huawu.customers.models import CustomerReviewRow
from huawu.customers.types import Number, Record
from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

DAY = 86_400 * SECOND
KNOWN = {"transactions": "三次", "product_use": "宽带", "product_knowledge": "good"}
REVIEWS = "/api/customers/reviews"


@pytest.fixture
async def agent(house: House) -> Browser:
    return await house.browser("agent")


async def made(house: House, name: str, **more: Any) -> Id:
    whole = {"risk": "low", "fields": KNOWN, "numbers": (Number("13800138000", "mobile"),), **more}
    async with work(house.sessions, site="main", clock=house.clock) as w:
        return await service.write_customer(w, Record(name, **whole))


async def swept(house: House, times: int = 1) -> None:
    for _ in range(times):
        async with work(house.sessions, site="main", clock=house.clock) as w:
            await service.sweep(w)


def reasons(page: dict[str, Any]) -> dict[str, list[tuple[str, str, str]]]:
    return {
        item["name"]: [
            (each["kind"], each["key"], each["of"]["zh"] if each["of"] else "") for each in item["reasons"]
        ]
        for item in page["items"]
    }


async def test_what_is_wrong_or_missing_is_listed_and_goes_when_it_is_mended(
    house: House, agent: Browser
) -> None:
    await made(house, "周全")
    lacks = await made(
        house, "王芳", risk="none", fields={"product_use": "宽带", "product_knowledge": "some"}
    )
    wrong = await made(house, "李静", numbers=(Number("+861234", "mobile"),))

    page = (await agent.get(REVIEWS)).json()
    some = (await agent.get(REVIEWS, kind="contradictory")).json()
    answers = {"transactions": "一次", "risk": "none"}
    await agent.post(f"/api/customers/{lacks}/readiness", {"answers": answers})
    after = (await agent.get(REVIEWS)).json()

    assert reasons(page) == {
        "王芳": [("incomplete", "missing", "交易记录"), ("incomplete", "missing", "风险等级")],
        "李静": [("contradictory", "not_right", "电话")],
    }
    assert (page["old"], page["contradictory"], page["incomplete"], page["mine"]) == (0, 1, 1, 0)
    assert [item["customer"] for item in some["items"]] == [wrong]
    assert list(reasons(after)) == ["李静"]


async def test_a_fact_that_somebody_found_wrong_or_of_which_layers_differ_is_listed(
    house: House, agent: Browser
) -> None:
    customer = await made(house, "王芳")
    facts = f"/api/customers/{customer}/facts"
    await agent.post(facts, {"field": "name", "result": "wrong", "revision": 1})
    found = reasons((await agent.get(REVIEWS)).json())
    await agent.post(facts, {"field": "name", "result": "right", "revision": 1})
    assert found == {"王芳": [("contradictory", "found_wrong", "姓名")]}
    assert (await agent.get(REVIEWS)).json()["items"] == []


async def test_one_takes_it_others_do_not_and_done_it_stays_away_until_there_is_something_new(
    house: House, agent: Browser
) -> None:
    customer = await made(house, "王芳", risk="none")
    leader = await house.browser("team_leader")
    act = f"/api/customers/{customer}/review"

    async def does(who: Browser, what: str) -> int:
        return (await who.post(act, {"act": what})).status_code

    assert [await does(agent, "take"), await does(agent, "take"), await does(leader, "take")] == [
        200,
        200,
        409,
    ]
    mine = (await agent.get(REVIEWS, mine=True)).json()
    theirs = (await leader.get(REVIEWS)).json()["items"][0]
    assert ([item["mine"] for item in mine["items"]], mine["mine"]) == ([True], 1)
    assert (theirs["mine"], theirs["taken_by"]["zh"]) == (False, "林小满")
    assert [await does(agent, "give_back"), await does(leader, "take"), await does(leader, "done")] == [
        200
    ] * 3
    assert [await does(leader, "done"), await does(agent, "take")] == [200, 409]
    await swept(house, 2)
    assert (await agent.get(REVIEWS)).json()["items"] == [], "looked at"

    record = (await agent.get(f"/api/customers/{customer}")).json()
    body = {"name": "王芳", "phones": record["phones"], "revision": 1, "fields": {"product_use": "宽带"}}
    assert (await agent.put(f"/api/customers/{customer}", body)).status_code == 200
    again = (await agent.get(REVIEWS)).json()
    assert "交易记录" in str(reasons(again)), "something new is missing"
    assert again["items"][0]["taken_by"] is None
    assert (await agent.post("/api/customers/6h0000000000b/review", {"act": "take"})).status_code == 404


async def test_what_nobody_looked_at_for_long_is_old_and_other_rules_look_at_all_anew(
    house: House, agent: Browser
) -> None:
    customer = await made(house, "王芳")
    await swept(house, 3)
    assert (await agent.get(REVIEWS)).json()["items"] == []

    house.clock.now += 400 * DAY
    agent = await house.browser("team_leader")
    await swept(house, 2)
    assert reasons((await agent.get(REVIEWS, kind="old")).json()) == {"王芳": [("old", "old", "")]}
    await agent.post(f"/api/customers/{customer}/review", {"act": "done"})
    house.clock.now += 10 * DAY
    await swept(house, 2)
    agent = await house.browser("team_leader")
    assert (await agent.get(REVIEWS)).json()["items"] == [], "somebody looked ten days ago"

    async with work(house.sessions, site="main", clock=house.clock) as w:
        item = {"name": {"zh": "公司"}, "of": "company"}
        await config.save_draft(w, "customer_item", "company", item)
        await config.publish(w)
    await swept(house, 2)
    assert reasons((await agent.get(REVIEWS)).json()) == {"王芳": [("incomplete", "missing", "公司")]}


async def test_pages_follow_each_other_and_are_found_by_an_index(house: House, agent: Browser) -> None:
    for number in range(5):
        await made(house, f"王{number}", risk="none")
    names: list[str] = []
    after: str | None = None
    for _ in range(3):
        page = (await agent.get(REVIEWS, limit=2, **({"after": after} if after else {}))).json()
        names += [item["name"] for item in page["items"]]
        after = page["next"]
    assert (names, after) == ([f"王{number}" for number in range(5)], None)

    async with house.sessions() as session:
        await session.execute(text("SET enable_seqscan = off"))
        for kind in ("old", "contradictory", "incomplete"):
            asked = f"{CustomerReviewRow.__tablename__} WHERE site_id = 'main' AND done_at IS NULL AND {kind}"
            plan = await session.scalars(
                text(f"EXPLAIN SELECT 1 FROM {asked} ORDER BY since, customer_id LIMIT 50")
            )
            said = "".join(plan)
            assert "using ix_customer_reviews_" in said
            assert "Sort" not in said, "a page costs the same however many there are"
