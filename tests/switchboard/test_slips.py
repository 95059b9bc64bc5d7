"""Message slips over HTTP: taken, read back, delivered, acknowledged, called back."""

from typing import Any

import pytest

from huawu.app.demo.load import remember
from huawu.interactions.events import InteractionEnded, InteractionStarted, SegmentClosed
from huawu.platform.clock import SECOND
from huawu.platform.work import work
from tests.app.web.house import Browser, House

pytestmark = pytest.mark.room

KEY = "k-0123456789"


def slip(**changed: Any) -> dict[str, Any]:
    return {
        "key": KEY,
        "to": {"name": "王总"},
        "caller": "李女士",
        "company": "锦程旅行社",
        "number": "138 0013 8000",
        "about": "下周团队房的价格",
        "wish": "please_call",
    } | changed


@pytest.fixture
async def operator(house: House) -> Browser:
    return await house.browser("operator")


@pytest.fixture
async def agent(house: House) -> Browser:
    return await house.browser("agent")


async def taken(browser: Browser, **changed: Any) -> dict[str, Any]:
    answer = await browser.post("/api/slips", slip(**changed))
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["slip"])


async def stepped(browser: Browser, one: dict[str, Any], step: str, **said: Any) -> dict[str, Any]:
    answer = await browser.post(f"/api/slips/{one['id']}/steps/{step}", {"revision": one["revision"]} | said)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["slip"])


async def listed(browser: Browser, **asked: Any) -> list[dict[str, Any]]:
    answer = await browser.get("/api/slips", **asked)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def entry_of(house: House) -> dict[str, str]:
    return {"entry": f"agent-{house.agents['agent']}"}


async def test_a_message_goes_from_the_caller_to_whom_it_is_for(operator: Browser) -> None:
    one = await taken(operator)
    assert (one["state"], one["call_back"], one["number"]) == ("taken", "open", "+8613800138000")

    one = await stepped(operator, one, "read_back")
    one = await stepped(operator, one, "deliver", how="phone", to="王总的秘书")
    assert (one["state"], one["delivered_how"], one["delivered_to"]) == ("delivered", "phone", "王总的秘书")
    one = await stepped(operator, one, "acknowledged_by_word")
    assert await listed(operator, box="all", calls="open") == [one]
    one = await stepped(operator, one, "call_made", note="已定周三")

    assert await listed(operator, box="all", state="waiting") == []
    whole = (await operator.get(f"/api/slips/{one['id']}")).json()
    assert [entry["step"] for entry in whole["history"]] == [
        "take",
        "read_back",
        "deliver",
        "acknowledged_by_word",
        "call_made",
    ]
    assert whole["history"][-1]["note"] == "已定周三"


async def test_an_agent_sees_their_messages_and_acknowledges_them(
    house: House, agent: Browser, operator: Browser
) -> None:
    await taken(operator, key="k-other-0001")
    one = await taken(operator, to=entry_of(house), read_back=True, urgent=True)
    assert one["to"]["name"]["zh"] == "林小满"
    waiting = {"mine": 1, "urgent": 1, "calls": 1}
    assert (await agent.get("/api/slips/waiting")).json().items() >= waiting.items()

    (mine,) = await listed(agent)
    assert mine["number"] == "+8613800138000"
    done = await stepped(agent, mine, "acknowledge")

    assert (done["state"], done["delivered_how"]) == ("acknowledged", "page")
    assert done["steps"] == ["call_made", "call_impossible"]
    assert (await agent.get("/api/slips/waiting")).json()["mine"] == 0


async def test_a_message_that_is_sent_twice_is_taken_once(operator: Browser) -> None:
    first, again = await taken(operator, read_back=True), await taken(operator, read_back=True)
    assert first["id"] == again["id"]
    assert len(await listed(operator, box="all")) == 1


async def test_a_step_that_is_sent_twice_is_made_once(operator: Browser) -> None:
    one = await taken(operator)
    first, again = await stepped(operator, one, "read_back"), await stepped(operator, one, "read_back")
    assert first == again


async def test_who_was_slower_is_told_what_was_changed(operator: Browser, house: House) -> None:
    one = await taken(operator)
    leader = await house.browser("team_leader")
    body = {name: value for name, value in slip(about="改到下周二").items() if name != "key"}
    changed = await leader.put(f"/api/slips/{one['id']}", body | {"revision": one["revision"]})
    assert changed.status_code == 200, changed.text

    late = await operator.post(f"/api/slips/{one['id']}/steps/read_back", {"revision": one["revision"]})

    assert late.status_code == 409
    told = late.json()
    assert told["key"] == "slip.changed_meanwhile"
    assert (told["params"]["fields"], told["params"]["step"]) == (["about"], "correct")
    assert "林小满" in told["title"]


async def test_a_corrected_message_is_read_back_anew(operator: Browser) -> None:
    one = await taken(operator, read_back=True)
    body = {name: value for name, value in slip(number="139 0013 9000").items() if name != "key"}
    changed = await operator.put(f"/api/slips/{one['id']}", body | {"revision": one["revision"]})
    assert changed.json()["slip"]["state"] == "taken"
    assert changed.json()["slip"]["number"] == "+8613900139000"


async def test_what_was_not_read_back_is_not_delivered(operator: Browser) -> None:
    one = await taken(operator)
    path = f"/api/slips/{one['id']}/steps"
    early = await operator.post(f"{path}/deliver", {"revision": 1, "how": "phone"})
    assert (early.status_code, early.json()["key"]) == (409, "slip.not_now")
    why = await operator.post(f"{path}/not_read_back", {"revision": 1})
    assert (why.status_code, why.json()["key"]) == (422, "slip.reason_needed")
    one = await stepped(operator, one, "not_read_back", note="对方已挂机")
    assert (one["state"], one["unread_why"]) == ("read_back", "对方已挂机")


async def test_agents_neither_see_nor_change_what_is_not_theirs(operator: Browser, agent: Browser) -> None:
    one = await taken(operator)
    assert await listed(agent) == await listed(agent, box="taken") == []
    assert (await agent.get("/api/slips", box="all")).status_code == 403
    assert (await agent.get(f"/api/slips/{one['id']}")).status_code == 404
    step = await agent.post(f"/api/slips/{one['id']}/steps/void", {"revision": 1, "note": "x"})
    assert (step.status_code, step.json()["key"]) == (404, "slip.unknown")


async def test_who_does_not_take_calls_has_no_business_with_messages(house: House) -> None:
    inspector = await house.browser("inspector")
    for answer in (await inspector.get("/api/slips"), await inspector.post("/api/slips", slip())):
        assert answer.status_code == 403


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"number": "62345678"}, "slip.bad_number"),
        ({"number": ""}, "slip.number_needed"),
        ({"number": None}, "slip.no_call"),
        ({"number": None, "interaction": "nothing"}, "interaction.unknown"),
        ({"to": {}}, "slip.for_nobody"),
        ({"to": {"entry": "agent-nobody"}}, "directory.unknown"),
        ({"caller": " ", "company": "", "number": "", "wish": "no_reply"}, "slip.from_nobody"),
        ({"about": "字" * 1001}, "slip.bad_text"),
        ({"called_at": "2020-01-01T00:00:00Z"}, "slip.wrong_time"),
    ],
)
async def test_what_makes_no_message_is_refused_with_the_reason(
    operator: Browser, wrong: dict[str, Any], key: str
) -> None:
    answer = await operator.post("/api/slips", slip(**wrong))
    assert (answer.status_code, answer.json()["key"]) == (422, key)


async def test_words_of_a_message_are_kept_as_they_are_and_pages_follow_each_other(operator: Browser) -> None:
    about = "<script>alert(1)</script> '; DROP TABLE message_slips; --"
    for nth in range(5):
        await taken(operator, key=f"k-page-{nth:04}", about=about, to={"name": f"王{nth}%_"})
    first = (await operator.get("/api/slips", box="all", limit=3)).json()
    rest = (await operator.get("/api/slips", box="all", limit=3, before=first["next"])).json()
    names = [one["to"]["name"]["zh"] for one in (*first["items"], *rest["items"])]
    assert names == [f"王{nth}%_" for nth in (4, 3, 2, 1, 0)]
    assert rest["next"] is None
    assert {one["about"] for one in first["items"]} == {about}
    assert len(await listed(operator, box="all", whom="3%_")) == 1
    assert await listed(operator, box="all", whom="%3") == []


async def test_a_void_message_owes_no_call(operator: Browser) -> None:
    one = await stepped(operator, await taken(operator), "void", note="记错了")
    assert (one["state"], one["call_back"], one["steps"]) == ("void", "impossible", [])


async def test_a_slip_from_a_call_is_corrected_by_somebody_who_did_not_take_that_call(
    house: House, operator: Browser
) -> None:
    taker = await house.browser("operator", "agent")
    began, own = house.clock.now, house.agents["operator-agent"]
    start = InteractionStarted("c1", "call", "in", "95588", "13800138000", "", None, began)
    talk = SegmentClosed("s1", "c1", "talk", own, None, began, began + 60 * SECOND, "done")
    over = InteractionEnded("c1", began + 60 * SECOND, "customer", "normal", None, None, began)
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await remember(w, [start, over, talk], [])
    one = await taken(taker, number=None, interaction="c1")
    body = {name: value for name, value in slip(interaction="c1").items() if name != "key"}

    def corrected(by: Browser, **changed: Any) -> Any:
        return by.put(f"/api/slips/{one['id']}", body | changed)

    kept = await corrected(operator, number=None, about="改到下周二", revision=1)
    assert kept.status_code == 200, kept.text
    assert (kept.json()["slip"]["number"], kept.json()["slip"]["from_call"]) == ("+8613800138000", True)
    typed = await corrected(operator, number="139 0013 9000", revision=2)
    assert typed.json()["slip"]["number"] == "+8613900139000"
    # Once another number was written, the one that called is for those who took the call.
    again = await corrected(operator, number=None, revision=3)
    assert (again.status_code, again.json()["key"]) == (422, "interaction.unknown")


async def test_a_request_that_is_sent_again_with_other_words_is_not_taken_for_the_first(
    operator: Browser,
) -> None:
    first = await taken(operator)
    corrected = await operator.post("/api/slips", slip(about="改到下周二"))
    told = corrected.json()
    assert (corrected.status_code, told["key"]) == (409, "slip.sent_before")
    assert told["params"]["id"] == first["id"]
    again = await operator.post("/api/slips", slip())
    assert again.json()["slip"]["id"] == first["id"]


async def test_who_took_a_message_is_told_that_it_was_not_read_back(house: House, operator: Browser) -> None:
    agent = await house.browser("agent")
    mine = await taken(agent, key="k-unread-0001", read_back=False)
    await taken(operator, key="k-unread-0002", read_back=False)
    counts = [(await each.get("/api/slips/waiting")).json()["to_read_back"] for each in (agent, operator)]
    assert counts == [1, 2]
    await agent.post(f"/api/slips/{mine['id']}/steps/read_back", {"revision": mine["revision"]})
    assert (await agent.get("/api/slips/waiting")).json()["to_read_back"] == 0
