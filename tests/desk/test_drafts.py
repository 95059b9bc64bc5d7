"""Drafts of wrap-ups, over HTTP: kept whatever happens, and never overwritten unseen."""

import pytest

from huawu.desk import service
from huawu.platform.work import work
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened
from tests.desk.callers import WRITTEN, configured, iso, known, ringing

pytestmark = pytest.mark.room


@pytest.fixture
async def agent(house: House) -> Browser:
    await configured(house)
    return await house.browser("agent")


async def test_a_draft_is_kept_while_the_database_does_not_know_of_the_call_yet(
    house: House, agent: Browser
) -> None:
    call = ringing(house, house.agents["agent"], "13800138000")
    address = f"/api/desk/drafts/{call}"
    at = iso(house.clock() + 3_600_000_000)
    callback = {"at": at, "number": "13900000000", "note": "下午"}

    empty = (await agent.get(address)).json()
    kept = (await agent.put(address, WRITTEN | {"callback": callback, "revision": 0})).json()
    again = (await agent.get(address)).json()

    assert (empty["revision"], empty["note"], empty["at"]) == (0, "", None)
    assert kept["revision"] == 1
    assert (again["note"], again["callback"]["number"]) == (WRITTEN["note"], "13900000000")


async def test_what_another_tab_has_kept_is_not_overwritten(house: House, agent: Browser) -> None:
    address = f"/api/desk/drafts/{ringing(house, house.agents['agent'], '13800138000')}"
    await agent.put(address, WRITTEN | {"revision": 0})
    await agent.put(address, WRITTEN | {"note": "一", "revision": 1})

    old = await agent.put(address, WRITTEN | {"note": "二", "revision": 1})
    new = await agent.put(address, WRITTEN | {"note": "三", "revision": 0})

    for refused in (old, new):
        assert (refused.status_code, refused.json()["key"]) == (409, "draft.stale")
        assert refused.json()["params"]["revision"] == 2
    assert (await agent.get(address)).json()["note"] == "一"


async def test_kept_twice_alike_it_is_one_draft(house: House, agent: Browser) -> None:
    address = f"/api/desk/drafts/{ringing(house, house.agents['agent'], '13800138000')}"
    first = (await agent.put(address, WRITTEN | {"revision": 0})).json()
    again = (await agent.put(address, WRITTEN | {"revision": 0})).json()

    assert (first["revision"], again["revision"]) == (1, 1)


async def test_the_wrap_up_ends_the_draft_and_a_late_word_does_not_bring_it_back(
    house: House, agent: Browser
) -> None:
    call = await happened(house.sessions, agent=house.agents["agent"])
    address = f"/api/desk/drafts/{call}"
    await agent.put(address, WRITTEN | {"revision": 0})

    await agent.post(f"/api/interactions/{call}/wrap-up", WRITTEN)
    late = await agent.put(address, WRITTEN | {"note": "晚了", "revision": 1})

    assert (await agent.get("/api/desk/drafts")).json()["items"] == []
    assert (late.status_code, late.json()["params"]["revision"]) == (409, 0)


async def test_my_drafts_are_listed_with_whom_they_are_about_the_last_first(
    house: House, agent: Browser
) -> None:
    await known(house, "王芳", "13800138000")
    mine = house.agents["agent"]
    first = await happened(house.sessions, agent=mine, caller="13800138000")
    second = ringing(house, mine, "18612340000")
    for call in (first, second):
        await agent.put(f"/api/desk/drafts/{call}", WRITTEN | {"revision": 0})
    other = await house.browser("team_leader")

    lines = (await agent.get("/api/desk/drafts")).json()["items"]

    assert [line["interaction"] for line in lines] == [second, first]
    assert [(line["customer"] or {}).get("name") for line in lines] == [None, "王芳"]
    assert [line["ended"] for line in lines] == [False, True]
    assert (await other.get("/api/desk/drafts")).json()["items"] == []


async def test_a_draft_is_thrown_away_and_what_was_in_it_can_be_kept_again(
    house: House, agent: Browser
) -> None:
    address = f"/api/desk/drafts/{ringing(house, house.agents['agent'], '13800138000')}"
    await agent.put(address, WRITTEN | {"revision": 0})

    assert (await agent.delete(address)).status_code == 204
    assert (await agent.get(address)).json()["revision"] == 0
    assert (await agent.put(address, WRITTEN | {"revision": 0})).json()["revision"] == 1


async def test_nobody_keeps_drafts_of_calls_that_are_not_theirs(house: House, agent: Browser) -> None:
    strange = await agent.put("/api/desk/drafts/0000000000000", WRITTEN | {"revision": 0})
    theirs = await agent.put(
        f"/api/desk/drafts/{ringing(house, 'somebody', '13800138000')}", WRITTEN | {"revision": 0}
    )

    assert (strange.status_code, theirs.status_code) == (404, 403)


async def test_what_nobody_came_back_to_is_forgotten_after_two_weeks(house: House, agent: Browser) -> None:
    address = f"/api/desk/drafts/{ringing(house, house.agents['agent'], '13800138000')}"
    await agent.put(address, WRITTEN | {"revision": 0})

    for days, gone in ((13, 0), (2, 1)):
        house.clock.now += days * 86_400_000_000
        async with work(house.sessions, site="main", clock=house.clock) as w:
            assert await service.forget_old_drafts(w) == gone


@pytest.mark.parametrize(
    "wrong", [{"note": "x" * 5000}, {"revision": -1}, {"more": 1}, {"callback": {"at": "soon"}}]
)
async def test_what_makes_no_sense_is_refused(house: House, agent: Browser, wrong: dict[str, object]) -> None:
    call = ringing(house, house.agents["agent"], "13800138000")

    answer = await agent.put(f"/api/desk/drafts/{call}", WRITTEN | {"revision": 0} | wrong)

    assert (answer.status_code, answer.json()["key"]) == (422, "request.invalid")
