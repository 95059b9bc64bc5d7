"""Agents lent to a queue until a time, over HTTP."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from huawu.platform.clock import as_datetime
from tests.app.web.house import NOON, House

pytestmark = pytest.mark.room

AT: datetime = as_datetime(NOON)


def lend(house: House, until: datetime, **more: Any) -> dict[str, Any]:
    asked = {"agents": [house.agents["team_leader"]], "queue": "support", "level": 2}
    return asked | {"until": until.isoformat()} | more


async def test_a_leader_lends_sees_until_when_and_by_whom_and_takes_it_back(house: House) -> None:
    leader = await house.browser("team_leader")
    agent, until = house.agents["team_leader"], AT + timedelta(hours=1)

    made = await leader.post("/api/people/moves", lend(house, until, agents=[agent, agent]))

    assert made.status_code == 201, made.text
    shown = {
        "agent": agent,
        "queue": "support",
        "level": 2,
        "until": until.isoformat().replace("+00:00", "Z"),
    }
    by = {"zh": "林小满", "en": "Lin Xiaoman"}
    assert made.json() == {"items": [shown | {"by": by}]}, "somebody told twice is lent once"
    assert (await leader.get("/api/people/moves")).json() == made.json()
    told = dict(house.live.told)["moves.make"]
    assert (told["until"], told["by"]) == (NOON + 3_600_000_000, house.users["team_leader"])

    back = await leader.delete(f"/api/people/moves/{agent}/support")

    assert (back.status_code, back.json()) == (200, {"items": []})
    assert dict(house.live.told)["moves.end"]["by"] == house.users["team_leader"]


async def test_what_makes_no_sense_or_is_not_theirs_to_do_is_refused(house: House) -> None:
    leader, agent = await house.browser("team_leader"), await house.browser("agent")
    later = AT + timedelta(hours=1)
    wrong: list[tuple[dict[str, Any], str]] = [
        (lend(house, AT - timedelta(seconds=1)), "people.move_over"),
        (lend(house, AT + timedelta(days=8)), "people.move_too_long"),
        (lend(house, later, level=11), "request.invalid"),
        (lend(house, later, agents=[]), "request.invalid"),
        (lend(house, later) | {"until": "2026-09-22T09:00:00"}, "request.invalid"),
    ]

    for asked, key in wrong:
        refused = await leader.post("/api/people/moves", asked)
        assert (refused.status_code, refused.json()["key"]) == (422, key), refused.text
    assert (await agent.post("/api/people/moves", lend(house, later))).status_code == 403
    assert (await agent.get("/api/people/moves")).status_code == 403
    assert house.live.moves == []
