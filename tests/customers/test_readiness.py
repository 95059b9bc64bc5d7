"""What is missing is shown, asked and written back; facts are verified in three layers; over HTTP."""

from typing import Any

import pytest

from huawu.customers.core.verifying import Said
from huawu.customers.ports import Knowledge, NoKnowledge
from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.web.ports import provide
from huawu.platform.work import work
from tests.app.web.house import Browser, House
from tests.customers.outside import PretendKnowledge
from tests.desk.callers import known, ringing

pytestmark = pytest.mark.room

WANG = "13800138000"


@pytest.fixture
async def agent(house: House) -> Browser:
    return await house.browser("agent")


async def configure(house: House, kind: str, **bodies: Any) -> None:
    async with work(house.sessions, site="main", clock=house.clock) as w:
        for key, body in bodies.items():
            await config.save_draft(w, kind, key, body)
        await config.publish(w)


def missing(shown: dict[str, Any]) -> list[str]:
    return [item["key"] for item in shown["items"] if not item["known"]]


def said(shown: dict[str, Any], field: str) -> list[tuple[str, str, str]]:
    (fact,) = (each for each in shown["facts"] if each["field"] == field)
    return [(each["layer"], each["result"], each["why"]) for each in fact["said"]]


async def test_what_is_missing_is_on_the_pop_and_what_is_answered_is_written_once(
    house: House, agent: Browser
) -> None:
    wang = await known(house, "王芳", WANG)
    call = ringing(house, house.agents["agent"], WANG)
    address = f"/api/customers/{wang}/readiness"

    pop = (await agent.get(f"/api/desk/pop/{call}")).json()["customer"]
    before = (await agent.get(address)).json()
    answers = {"product_use": "宽带 500M", "product_knowledge": "some", "risk": "none"}
    after = (await agent.post(address, {"answers": answers})).json()
    again = await agent.post(address, {"answers": answers})
    record = (await agent.get(f"/api/customers/{wang}")).json()

    assert (pop["completeness"], [each["zh"] for each in pop["missing"]]) == (
        42,
        ["交易记录", "产品使用", "产品了解程度", "风险等级"],
    )
    assert missing(before) == ["transactions", "product_use", "product_knowledge", "risk"]
    assert before["complaints"] == {"many": 0, "open": 0, "last_at": None}
    assert (missing(after), after["percent"]) == (["transactions"], 85)
    assert again.json() == after
    assert record["fields"] == {"product_knowledge": "some", "product_use": "宽带 500M"}
    assert record["revision"] == 2, "written once"


async def test_an_answer_that_cannot_be_is_refused_and_nothing_is_written(
    house: House, agent: Browser
) -> None:
    item = {"name": {"zh": "身份证号", "en": "Identity number"}, "of": "own", "type": "id_number"}
    mail = {"name": {"zh": "联系方式"}, "of": "contact"}
    await configure(house, "customer_item", identity=item, contact=mail)
    wang = await known(house, "王芳")
    address = f"/api/customers/{wang}/readiness"

    async def refused(**answers: str) -> tuple[int, str]:
        answer = await agent.post(address, {"answers": answers})
        return answer.status_code, answer.json()["key"]

    assert await refused(identity="110105194912310021") == (422, "customer.field_no_id_number")
    assert await refused(contact="13800138000", identity="1") == (422, "customer.field_no_id_number")
    assert await refused(contact="call me") == (422, "customer.not_a_number")
    assert await refused(colour="red") == (404, "customer.unknown_item")
    assert await refused(identity="  ") == (422, "customer.item_not_answered")
    assert (await agent.get(f"/api/customers/{wang}")).json()["revision"] == 1
    done = await agent.post(address, {"answers": {"identity": "11010519491231002x", "contact": WANG}})
    assert done.json()["percent"] == 100


async def test_what_somebody_else_answered_meanwhile_is_not_written_over(
    house: House, agent: Browser
) -> None:
    wang = await known(house, "王芳", WANG)
    address = f"/api/customers/{wang}/readiness"
    await agent.post(address, {"answers": {"product_use": "宽带"}})

    late = await agent.post(address, {"answers": {"product_use": "电视"}})

    assert (late.status_code, late.json()["key"]) == (409, "customer.item_known")
    assert (await agent.get(f"/api/customers/{wang}")).json()["fields"] == {"product_use": "宽带"}


async def test_leaders_change_the_items_and_agents_do_not(house: House, agent: Browser) -> None:
    leader = await house.browser("team_leader")
    draft = {"value": {"name": {"zh": "公司"}, "of": "company", "order": 1}}
    address = "/api/config/customer_item/company"

    assert (await agent.put(address, draft)).status_code == 403
    assert (await leader.put(address, draft)).status_code == 200
    assert (await leader.post("/api/config/publish", {"kinds": ["customer_item"]})).status_code == 200
    wang = await known(house, "王芳", WANG)
    shown = (await agent.get(f"/api/customers/{wang}/readiness")).json()
    assert (missing(shown), shown["percent"]) == (["company"], 0)
    await configure(house, "customer_item", name={"name": {"zh": "姓名"}, "of": "name", "weight": 3})
    shown = (await agent.get(f"/api/customers/{wang}/readiness")).json()
    assert (missing(shown), shown["percent"]) == (["company"], 75)


async def test_facts_are_verified_in_three_layers_and_a_changed_value_is_verified_no_more(
    house: House, agent: Browser
) -> None:
    wang = await known(house, "王芳", WANG, company="恒远商贸")
    facts = f"/api/customers/{wang}/facts"
    provide(house.app, Knowledge, PretendKnowledge({"company": {"恒远商贸": Said("right", "registered")}}))

    await agent.post(facts, {"field": "company", "result": "right", "revision": 1})
    shown = (await agent.post(f"{facts}/check")).json()

    assert said(shown, "company") == [("person", "right", "said"), ("knowledge", "right", "registered")]
    assert said(shown, "numbers") == [("system", "right", "number_plan")]
    (company,) = (each for each in shown["facts"] if each["field"] == "company")
    assert company["said"][0]["by"] == {"zh": "林小满", "en": "Lin Xiaoman"}

    record = (await agent.get(f"/api/customers/{wang}")).json()
    body = {"name": "王芳", "company": "青禾", "phones": record["phones"], "revision": 1}
    assert (await agent.put(f"/api/customers/{wang}", body)).status_code == 200
    late = await agent.post(facts, {"field": "company", "result": "wrong", "revision": 1})
    other = await agent.post(facts, {"field": "numbers", "result": "right", "revision": 1})
    now = (await agent.get(facts)).json()

    assert (late.status_code, late.json()["key"]) == (409, "customer.fact_changed")
    assert other.status_code == 200, "what did not change since may be said of"
    assert said(now, "company") == []
    assert [each["stale"] for each in now["facts"] if each["field"] == "company"] == [True]
    assert (await agent.post(facts, {"field": "mails", "result": "right", "revision": 2})).status_code == 404


async def test_the_error_rate_counts_what_was_found_wrong_of_what_was_verified(
    house: House, agent: Browser
) -> None:
    one, two = await known(house, "王芳", WANG), await known(house, "李静", "13800138001")
    for customer, result in ((one, "wrong"), (two, "right"), (two, "right"), (two, "open")):
        body = {"field": "name", "result": result, "revision": 1}
        assert (await agent.post(f"/api/customers/{customer}/facts", body)).status_code == 200

    found = (await agent.get("/api/customers/error-rate")).json()
    house.clock.now += 40 * 86_400 * SECOND
    later = await (await house.browser("team_leader")).get("/api/customers/error-rate")

    of_people = [line for line in found["lines"] if line["layer"] == "person"]
    assert [(line["field"], line["verified"], line["wrong"]) for line in of_people] == [("name", 2, 1)]
    assert (found["verified"], found["wrong"], found["rate"]) == (4, 1, 0.25), "two numbers by the system"
    assert (later.json()["verified"], later.json()["rate"]) == (0, None)


@pytest.mark.parametrize("knowledge", [NoKnowledge(), PretendKnowledge({"name": {"王芳": Said("right")}})])
async def test_every_knowledge_base_speaks_of_the_facts_it_was_asked_of_and_nothing_else(
    knowledge: Knowledge,
) -> None:
    facts = {"name": "王芳", "mails": ["a@b.cn"]}
    told = await knowledge.about(facts)
    assert set(told) <= set(facts)
    assert all(each.result in ("right", "wrong", "open") for each in told.values())
    assert await knowledge.about({}) == {}


async def test_a_knowledge_base_that_is_away_keeps_nobody_from_checking(house: House, agent: Browser) -> None:
    wang = await known(house, "王芳", WANG)
    provide(house.app, Knowledge, PretendKnowledge({}, away=True))
    assert (await agent.post(f"/api/customers/{wang}/facts/check")).status_code == 200
