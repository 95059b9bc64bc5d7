"""The script library over HTTP: who reads, writes and approves, what is shown when, how well it does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from huawu.interactions.models import WrapUp
from huawu.platform.clock import as_datetime
from huawu.platform.ids import new_id
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened
from tests.desk.script_graphs import BODY, PARTS, PLAIN, line
from tests.desk.script_house import NAME, approved, proposed, written

pytestmark = pytest.mark.room


def day(house: House, days: int) -> str:
    return (as_datetime(house.clock()) + timedelta(days=days, hours=8)).date().isoformat()


async def listed(browser: Browser) -> dict[str, Any]:
    items = (await browser.get("/api/scripts")).json()["items"]
    return {each["id"]: each for each in items}


async def test_what_one_has_written_another_one_approves(house: House) -> None:
    writer, approver = await house.browser("team_leader"), await house.browser("manager")
    script, version = await written(writer, BODY)
    address = f"/api/scripts/{script}/versions/{version}/approve"

    own = await writer.post(address, {"share": None})
    waiting = (await listed(writer))[script]
    other = await approver.post(address, {"share": None})

    assert (own.status_code, own.json()["key"]) == (403, "script.own_work")
    assert waiting["version"] is None
    assert waiting["unfinished"] == {"version": 1, "status": "proposed", "mine": True}
    assert other.json()["versions"][0]["status"] == "approved"
    assert (await listed(writer))[script]["version"] == 1


async def test_who_only_touched_it_does_not_approve_it_either(house: House) -> None:
    trainer, leader = await house.browser("trainer"), await house.browser("team_leader")
    made = (await trainer.post("/api/scripts", {"scene": "greeting", "name": NAME})).json()["id"]
    first = (await leader.put(f"/api/scripts/{made}/draft", {"body": PLAIN, "revision": 0})).json()
    revision = first["versions"][0]["revision"]
    await trainer.put(f"/api/scripts/{made}/draft", {"body": PLAIN, "revision": revision})
    await trainer.post(f"/api/scripts/{made}/versions/1/propose")

    answer = await leader.post(f"/api/scripts/{made}/versions/1/approve", {"share": None})

    assert (answer.status_code, answer.json()["key"]) == (403, "script.own_work")


@pytest.mark.parametrize(
    ("role", "reads", "writes", "approves"),
    [
        ("agent", True, False, False),
        ("trainer", True, True, False),
        ("inspector", True, False, False),
        ("manager", True, False, True),
        ("planner", False, False, False),
    ],
)
async def test_agents_read_trainers_write_managers_approve(
    house: House, role: str, reads: bool, writes: bool, approves: bool
) -> None:
    script, version = await written(await house.browser("team_leader"), PLAIN)
    browser = await house.browser(role)

    read = await browser.get(f"/api/scripts/{script}")
    wrote = await browser.post("/api/scripts", {"scene": "hold", "name": NAME})
    decided = await browser.post(f"/api/scripts/{script}/versions/{version}/approve", {"share": None})

    assert (read.status_code == 200, wrote.status_code == 201, decided.status_code == 200) == (
        reads,
        writes,
        approves,
    )


async def test_an_unsound_script_is_kept_as_a_draft_and_not_proposed(house: House) -> None:
    writer = await house.browser("trainer")
    script = (await writer.post("/api/scripts", {"scene": "greeting", "name": NAME})).json()["id"]
    wrong = {"graph": {"start": "a", "nodes": {"a": line("您好，{nobody}。", "Hello.")}}}

    kept = (await writer.put(f"/api/scripts/{script}/draft", {"body": wrong, "revision": 0})).json()
    laid = await writer.post(f"/api/scripts/{script}/versions/1/propose")
    checked = await writer.post("/api/scripts/check", {"scene": "greeting", "body": wrong})

    problem = kept["versions"][0]["problems"][0]
    assert (problem["key"], problem["node"], problem["field"]) == ("script.unknown_variable", "a", "line")
    assert "nobody" in problem["title"]
    assert (laid.status_code, laid.json()["key"]) == (422, "script.bad")
    assert laid.json()["params"]["problems"][0]["node"] == "a"
    assert [each["key"] for each in checked.json()["items"]] == ["script.unknown_variable"]


async def test_what_another_has_written_meanwhile_is_not_overwritten(house: House) -> None:
    one, other = await house.browser("trainer"), await house.browser("team_leader")
    script = (await one.post("/api/scripts", {"scene": "greeting", "name": NAME})).json()["id"]
    await one.put(f"/api/scripts/{script}/draft", {"body": PLAIN, "revision": 0})

    late = await other.put(f"/api/scripts/{script}/draft", {"body": BODY, "revision": 0})

    assert (late.status_code, late.json()["key"]) == (409, "script.stale")
    assert late.json()["params"]["revision"] == 1


async def test_a_proposal_is_sent_back_with_a_reason_and_written_on(house: House) -> None:
    writer, approver = await house.browser("trainer"), await house.browser("manager")
    script, version = await written(writer, PLAIN)
    address = f"/api/scripts/{script}/versions/{version}"

    locked = await writer.put(f"/api/scripts/{script}/draft", {"body": BODY, "revision": 1})
    silent = await approver.post(f"{address}/send-back", {"why": "  "})
    back = (await approver.post(f"{address}/send-back", {"why": "太长"})).json()["versions"][0]
    again = await writer.put(f"/api/scripts/{script}/draft", {"body": BODY, "revision": 1})

    assert locked.json()["key"] == "script.not_a_draft"
    assert silent.json()["key"] == "script.why_needed"
    assert (back["status"], back["why"]) == ("sent_back", "太长")
    assert again.json()["versions"][0]["status"] == "draft"


async def test_a_new_version_takes_the_place_of_the_one_before(house: House) -> None:
    script = await approved(house, PLAIN)
    version = await proposed(await house.browser("trainer"), script, BODY)
    manager = await house.browser("manager")

    shown = (await manager.post(f"/api/scripts/{script}/versions/{version}/approve", {"share": None})).json()

    assert [(each["version"], each["status"]) for each in shown["versions"]] == [
        (2, "approved"),
        (1, "retired"),
    ]


async def test_a_trial_runs_beside_the_older_version_until_one_is_kept(house: House) -> None:
    manager = await house.browser("manager")
    script = await approved(house, PLAIN)
    version = await proposed(await house.browser("trainer"), script, BODY)

    await manager.post(f"/api/scripts/{script}/versions/{version}/approve", {"share": 30})
    trial = (await listed(manager))[script]
    ended = (await manager.post(f"/api/scripts/{script}/trial/end", {"keep": 1})).json()
    again = await manager.post(f"/api/scripts/{script}/trial/end", {"keep": 1})

    assert (trial["version"], trial["trial"]) == (1, {"version": 2, "share": 30})
    assert [(each["version"], each["status"]) for each in ended["versions"]] == [
        (2, "retired"),
        (1, "approved"),
    ]
    assert again.json()["key"] == "script.no_trial"


async def test_the_first_version_cannot_be_a_trial(house: House) -> None:
    script, version = await written(await house.browser("trainer"), PLAIN)
    manager = await house.browser("manager")

    answer = await manager.post(f"/api/scripts/{script}/versions/{version}/approve", {"share": 50})

    assert (answer.status_code, answer.json()["key"]) == (409, "script.trial_needs_one")


async def test_one_that_is_due_is_listed_and_one_that_has_expired_is_not_shown(house: House) -> None:
    manager = await house.browser("manager")
    script = await approved(house, PLAIN, review_on=day(house, 3), expires_on=day(house, 30))

    fresh = (await listed(manager))[script]
    house.clock.now += 3 * 86_400_000_000
    manager = await house.browser("manager")  # the session before is over by now
    due = (await listed(manager))[script]
    house.clock.now += 27 * 86_400_000_000
    manager = await house.browser("manager")
    over = (await listed(manager))[script]

    assert (fresh["due"], fresh["over"], fresh["version"]) == (False, False, 1)
    assert (due["due"], due["version"]) == (True, 1)
    assert (over["over"], over["version"]) == (True, None)


async def test_a_service_talk_keeps_its_four_parts(house: House) -> None:
    writer = await house.browser("trainer")
    script, _ = await written(writer, PARTS, scene="service_talk")

    version = (await writer.get(f"/api/scripts/{script}")).json()["versions"][0]

    assert [part["name"]["en"] for part in version["body"]["parts"]] == [
        part["name"]["en"] for part in PARTS["parts"]
    ]
    assert version["problems"] == []


async def test_a_retired_script_is_gone_from_the_list(house: House) -> None:
    script = await approved(house, PLAIN)
    manager = await house.browser("manager")

    assert (await manager.post(f"/api/scripts/{script}/retire")).status_code == 200
    assert script not in await listed(manager)
    assert (await manager.get(f"/api/scripts/{script}")).json()["retired"]
    assert (await manager.post(f"/api/scripts/{script}/retire")).status_code == 404


async def test_the_effect_says_how_each_version_did_with_intervals(house: House) -> None:
    script = await approved(house, BODY)
    agent, mine = await house.browser("agent"), house.agents["agent"]
    for number, (result, helpful) in enumerate((("solved", True), ("solved", True), ("unsolved", False))):
        call = await happened(house.sessions, agent=mine, talk=100 + 10 * number, open=True)
        use = (await agent.post(f"/api/desk/scripts/{call}/uses", {"script": script})).json()
        step = {"did": "skip", "detail": "hurry", "seen": use["seq"]}
        await agent.post(f"/api/desk/script-uses/{use['id']}/steps", step)
        await agent.put(f"/api/desk/script-uses/{use['id']}/helpful", {"helpful": helpful})
        async with house.sessions.begin() as session:
            session.add(
                WrapUp(
                    id=new_id(), interaction=call, site_id="main", agent=mine,
                    type="enquiry", result=result, note="", at=house.clock(),
                )
            )  # fmt: skip

    leader = await house.browser("team_leader")
    effect = (await leader.get(f"/api/scripts/{script}/effect")).json()
    refused = await agent.get(f"/api/scripts/{script}/effect")

    (only,) = effect["versions"]
    assert (only["uses"], only["contacts"]) == (3, 3)
    assert (only["helpful"]["part"], only["helpful"]["whole"]) == (2, 3)
    # Wilson's interval of 2 in 3 at 95 %
    assert only["helpful"]["interval"]["low"] == pytest.approx(0.2077, abs=1e-4)
    assert only["helpful"]["interval"]["high"] == pytest.approx(0.9385, abs=1e-4)
    assert (only["resolution"]["part"], only["resolution"]["whole"]) == (2, 3)
    assert [(each["key"], each["times"]) for each in only["skipped"]] == [("hurry", 3)]
    assert (only["handle_seconds"]["n"], only["handle_seconds"]["value"]) == (3, pytest.approx(110))
    assert effect["compared"] is None
    assert refused.status_code == 403


def test_days_of_the_tests_are_those_of_the_site(house: House) -> None:
    assert day(house, 0) == datetime(2026, 9, 21, tzinfo=UTC).date().isoformat()
