"""A queue rings several agents at once: the first to answer has the caller, the others ring no more."""

import pytest

from huawu.telephony.core.switch.house import lamps
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import Call, restored
from tests.telephony.switch.desk import Words
from tests.telephony.switch.exchange import AGENTS, Exchange
from tests.telephony.switch.several import rings_at_once

pytestmark = pytest.mark.core


def floor(*ready: str, most: int = 3) -> Exchange:
    """These agents are ready, the one named first since longest; the queue rings three at once."""
    centre = Exchange()
    rings_at_once(centre, most)
    for agent in ready:
        centre.ready(agent)
        centre.pass_time(1)
    return centre


def rung(*ready: str) -> tuple[Exchange, Call]:
    """Somebody calls while these are ready."""
    centre = floor(*ready)
    return centre, centre.call("c", "4002")


def at(*agents: str) -> set[str]:
    return {AGENTS[agent] for agent in agents}


def rows(centre: Exchange) -> list[tuple[str | None, str]]:
    return [(agent, end) for role, agent, end in centre.segments() if role == "ringing"]


def test_as_many_ring_as_the_queue_says_and_each_of_them_is_found_in_the_call() -> None:
    centre, call = rung("ann", "bob", "cat", "dan")
    assert centre.ringing() == at("ann", "bob", "cat")
    assert call.stage == "ringing"
    assert [centre.switch.call_of(agent) for agent in AGENTS] == [call, call, call, None, None]
    assert centre.state("dan") == "ready"


@pytest.mark.parametrize("winner", ["ann", "bob", "cat"])
def test_the_first_to_answer_has_the_caller_and_the_others_are_free_without_a_miss(winner: str) -> None:
    centre, call = rung("ann", "bob", "cat")
    centre.pass_time(4)
    centre.picks_up(winner)
    losers = sorted({"ann", "bob", "cat"} - {winner})
    assert centre.together("c", winner)
    assert (call.stage, call.agent, call.rings[1:]) == ("talk", winner, ())
    assert centre.ringing() == set()
    assert sorted(centre.phones.legs) == sorted(["c", centre.leg(winner)])
    assert [centre.state(each) for each in losers] == ["ready", "ready"]
    assert sorted(rows(centre)) == sorted([(winner, "answered"), *((each, "taken") for each in losers)])
    taken = [(agent, there.agent, over) for agent, there, over in centre.switch.taken]
    assert taken == [(each, winner, False) for each in losers]
    centre.call("d", "4002")
    assert centre.ringing() == at(*losers)


def test_whose_telephone_rings_in_vain_is_told_that_another_one_took_it() -> None:
    centre, _ = rung("ann", "bob")
    leg = centre.leg("bob")
    centre.picks_up("ann")
    assert centre.phones.let_go[leg] == "taken"


@pytest.mark.parametrize("first", ["ann", "bob"])
def test_two_answer_at_once_and_the_slower_is_let_go(first: str) -> None:
    centre, call = rung("ann", "bob")
    for each in (first, *({"ann", "bob"} - {first})):
        centre.phones.pick_up(centre.leg(each))
    centre.turn()
    assert call.agent == first
    assert centre.together("c", first)
    assert len(centre.phones.legs) == 2
    assert sorted(end for _, end in rows(centre)) == ["answered", "taken"]


@pytest.mark.parametrize("answer_first", [True, False])
def test_an_answer_that_crosses_the_callers_hanging_up_keeps_nobody_busy(answer_first: bool) -> None:
    centre, _ = rung("ann", "bob")
    legs = [centre.leg("ann"), "c"]
    for leg in legs if answer_first else reversed(legs):
        (centre.phones.put_down if leg == "c" else centre.phones.pick_up)(leg)
    centre.turn()
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})
    assert (centre.state("ann"), centre.state("bob")) == ("wrap_up" if answer_first else "ready", "ready")


@pytest.mark.parametrize("who", ["ann", "bob", "cat"])
def test_who_declines_is_replaced_and_the_others_go_on_ringing(who: str) -> None:
    centre, call = rung("ann", "bob", "cat", "dan")
    centre.hangs_up(who, "declined")
    assert centre.ringing() == at("ann", "bob", "cat", "dan") - at(who)
    assert call.stage == "ringing"
    assert rows(centre) == [(who, "declined")]
    centre.picks_up("dan")
    assert centre.together("c", "dan")


def test_screens_see_the_next_one_when_the_first_declines() -> None:
    centre, call = rung("ann", "bob")
    centre.phones.put_down(centre.leg("ann"), "declined")
    for event in centre.phones.take_events():
        centre.switch.leg_event(event, centre.now)
    assert [(each.stage, each.agent) for each in centre.switch.stages] == [("ringing", "bob")]
    assert call.agent == "bob"


def test_nobody_answers_and_the_caller_waits_on() -> None:
    centre, call = rung("ann", "bob")
    for each in ("ann", "bob"):
        centre.hangs_up(each, "busy")
    assert (call.stage, call.rings, call.agent_leg) == ("queue", (), None)
    assert rows(centre) == [("ann", "busy"), ("bob", "busy")]


def test_whoever_does_not_answer_in_time_has_missed_it() -> None:
    centre, _ = rung("ann", "bob")
    centre.pass_time(20)
    assert rows(centre)[:2] == [("ann", "no_answer"), ("bob", "no_answer")]
    assert centre.switch.taken == []


def test_an_agent_who_becomes_ready_meanwhile_rings_along() -> None:
    centre, call = rung("ann")
    centre.pass_time(5)
    since = call.stage_since
    centre.ready("bob")
    assert centre.ringing() == at("ann", "bob")
    assert call.stage_since == since
    centre.picks_up("bob")
    assert centre.together("c", "bob")


def test_an_agent_who_pauses_is_not_rung_any_more_and_the_others_are() -> None:
    centre, call = rung("ann", "bob")
    centre.away("ann")
    assert centre.ringing() == at("bob")
    assert (call.stage, call.agent) == ("ringing", "bob")
    assert rows(centre) == [("ann", "withdrawn")]


def test_an_agent_whose_telephone_is_gone_does_not_keep_the_others_from_ringing() -> None:
    centre = floor("ann", "bob", "cat")
    centre.phones.phones.discard(AGENTS["bob"])
    centre.call("c", "4002")
    assert centre.ringing() == at("ann", "cat")
    assert centre.state("bob") == "paused"


def test_a_caller_who_gives_up_silences_all_of_them() -> None:
    centre, _ = rung("ann", "bob", "cat")
    centre.put_down("c")
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})
    assert rows(centre) == [(each, "withdrawn") for each in ("ann", "bob", "cat")]
    assert [centre.state(each) for each in ("ann", "bob", "cat")] == ["ready"] * 3
    assert centre.switch.taken == []


def test_lamps_of_all_of_them_ring() -> None:
    centre, call = rung("ann", "bob")
    lamps.tell(centre.switch, [call.id])
    assert centre.phones.lamps == dict.fromkeys(at("ann", "bob"), "ringing")
    centre.picks_up("bob")
    lamps.tell(centre.switch, [call.id])
    assert centre.phones.lamps == {AGENTS["ann"]: "idle", AGENTS["bob"]: "busy"}


def test_another_process_knows_all_that_ring() -> None:
    centre, call = rung("ann", "bob", "cat")
    assert restored(call.saved()) == call
    new = Switch(centre.phones, centre.switch.ids, Words())
    new.plan, new.recording, new.now = centre.switch.plan, centre.switch.recording, centre.now
    new.restore(call.saved())
    centre.switch = new
    centre.picks_up("cat")
    assert centre.together("c", "cat")
    assert len(centre.phones.legs) == 2


def test_one_at_a_time_writes_nothing_more_down() -> None:
    centre = floor("ann", "bob", most=1)
    call = centre.call("c", "4002")
    assert centre.ringing() == at("ann")
    assert call.also == ()
    assert restored(call.saved()) == call
