"""Lists of contacts and one contact, over HTTP: filters, pages, names, masks, who may see what."""

import pytest

from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.platform.clock import SECOND
from huawu.platform.outbox import FactRow
from huawu.platform.work import work
from tests.app.web.house import NOON, Browser, House
from tests.app.web.ledger import happened

pytestmark = pytest.mark.room


async def ids(browser: Browser, **filters: object) -> list[str]:
    answer = await browser.get("/api/interactions", **filters)
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()["items"]]


async def test_contacts_come_newest_first_in_pages_that_meet_without_gap_or_overlap(house: House) -> None:
    leader = await house.browser("team_leader")
    told = [await happened(house.sessions, at=NOON - n // 2 * SECOND) for n in range(7)]

    seen: list[str] = []
    before: str | None = None
    while True:
        filters: dict[str, str] = {"before": before} if before else {}
        page = (await leader.get("/api/interactions", limit=3, **filters)).json()
        seen += [row["id"] for row in page["items"]]
        before = page["next"]
        if before is None:
            break

    assert sorted(seen) == sorted(told)
    assert len(seen) == 7
    starts = [(await leader.get(f"/api/interactions/{id}")).json()["started_at"] for id in seen]
    assert starts == sorted(starts, reverse=True)


async def test_a_contact_is_shown_with_how_it_went(house: House) -> None:
    leader = await house.browser("team_leader")
    call = await happened(house.sessions, agent=house.agents["team_leader"])

    whole = (await leader.get(f"/api/interactions/{call}")).json()

    assert (whole["outcome"], whole["wait_seconds"], whole["talk_seconds"]) == ("answered", 12.0, 90.0)
    assert whole["agent"]["name"]["zh"] == "林小满"
    assert [(s["role"], s["seconds"]) for s in whole["segments"]] == [
        ("menu", 10.0),
        ("queue", 12.0),
        ("ringing", 12.0),
        ("talk", 90.0),
    ]
    assert (whole["wrap_ups"], whole["recordings"], whole["decisions"]) == ([], [], [])


async def test_each_outcome_is_told_and_can_be_filtered_by(house: House) -> None:
    leader = await house.browser("team_leader")
    made = {
        "answered": await happened(house.sessions),
        "abandoned": await happened(house.sessions, talk=None),
        "overflowed": await happened(house.sessions, talk=None, by="system"),
        "left": await happened(house.sessions, talk=None, queue=None),
        "open": await happened(house.sessions, talk=None, open=True),
    }

    for outcome, call in made.items():
        assert await ids(leader, outcome=outcome) == [call]
        assert (await leader.get(f"/api/interactions/{call}")).json()["outcome"] == outcome


async def test_a_contact_that_goes_on_shows_where_it_is(house: House) -> None:
    leader = await house.browser("team_leader")
    agent = house.agents["team_leader"]
    call = await happened(house.sessions, talk=None, open=True)
    house.live.ring(agent, call)

    row = (await leader.get("/api/interactions")).json()["items"][0]
    assert (row["stage"], row["ended_at"]) == ("talk", None)

    house.live.away = True
    row = (await leader.get("/api/interactions")).json()["items"][0]
    assert row["stage"] is None, "the list is worth showing without live"


async def test_contacts_are_found_by_queue_agent_and_time(house: House) -> None:
    leader = await house.browser("team_leader")
    agent = house.agents["team_leader"]
    early = await happened(house.sessions, at=NOON - 7200 * SECOND, queue="billing")
    late = await happened(house.sessions, agent=agent)

    assert await ids(leader, queue="billing") == [early]
    assert await ids(leader, agent=agent) == [late]
    assert await ids(leader, **{"from": "2026-09-21T13:00:00Z"}) == [late]
    assert await ids(leader, to="2026-09-21T13:00:00Z") == [early]


@pytest.mark.parametrize("search", ["13800138000", "+86 138 0013 8000", "8000", "王小明", "wxm", "xiaoming"])
async def test_contacts_are_found_by_number_its_end_or_the_customers_name(house: House, search: str) -> None:
    leader = await house.browser("team_leader")
    async with work(house.sessions, site="main") as w:
        await customers.create_customer(w, NewCustomer("王小明", ("138 0013 8000",)))
    call = await happened(house.sessions, caller="+8613800138000")
    await happened(house.sessions, caller="13912345678")

    assert await ids(leader, search=search) == [call]


async def test_a_search_that_finds_nobody_finds_no_contact(house: House) -> None:
    leader = await house.browser("team_leader")
    await happened(house.sessions)

    assert await ids(leader, search="没有这个人") == []


async def test_a_number_that_two_customers_share_is_never_taken_for_one_of_them(house: House) -> None:
    leader = await house.browser("team_leader")
    async with work(house.sessions, site="main") as w:
        await customers.create_customer(w, NewCustomer("欧阳建国", ("021-55501688",)))
        await customers.create_customer(w, NewCustomer("欧阳若琳", ("021-55501688",)))
    await happened(house.sessions, caller="02155501688")
    await happened(house.sessions, caller="13800138000", at=NOON - 7200 * SECOND)

    shared, unknown = (await leader.get("/api/interactions")).json()["items"]

    assert shared["customer"] is None
    assert [c["name"] for c in shared["customers"]] == ["欧阳建国", "欧阳若琳"]
    assert (unknown["customer"], unknown["customers"]) == (None, [])


async def test_who_sees_numbers_masked_finds_them_whole_or_by_the_end_that_is_shown(house: House) -> None:
    call = await happened(house.sessions, caller="13800138000")
    leader, inspector = await house.browser("team_leader"), await house.browser("inspector")
    for search in ("138 0013 8000", "+8613800138000", "8000", "000"):
        assert await ids(inspector, search=search) == [call]
    for search in ("38000", "138000", "0138000", "00138000"):
        assert await ids(inspector, search=search) == []
        assert await ids(leader, search=search) == ([call] if "13800138000".endswith(search) else [])


async def test_a_number_is_masked_for_whoever_may_not_see_it(house: House) -> None:
    leader, inspector = await house.browser("team_leader"), await house.browser("inspector")
    await happened(house.sessions)

    whole = (await leader.get("/api/interactions")).json()["items"][0]
    masked = (await inspector.get("/api/interactions")).json()["items"][0]

    assert (whole["caller"], whole["caller_masked"]) == ("13800138000", False)
    assert (masked["caller"], masked["caller_masked"]) == ("138****8000", True)


async def test_an_agent_sees_their_own_contacts_alone(house: House) -> None:
    agent = await house.browser("agent")
    mine = await happened(house.sessions, agent=house.agents["agent"])
    theirs = await happened(house.sessions)

    assert await ids(agent) == [mine]
    assert (await agent.get(f"/api/interactions/{mine}")).status_code == 200
    refused = await agent.get(f"/api/interactions/{theirs}")
    assert (refused.status_code, refused.json()["key"]) == (404, "interaction.unknown")
    asked = await agent.get("/api/interactions", agent="6h0155ah8sm2x")
    assert asked.json()["key"] == "interaction.not_yours"


async def test_a_planner_sees_no_contacts(house: House) -> None:
    planner = await house.browser("planner")

    answer = await planner.get("/api/interactions")

    assert (answer.status_code, answer.json()["key"]) == (403, "session.not_allowed")


@pytest.mark.parametrize(
    "filters",
    [
        {"limit": 0},
        {"limit": 10**30},
        {"limit": "many"},
        {"before": "not-a-cursor"},
        {"before": "\u4e2d\u6587"},
        {"queue": "../etc"},
        {"from": "yesterday"},
        {"from": "2026-09-21T13:00:00"},
        {"outcome": "fine"},
        {"search": "nul\x00"},
        {"unknown": "1"},
    ],
)
async def test_a_filter_that_makes_no_sense_is_refused(house: House, filters: dict[str, object]) -> None:
    leader = await house.browser("team_leader")

    answer = await leader.get("/api/interactions", **filters)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["key"] in ("request.invalid", "request.wrong_cursor")


async def test_a_contact_says_what_its_caller_knew_of_the_recording(house: House) -> None:
    leader = await house.browser("team_leader")
    silent, call = [await happened(house.sessions, at=NOON) for _ in range(2)]
    async with house.sessions.begin() as session:
        for seq, how in enumerate(("offered", "refused"), 1):
            told = {"interaction": call, "how": how, "at": NOON}
            told_by = {"version": 1, "recorded_at": NOON, "site_id": "main", "epoch": 1}
            fact = {"id": f"{call}-{seq}", "stream": call, "seq": seq, "kind": "interaction.consent"}
            session.add(FactRow(**fact, **told_by, at=NOON + seq, body=told))

    assert (await leader.get(f"/api/interactions/{call}")).json()["consent"] == "refused"
    assert (await leader.get(f"/api/interactions/{silent}")).json()["consent"] is None
