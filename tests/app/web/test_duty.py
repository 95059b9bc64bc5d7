"""Who takes calls from outside, over HTTP: seen, switched by who may, refused with the reason, and what
numbers and the site may say of it."""

import pytest

from huawu.app import site_plan
from tests.app.web.house import House

pytestmark = pytest.mark.room

NAME = {"zh": "总机", "en": "Switchboard"}
NODES = {"hello": {"do": "hang_up", "say": ["goodbye"]}}
FLOW = {"name": NAME, "graph": {"start": "hello", "nodes": NODES}}
HOURS = {"name": NAME, "week": {"1": [["09:00", "18:00"]]}}
QUEUE = {"name": NAME, "order": 1}


async def test_an_operator_switches_and_everybody_sees_who_did(house: House) -> None:
    house.live.on_duty_at = ["4000"]
    operator, agent = await house.browser("operator"), await house.browser("agent")
    before = (await agent.get("/api/duty")).json()
    assert (before["mode"], before["on_duty"], before["by"], before["since"]) == (
        "calendar", "attendant", None, None,
    )  # fmt: skip
    switched = await operator.put("/api/duty", {"mode": "operator"})
    assert switched.status_code == 200, switched.text
    seen = (await agent.get("/api/duty")).json()
    assert (seen["mode"], seen["on_duty"], seen["by"], seen["how"]) == (
        "operator", "operator", {"zh": "林小满", "en": "Lin Xiaoman"}, "page",
    )  # fmt: skip
    assert seen["since"] is not None
    assert seen["numbers"] == [{"number": "4000", "name": None}]


async def test_who_may_not_and_what_makes_no_sense_is_refused(house: House) -> None:
    agent, leader = await house.browser("agent"), await house.browser("team_leader")
    assert (await agent.put("/api/duty", {"mode": "operator"})).status_code == 403
    assert (await leader.put("/api/duty", {"mode": "night"})).status_code == 422
    refused = await leader.put("/api/duty", {"mode": "operator"})
    assert (refused.status_code, refused.json()["key"]) == (409, "duty.not_set_up")
    house.live.away = True
    assert (await leader.get("/api/duty")).status_code == 503


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ({"operator": "x"}, "config.bad_field"),
        ({"operator": "8001", "operator_queue": "front"}, "number.one_operator"),
        ({"operator_queue": "gone"}, "number.leads_nowhere"),
    ],
)
async def test_a_number_says_its_operator_or_is_refused(
    house: House, number: dict[str, str], key: str
) -> None:
    admin = await house.browser("administrator")
    await admin.put("/api/config/flow/own", {"value": FLOW})
    await admin.put("/api/config/queue/front", {"value": QUEUE})
    good = {"flow": "own", "operator": "8001"}
    assert (await admin.put("/api/config/number/4000", {"value": good})).status_code == 200
    refused = await admin.put("/api/config/number/4001", {"value": {"flow": "own", **number}})
    assert (refused.status_code, refused.json()["key"]) == (422, key)


async def test_the_calendar_of_the_operator_reaches_the_live_process(house: House) -> None:
    admin = await house.browser("administrator")
    refused = await admin.put("/api/config/site/site", {"value": {"name": NAME, "operator_hours": "day"}})
    assert refused.json()["key"] == "number.leads_nowhere"
    await admin.put("/api/config/hours/day", {"value": HOURS})
    await admin.put("/api/config/site/site", {"value": {"name": NAME, "operator_hours": "day"}})
    published = await admin.post("/api/config/publish", {})
    assert published.status_code == 200, published.text
    async with house.sessions() as session:
        source = await site_plan.load_site(session, house.settings.site)
    assert source["operator_hours"] == "day"
