"""What is refused when it is published, over HTTP, because of who works here or what time it is; in words
that name things as the page does."""

from typing import Any

import pytest

from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

QUEUE: dict[str, Any] = {"name": {"zh": "技术支持", "en": "Support"}, "refuse_when_empty": True}
WEEK = {str(day): [["09:00", "18:00"]] for day in range(1, 6)}


@pytest.fixture
async def admin(house: House) -> Browser:
    return await house.browser("administrator")


async def publish(admin: Browser, kind: str, key: str, value: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    drafted = await admin.put(f"/api/config/{kind}/{key}", {"value": value})
    assert drafted.status_code == 200, drafted.text
    answer = await admin.post("/api/config/publish", {})
    return answer.status_code, answer.json()


def calendar(week: dict[str, Any], days: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": {"zh": "白天", "en": "Days"}, "week": week, "days": days or {}}


async def test_a_calendar_with_a_hole_of_a_minute_is_refused_and_what_was_so_before_is_in_nobodys_way(
    admin: Browser,
) -> None:
    status, said = await publish(
        admin, "hours", "d", calendar(WEEK | {"1": [["00:00", "23:59"]], "2": [["00:00", "24:00"]]})
    )
    assert (status, said["key"]) == (422, "hours.hole")
    assert (said["params"]["kind"], said["params"]["item"]) == ("hours", "d")
    assert "“白天”在 周一 23:59 到 00:00" in said["title"]
    assert (await publish(admin, "hours", "d", calendar(WEEK)))[0] == 200


async def test_a_queue_by_a_calendar_whose_days_are_over_is_refused(admin: Browser) -> None:
    over = calendar({}, {"2025-01-01": [["09:00", "18:00"]]})
    assert (await publish(admin, "hours", "fair", over))[0] == 200, "nobody works by it yet"
    status, said = await publish(admin, "queue", "support", QUEUE | {"hours": "fair"})
    assert (status, said["key"]) == (422, "routing.calendar_never_open")
    assert "技术支持" in said["title"]
    assert "白天" in said["title"]


async def test_a_mailbox_that_nobody_could_hear_is_refused(house: House, admin: Browser) -> None:
    await house.hire("agent", "agent")
    nobodys = {"overflows": [{"when": "wait", "above": 60, "to": {"voicemail": "9999"}}]}
    status, said = await publish(admin, "queue", "support", QUEUE | nobodys)
    assert (status, said["key"]) == (422, "routing.unknown_mailbox")
    assert "9999" in said["title"]
    theirs = {"overflows": [{"when": "wait", "above": 60, "to": {"voicemail": "8002"}}]}
    assert (await publish(admin, "queue", "support", QUEUE | theirs))[0] == 200


async def test_an_order_that_is_none_is_refused_before_it_breaks_every_list(admin: Browser) -> None:
    for kind, body in (("queue", QUEUE), ("skill", {"name": QUEUE["name"]})):
        refused = await admin.put(f"/api/config/{kind}/x", {"value": body | {"order": "first"}})
        assert (refused.status_code, refused.json()["key"]) == (422, "config.bad_field")
    await publish(admin, "queue", "support", QUEUE)
    assert (await admin.get("/api/queues")).status_code == 200
