"""Call tickets over HTTP: opened, put through, re-routed, ended, charged by the ledger of the real call."""

import asyncio
import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from huawu.app.demo.load import remember
from huawu.interactions.events import InteractionEnded, InteractionStarted, SegmentClosed
from huawu.platform import config
from huawu.platform.clock import SECOND, Micros
from huawu.platform.outbox import FactRow
from huawu.platform.refusals import Invalid
from huawu.platform.work import work
from huawu.switchboard.core.ticket_life import STANDARD
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room


def ticket(**changed: Any) -> dict[str, Any]:
    return {
        "key": "t-0123456789",
        "direction": "out",
        "caller": "1208 房客人",
        "caller_number": "1208",
        "called": "李静",
        "called_number": "021-6234 5678",
    } | changed


@pytest.fixture
async def operator(house: House) -> Browser:
    return await house.browser("operator")


async def opened(browser: Browser, **changed: Any) -> dict[str, Any]:
    answer = await browser.post("/api/tickets", ticket(**changed))
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["ticket"])


async def stepped(browser: Browser, one: dict[str, Any], step: str, **told: Any) -> dict[str, Any]:
    body = {"step": step, "revision": one["revision"]} | told
    answer = await browser.post(f"/api/tickets/{one['id']}/steps", body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["ticket"])


async def link(browser: Browser, one: dict[str, Any], call: str) -> Any:
    return await browser.post(
        f"/api/tickets/{one['id']}/link", {"interaction": call, "revision": one["revision"]}
    )


def iso(at: Micros) -> str:
    return datetime.fromtimestamp(at / SECOND, UTC).isoformat()


async def called(house: House, agent: str, *, began: Micros, operator_left: int, lasted: int) -> str:
    """A call in the books: an operator talks, hands it over, and waits until it is over."""
    end = began + lasted * SECOND
    left = began + operator_left * SECOND
    start = InteractionStarted("c1", "call", "in", "0", "1208", "", None, began)
    over = InteractionEnded("c1", end, "customer", "normal", None, None, began)
    segments = [
        SegmentClosed(f"s{nth}", "c1", role, agent, None, at, until, "done")
        for nth, (role, at, until) in enumerate((("talk", began, left), ("transfer", left, end)))
    ]
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await remember(w, [start, over, *segments], [])
    return "c1"


async def test_a_call_is_made_for_somebody_and_charged_from_when_it_was_put_through(
    house: House,
) -> None:
    operator = await house.browser("operator", "agent")
    began = house.clock.now
    one = await opened(operator)
    assert (one["state"], one["state_name"]["zh"], one["number"]) == ("calling", "叫接中", 1)
    assert one["billing_seconds"] is None

    house.clock.now = began + 30 * SECOND
    one = await stepped(operator, one, "put_through")
    own = house.agents["operator-agent"]
    call = await called(house, own, began=began, operator_left=30, lasted=100)
    house.clock.now = began + 200 * SECOND
    linked = await link(operator, one, call)
    assert linked.status_code == 200, linked.text
    one = await stepped(operator, linked.json()["ticket"], "close")

    whole = (await operator.get(f"/api/tickets/{one['id']}")).json()
    assert whole["ticket"]["billing_seconds"] == 70
    assert [entry["step_name"]["zh"] for entry in whole["history"]] == ["开单", "接通", "关联通话", "注销"]


async def test_a_ticket_is_linked_once_before_it_is_over_by_who_took_part_in_the_call(
    house: House, operator: Browser
) -> None:
    took_part = await house.browser("operator", "agent")
    own = house.agents["operator-agent"]
    call = await called(house, own, began=house.clock.now, operator_left=30, lasted=100)
    foreign = await operator.post("/api/tickets", ticket(interaction=call))
    assert (foreign.status_code, foreign.json()["key"]) == (422, "interaction.unknown")
    one = await opened(operator)
    other = await link(operator, one, call)
    assert (other.status_code, other.json()["key"]) == (422, "interaction.unknown")
    linked = await link(took_part, one, call)
    assert (await link(took_part, one, call)).json() == linked.json()  # its answer was lost
    one = linked.json()["ticket"]
    twice = await link(took_part, one, call)
    assert (twice.status_code, twice.json()["key"]) == (409, "ticket.linked_already")
    async with house.sessions() as session:
        told = await session.scalars(select(FactRow.body).where(FactRow.kind == "ticket.stepped"))
        assert [fact["step"] for fact in told] == ["link"]
    late = await stepped(took_part, await opened(took_part, key="t-late-0001"), "cancel")
    over = await link(took_part, late, call)
    assert (over.status_code, over.json()["key"]) == (409, "ticket.over")


async def test_a_called_party_is_asked_whether_they_pay(operator: Browser) -> None:
    one = await opened(operator, reverse=True)
    early = await operator.post(
        f"/api/tickets/{one['id']}/steps", {"step": "put_through", "revision": one["revision"]}
    )
    assert (early.status_code, early.json()["key"]) == (409, "ticket.who_pays")
    assert "put_through" not in one["steps"]
    one = await stepped(operator, one, "ask_reverse")
    one = await stepped(operator, one, "refuse_reverse")
    one = await stepped(operator, one, "withdraw", reason="拒绝受付")
    assert (one["state"], one["over"], one["steps"]) == ("withdrawn", True, [])


async def test_a_booked_call_waits_for_its_time_and_another_number_takes_its_place(operator: Browser) -> None:
    one = await opened(operator, due_at="2026-09-21T16:00:00Z", person="王小明", person_to_person=True)
    assert (one["state"], one["due_at"]) == ("booked", "2026-09-21T16:00:00Z")
    one = await stepped(operator, one, "ring")
    one = await stepped(operator, one, "reroute", number="138 0013 8000")
    assert (one["called_number"], one["person"]) == ("+8613800138000", "王小明")
    nobody = await operator.post(
        f"/api/tickets/{one['id']}/steps",
        {"step": "change_called", "revision": one["revision"], "number": "8001"},
    )
    assert (nobody.status_code, nobody.json()["key"]) == (422, "ticket.person_needed")
    one = await stepped(operator, one, "change_called", number="8001", called="工程部", person="周敏")
    assert (one["called_number"], one["called"], one["person"]) == ("8001", "工程部", "周敏")
    assert [item["id"] for item in (await operator.get("/api/tickets", over=False)).json()["items"]] == [
        one["id"]
    ]
    assert (await operator.get("/api/tickets", over=True)).json()["items"] == []


WAYS: tuple[tuple[str, tuple[tuple[str, dict[str, str]], ...]], ...] = (
    ("closed", (("put_through", {}), ("close", {}))),  # 注销
    ("closed", (("reroute", {"number": "8002"}), ("put_through", {}), ("close", {}))),  # 改接
    ("cancelled", (("change_called", {"number": "8003"}), ("cancel", {}))),  # 改叫、销号
    ("cancelled", (("summon", {"person": "王小明"}), ("found", {}), ("ring_back", {}), ("cancel", {}))),
    ("withdrawn", (("page", {"person": "王小明"}), ("not_found", {}), ("withdraw", {"reason": "不在"}))),
)


async def test_a_ticket_of_any_direction_comes_to_each_of_its_ends(operator: Browser) -> None:
    for direction in ("out", "in", "transit"):
        for place, (state, steps) in enumerate(WAYS):
            one = await opened(operator, key=f"t-{direction}-{place}-0", direction=direction)
            for step, told in steps:
                one = await stepped(operator, one, step, **told)
            assert (one["direction"], one["state"], one["over"], one["steps"]) == (direction, state, True, [])
        found = (await operator.get("/api/tickets", direction=direction, state="cancelled")).json()["items"]
        assert len(found) == 2


async def test_what_is_sent_twice_is_done_once_and_who_was_slower_is_told(
    house: House, operator: Browser
) -> None:
    one, again = await opened(operator), await opened(operator)
    assert one["id"] == again["id"]
    first = await stepped(operator, one, "summon", person="王小明")
    assert await stepped(operator, one, "summon", person="王小明") == first
    leader = await house.browser("team_leader")
    late = await leader.post(f"/api/tickets/{one['id']}/steps", {"step": "cancel", "revision": 1})
    told = late.json()
    assert (late.status_code, told["key"]) == (409, "ticket.changed_meanwhile")
    assert (told["params"]["step"], told["params"]["state"]) == ("summon", "summoning")


async def test_the_same_request_is_one_ticket_and_with_other_words_it_is_refused(
    operator: Browser,
) -> None:
    both = await asyncio.gather(*(operator.post("/api/tickets", ticket()) for _ in range(3)))
    assert {answer.json()["ticket"]["number"] for answer in both} == {1}
    other = await operator.post("/api/tickets", ticket(called="李静家里"))
    told = other.json()
    assert (other.status_code, told["key"]) == (409, "ticket.sent_before")
    assert told["params"]["id"] == both[0].json()["ticket"]["id"]
    assert (await opened(operator, key="t-next-0001"))["number"] == 2  # no number was lost


async def test_a_booked_ticket_rings_when_its_time_has_come(house: House, operator: Browser) -> None:
    one = await opened(operator, due_at=iso(house.clock.now + 3600 * SECOND))
    assert (await operator.get("/api/tickets/waiting")).json() == {"due": 0}
    house.clock.now += 3601 * SECOND
    assert (await operator.get("/api/tickets/waiting")).json() == {"due": 1}
    await stepped(operator, one, "ring")
    assert (await operator.get("/api/tickets/waiting")).json() == {"due": 0}


@pytest.mark.parametrize(
    ("language", "asks", "answers"),
    [
        ("en", "When does the last train leave?", "At 23:10 from the East station."),
        ("zh", "上海南站末班车几点？", "23 点 10 分。"),
    ],
)
async def test_an_enquiry_is_taken_on_from_a_call_and_answered(
    house: House, language: str, asks: str, answers: str
) -> None:
    operator = await house.browser("operator", "agent")
    own = house.agents["operator-agent"]
    call = await called(house, own, began=house.clock.now, operator_left=30, lasted=100)
    new = {"purpose": "enquiry", "direction": "in", "called_number": "", "called": "", "language": language}
    mute = await operator.post("/api/tickets", ticket(**new))
    assert (mute.status_code, mute.json()["key"]) == (422, "ticket.question_needed")
    one = await opened(operator, **new, note=asks, interaction=call)
    assert (one["state"], one["language"], one["interaction"]) == ("asked", language, call)
    if language == "en":
        one = await stepped(operator, one, "interpreter", interpreter="林小满 1002")
    one = await stepped(operator, one, "answer", answer=answers)
    assert (one["state"], one["over"], one["answer"]) == ("answered", True, answers)
    life = (await operator.get("/api/tickets/life", purpose="enquiry")).json()
    assert {"id": "answered", "name": {"zh": "已答复", "en": "Answered"}, "end": True} in life["states"]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"called_number": ""}, "ticket.number_needed"),
        ({"called_number": "62345678"}, "slip.bad_number"),
        ({"person_to_person": True}, "ticket.person_needed"),
        ({"due_at": "2020-01-01T00:00:00Z"}, "ticket.wrong_time"),
        ({"interaction": "nothing"}, "interaction.unknown"),
    ],
)
async def test_what_makes_no_call_is_refused(operator: Browser, wrong: dict[str, Any], key: str) -> None:
    answer = await operator.post("/api/tickets", ticket(**wrong))
    assert (answer.status_code, answer.json()["key"]) == (422, key)


async def test_a_step_needs_what_it_needs(operator: Browser) -> None:
    one = await opened(operator)
    for step, key in (
        ("reroute", "ticket.number_needed"),
        ("withdraw", "ticket.reason_needed"),
        ("appoint", "ticket.due_needed"),
        ("dance", "ticket.unknown_step"),
    ):
        answer = await operator.post(f"/api/tickets/{one['id']}/steps", {"step": step, "revision": 1})
        assert (answer.status_code, answer.json()["key"]) == (422, key)


async def test_tickets_are_for_operators(house: House, operator: Browser) -> None:
    agent = await house.browser("agent")
    one = await opened(operator)
    for answer in (
        await agent.get("/api/tickets"),
        await agent.get(f"/api/tickets/{one['id']}"),
        await agent.post("/api/tickets", ticket()),
        await agent.get("/api/tickets/life"),
    ):
        assert answer.status_code == 403


async def test_the_life_of_tickets_is_the_sites_own(house: House, operator: Browser) -> None:
    own = copy.deepcopy(STANDARD)
    own["steps"].append(
        {"id": "lost", "name": {"zh": "断线"}, "from": ["talking"], "to": "calling", "does": [], "needs": []}
    )
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await config.save_draft(w, "ticket_life", "standard", own)
        await config.publish(w)

    one = await stepped(operator, await opened(operator), "put_through")

    assert one["steps"] == ["interpreter", "close", "lost"]
    life = (await operator.get("/api/tickets/life")).json()
    assert life["steps"][-1] == {"id": "lost", "name": {"zh": "断线", "en": ""}, "needs": [], "asks": []}


async def test_a_life_in_which_tickets_would_be_lost_is_not_published(house: House) -> None:
    own = copy.deepcopy(STANDARD)
    own["steps"] = [step for step in own["steps"] if step["id"] != "close"]
    async with work(house.sessions, site="main", clock=house.clock) as w:
        with pytest.raises(Invalid, match=r"ticket\.never_ends"):
            await config.save_draft(w, "ticket_life", "standard", own)
