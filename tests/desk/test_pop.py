"""Who is calling, over HTTP: at ringing, before the database knows of the call."""

from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from huawu.platform.clock import SECOND
from tests.app.web.house import NOON, Browser, House
from tests.app.web.ledger import happened
from tests.desk.callers import configured, iso, known, ringing

pytestmark = pytest.mark.room

WANG = "13800138000"
COMPANY = "010-88886666"


@pytest.fixture
async def agent(house: House) -> Browser:
    await configured(house)
    return await house.browser("agent")


async def test_a_known_caller_is_shown_while_it_rings_with_the_last_contacts(
    house: House, agent: Browser
) -> None:
    wang = await known(house, "王芳", WANG, level="vip", company="恒远商贸", note="喜欢高楼层")
    me = house.agents["agent"]
    last = await happened(house.sessions, agent=me, caller=WANG)
    await agent.post(f"/api/interactions/{last}/wrap-up", {"type": "enquiry", "note": "问早餐"})
    call = ringing(house, me, f"+86{WANG}")

    pop = (await agent.get(f"/api/desk/pop/{call}")).json()

    assert (pop["match"], pop["customer"]["id"], pop["chosen"]) == ("one", wang, False)
    assert (pop["customer"]["level"], pop["customer"]["company"]) == ("vip", "恒远商贸")
    assert (pop["queue"], pop["called_number"], pop["keys_pressed"]) == ("support", "4001", "2")
    assert 7 <= pop["waited_seconds"] < 8
    assert [(c["id"], c["type"], c["note"]) for c in pop["last_contacts"]] == [(last, "enquiry", "问早餐")]
    assert pop["last_contacts"][0]["agent"]["number"] == "1001"
    assert pop["candidates"] == []


async def test_the_card_of_a_known_caller_asks_the_database_for_each_thing_once(
    house: House, agent: Browser
) -> None:
    await known(house, "王芳", WANG, note="喜欢高楼层")
    call = ringing(house, house.agents["agent"], WANG)
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        pop = (await agent.get(f"/api/desk/pop/{call}")).json()
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    assert (pop["customer"]["identity"], pop["customer"]["note"]) == ("number", "喜欢高楼层")
    for table in ("customers", "customer_numbers", "config_versions", "customer_verdicts"):
        assert sum(f"FROM {table}" in each for each in asked) == 1, table


async def test_the_number_is_masked_for_an_agent_and_whole_for_an_operator(house: House) -> None:
    await known(house, "王芳", WANG)
    seen = {}
    for role in (("agent",), ("agent", "operator")):
        browser = await house.browser(*role)
        call = ringing(house, house.agents["-".join(role)], WANG)
        pop = (await browser.get(f"/api/desk/pop/{call}")).json()
        seen[role[-1]] = (pop["number"], pop["number_masked"], pop["customer"]["numbers"])

    assert seen["agent"] == ("138****8000", True, ["+86138****8000"])
    assert seen["operator"] == (WANG, False, ["+8613800138000"])


async def test_an_unknown_number_matches_nobody_and_still_shows_what_it_did_before(
    house: House, agent: Browser
) -> None:
    before = await happened(house.sessions, caller="18612340000")
    call = ringing(house, house.agents["agent"], "18612340000")

    pop = (await agent.get(f"/api/desk/pop/{call}")).json()

    assert (pop["match"], pop["customer"], pop["candidates"]) == ("none", None, [])
    assert [c["id"] for c in pop["last_contacts"]] == [before]


async def test_a_withheld_number_is_nobodys(house: House, agent: Browser) -> None:
    await known(house, "王芳", WANG)
    await happened(house.sessions, caller="anonymous")
    call = ringing(house, house.agents["agent"], "anonymous")

    pop = (await agent.get(f"/api/desk/pop/{call}")).json()

    assert (pop["match"], pop["last_contacts"]) == ("none", [])


async def test_a_shared_number_names_all_and_guesses_nobody(house: House, agent: Browser) -> None:
    li = await known(house, "李静", COMPANY, company="恒远商贸")
    zhao = await known(house, "赵磊", COMPANY, company="恒远商贸", level="gold")
    before = await happened(house.sessions, agent=house.agents["agent"], caller="01088886666")
    await agent.post(f"/api/interactions/{before}/wrap-up", {"type": "enquiry", "note": "赵先生的合同"})
    call = ringing(house, house.agents["agent"], "01088886666")

    pop = (await agent.get(f"/api/desk/pop/{call}")).json()

    assert (pop["match"], pop["customer"]) == ("many", None)
    assert [c["id"] for c in pop["candidates"]] == [li, zhao]
    assert [c["note"] for c in pop["last_contacts"]] == [""], "what was said is not for whoever it may be"


async def test_the_agent_says_which_of_them_it_is_and_takes_it_back(house: House, agent: Browser) -> None:
    li, zhao = await known(house, "李静", COMPANY), await known(house, "赵磊", COMPANY)
    me = house.agents["agent"]
    call = await happened(house.sessions, agent=me, caller="01088886666")
    address = f"/api/desk/pop/{call}/customer"

    chosen = (await agent.post(address, {"customer": zhao})).json()
    row = (await agent.get(f"/api/interactions/{call}")).json()
    of_zhao = (await agent.get(f"/api/customers/{zhao}")).json()["interactions"]
    of_li = (await agent.get(f"/api/customers/{li}")).json()["interactions"]
    back = (await agent.post(address, {"customer": None})).json()

    assert (chosen["match"], chosen["chosen"], chosen["customer"]["id"]) == ("one", True, zhao)
    assert len(chosen["candidates"]) == 2, "another may still be chosen"
    assert row["customer"]["id"] == zhao
    assert ([c["id"] for c in of_zhao], of_li) == ([call], [])
    assert (back["match"], back["customer"], back["chosen"]) == ("many", None, False)


async def test_an_unknown_caller_can_be_anybody_the_agent_finds(house: House, agent: Browser) -> None:
    wang = await known(house, "王芳", WANG)
    call = await happened(house.sessions, agent=house.agents["agent"], caller="18612340000")

    pop = (await agent.post(f"/api/desk/pop/{call}/customer", {"customer": wang})).json()
    nobody = await agent.post(f"/api/desk/pop/{call}/customer", {"customer": "0000000000000"})

    assert (pop["match"], pop["customer"]["name"]) == ("one", "王芳")
    assert (nobody.status_code, nobody.json()["key"]) == (404, "customer.unknown")


async def test_choosing_waits_until_the_contact_is_written_down(house: House, agent: Browser) -> None:
    wang = await known(house, "王芳", WANG)
    call = ringing(house, house.agents["agent"], WANG)

    answer = await agent.post(f"/api/desk/pop/{call}/customer", {"customer": wang})

    assert (answer.status_code, answer.json()["key"]) == (503, "interaction.not_written_yet")


async def test_what_is_promised_to_the_customer_is_shown_when_they_call(house: House, agent: Browser) -> None:
    await known(house, "王芳", WANG)
    me = house.agents["agent"]
    before = await happened(house.sessions, agent=me, caller=WANG)
    promised = {"at": iso(NOON + 60 * SECOND), "note": "报价"}
    await agent.post(f"/api/interactions/{before}/wrap-up", {"type": "enquiry", "callback": promised})
    house.clock.now += 120 * SECOND
    call = ringing(house, me, WANG)

    items = (await agent.get(f"/api/desk/pop/{call}")).json()["open_items"]

    assert [(i["kind"], i["note"], i["overdue"]) for i in items] == [("callback", "报价", True)]
    assert items[0]["agent"]["number"] == "1001"


async def test_another_agents_call_is_not_mine_to_see_but_a_leader_sees_it(
    house: House, agent: Browser
) -> None:
    leader = await house.browser("team_leader")
    call = ringing(house, house.agents["team_leader"], WANG)
    other = ringing(house, None, WANG)

    theirs = await agent.get(f"/api/desk/pop/{call}")
    unknown = await agent.get("/api/desk/pop/0000000000000")

    assert (theirs.status_code, theirs.json()["key"]) == (403, "interaction.not_yours")
    assert (unknown.status_code, unknown.json()["key"]) == (404, "interaction.unknown")
    assert (await leader.get(f"/api/desk/pop/{other}")).status_code == 200


async def test_while_live_is_away_the_database_says_what_it_knows(house: House, agent: Browser) -> None:
    wang = await known(house, "王芳", WANG)
    call = await happened(house.sessions, agent=house.agents["agent"], caller=WANG, wait=18)
    house.live.away = True

    pop = (await agent.get(f"/api/desk/pop/{call}")).json()

    assert (pop["customer"]["id"], pop["waited_seconds"]) == (wang, 18.0)
    assert pop["answer"]["apologise"] is True, "the third ring was over"


async def test_the_greeting_apologises_only_after_the_third_ring(house: House, agent: Browser) -> None:
    me, now = house.agents["agent"], house.clock()
    soon = ringing(house, me, WANG, queue_since=now - 12 * SECOND)
    late = ringing(house, me, WANG, queue_since=now - 16 * SECOND)

    said = [(await agent.get(f"/api/desk/pop/{call}")).json()["answer"] for call in (soon, late)]

    assert [each["apologise"] for each in said] == [False, True]
    assert said[0]["limit_at"][:19] == iso(now + 3 * SECOND)[:19]


async def test_who_gets_a_call_from_a_colleague_sees_who_had_it_why_and_what_they_wrote(
    house: House, agent: Browser
) -> None:
    me, now = house.agents["agent"], house.clock()
    colleague = await house.browser("agent", "operator")
    before = house.agents["agent-operator"]
    call = ringing(house, before, WANG)
    draft = {"type": "enquiry", "result": "", "note": "要开发票", "revision": 0}
    await colleague.put(f"/api/desk/drafts/{call}", draft)
    house.live.pops[call] |= {"in_it": [before, me], "handed_over": [before, "transfer", "开票", now]}

    seen = (await agent.get(f"/api/desk/pop/{call}")).json()["handed_over"]
    own = (await colleague.get(f"/api/desk/pop/{call}")).json()["handed_over"]

    assert (seen["by"]["id"], seen["verb"], seen["reason"]) == (before, "transfer", "开票")
    assert seen["draft"] == {"type": "enquiry", "result": "", "note": "要开发票"}
    assert own is None


async def test_a_call_that_is_only_consulted_about_is_shown_to_who_is_in_it(
    house: House, agent: Browser
) -> None:
    call = ringing(house, "somebody-else", WANG)
    refused = await agent.get(f"/api/desk/pop/{call}")
    house.live.pops[call]["in_it"] = [house.agents["agent"]]

    assert refused.status_code == 403
    assert (await agent.get(f"/api/desk/pop/{call}")).status_code == 200
