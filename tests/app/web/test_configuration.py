"""The configuration over HTTP: drafts, publishing, export and import, and what each kind accepts."""

from datetime import datetime
from typing import Any

import pytest

from huawu.app.live.site import site_of
from huawu.app.site_plan import load_site
from huawu.platform import config
from huawu.platform.work import work
from huawu.telephony.core.recording_rules import Rule
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

NAMED: dict[str, Any] = {"name": {"zh": "云栖", "en": "Yunqi"}}
QUEUE = {"name": {"zh": "技术支持", "en": "Support"}, "answer_seconds": 30, "refuse_when_empty": True}
GRAPH = {"start": "desk", "nodes": {"desk": {"do": "enqueue", "queue": "support"}}}


@pytest.fixture
async def admin(house: House) -> Browser:
    return await house.browser("administrator")


async def draft(admin: Browser, kind: str, key: str, value: dict[str, Any] | None) -> tuple[int, str]:
    answer = await admin.put(f"/api/config/{kind}/{key}", {"value": value})
    return answer.status_code, answer.json().get("key", "")


async def test_a_draft_changes_nothing_until_it_is_published(house: House, admin: Browser) -> None:
    assert await draft(admin, "queue", "support", QUEUE) == (200, "support")
    before = (await admin.get("/api/queues")).json()["items"]

    published = await admin.post("/api/config/publish", {"note": "first"})

    assert before == []
    assert published.json() == {"number": 1}
    assert [q["id"] for q in (await admin.get("/api/queues")).json()["items"]] == ["support"]
    assert ("config.changed", {}) in house.live.told


async def test_publishing_stands_also_while_live_is_away(house: House, admin: Browser) -> None:
    house.live.away = True
    await draft(admin, "queue", "support", QUEUE)

    assert (await admin.post("/api/config/publish", {})).status_code == 200


async def test_what_is_in_force_and_what_waits_are_shown_side_by_side(admin: Browser) -> None:
    await draft(admin, "queue", "support", QUEUE)
    await admin.post("/api/config/publish", {})
    await draft(admin, "queue", "support", QUEUE | {"answer_seconds": 10})
    await draft(admin, "queue", "billing", QUEUE)

    billing, support = (await admin.get("/api/config/queue")).json()["items"]

    assert (billing["value"], billing["draft"]) == (None, QUEUE)
    assert (support["value"], support["draft"]["answer_seconds"], support["version"]) == (QUEUE, 10, 1)


async def test_a_draft_can_be_thrown_away(admin: Browser) -> None:
    await draft(admin, "queue", "support", QUEUE)

    assert (await admin.delete("/api/config/queue/support")).status_code == 204
    assert (await admin.post("/api/config/publish", {})).json()["key"] == "config.nothing_to_publish"


async def test_who_saves_over_what_another_changed_meanwhile_is_told_who_it_was(
    house: House, admin: Browser
) -> None:
    leader = await house.browser("team_leader")
    await draft(admin, "queue", "support", QUEUE)
    (shown,) = (await admin.get("/api/config/queue")).json()["items"]
    base = shown["changed"]["mark"]
    hers = {"value": QUEUE | {"answer_seconds": 10}, "base": base}
    assert (await leader.put("/api/config/queue/support", hers)).status_code == 200

    refused = await admin.put("/api/config/queue/support", {"value": QUEUE, "base": base})
    gone = await admin.delete(f"/api/config/queue/support?base={base}")

    (now,) = (await admin.get("/api/config/queue")).json()["items"]
    assert (refused.status_code, refused.json()["key"]) == (409, "config.changed_meanwhile")
    assert refused.json()["title"].startswith("林小满"), "whose change it is"
    assert refused.json()["params"]["name"] == now["changed"]["by"]
    at = [datetime.fromisoformat(each) for each in (refused.json()["params"]["at"], now["changed"]["at"])]
    assert at[0] == at[1], "and when it was"
    assert (gone.status_code, now["draft"]["answer_seconds"]) == (409, 10), "nothing of hers is lost"
    again = {"value": QUEUE, "base": now["changed"]["mark"]}
    assert (await admin.put("/api/config/queue/support", again)).status_code == 200


async def test_two_who_make_the_same_new_item_meet(admin: Browser) -> None:
    new = {"value": QUEUE, "base": (await admin.get("/api/config/queue")).json()["nothing"]}
    assert (await admin.put("/api/config/queue/support", new)).status_code == 200
    assert (await admin.put("/api/config/queue/support", new)).json()["key"] == "config.changed_meanwhile"
    assert (await admin.put("/api/config/queue/other", {"value": QUEUE, "base": "x"})).status_code == 422


async def test_export_and_import_carry_a_centre_over(admin: Browser) -> None:
    await draft(admin, "queue", "support", QUEUE)
    await admin.post("/api/config/publish", {})
    exported = await admin.get("/api/config/export")
    assert "技术支持" in exported.text

    changed = exported.text.replace("answer_seconds: 30", "answer_seconds: 12")
    answer = await admin.post("/api/config/import", {"yaml": changed})

    assert answer.json() == {"changed": [["queue", "support"]]}
    assert (await admin.get("/api/config/queue")).json()["items"][0]["draft"]["answer_seconds"] == 12


@pytest.mark.parametrize(
    ("kind", "key", "value", "refusal"),
    [
        ("queue", "q", {"name": {"en": "no Chinese name"}}, "config.no_name"),
        ("queue", "q", QUEUE | {"answer_seconds": 0}, "routing.out_of_range"),
        ("queue", "q", QUEUE | {"strategy": "coin"}, "routing.unknown_strategy"),
        ("queue", "q", QUEUE | {"colour": "red"}, "config.unknown_field"),
        ("queue", "q", QUEUE | {"recorded": "yes"}, "config.bad_field"),
        ("queue", "q", QUEUE | {"recording_notice": "softly"}, "config.bad_field"),
        ("queue", "q", QUEUE | {"transcribed": 1}, "config.bad_field"),
        ("speech", "default", {"transcripts": -1}, "config.bad_field"),
        ("number", "4009", {"queue": "support", "recorded": 100}, "config.bad_field"),
        ("site", "site", NAMED | {"extensions_recorded": "all"}, "config.bad_field"),
        ("site", "site", NAMED | {"outgoing_recorded": 0}, "config.bad_field"),
        ("site", "site", NAMED | {"recording_pause_seconds": 5}, "config.bad_field"),
        ("site", "site", NAMED | {"urgent_transfer": {"kind": "queue"}}, "config.bad_field"),
        ("site", "site", NAMED | {"urgent_transfer": {"kind": "queue", "id": "q"}}, "site.urgent_nowhere"),
        ("pause_reason", "p", {"name": "meal"}, "config.no_name"),
        ("skill", "s", {"name": {"zh": "英语"}, "level": 9}, "config.unknown_field"),
        ("wrap_up_type", "w", {"name": {"zh": "投诉"}, "parent": "nowhere"}, "wrap_up.bad_parent"),
        ("wrap_up_type", "w", {"name": {"zh": "投诉"}, "parent": "w"}, "wrap_up.bad_parent"),
        ("wrap_up_type", "w", {"name": {"zh": "投诉"}, "results": [{"id": "x"}]}, "config.bad_field"),
        ("number", "4009", {"queue": "nowhere"}, "number.leads_nowhere"),
        ("number", "4009", {}, "number.one_way"),
        ("number", "4009", {"queue": "a", "flow": "b"}, "number.one_way"),
        ("number", "abc", {"queue": "support"}, "number.not_dialled"),
        ("trunk", "t", {"networks": []}, "trunk.no_networks"),
        ("trunk", "t", {"networks": ["300.1.1.1/8"]}, "trunk.bad_network"),
        ("trunk", "t", {"networks": ["10.0.0.0/8"], "uri": "sip:pbx.example"}, "trunk.bad_uri"),
        ("trunk", "t", {"networks": ["10.0.0.0/8"], "user": ""}, "config.bad_field"),
        ("trunk", "t", {"networks": ["10.0.0.0/8"], "hands_back": True}, "config.bad_field"),
        ("flow", "f", {"graph": {"start": "x", "nodes": {}}}, "flow.bad_graph"),
        ("flow", "f", {"graph": GRAPH}, "flow.bad_graph"),
        ("flow", "f", {"graph": 7}, "config.bad_field"),
    ],
)
async def test_what_would_not_work_is_refused(
    admin: Browser, kind: str, key: str, value: dict[str, Any], refusal: str
) -> None:
    assert await draft(admin, kind, key, value) == (422, refusal)


async def test_a_flow_and_a_number_lead_to_what_was_drafted_before(admin: Browser) -> None:
    for kind, key, value in (
        ("queue", "support", QUEUE),
        ("flow", "hotline", {"graph": GRAPH, "name": {"zh": "热线"}}),
        ("number", "4009", {"flow": "hotline"}),
        ("trunk", "loopback", {"networks": ["127.0.0.0/8", "::1/128"]}),
        ("trunk", "carrier", {"networks": ["10.0.0.0/8"], "uri": "sip:10.0.0.9:5060", "hands_back": True}),
    ):
        assert (await draft(admin, kind, key, value))[0] == 200
    assert (await admin.post("/api/config/publish", {})).status_code == 200

    await draft(admin, "queue", "support", None)
    refused = await admin.post("/api/config/publish", {})
    assert refused.json()["key"] == "flow.bad_graph", "a queue that a menu leads to cannot be taken away"


async def test_a_queue_that_nobody_would_serve_is_refused_when_published(
    house: House, admin: Browser
) -> None:
    await draft(admin, "queue", "lonely", {"name": {"zh": "孤单", "en": "Lonely"}})
    refused = await admin.post("/api/config/publish", {})
    assert (refused.status_code, refused.json()["key"]) == (422, "routing.queue_without_agents")
    assert (await admin.get("/api/queues")).json()["items"] == [], "nothing is put in force"

    steps = [{"who": {"agents": ["zoe"]}, "seconds": 10}]
    await draft(admin, "queue", "lonely", QUEUE | {"steps": steps})
    refused = await admin.post("/api/config/publish", {})
    assert (refused.status_code, refused.json()["key"]) == (422, "routing.unknown_agent")
    assert "zoe" in refused.json()["title"], "in words that say who"

    await draft(admin, "queue", "lonely", QUEUE)
    assert (await admin.post("/api/config/publish", {})).status_code == 200


async def test_what_nobody_served_before_does_not_stand_in_the_way(house: House, admin: Browser) -> None:
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "queue", "lonely", {"name": {"zh": "孤单", "en": "Lonely"}})
        await config.publish(w)
    await draft(admin, "queue", "support", QUEUE)
    assert (await admin.post("/api/config/publish", {})).status_code == 200


async def test_an_unknown_kind_is_not_there(admin: Browser) -> None:
    assert (await admin.get("/api/config/spells")).json()["key"] == "config.unknown_kind"
    assert (await draft(admin, "spells", "x", {}))[0] == 404


async def test_who_may_see_the_configuration_may_not_change_it(house: House) -> None:
    manager, agent = await house.browser("manager"), await house.browser("agent")

    assert (await manager.get("/api/config/queue")).status_code == 200
    assert (await draft(manager, "queue", "q", QUEUE))[0] == 403
    assert (await manager.post("/api/config/publish", {})).status_code == 403
    assert (await agent.get("/api/config/queue")).status_code == 403


async def test_whether_customers_hang_up_first_is_the_sites_to_say_and_yes_unless_it_does(
    house: House, admin: Browser
) -> None:
    async def told() -> bool:
        async with house.sessions() as session:
            return site_of(await load_site(session, "main")).switch.customer_first

    before = await told()
    nonsense = await draft(admin, "site", "site", {**NAMED, "customer_first": "no"})
    await draft(admin, "site", "site", {**NAMED, "customer_first": False})
    drafted = await told()
    await admin.post("/api/config/publish", {})

    assert nonsense == (422, "config.bad_field")
    assert (before, drafted, await told()) == (True, True, False)


async def test_what_is_recorded_is_said_by_numbers_queues_and_the_site(house: House, admin: Browser) -> None:
    queue = QUEUE | {"recorded": "on_demand", "recording_notice": "may_refuse"}
    site = NAMED | {"extensions_recorded": 20, "outgoing_recorded": True, "recording_pause_seconds": 60}
    for kind, key, body in (
        ("queue", "support", queue),
        ("number", "4009", {"queue": "support", "recorded": False}),
        ("site", "site", site),
    ):
        await draft(admin, kind, key, body)
    await admin.post("/api/config/publish", {})
    async with house.sessions() as session:
        rules = site_of(await load_site(session, "main")).switch.recording

    assert rules.of_queue("4001", "support") == Rule("on_demand", notice=True, may_refuse=True)
    assert rules.of_queue("4009", "support").recorded is False
    assert rules.without_queue("8002", out=False).recorded == 20
    assert rules.without_queue("13800000000", out=True).recorded is True
    assert rules.pause_seconds == 60
