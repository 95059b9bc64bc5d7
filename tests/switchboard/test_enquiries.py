"""Enquiries that calls open by themselves: by rule, once, in the caller's language, to their end."""

import pytest

from huawu.app.demo.history import Fact
from huawu.app.demo.load import remember
from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.interactions.events import InteractionEnded, InteractionStarted, MenuLeft, SegmentClosed
from huawu.platform import config
from huawu.platform.clock import SECOND
from huawu.platform.facts import Envelope, mark_of
from huawu.platform.plain import plain_values
from huawu.platform.refusals import Invalid
from huawu.platform.work import Actor, work
from huawu.switchboard.subscribers import OPENS_ENQUIRIES
from tests.app.web.house import House

pytestmark = pytest.mark.room
FLOW = {"graph": {"start": "end", "nodes": {"end": {"do": "hang_up"}}}}
LONDON, HERE = "+442079460958", "13900000017"


async def arrange(house: House, **rules: object) -> None:
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await config.save_draft(w, "flow", "abroad", FLOW)
        for key, rule in rules.items():
            assert isinstance(rule, dict)
            await config.save_draft(w, "enquiry_rule", key, {"name": {"zh": "国际台"}, **rule})
        await config.publish(w)


async def rings(house: House, call: str, caller: str, language: str, *, flow: str = "abroad") -> None:
    """A call in the books, in which the operator talks for 61 seconds; that it came out of a flow is heard
    twice, as after a crash."""
    now, own = house.clock.now, house.agents.get("operator-agent")
    talked, over = now + 20 * SECOND, now + 81 * SECOND
    facts: list[Fact] = [
        InteractionStarted(call, "call", "in", "4007", caller, "", "loopback", now),
        SegmentClosed(f"{call}-menu", call, "menu", None, None, now, now + 10 * SECOND, "next"),
        SegmentClosed(f"{call}-talk", call, "talk", own, "english", talked, over, "hung_up"),
        InteractionEnded(call, over, "customer", "hung_up", "english", own, talked),
    ]
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await remember(w, facts, [])
    fact = MenuLeft(call, flow, 1, "", now, language)
    envelope = Envelope(f"f-{call}", call, 1, *mark_of(fact), now, "main", plain_values(fact))
    for _ in range(2):
        by = Actor(OPENS_ENQUIRIES.name, everything=True)
        async with work(house.sessions, site="main", clock=house.clock, actor=by) as w:
            await OPENS_ENQUIRIES.hear(w, envelope)


@pytest.mark.parametrize(
    ("language", "caller", "speaks", "asks", "answers"),
    [
        ("en-US", LONDON, "en", "When does the airport bus leave?", "Every 30 minutes from 6:00."),
        ("zh-CN", HERE, "zh", "给英国分社打电话现在合适吗？", "伦敦现在是早上六点，建议下午四点以后。"),
    ],
)
async def test_a_call_opens_its_enquiry_once_and_it_is_taken_on_to_its_charged_end(
    house: House, language: str, caller: str, speaks: str, asks: str, answers: str
) -> None:
    operator = await house.browser("operator", "agent")
    await arrange(house, international={"flow": "abroad"})
    await rings(house, "c1", caller, language)
    (one,) = (await operator.get("/api/tickets", interaction="c1", over=False)).json()["items"]
    assert (one["purpose"], one["state"], one["language"], one["note"]) == ("enquiry", "asked", speaks, "")
    assert one["opened_by"]["zh"] == "来电自动开单"
    steps = (
        ("look_up", {"question": asks}),
        ("interpreter", {"interpreter": "林小满 1001"}),
        ("answer", {"answer": answers}),
    )
    house.clock.now += 100 * SECOND
    for step, told in steps:
        body = {"step": step, "revision": one["revision"]} | told
        answer = await operator.post(f"/api/tickets/{one['id']}/steps", body)
        assert answer.status_code == 200, answer.text
        one = answer.json()["ticket"]
    assert (one["state"], one["note"], one["answer"]) == ("answered", asks, answers)
    assert (one["interpreter"], one["billing_seconds"]) == ("林小满 1001", 61)
    assert (await operator.get("/api/tickets", interaction="c1", over=False)).json()["items"] == []


async def test_only_calls_that_a_rule_has_open_one_and_a_known_guest_is_named(house: House) -> None:
    operator = await house.browser("operator", "agent")
    await arrange(house, abroad={"flow": "abroad", "who": "abroad"})
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await customers.create_customer(w, NewCustomer("James O'Neill", (LONDON,), language="fr"))
    await rings(house, "c1", HERE, "zh-CN")
    await rings(house, "c2", LONDON, "en-US", flow="other")
    assert (await operator.get("/api/tickets")).json()["items"] == []
    await rings(house, "c3", LONDON, "")
    await rings(house, "c4", "+81355550117", "")
    told = [(one["caller"], one["language"]) for one in (await operator.get("/api/tickets")).json()["items"]]
    assert sorted(told) == [("", "ja"), ("James O'Neill", "fr")]


@pytest.mark.parametrize(
    "wrong", [{"flow": "gone"}, {"flow": "abroad", "who": "nobody"}, {"flow": "abroad", "x": 1}]
)
async def test_a_rule_that_makes_no_sense_is_refused(house: House, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        await arrange(house, rule=wrong)


async def test_who_works_with_tickets_is_helped_to_dial(house: House) -> None:
    operator = await house.browser("operator")
    found = (await operator.get("/api/tickets/dialling", asked="UK 020 7946 0958")).json()
    assert (found["number"], found["dial"], found["dropped"]) == ("+442079460958", "00442079460958", "0")
    (country,) = found["countries"]
    assert (country["name"]["zh"], country["language"]) == ("英国", "en")
    assert (
        country["clocks"]["Europe/London"][-6:] in ("+00:00", "+01:00")
        or country["clocks"]["Europe/London"][-1] == "Z"
    )
    agent = await house.browser("agent")
    assert (await agent.get("/api/tickets/dialling", asked="44")).status_code == 403
