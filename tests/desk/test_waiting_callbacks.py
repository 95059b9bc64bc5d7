"""Callers who are called back instead of waiting, over HTTP: who waits, what became of it, who may see it."""

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.outbox import FactRow
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened
from tests.desk.callers import configured, known

pytestmark = pytest.mark.room
NUMBER = "13800138000"


@pytest.fixture
async def leader(house: House) -> Browser:
    await configured(house)
    return await house.browser("team_leader")


def waits(house: House, interaction: str = "i1", **more: object) -> dict[str, object]:
    row = {
        "interaction": interaction,
        "queue": "front",
        "number": NUMBER,
        "since": house.clock() - 60 * SECOND,
        "asked_at": house.clock(),
        "tries": 1,
        "attempts": 3,
        "last_try": "busy",
        "position": None,
        "next_at": house.clock() + 600 * SECOND,
        "under_way": False,
    }
    return row | more


async def test_who_waits_is_seen_with_the_name_behind_the_number(house: House, leader: Browser) -> None:
    await known(house, "王芳", NUMBER)
    house.live.backs = [waits(house), waits(house, "i2", queue="back", position=1, next_at=None)]
    items = (await leader.get("/api/waiting-callbacks")).json()["items"]
    assert [(one["interaction"], one["position"]) for one in items] == [("i1", None), ("i2", 1)]
    assert items[0]["customer"]["name"] == "王芳"
    of_one = (await leader.get("/api/waiting-callbacks", queue="back")).json()["items"]
    assert [one["interaction"] for one in of_one] == ["i2"]


async def test_who_may_see_numbers_sees_them_whole(house: House, leader: Browser) -> None:
    house.live.backs = [waits(house)]
    (one,) = (await leader.get("/api/waiting-callbacks")).json()["items"]
    assert (one["number"], one["number_masked"]) == (NUMBER, False)


async def test_who_leads_has_it_done_now_or_not_at_all_and_agents_may_not(
    house: House, leader: Browser
) -> None:
    for verb in ("now", "cancel"):
        answer = await leader.post(f"/api/waiting-callbacks/i1/{verb}", {})
        assert answer.status_code == 204, answer.text
    asked = [name for name, _ in house.live.told if name.startswith("backs.")]
    assert asked == ["backs.hurry", "backs.cancel"]
    agent = await house.browser("agent")
    assert (await agent.get("/api/waiting-callbacks")).status_code == 403
    assert (await agent.post("/api/waiting-callbacks/i1/cancel", {})).status_code == 403
    assert (await agent.get("/api/waiting-callbacks/ended")).status_code == 403


async def test_what_became_of_it_is_told_by_its_facts(house: House, leader: Browser) -> None:
    now = house.clock()
    call = await happened(house.sessions, caller=NUMBER, talk=None, by="system", cause="callback")
    asked = {"queue": "front", "caller": NUMBER, "since": now - 9, "next_at": now, "at": now}
    noted = {"interaction": call, **asked}
    over = {"interaction": call, "end": "attempts", "call": "c9", "tries": 3, "by": None, "at": now + 5}
    async with house.sessions() as session:
        for seq, (kind, body) in enumerate((("callback.noted", noted), ("callback.over", over)), 1):
            session.add(
                FactRow(
                    id=f"f{seq}",
                    stream=f"callback/{call}",
                    seq=seq,
                    kind=kind,
                    version=1,
                    at=now,
                    recorded_at=now,
                    site_id="main",
                    epoch=1,
                    body=body,
                )
            )
        await session.commit()
    (one,) = (await leader.get("/api/waiting-callbacks/ended")).json()["items"]
    assert (one["interaction"], one["end"], one["tries"], one["call"]) == (call, "attempts", 3, "c9")
    listed = (await leader.get("/api/interactions", outcome="callback")).json()["items"]
    assert [each["id"] for each in listed] == [call]
    assert (await leader.get("/api/interactions", outcome="overflowed")).json()["items"] == []
