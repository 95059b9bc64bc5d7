"""What was published when and by whom, what that changed, the way back; and what leaders may change of it."""

from typing import Any

import pytest

from huawu.platform import config
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

QUEUE: dict[str, Any] = {"name": {"zh": "技术支持", "en": "Support"}, "refuse_when_empty": True}
ROUTING = ["queue", "skill", "hours"]


async def publish(browser: Browser, **queues: dict[str, Any] | None) -> None:
    for key, value in queues.items():
        assert (await browser.put(f"/api/config/queue/{key}", {"value": value})).status_code == 200
    answer = await browser.post("/api/config/publish", {"kinds": ["queue"]})
    assert answer.status_code == 200, answer.text


async def test_a_leader_publishes_and_goes_back_and_both_are_in_the_history(house: House) -> None:
    leader = await house.browser("team_leader")
    await publish(leader, support=QUEUE)
    await publish(leader, support=QUEUE | {"answer_seconds": 45}, billing=QUEUE)

    back = await leader.post("/api/config-history/roll-back", {"to": 1, "kinds": ROUTING})

    assert back.json() == {"number": 3}
    assert ("config.changed", {}) in house.live.told
    (standing,) = (await leader.get("/api/config/queue")).json()["items"]
    assert standing["value"] == QUEUE
    history = (await leader.get("/api/config-history", kind="queue")).json()
    assert [(each["number"], each["items"]) for each in history["items"]] == [
        (3, [["queue", "billing"], ["queue", "support"]]),
        (2, [["queue", "billing"], ["queue", "support"]]),
        (1, [["queue", "support"]]),
    ]
    assert (history["number"], history["next"]) == (3, None)
    assert history["items"][0]["by"] == {"zh": "林小满", "en": "Lin Xiaoman"}
    assert history["items"][0]["note"] == "= 1"


async def test_what_differs_between_two_configurations_is_told_item_by_item(house: House) -> None:
    admin = await house.browser("administrator")
    await publish(admin, support=QUEUE)
    await publish(admin, support=QUEUE | {"answer_seconds": 45}, billing=QUEUE)

    changes = (await admin.get("/api/config-history/changes", since=1)).json()["items"]
    first = (await admin.get("/api/config-history/changes", since=0, until=1)).json()["items"]
    skills = (await admin.get("/api/config-history/changes", since=1, kind="skill")).json()["items"]

    assert [(each["key"], each["before"]) for each in changes] == [("billing", None), ("support", QUEUE)]
    assert changes[1]["after"]["answer_seconds"] == 45
    assert [(each["key"], each["after"]) for each in first] == [("support", QUEUE)]
    assert skills == []
    refused = await admin.get("/api/config-history/changes", since=9)
    assert refused.json()["key"] == "config.no_such_number"


async def test_the_history_of_some_kinds_leaves_out_what_was_published_of_others(house: House) -> None:
    admin = await house.browser("administrator")
    await publish(admin, support=QUEUE)
    await admin.put("/api/config/trunk/t", {"value": {"name": {"zh": "线"}, "networks": ["10.0.0.0/8"]}})
    await admin.post("/api/config/publish", {})
    await publish(admin, billing=QUEUE)

    queues = (await admin.get("/api/config-history", kind="queue", limit=1)).json()
    rest = (await admin.get("/api/config-history", kind="queue", before=queues["next"])).json()
    everything = (await admin.get("/api/config-history")).json()

    assert [each["number"] for each in queues["items"]] == [3]
    assert [each["number"] for each in rest["items"]] == [1]
    assert [each["number"] for each in everything["items"]] == [3, 2, 1]


async def test_a_leader_changes_queues_skills_and_calendars_and_nothing_else(house: House) -> None:
    leader, admin = await house.browser("team_leader"), await house.browser("administrator")
    trunk = {"name": {"zh": "线"}, "networks": ["10.0.0.0/8"]}
    await admin.put("/api/config/trunk/t", {"value": trunk})
    hours = {"name": {"zh": "工作日"}, "week": {"1": [["09:00", "18:00"]]}}
    assert (await leader.put("/api/config/hours/day", {"value": hours})).status_code == 200
    assert (await leader.put("/api/config/trunk/t", {"value": trunk})).status_code == 403
    assert (await leader.delete("/api/config/trunk/t")).status_code == 403
    assert (await leader.post("/api/config/publish", {})).status_code == 403, "not everything that waits"
    assert (await leader.post("/api/config/publish", {"kinds": ["hours", "trunk"]})).status_code == 403
    assert (await leader.post("/api/config/publish", {"kinds": ROUTING})).status_code == 200
    (waiting,) = (await admin.get("/api/config/trunk")).json()["items"]
    assert waiting["draft"] == trunk, "the draft of somebody else still waits"
    assert (await leader.post("/api/config-history/roll-back", {"to": 1})).status_code == 403


async def test_going_back_for_some_kinds_leaves_the_others_as_they_are(house: House) -> None:
    admin = await house.browser("administrator")
    await publish(admin, support=QUEUE)
    trunk = {"name": {"zh": "线"}, "networks": ["10.0.0.0/8"]}
    await admin.put("/api/config/trunk/t", {"value": trunk})
    await admin.put("/api/config/queue/support", {"value": QUEUE | {"ring_seconds": 9}})
    await admin.post("/api/config/publish", {})

    await admin.post("/api/config-history/roll-back", {"to": 1, "kinds": ["queue"]})
    again = await admin.post("/api/config-history/roll-back", {"to": 1, "kinds": ["queue"]})

    assert (await admin.get("/api/config/queue")).json()["items"][0]["value"] == QUEUE
    assert (await admin.get("/api/config/trunk")).json()["items"][0]["value"] == trunk
    assert again.json()["key"] == "config.nothing_to_publish"


async def test_a_way_back_to_what_nobody_could_be_served_by_is_refused_and_says_which_queue(
    house: House,
) -> None:
    admin = await house.browser("administrator")
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "queue", "support", {"name": {"zh": "孤单"}})
        await config.publish(w)
    await publish(admin, support=QUEUE)

    refused = await admin.post("/api/config-history/roll-back", {"to": 1})

    assert (refused.status_code, refused.json()["key"]) == (422, "routing.queue_without_agents")
    assert (refused.json()["params"]["kind"], refused.json()["params"]["item"]) == ("queue", "support")
    assert (await admin.get("/api/config/queue")).json()["items"][0]["value"] == QUEUE


async def test_an_agent_sees_no_history(house: House) -> None:
    agent = await house.browser("agent")
    assert (await agent.get("/api/config-history")).status_code == 403
    assert (await agent.get("/api/config-history/changes", since=0)).status_code == 403


GUARDED: list[tuple[str, Any]] = [
    ("mail_to", ["front@hotel.example"]),
    ("mail_sound", True),
    ("recorded", False),
    ("recorded", 20),
    ("recording_notice", False),
    ("recording_days", 1),
    ("voicemail_days", 1),
]


@pytest.fixture
async def letters(house: House) -> None:
    """There is a mail server, and the queue "kept" says all that leaders may not change."""
    server = {"host": "mail.hotel.example", "from": "huawu@hotel.example"}
    kept = QUEUE | {"mail_to": ["old@hotel.example"], "mail_sound": False, "recorded": True}
    kept |= {"recording_notice": True, "recording_days": 90, "voicemail_days": 30}
    async with work(house.sessions, site=house.settings.site, clock=house.clock) as w:
        await config.save_draft(w, "mail_server", "mail_server", server)
        await config.save_draft(w, "queue", "kept", kept)
        await config.publish(w)


async def kept_of(browser: Browser) -> dict[str, Any]:
    items = (await browser.get("/api/config/queue")).json()["items"]
    found: dict[str, Any] = next(each["value"] for each in items if each["key"] == "kept")
    return found


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(("field", "value"), GUARDED)
async def test_what_is_recorded_kept_and_mailed_is_not_for_leaders_to_change(
    house: House, field: str, value: Any
) -> None:
    leader, admin = await house.browser("team_leader"), await house.browser("administrator")
    kept = await kept_of(leader)
    changed = kept | {field: value}

    drafts = [
        await leader.put("/api/config/queue/kept", {"value": changed}),
        await leader.put("/api/config/queue/new", {"value": QUEUE | {field: value}}),
        await leader.put("/api/config/queue/kept", {"value": None}),
    ]
    assert [(each.status_code, each.json()["key"]) for each in drafts] == [(403, "config.guarded_field")] * 3
    assert drafts[0].json()["params"] == {"kind": "queue", "item": "kept", "field": field}

    assert (await admin.put("/api/config/queue/kept", {"value": changed})).status_code == 200
    refused = await leader.post("/api/config/publish", {"kinds": ROUTING})
    assert (refused.status_code, refused.json()["key"]) == (403, "config.guarded_field")
    assert await kept_of(leader) == kept
    assert (await admin.post("/api/config/publish", {"kinds": ["queue"]})).status_code == 200

    back = await leader.post("/api/config-history/roll-back", {"to": 1, "kinds": ROUTING})
    assert (back.status_code, back.json()["key"]) == (403, "config.guarded_field")
    assert await kept_of(leader) == changed
    assert (await admin.post("/api/config-history/roll-back", {"to": 1})).status_code == 200


@pytest.mark.usefixtures("letters")
async def test_a_leader_changes_the_rest_of_a_queue_that_says_what_is_recorded_and_mailed(
    house: House,
) -> None:
    leader = await house.browser("team_leader")
    kept = await kept_of(leader)
    one_of_a_hundred = await leader.put("/api/config/queue/kept", {"value": kept | {"recorded": 1}})
    assert one_of_a_hundred.status_code == 403, "which is not the same as true"
    await publish(leader, kept=kept | {"ring_seconds": 9}, plain=QUEUE)
    await publish(leader, plain=None)
    back = await leader.post("/api/config-history/roll-back", {"to": 1, "kinds": ROUTING})
    assert back.status_code == 200, back.text
    assert await kept_of(leader) == kept


async def test_an_undo_of_what_is_not_the_newest_publication_any_more_is_refused(house: House) -> None:
    admin = await house.browser("administrator")
    await publish(admin, support=QUEUE)
    await publish(admin, support=QUEUE | {"ring_seconds": 9})
    await admin.put("/api/config/trunk/t", {"value": {"name": {"zh": "线"}, "networks": ["10.0.0.0/8"]}})
    await admin.post("/api/config/publish", {})
    undo = {"to": 1, "kinds": ["queue"], "seen": 2}

    await publish(admin, support=QUEUE | {"ring_seconds": 12})
    late = await admin.post("/api/config-history/roll-back", undo)
    assert (late.status_code, late.json()["key"]) == (409, "config.published_meanwhile")
    assert (await admin.get("/api/config/queue")).json()["items"][0]["value"]["ring_seconds"] == 12

    in_time = await admin.post("/api/config-history/roll-back", undo | {"seen": 4})
    assert in_time.json() == {"number": 5}
