"""Calling from the page, over HTTP: whom, what is good to know before, and what becomes of promises."""

from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from huawu.interactions.events import Dialled
from huawu.platform.clock import SECOND
from huawu.platform.facts import body_of
from huawu.platform.subscriptions import hear_some, settle
from huawu.platform.work import work
from huawu.routing.subscribers import KEEPS_PROMISES
from tests.app.web.house import Browser, House
from tests.app.web.ledger import happened
from tests.desk.callers import WRITTEN, configured, iso, known

pytestmark = pytest.mark.room

WANG = "13800138000"


@pytest.fixture
async def agent(house: House) -> Browser:
    """An agent with a telephone."""
    await configured(house)
    house.live.phones.add(house.agents.get("agent", ""))
    browser = await house.browser("agent")
    house.live.phones.add(house.agents["agent"])
    return browser


def asked_of_live(house: House) -> list[tuple[str, str, str | None]]:
    """Kind and id of everybody whom live was asked to call, and the promise kept by it."""
    told = [args for name, args in house.live.told if name == "call.dial"]
    return [(args["to"]["kind"], args["to"]["id"], args["callback"]) for args in told]


async def dial(agent: Browser, kind: str, id: str, **more: Any) -> Any:
    return await agent.post("/api/calls", {"to": {"kind": kind, "id": id}, **more})


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("138 0013 8000", WANG),
        ("+86 138-0013-8000", WANG),
        ("０２１ ５５５５ ００００", "02155550000"),
        ("(021) 5555.0000", "02155550000"),
        ("+44 20 7946 0000", "00442079460000"),
        ("8002", "8002"),
        ("110", "110"),
    ],
)
async def test_a_number_may_be_written_in_any_way(
    house: House, agent: Browser, written: str, called: str
) -> None:
    answer = await dial(agent, "number", written)

    assert (answer.status_code, asked_of_live(house)) == (202, [("number", called, None)])
    assert answer.json()["interaction"]


@pytest.mark.parametrize("written", ["call me", "---", "12; rm", "sip:ann@example.org"])
async def test_what_is_no_number_is_refused(agent: Browser, written: str) -> None:
    answer = await dial(agent, "number", written)

    assert (answer.status_code, answer.json()["key"]) == (422, "call.bad_number")


async def test_a_customer_is_called_by_one_of_their_numbers_which_the_agent_does_not_see(
    house: House, agent: Browser
) -> None:
    wang = await known(house, "王芳", WANG, "010-88886666", note="喜欢高楼层")

    card = (await agent.get("/api/desk/preparation", kind="customer", id=wang, place=1)).json()
    await agent.post("/api/calls", {"to": {"kind": "customer", "id": wang, "place": 1}})

    assert (card["number"], card["numbers"]) == ("+86108***6666", ["+86138****8000", "+86108***6666"])
    assert (card["known"]["customer"]["id"], card["known"]["customer"]["note"]) == (wang, "喜欢高楼层")
    assert (card["shown"], card["refusal"]) == ("02155550000", None)
    assert asked_of_live(house) == [("number", "01088886666", None)]


async def test_the_card_shows_the_last_contacts_and_what_is_promised(house: House, agent: Browser) -> None:
    await known(house, "王芳", WANG)
    me = house.agents["agent"]
    call = await happened(house.sessions, agent=me, caller=WANG)
    promise = {"at": iso(house.clock() + 3600 * SECOND), "note": "报价"}
    await agent.post(f"/api/interactions/{call}/wrap-up", WRITTEN | {"callback": promise})

    card = (await agent.get("/api/desk/preparation", kind="interaction", id=call)).json()["known"]

    assert [one["id"] for one in card["last_contacts"]] == [call]
    assert [one["note"] for one in card["open_items"]] == ["报价"]
    assert card["customer"]["name"] == "王芳"


async def test_a_colleague_and_a_queue_have_a_card_without_a_number(house: House, agent: Browser) -> None:
    me = house.agents["agent"]
    colleague = (await agent.get("/api/desk/preparation", kind="agent", id=me)).json()
    queue = (await agent.get("/api/desk/preparation", kind="queue", id="support")).json()

    assert (colleague["colleague"]["id"], colleague["number"], colleague["known"]) == (me, "", None)
    assert (queue["queue"], queue["known"]) == ("support", None)


async def test_a_note_written_before_the_call_is_what_the_wrap_up_begins_with(
    house: House, agent: Browser
) -> None:
    call = (await dial(agent, "number", WANG, note="先问上次的报价")).json()["interaction"]

    assert (await agent.get(f"/api/desk/drafts/{call}")).json()["note"] == "先问上次的报价"


async def test_a_call_whose_note_cannot_be_kept_is_made_and_the_page_is_told(
    house: House, agent: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise OperationalError("no connection", None, OSError())

    with monkeypatch.context() as broken:
        broken.setattr("huawu.desk.service.keep_draft", away)
        answer = await dial(agent, "number", WANG, note="先问上次的报价")
    call = answer.json()["interaction"]
    assert (answer.status_code, answer.json()["note_kept"]) == (202, False)
    assert asked_of_live(house) == [("number", WANG, None)]
    assert (await agent.get(f"/api/desk/drafts/{call}")).json()["note"] == ""


async def test_without_a_telephone_and_without_an_extension_nobody_is_called(house: House) -> None:
    agent, manager = await house.browser("agent"), await house.browser("manager")

    card = (await agent.get("/api/desk/preparation", kind="number", id=WANG)).json()
    refused = await dial(agent, "number", WANG)
    no_agent = await dial(manager, "number", WANG)

    assert (refused.status_code, refused.json()["key"]) == (409, "agent.phone_not_registered")
    assert card["refusal"]["title"] == refused.json()["title"]
    assert no_agent.status_code == 403


async def test_nobody_calls_by_a_contact_or_a_promise_that_they_may_not_see(
    house: House, agent: Browser
) -> None:
    others = await happened(house.sessions, agent=None, caller=WANG)

    assert (await dial(agent, "interaction", others)).status_code == 404
    assert (await dial(agent, "callback", "none")).status_code == 404
    assert (await dial(agent, "customer", "none")).status_code == 404


# ---- promises ----------------------------------------------------------------------------------------------


async def promised(house: House, agent: Browser) -> str:
    """The id of a promise that is due."""
    call = await happened(house.sessions, agent=house.agents["agent"], caller=WANG)
    callback = {"at": iso(house.clock()), "note": "报价"}
    await agent.post(f"/api/interactions/{call}/wrap-up", WRITTEN | {"callback": callback})
    items = (await agent.get("/api/callbacks")).json()["items"]
    return str(items[0]["id"])


async def said(house: House, callback: str, signal: str) -> None:
    """An agent called because of a promise, and the line said this."""
    await settle(house.sessions, [KEEPS_PROMISES])
    async with work(house.sessions, site="main", clock=house.clock) as w:
        await w.announce("call-1", Dialled("call-1", house.agents["agent"], callback, signal, w.now))
    assert await hear_some(house.sessions, KEEPS_PROMISES, site="main", clock=house.clock) == 1


async def test_a_promise_is_done_when_whom_it_was_made_to_answers(house: House, agent: Browser) -> None:
    callback = await promised(house, agent)
    await dial(agent, "callback", callback)
    await said(house, callback, "answered")

    assert asked_of_live(house) == [("number", WANG, callback)]
    done = (await agent.get("/api/callbacks", state="done")).json()["items"]
    assert [(one["id"], one["last_try"]) for one in done] == [(callback, "answered")]
    assert (await dial(agent, "callback", callback)).json()["key"] == "callback.closed_already"


async def test_a_promise_is_due_again_later_when_nobody_was_reached(house: House, agent: Browser) -> None:
    callback = await promised(house, agent)
    await said(house, callback, "busy")

    only = (await agent.get("/api/callbacks")).json()["items"][0]
    assert (only["tries"], only["last_try"], only["overdue"]) == (1, "busy", False)
    assert only["due_at"][:19] == iso(house.clock() + 900 * SECOND)[:19]


async def test_who_gave_up_has_not_tried(house: House, agent: Browser) -> None:
    callback = await promised(house, agent)
    await said(house, callback, "cancelled")

    assert (await agent.get("/api/callbacks")).json()["items"][0]["tries"] == 0


def test_the_fact_says_nothing_personal() -> None:
    assert not {"number", "caller"} & body_of(Dialled("i", "a", None, "busy", 1)).keys()
