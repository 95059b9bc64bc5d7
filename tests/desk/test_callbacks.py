"""Promised calls back, over HTTP: with the wrap-up, kept once, done, cancelled, open again."""

import pytest
from sqlalchemy import select

from huawu.platform.clock import SECOND
from huawu.platform.outbox import FactRow
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened
from tests.desk.callers import WRITTEN, configured, iso, known

pytestmark = pytest.mark.room

HOUR = 3600 * SECOND


@pytest.fixture
async def agent(house: House) -> Browser:
    await configured(house)
    return await house.browser("agent")


async def promised(house: House, agent: Browser, *, after: int = HOUR, **more: object) -> str:
    """A wrap-up with a promise; the id of the contact."""
    caller = str(more.pop("caller", "13800138000"))
    call = await happened(house.sessions, agent=house.agents["agent"], caller=caller)
    callback = {"at": iso(house.clock() + after), "note": "报价", **more}
    answer = await agent.post(f"/api/interactions/{call}/wrap-up", WRITTEN | {"callback": callback})
    assert answer.status_code == 200, answer.text
    return call


async def mine(agent: Browser, state: str = "open") -> list[dict[str, object]]:
    items: list[dict[str, object]] = (await agent.get("/api/callbacks", state=state)).json()["items"]
    return items


async def test_a_wrap_up_promises_a_call_back_to_the_caller(house: House, agent: Browser) -> None:
    await known(house, "王芳", "13800138000")
    call = await promised(house, agent)

    only = (await mine(agent))[0]

    assert (only["interaction"], only["note"], only["state"]) == (call, "报价", "open")
    assert (only["number"], only["number_masked"]) == ("+86138****8000", True)
    assert only["customer"] == {"id": only["customer"]["id"], "name": "王芳", "level": "normal"}  # type: ignore[index]
    assert only["overdue"] is False


async def test_sent_twice_it_is_one_promise_and_sent_otherwise_it_is_moved(
    house: House, agent: Browser
) -> None:
    call = await happened(house.sessions, agent=house.agents["agent"])
    first, later = iso(house.clock() + HOUR), iso(house.clock() + 2 * HOUR)
    for at in (first, first, later):
        body = WRITTEN | {"callback": {"at": at}}
        await agent.post(f"/api/interactions/{call}/wrap-up", body)

    assert [one["due_at"][:19] for one in await mine(agent)] == [later[:19]]  # type: ignore[index]
    async with house.sessions() as session:
        kinds = (await session.execute(select(FactRow.kind).order_by(FactRow.stream, FactRow.seq))).scalars()
        assert [kind for kind in kinds if kind.startswith("callback.")] == ["callback.promised"] * 2


async def test_a_repeated_wrap_up_does_not_open_again_what_was_done(house: House, agent: Browser) -> None:
    call = await happened(house.sessions, agent=house.agents["agent"])
    body = WRITTEN | {"callback": {"at": iso(house.clock() + HOUR)}}
    await agent.post(f"/api/interactions/{call}/wrap-up", body)
    await agent.post(f"/api/callbacks/{(await mine(agent))[0]['id']}/done", {})

    await agent.post(f"/api/interactions/{call}/wrap-up", body)

    assert await mine(agent) == []


async def test_the_next_one_due_is_first_and_one_that_is_late_says_so(house: House, agent: Browser) -> None:
    for after, caller in ((3 * HOUR, "13800138003"), (HOUR, "13800138001")):
        await promised(house, agent, after=after, caller=caller)
    house.clock.now += 2 * HOUR

    assert [one["overdue"] for one in await mine(agent)] == [True, False]


async def test_done_and_cancelled_and_open_again(house: House, agent: Browser) -> None:
    for caller in ("13800138001", "13800138002"):
        await promised(house, agent, caller=caller)
    first, second = [one["id"] for one in await mine(agent)]

    done = (await agent.post(f"/api/callbacks/{first}/done", {"note": "已答复"})).json()
    cancelled = (await agent.post(f"/api/callbacks/{second}/cancel", {})).json()
    other = await agent.post(f"/api/callbacks/{second}/done", {})
    again = (await agent.post(f"/api/callbacks/{second}/cancel", {})).json()

    assert (done["state"], done["closing_note"], cancelled["state"]) == ("done", "已答复", "cancelled")
    assert (other.status_code, other.json()["key"]) == (409, "callback.closed_already")
    assert again["state"] == "cancelled", "said twice it is no other"
    assert await mine(agent) == []
    assert {one["state"] for one in await mine(agent, "all")} == {"done", "cancelled"}
    reopened = (await agent.post(f"/api/callbacks/{first}/reopen")).json()
    assert (reopened["state"], reopened["closed_at"]) == ("open", None)


async def test_it_is_moved_to_another_time(house: House, agent: Browser) -> None:
    await promised(house, agent)
    only, at = (await mine(agent))[0]["id"], house.clock() + 5 * HOUR

    moved = await agent.post(f"/api/callbacks/{only}/move", {"at": iso(at)})
    past = await agent.post(f"/api/callbacks/{only}/move", {"at": iso(house.clock() - HOUR)})

    assert moved.json()["due_at"][:19] == iso(at)[:19]
    assert (past.status_code, past.json()["key"]) == (422, "callback.in_the_past")


@pytest.mark.parametrize(
    ("callback", "key"),
    [
        ({"after": -HOUR}, "callback.in_the_past"),
        ({"after": 400 * 24 * HOUR}, "callback.too_far"),
        ({"after": HOUR, "number": "nobody"}, "callback.number_needed"),
    ],
)
async def test_a_promise_that_cannot_be_kept_is_refused_and_nothing_of_the_wrap_up_stays(
    house: House, agent: Browser, callback: dict[str, object], key: str
) -> None:
    call = await happened(house.sessions, agent=house.agents["agent"])
    at = iso(house.clock() + int(str(callback.pop("after"))))

    answer = await agent.post(
        f"/api/interactions/{call}/wrap-up", WRITTEN | {"callback": {"at": at, **callback}}
    )

    assert (answer.status_code, answer.json()["key"]) == (422, key)
    assert (await agent.get(f"/api/interactions/{call}")).json()["wrap_ups"] == []


async def test_who_withheld_the_number_is_called_back_at_the_one_they_gave(
    house: House, agent: Browser
) -> None:
    none = await happened(house.sessions, agent=house.agents["agent"], caller="anonymous")
    at = {"at": iso(house.clock() + HOUR)}

    refused = await agent.post(f"/api/interactions/{none}/wrap-up", WRITTEN | {"callback": at})
    given = await agent.post(
        f"/api/interactions/{none}/wrap-up", WRITTEN | {"callback": at | {"number": "021-55501688"}}
    )

    assert (refused.status_code, refused.json()["key"]) == (422, "callback.number_needed")
    assert given.status_code == 200


async def test_others_promises_are_theirs_but_a_leader_sees_and_closes_all(
    house: House, agent: Browser
) -> None:
    await promised(house, agent)
    only = (await mine(agent))[0]["id"]
    leader = await house.browser("team_leader")
    other = await house.browser("agent", "operator")

    theirs = await other.post(f"/api/callbacks/{only}/done", {})
    everybodys = await other.get("/api/callbacks", mine="false")

    assert (theirs.status_code, theirs.json()["key"]) == (403, "callback.not_yours")
    assert everybodys.status_code == 403
    assert [one["id"] for one in (await leader.get("/api/callbacks", mine="false")).json()["items"]] == [only]
    assert (await leader.post(f"/api/callbacks/{only}/cancel", {})).json()["state"] == "cancelled"
    assert (await agent.post("/api/callbacks/none/done", {})).json()["key"] == "callback.unknown"
