"""Where queues send callers, over HTTP: what they can hear, and numbers that are refused."""

from typing import Any

import pytest

from tests.app.web.house import House

pytestmark = pytest.mark.room

QUEUE: dict[str, Any] = {"name": {"zh": "技术支持", "en": "Support"}}


async def test_who_sees_the_configuration_sees_what_callers_can_hear(house: House) -> None:
    leader = await house.browser("team_leader")
    told = {each["name"]: each["says"] for each in (await leader.get("/api/queues/announcements")).json()}
    assert told["closed.hours"]["zh-CN"].startswith("您好，现在是非工作时间")
    assert told["closed.hours"]["en-US"].startswith("Hello. Our office is closed")
    agent = await house.browser("agent")
    assert (await agent.get("/api/queues/announcements")).status_code == 403


@pytest.mark.parametrize(
    ("to", "key"),
    [
        ({"outside": "110"}, "routing.outside_bad_number"),
        ({"outside": "13911112222"}, "routing.outside_no_trunk"),
        ({"announcement": "closed.nights"}, "routing.unknown_announcement"),
        ({"announcement": "closed.hours", "then": {"queue": "support"}}, "routing.overflow_circle"),
    ],
)
async def test_callers_cannot_be_sent_where_they_could_not_go(
    house: House, to: dict[str, Any], key: str
) -> None:
    leader = await house.browser("team_leader")
    body = QUEUE | {"overflows": [{"when": "closed", "to": to}]}
    refused = await leader.put("/api/config/queue/support", {"value": body})
    assert (refused.status_code, refused.json()["key"]) == (422, key)
