"""Making and changing customers over HTTP: everything that is written down, by several people at once."""

from typing import Any

import pytest
from sqlalchemy import text

from huawu.customers import config as fields
from huawu.customers import queries
from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.platform import config
from huawu.platform.refusals import Invalid
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

WANG: dict[str, Any] = {
    "name": "王小明",
    "kind": "person",
    "company": "青禾旅行社",
    "level": "vip",
    "risk": "medium",
    "language": "zh",
    "note": "高楼层。",
    "phones": [
        {"number": "138 0013 8000", "label": "mobile"},
        {"number": "021-5550 1688", "label": "work"},
    ],
    "mails": ["wang@example.com"],
    "addresses": [{"label": "home", "text": "南京路 1 号"}],
    "tags": ["常客", "过敏"],
    "fields": {},
}


@pytest.fixture
async def leader(house: House) -> Browser:
    return await house.browser("team_leader")


async def add(browser: Browser, **change: Any) -> dict[str, Any]:
    answer = await browser.post("/api/customers", {**WANG, **change})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def asked(whole: dict[str, Any], **change: Any) -> dict[str, Any]:
    """What a form that shows this sends."""
    return {key: whole[key] for key in (*WANG, "revision")} | change


async def test_everything_that_is_told_of_a_customer_is_kept_and_shown(house: House, leader: Browser) -> None:
    made = await add(leader)

    whole = (await leader.get(f"/api/customers/{made['id']}")).json()

    assert whole == made
    assert whole["phones"] == [
        {"number": "+8613800138000", "label": "mobile"},
        {"number": "+862155501688", "label": "work"},
    ]
    assert {key: whole[key] for key in WANG if key != "phones"} == {
        k: v for k, v in WANG.items() if k != "phones"
    }
    assert (whole["revision"], whole["changed_by"]["en"]) == (1, "Lin Xiaoman")


async def test_a_customer_that_is_sent_twice_is_one(leader: Browser) -> None:
    first = await add(leader, once="3f1b2c4d-once")
    again = await add(leader, once="3f1b2c4d-once", name="王大明")
    other = await add(leader, once="another-once-1")

    assert again == first
    assert other["id"] != first["id"]


async def test_a_change_that_is_sent_twice_changes_once(leader: Browser) -> None:
    made = await add(leader)
    body = asked(made, risk="high")

    first = await leader.put(f"/api/customers/{made['id']}", body)
    again = await leader.put(f"/api/customers/{made['id']}", body)

    assert (first.json()["revision"], first.json()["risk"]) == (2, "high")
    assert (again.status_code, again.json()) == (200, first.json())


async def test_who_writes_second_is_told_what_changed_and_nothing_is_lost(
    house: House, leader: Browser
) -> None:
    made, agent = await add(leader), await house.browser("agent")
    seen = (await agent.get(f"/api/customers/{made['id']}")).json()
    await leader.put(f"/api/customers/{made['id']}", asked(made, risk="high", tags=["常客"]))

    late = await agent.put(f"/api/customers/{made['id']}", asked(seen, note="低楼层。"))

    assert (late.status_code, late.json()["key"]) == (409, "customer.changed_meanwhile")
    assert late.json()["params"]["fields"] == ["risk", "tags"]
    assert "风险等级、标签" in late.json()["title"]
    now = (await leader.get(f"/api/customers/{made['id']}")).json()
    assert (now["risk"], now["tags"], now["note"]) == ("high", ["常客"], "高楼层。")
    taken = await agent.put(
        f"/api/customers/{made['id']}", asked(seen, note="低楼层。", revision=now["revision"])
    )
    assert (taken.status_code, taken.json()["note"]) == (200, "低楼层。")


async def test_what_was_written_before_is_kept_with_who_and_when(house: House, leader: Browser) -> None:
    made = await add(leader)
    await leader.put(f"/api/customers/{made['id']}", asked(made, phones=[]))

    async with house.sessions() as session:
        past = (await session.execute(text("SELECT revision, by, record FROM customer_pasts"))).one()

    assert (past.revision, past.by) == (1, house.users["team_leader"])
    assert past.record["numbers"][0] == {"number": "+8613800138000", "label": "mobile"}


async def test_who_sees_masked_numbers_changes_the_rest_without_losing_one(
    house: House, leader: Browser
) -> None:
    made, agent = await add(leader), await house.browser("agent")
    seen = (await agent.get(f"/api/customers/{made['id']}")).json()
    assert seen["phones"][0]["number"] == "+86138****8000"
    phones = [
        seen["phones"][1],
        {**seen["phones"][0], "label": "home"},
        {"number": "95588", "label": "other"},
    ]

    answer = await agent.put(f"/api/customers/{made['id']}", asked(seen, phones=phones))

    assert answer.status_code == 200, answer.text
    now = (await leader.get(f"/api/customers/{made['id']}")).json()
    assert [(each["number"], each["label"]) for each in now["phones"]] == [
        ("+862155501688", "work"),
        ("+8613800138000", "home"),
        ("95588", "other"),
    ]


async def test_fields_of_the_site_are_asked_for_and_checked(house: House, leader: Browser) -> None:
    async with work(house.sessions, site="main") as w:
        since = {"name": {"zh": "入会日", "en": "Since"}, "type": "date", "order": 1}
        await config.save_draft(w, fields.KIND, "since", since)
        await config.publish(w)
    made = await add(leader, fields={"since": "2024-02-29"})

    shown = (await leader.get("/api/customers/fields")).json()["items"]
    wrong = await leader.put(f"/api/customers/{made['id']}", asked(made, fields={"since": "2023-02-29"}))

    assert [(each["key"], each["type"]) for each in shown[:1]] == [("since", "date")]
    assert [each["key"] for each in shown[1:]] == ["transactions", "product_use", "product_knowledge"]
    assert made["fields"] == {"since": "2024-02-29"}
    assert (wrong.status_code, wrong.json()["key"]) == (422, "customer.field_no_date")
    assert "入会日" in wrong.json()["title"]


async def test_a_field_that_the_site_gave_up_keeps_what_was_written(house: House, leader: Browser) -> None:
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, fields.KIND, "member", {"name": {"zh": "会员号"}, "type": "text"})
        await config.publish(w)
    made = await add(leader, fields={"member": "A-17"})
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, fields.KIND, "member", None)
        await config.publish(w)

    changed = await leader.put(f"/api/customers/{made['id']}", asked(made, fields={}, risk="low"))

    assert changed.json()["fields"] == {"member": "A-17"}


@pytest.mark.parametrize(
    "body",
    [
        {"name": {"zh": "x"}, "type": "colour"},
        {"name": {"zh": "x"}, "type": "choice"},
        {"name": {"zh": "x"}, "type": "text", "choices": [{"id": "a", "name": {"zh": "a"}}]},
        {"name": {"zh": "x"}, "type": "choice", "choices": [{"id": "a", "name": {"zh": "a"}}] * 2},
        {"name": {"zh": "x"}, "type": "choice", "choices": [{"id": "", "name": {"zh": "a"}}]},
        {"name": {"zh": "x"}, "type": "choice", "choices": "a"},
        {"name": {"zh": "x"}, "type": "text", "order": "first"},
        {"name": {"zh": ""}, "type": "text"},
        {"name": {"zh": "x"}, "type": "text", "pattern": "(a+)+"},
    ],
)
def test_a_field_that_makes_no_sense_is_no_configuration(body: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        fields.check_field("x", body, {})


async def test_a_name_that_is_a_script_is_only_a_name(leader: Browser) -> None:
    name = "<script>alert(1)</script>"
    made = await add(leader, name=name, tags=["<b>"])

    found = (await leader.get("/api/customers", search="<script>")).json()["items"]

    assert [(each["name"], each["tags"]) for each in found] == [(name, ["<b>"])]
    assert (await leader.get(f"/api/customers/{made['id']}")).headers["content-type"] == "application/json"


async def test_a_relation_is_seen_from_both_sides_and_is_one(leader: Browser) -> None:
    wang, firm = await add(leader), await add(leader, name="青禾旅行社", kind="company", phones=[])

    await leader.post(f"/api/customers/{wang['id']}/relations", {"kind": "works_at", "other": firm["id"]})
    again = await leader.post(
        f"/api/customers/{firm['id']}/relations", {"kind": "employs", "other": wang["id"]}
    )

    other = (await leader.get(f"/api/customers/{wang['id']}")).json()
    assert [(each["kind"], each["name"]) for each in again.json()["relations"]] == [("employs", "王小明")]
    assert [(each["kind"], each["name"]) for each in other["relations"]] == [("works_at", "青禾旅行社")]
    for _ in range(2):
        ended = await leader.delete(f"/api/customers/{wang['id']}/relations/{other['relations'][0]['id']}")
        assert ended.json()["relations"] == []


async def test_nobody_is_related_to_themselves_or_to_nobody(leader: Browser) -> None:
    wang = await add(leader)
    answers = [
        await leader.post(f"/api/customers/{wang['id']}/relations", {"kind": "spouse", "other": other})
        for other in (wang["id"], "0000000000000")
    ]
    assert [answer.json()["key"] for answer in answers] == ["customer.related_to_itself", "customer.unknown"]


async def test_who_only_reads_changes_nothing(house: House, leader: Browser) -> None:
    made, inspector = await add(leader), await house.browser("inspector")
    path = f"/api/customers/{made['id']}"

    answers = [
        await inspector.post("/api/customers", WANG),
        await inspector.put(path, asked(made)),
        await inspector.post(f"{path}/relations", {"kind": "other", "other": made["id"]}),
        await inspector.delete(f"{path}/relations/0000000000000"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4


async def test_facts_about_customers_name_nobody(house: House, leader: Browser) -> None:
    made = await add(leader)
    await leader.put(f"/api/customers/{made['id']}", asked(made, name="王大明"))

    async with house.sessions() as session:
        rows = (
            await session.execute(text("SELECT body FROM facts WHERE kind = 'customer.written' ORDER BY seq"))
        ).all()

    assert [(row.body["revision"], row.body["fields"]) for row in rows][1] == (2, ["name"])
    assert "13800138000" not in str(rows)
    assert "王" not in str(rows)


async def test_what_was_made_with_little_is_a_person_with_a_mobile_number(
    house: House, leader: Browser
) -> None:
    async with work(house.sessions, site="main") as w:
        made = await customers.create_customer(w, NewCustomer("陈静", ("13900000001", "021-55501688")))
    async with house.sessions() as session:
        standing = await queries.standing(session, made)

    assert standing is not None
    assert [each.label for each in standing.record.numbers] == ["mobile", "other"]
    assert (standing.record.kind, standing.record.risk, standing.revision) == ("person", "none", 1)
