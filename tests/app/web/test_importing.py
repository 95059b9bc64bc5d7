"""A document is looked into and imported over HTTP: what would change, by kinds, conflicts, who may."""

from typing import Any

import pytest

from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

QUEUE: dict[str, Any] = {"name": {"zh": "技术支持", "en": "Support"}, "refuse_when_empty": True}
ROUTING = ["queue", "skill", "hours"]


@pytest.fixture
async def leader(house: House) -> Browser:
    """Of a site with a queue, a skill and a pause reason in force."""
    admin = await house.browser("administrator")
    for kind, key, value in (
        ("queue", "support", QUEUE),
        ("skill", "net", {"name": {"zh": "网络"}}),
        ("pause_reason", "meal", {"name": {"zh": "用餐"}}),
    ):
        assert (await admin.put(f"/api/config/{kind}/{key}", {"value": value})).status_code == 200
    assert (await admin.post("/api/config/publish", {})).status_code == 200
    return await house.browser("team_leader")


async def exported(browser: Browser) -> str:
    return (await browser.get("/api/config/export")).text


async def looked(browser: Browser, document: str, **more: Any) -> dict[str, Any]:
    answer = await browser.post("/api/config/import/check", {"yaml": document, "kinds": ROUTING} | more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def drafts(browser: Browser, kind: str) -> list[dict[str, Any]]:
    items = (await browser.get(f"/api/config/{kind}")).json()["items"]
    return [each for each in items if each["draft"] is not None or each["draft_removes"]]


async def test_what_a_document_would_change_is_seen_and_nothing_is_saved(leader: Browser) -> None:
    document = (await exported(leader)).replace(
        "refuse_when_empty: true", "refuse_when_empty: true\n      ring_seconds: 12"
    )
    document = document.replace("用餐", "吃饭")
    found = await looked(leader, document)
    (item,) = found["items"]
    assert (item["kind"], item["key"], item["late"]) == ("queue", "support", None)
    assert (item["before"], item["after"]) == (QUEUE, QUEUE | {"ring_seconds": 12})
    assert found["others"] == 1, "what is none of routing is counted and left alone"
    assert await drafts(leader, "queue") == []

    imported = await leader.post("/api/config/import", {"yaml": document, "kinds": ROUTING})
    assert imported.json() == {"changed": [["queue", "support"]]}
    (draft,) = await drafts(leader, "queue")
    assert draft["draft"]["ring_seconds"] == 12
    assert await drafts(leader, "pause_reason") == []


async def test_what_would_be_refused_is_refused_when_it_is_looked_into(leader: Browser) -> None:
    document = (await exported(leader)).replace("refuse_when_empty: true", "ring_seconds: 9999")
    refused = await leader.post("/api/config/import/check", {"yaml": document, "kinds": ROUTING})
    assert (refused.status_code, refused.json()["key"]) == (422, "routing.out_of_range")
    assert "技术支持" in refused.json()["title"]
    nonsense = await leader.post("/api/config/import/check", {"yaml": "a: [", "kinds": ROUTING})
    assert nonsense.json()["key"] == "config.not_yaml"


async def test_who_changed_the_same_since_the_export_is_told_and_only_who_says_so_writes_over_it(
    house: House, leader: Browser
) -> None:
    document = (await exported(leader)).replace(
        "refuse_when_empty: true", "refuse_when_empty: true\n      ring_seconds: 12"
    )
    admin = await house.browser("administrator")
    await admin.put("/api/config/queue/support", {"value": QUEUE | {"ring_seconds": 30}})
    (item,) = (await looked(leader, document))["items"]
    assert item["late"]["by"] == {"zh": "林小满", "en": "Lin Xiaoman"}
    refused = await leader.post("/api/config/import", {"yaml": document, "kinds": ROUTING})
    assert (refused.status_code, refused.json()["key"]) == (409, "config.changed_since_export")

    (over,) = (await looked(leader, document, over=True))["items"]
    assert (over["late"], over["after"]["ring_seconds"]) == (None, 12)
    done = await leader.post("/api/config/import", {"yaml": document, "kinds": ROUTING, "over": True})
    assert done.status_code == 200
    assert (await drafts(leader, "queue"))[0]["draft"]["ring_seconds"] == 12


async def test_what_a_document_does_not_name_goes_only_where_that_is_wanted(leader: Browser) -> None:
    lines = (await exported(leader)).splitlines()
    start = next(nth for nth, line in enumerate(lines) if line.startswith("  skill:"))
    end = next((nth for nth in range(start + 1, len(lines)) if not lines[nth].startswith("   ")), len(lines))
    document = "\n".join(lines[:start] + lines[end:])
    assert (await looked(leader, document))["items"] == []
    (item,) = (await looked(leader, document, whole=True))["items"]
    assert (item["kind"], item["key"], item["after"]) == ("skill", "net", None)


async def test_leaders_import_their_kinds_alone_and_nothing_that_they_may_not_change(
    house: House, leader: Browser
) -> None:
    document = await exported(leader)
    for asked in ({}, {"kinds": ["queue", "pause_reason"]}):
        for path in ("/api/config/import", "/api/config/import/check"):
            assert (await leader.post(path, {"yaml": document} | asked)).status_code == 403
    recorded = document.replace("refuse_when_empty: true", "refuse_when_empty: true\n      recorded: false")
    for path in ("/api/config/import", "/api/config/import/check"):
        refused = await leader.post(path, {"yaml": recorded, "kinds": ROUTING})
        assert (refused.status_code, refused.json()["key"]) == (403, "config.guarded_field")
    assert await drafts(leader, "queue") == []
    agent = await house.browser("agent")
    assert (
        await agent.post("/api/config/import/check", {"yaml": document, "kinds": ROUTING})
    ).status_code == 403
