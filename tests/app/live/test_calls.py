"""Commands about calls that are up, on pretend telephones: done, shown, told to pages, kept over a kill."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huawu.app.live import takeup
from huawu.platform.clock import SECOND
from huawu.platform.refusals import NotAllowed, NotFound, Refusal
from huawu.telephony.core.switch.house.lines import ParkPlace
from huawu.telephony.core.switch.types import To
from tests.app.live.office import SITE, Office

pytestmark = pytest.mark.core


async def talking(folder: Path) -> tuple[Office, str]:
    """Agent a1 talks with a customer; a2 is signed in too."""
    office = Office(folder)
    for agent, extension in (("a1", "8001"), ("a2", "8002")):
        office.register(extension)
        await office.ask("agent.sign_in", {"agent": agent})
        if agent == "a1":
            contact = office.talk()
    return office, contact


async def do(office: Office, agent: str, contact: str, verb: str, **args: Any) -> dict[str, Any]:
    shown: dict[str, Any] = await office.ask(
        "call.verb", {"agent": agent, "interaction": contact, "verb": verb, "args": args}
    )
    return shown


def answer(office: Office, extension: str) -> str:
    leg = next(p.id for p in office.phones.ringing() if p.extension == extension)
    office.phones.pick_up(leg)
    office.turn()
    return leg


A2 = {"kind": "agent", "id": "a2"}


async def test_a_transfer_is_shown_and_told_to_the_pages_of_both(tmp_path: Path) -> None:
    office, contact = await talking(tmp_path)
    shown = await do(office, "a1", contact, "transfer", to=A2, reason="billing")
    assert (shown["stage"], shown["outcome"]["end"]) == ("transfer", "ringing")
    assert "cancel" in shown["may"]
    roles = [(each["role"], each["agent"], each["state"]) for each in shown["parties"]]
    assert roles == [("customer", None, "up"), ("agent", "a1", "up"), ("target", "a2", "ringing")]
    told = [body for kind, body in office.told if kind == "call.parties"]
    assert {body["agent"] for body in told} == {"a1", "a2"}
    assert not any("number" in party for body in told for party in body["parties"])
    mine = await office.ask("agent.show", {"agent": "a2"})
    assert (mine["contact"], mine["call"]["stage"]) == (contact, "ringing")
    answer(office, "8002")
    left = [body for kind, body in office.told if kind == "call.parties" and body["stage"] == "left"]
    assert [body["agent"] for body in left] == ["a1"]
    popped = await office.ask("call.show", {"interaction": contact})
    assert popped["handed_over"][:3] == ["a1", "transfer", "billing"]
    assert popped["agent"] == "a2"


async def test_a_call_is_shown_to_those_in_it_and_to_those_who_lead(tmp_path: Path) -> None:
    office, contact = await talking(tmp_path)
    with pytest.raises(NotAllowed, match=r"call\.not_yours"):
        await office.ask("call.parties", {"interaction": contact, "agent": "a2", "leads": False})
    leads = await office.ask("call.parties", {"interaction": contact, "agent": "a2", "leads": True})
    assert leads["may"] == ["listen", "whisper", "barge", "take_over"]
    assert leads["parties"][0]["number"] == "13800000000"
    with pytest.raises(NotFound, match=r"call\.unknown"):
        await office.ask("call.parties", {"interaction": "gone", "agent": "a1", "leads": True})


async def test_a_leader_who_has_barged_in_is_offered_the_ways_back(tmp_path: Path) -> None:
    office, contact = await talking(tmp_path)
    rings = await do(office, "a2", contact, "supervise", mode="barge")
    assert rings["may"] == [], "until it is answered"
    answer(office, "8002")
    asked = {"interaction": contact, "agent": "a2", "leads": True}
    barged = (await office.ask("call.parties", asked))["may"]
    assert {"listen", "whisper", "take_over", "leave"} <= set(barged)
    assert "barge" not in barged
    back = await do(office, "a2", contact, "supervise", mode="listen")
    assert {"whisper", "barge", "take_over", "leave"} <= set(back["may"])
    others = await office.ask("call.parties", asked | {"leads": False})
    assert not {"listen", "whisper", "barge", "take_over"} & set(others["may"])


async def test_a_call_says_where_one_key_sends_it_while_it_may(tmp_path: Path) -> None:
    office, contact = await talking(tmp_path)
    asked = {"interaction": contact, "agent": "a1", "leads": False}
    assert (await office.ask("call.parties", asked))["urgent"] is None
    office.switch.plan = replace(office.switch.plan, urgent=To("agent", "a2"))
    assert (await office.ask("call.parties", asked))["urgent"] == A2
    sent = await do(office, "a1", contact, "urgent")
    assert (sent["urgent"], sent["outcome"]["to"]) == (None, A2)
    leg = next(p.id for p in office.phones.ringing() if p.extension == "8002")
    office.hang_up(leg)
    back = await office.ask("call.parties", asked)
    assert (back["stage"], back["outcome"]["end"], back["urgent"]) == ("talk", "declined", A2)


async def test_a_parked_call_says_where_and_its_place_is_told_to_who_could_take_it(tmp_path: Path) -> None:
    office, contact = await talking(tmp_path)
    place = {"701": ParkPlace("701", 60)}
    office.switch.plan = replace(office.switch.plan, lines=replace(office.switch.plan.lines, places=place))
    shown = await do(office, "a1", contact, "park")
    assert (shown["parked"], shown["may"]) == ("701", [])
    other = await office.ask("extension.show", {"number": "8002"})
    assert [(each["place"], each["by"]) for each in other["parked"]] == [("701", "8001")]
    await office.ask("call.dial", {"agent": "a2", "to": {"kind": "extension", "id": "701"}, "callback": None})
    answer(office, "8002")
    taken = await office.ask("call.parties", {"interaction": contact, "agent": "a2", "leads": False})
    assert (taken["parked"], taken["in_charge"]) == (None, "a2")


async def test_a_refused_verb_leaves_the_call_as_it_was(tmp_path: Path) -> None:
    office, contact = await talking(tmp_path)
    before = office.switch.calls[contact].saved()
    with pytest.raises(Refusal, match=r"call\.to_yourself"):
        await do(office, "a1", contact, "transfer", to={"kind": "agent", "id": "a1"})
    assert office.switch.calls[contact].saved() == before


async def test_a_conference_goes_on_in_the_next_process_and_who_rang_gives_the_agent_back(
    tmp_path: Path,
) -> None:
    office, contact = await talking(tmp_path)
    await do(office, "a1", contact, "consult", to=A2)
    bob = answer(office, "8002")
    await do(office, "a1", contact, "merge")
    second = Office(tmp_path, office)
    shown = await second.ask("call.parties", {"interaction": contact, "agent": "a1", "leads": False})
    assert (shown["stage"], len(shown["parties"])) == ("conference", 3)
    second.hang_up(bob)
    await do(second, "a1", contact, "transfer", to=A2)
    third = Office(tmp_path, second)
    call = third.switch.calls[contact]
    assert (call.stage, call.outcome and call.outcome.end) == ("talk", "failed")
    assert len(third.phones.legs) == 2
    third.hang_up()
    assert third.phones.legs == {}


async def test_someone_who_leads_gives_an_agent_a_state_and_it_is_on_record(tmp_path: Path) -> None:
    office, _ = await talking(tmp_path)
    asked = {"agent": "a2", "state": "paused", "reason": "meal", "by": "u9", "limit_seconds": 600}
    await office.ask("agent.force", asked)
    assert (await office.ask("agent.show", {"agent": "a2"}))["state"] == "paused"
    changed = [body for kind, body in office.told if kind == "agent.changed" and body["agent"] == "a2"][-1]
    assert changed["until"] - changed["since"] == 600 * SECOND
    assert ("agent.forced", "agent/a2") in office.facts()
    told = [body for kind, body in office.told if kind == "agent.forced"]
    assert [(body["by"], body["state"]) for body in told] == [("u9", "paused")]


async def test_a_conference_whose_customer_was_lost_with_the_process_is_over_once(tmp_path: Path) -> None:
    office, contact = await talking(tmp_path)
    await do(office, "a1", contact, "add", to=A2)
    second = Office(tmp_path, office)
    call = second.switch.calls[contact]
    second.switch.broken(call)
    second.turn()
    over = len(second.facts())
    takeup.called_no_more(call, second.switch, ())
    second.turn()
    assert len(second.facts()) == over
    assert second.phones.legs.keys() <= {"c1"}


async def test_nobody_signs_in_from_the_middle_of_a_call(tmp_path: Path) -> None:
    office, contact = await talking(tmp_path)
    await office.ask("agent.sign_out", {"agent": "a2"})
    await do(office, "a1", contact, "consult", to=A2)
    with pytest.raises(Refusal, match=r"agent\.in_call"):
        await office.ask("agent.sign_in", {"agent": "a2"})
    await do(office, "a1", contact, "cancel")
    assert (await office.ask("agent.sign_in", {"agent": "a2"}))["state"] == "ready"


async def test_a_pause_of_the_recording_is_shown_told_to_the_page_and_kept_over_a_kill(
    tmp_path: Path,
) -> None:
    office, contact = await talking(tmp_path)
    call = office.switch.calls[contact]
    office.phones.record("r1", outside=[call.leg], inside=[call.agent_leg or ""], secret={})
    call.recording = "r1"
    shown = await do(office, "a1", contact, "pause_recording")
    until = office.now + 180 * SECOND
    now = {"state": "paused", "since": office.now, "until": until, "on_demand": False, "consent": None}
    assert shown["recording"] == now
    [told] = [body for kind, body in office.told if kind == "recording.paused"]
    assert (told["interaction"], told["agent"]) == (contact, "a1")

    office.phones.paused.clear()
    office = Office(tmp_path, office)
    takeup.paused_again(office.phones, list(office.switch.calls.values()))
    assert office.phones.paused == {"r1"}
    assert (await do(office, "a1", contact, "resume_recording"))["recording"]["state"] == "on"
    assert office.phones.paused == set()
    kinds = [kind for kind, stream in office.facts() if stream == contact]
    assert (kinds.count("recording.paused"), kinds.count("recording.resumed")) == (1, 1)


class Attended(Office):
    """Callers of 4003 are put through to 8001, and are said goodbye to after the talk."""

    source = {
        **SITE,
        "flows": {
            "attendant": {
                "version": 1,
                "graph": {"start": "dial", "nodes": {"dial": {"do": "dial", "to": {"extension": "8001"}}}},
            }
        },
        "numbers": {"4003": {"flow": "attendant"}},
    }


async def test_whom_a_flow_put_through_is_on_no_board_when_the_talk_is_over(tmp_path: Path) -> None:
    office = Attended(tmp_path)
    office.register("8001")
    office.phones.arrive("c1", "4003")
    office.turn()
    leg = answer(office, "8001")
    assert len(office.board["calls"]) == 1
    office.hang_up(leg)
    assert (office.switch.calls, office.phones.legs) == ({}, {})
    assert office.board["calls"] == {}
