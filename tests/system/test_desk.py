"""What an agent sees of a call: who rings, before the answer; a hold with its reason; the promise after."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from huawu.speech import service as speech
from huawu.telephony.engine.caller import TestCaller, Wanted
from tests.system.calling import Agent, at_work, until
from tests.system.product import Person, Product

pytestmark = [
    pytest.mark.system,
    pytest.mark.needs("baresip"),
    pytest.mark.asyncio(loop_scope="session"),
]

COMPANY = "01055509000"
"""Three people of the demonstration share it."""


async def test_a_ringing_call_shows_who_it_may_be_and_the_agent_says_who_it_is(product: Product) -> None:
    async with at_work(product, "lin") as agent:
        said = speech.load(speech.customer_sentences()[0])
        wanted = Wanted(
            "4001",
            "127.0.0.1",
            product.sip_port,
            said,
            press="1",
            press_after=1.0,
            caller=COMPANY,
            caller_name="",
        )
        caller = TestCaller(wanted)
        call = asyncio.ensure_future(caller.run())
        await agent.phone.ringing()
        interaction = str((await agent.becomes("ringing"))["contact"])

        pop = await agent.person.get(f"/api/desk/pop/{interaction}")
        assert (pop["match"], pop["customer"]) == ("many", None)
        assert len(pop["candidates"]) == 3
        assert (pop["keys_pressed"], pop["queue"], pop["called_number"]) == ("1", "front-desk", "4001")

        await the_agent_chooses(agent.person, interaction, pop["candidates"][0]["id"])
        await agent.phone.answer()
        await agent.becomes("talking")
        await the_agent_holds_with_a_reason(agent, interaction)
        await the_draft_is_kept(agent.person, interaction)
        caller.hang_up()
        await call
        await agent.becomes("wrap_up")
        await the_books_know_whose_it_is(agent.person, interaction)
        await the_wrap_up_promises_a_call_back(agent.person, interaction)
        await the_books_say_so(agent.person, interaction)


async def the_agent_chooses(person: Person, interaction: str, customer: str) -> None:
    """As soon as the call is written down, which is a moment after it rings."""

    async def chosen() -> dict[str, Any] | None:
        answer = await person.http.post(f"/api/desk/pop/{interaction}/customer", json={"customer": customer})
        assert answer.status_code in (200, 503), answer.text
        return answer.json() if answer.status_code == 200 else None

    pop = await until(chosen)
    assert pop is not None
    assert (pop["match"], pop["chosen"], pop["customer"]["id"]) == ("one", True, customer)


async def the_agent_holds_with_a_reason(agent: Agent, interaction: str) -> None:
    await agent.person.post("/api/agents/me/call", {"action": "hold", "reason": "look-up"})
    held = await agent.me()
    assert (held["call"]["stage"], held["call"]["hold_reason"]) == ("hold", "look-up")
    await agent.person.post("/api/agents/me/call", {"action": "resume"})
    assert (await agent.me())["call"]["hold_reason"] is None


async def the_draft_is_kept(person: Person, interaction: str) -> None:
    draft = {"type": "", "result": "", "note": "要发票", "callback": None, "revision": 0}
    answer = await person.http.put(f"/api/desk/drafts/{interaction}", json=draft)
    assert answer.json()["revision"] == 1, answer.text


async def the_books_know_whose_it_is(person: Person, interaction: str) -> None:
    """What happens is in the database a third of a second later at most; this talk was shorter than that."""

    async def seen() -> bool:
        return (await person.http.get(f"/api/interactions/{interaction}")).status_code == 200

    await until(seen)


async def the_wrap_up_promises_a_call_back(person: Person, interaction: str) -> None:
    kind = (await person.get("/api/wrap-up-types"))["items"][0]
    at = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    body = {
        "type": kind["id"],
        "result": kind["results"][0]["id"],
        "note": "要发票",
        "callback": {"at": at, "note": "发票寄出后告知"},
    }
    await person.post(f"/api/interactions/{interaction}/wrap-up", body)
    mine = (await person.get("/api/callbacks"))["items"]
    only = next(one for one in mine if one["interaction"] == interaction)
    assert (only["number"], only["note"]) == ("+861055509000", "发票寄出后告知")
    assert only["customer"] is not None, "the one that the agent chose"
    await person.post(f"/api/callbacks/{only['id']}/cancel", {"note": ""})
    assert (await person.get("/api/desk/drafts"))["items"] == []


async def the_books_say_so(person: Person, interaction: str) -> None:
    async def written() -> dict[str, Any] | None:
        whole: dict[str, Any] = await person.get(f"/api/interactions/{interaction}")
        return whole if whole["ended_at"] else None

    whole = await until(written)
    assert whole is not None
    assert whole["ended_by"] == "customer"
    assert [s["reason"] for s in whole["segments"] if s["role"] == "hold"] == ["look-up"]
    day = await person.get("/api/desk/day")
    assert day["answered"] >= 1
    assert day["ended_by"]["customer"] >= 1
    assert day["ring_seconds_p50"] is not None
