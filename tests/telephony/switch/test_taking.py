"""Agents park calls, and take from the page what is parked or rings at another telephone; intercom."""

from dataclasses import replace

import pytest

from huawu.interactions.events import InteractionEnded, SegmentClosed
from huawu.platform.refusals import Refusal
from huawu.telephony.core.switch.house import taking
from huawu.telephony.core.switch.house.lines import Extension, Lines, ParkPlace
from huawu.telephony.core.switch.types import Call
from tests.telephony.switch.exchange import Exchange

pytestmark = pytest.mark.core


@pytest.fixture
def centre() -> Exchange:
    """Ann, Bob and phone 7001 are of one pickup group, Cat is of none; calls are parked at 701."""
    made = Exchange()
    members = {number: Extension(number, pickup_group="g") for number in ("8001", "8002", "7001")}
    lines = Lines(members, {}, {"701": ParkPlace("701", 60)})
    made.switch.plan = replace(made.switch.plan, lines=lines)
    return made


def dial(centre: Exchange, agent: str, number: str) -> Call:
    return centre.calls_out(agent, ("extension", number))


def refused(centre: Exchange, agent: str, number: str) -> str:
    with pytest.raises(Refusal) as found:
        dial(centre, agent, number)
    return found.value.key


def own_ends(centre: Exchange, call: Call) -> list[str]:
    facts = [fact for _, fact in centre.facts if isinstance(fact, InteractionEnded)]
    return [fact.cause for fact in facts if fact.interaction == call.id]


def test_a_parked_customer_is_fetched_by_another_agent_who_is_in_charge_then(centre: Exchange) -> None:
    call = centre.talk("ann")
    centre.do("ann", "park")
    assert (centre.hears("c"), centre.state("ann")) == (["music"], "wrap_up")
    assert [each[::2] for each in taking.parked(centre.switch)] == [("701", "8001")]
    centre.ready("bob")
    own = dial(centre, "bob", "701")
    assert (centre.rings("bob"), centre.hears("c")) == (True, ["music"])
    centre.picks_up("bob")
    assert centre.together("c", "bob")
    assert (call.agent, own_ends(centre, own), centre.state("bob")) == ("bob", ["picked_up"], "talking")
    assert taking.parked(centre.switch) == []
    centre.hangs_up("c")
    assert (centre.state("bob"), centre.phones.legs, centre.switch.calls) == ("wrap_up", {}, {})


@pytest.mark.parametrize("number", ["701", "*8"])
def test_who_takes_a_call_is_offered_nothing_between_the_own_call_and_that_one(
    centre: Exchange, number: str
) -> None:
    centre.talk("ann")
    if number == "701":
        centre.do("ann", "park")
    else:
        centre.do("ann", "transfer", ("extension", "7001"))
    centre.ready("bob")
    dial(centre, "bob", number)
    waits = centre.call("w", "4002")
    centre.picks_up("bob")
    assert centre.together("c", "bob")
    rows = [fact for _, fact in centre.facts if isinstance(fact, SegmentClosed)]
    assert [fact.role for fact in rows if fact.interaction == waits.id] == []
    assert (waits.stage, centre.state("bob")) == ("queue", "talking")
    centre.hangs_up("c")
    centre.wrapped_up("bob")
    assert centre.rings("bob")


def test_what_rings_at_the_own_group_is_picked_up_and_its_telephone_falls_silent(centre: Exchange) -> None:
    centre.ready("ann")
    dial(centre, "ann", "7001")
    centre.picks_up("ann")
    assert centre.rings("7001")
    assert [each[0] for each in taking.ringing(centre.switch, "8002")] == ["7001"]
    centre.ready("bob")
    own = dial(centre, "bob", "**7001")
    centre.picks_up("bob")
    assert centre.together("ann", "bob")
    assert not centre.rings("7001")
    assert own_ends(centre, own) == ["picked_up"]
    centre.hangs_up("bob")
    assert (centre.phones.legs, centre.switch.calls) == ({}, {})
    assert (centre.state("ann"), centre.state("bob")) == ("ready", "ready")


def test_what_was_taken_by_somebody_else_meanwhile_ends_the_own_call(centre: Exchange) -> None:
    centre.ready("ann")
    dial(centre, "ann", "7001")
    centre.picks_up("ann")
    centre.ready("bob")
    dial(centre, "bob", "*8")
    centre.picks_up("7001")
    centre.picks_up("bob")
    assert centre.together("ann", "7001")
    assert [each.extension for each in centre.phones.legs.values()] == ["8001", "7001"]
    assert centre.state("bob") == "ready"


def test_nothing_is_taken_where_nothing_waits_or_by_who_may_not(centre: Exchange) -> None:
    centre.ready("cat")
    assert refused(centre, "cat", "701") == "call.nothing_parked"
    assert refused(centre, "cat", "*8") == "call.nothing_rings"
    centre.ready("ann")
    dial(centre, "ann", "7001")
    centre.picks_up("ann")
    assert refused(centre, "cat", "**7001") == "call.nothing_rings"
    assert centre.rings("7001")


def test_a_call_is_parked_only_where_a_place_is_free(centre: Exchange) -> None:
    centre.talk("ann", "c")
    centre.do("ann", "park")
    centre.talk("bob", "d")
    assert centre.refused("bob", "park") == "call.not_now"
    assert centre.together("d", "bob")


def test_an_intercom_asks_the_telephone_to_answer_by_itself(centre: Exchange) -> None:
    centre.ready("ann")
    call = dial(centre, "ann", "*80*7001#")
    centre.picks_up("ann")
    assert (centre.phones.legs[centre.leg("7001")].auto_answer, call.number) == (True, "7001")
    centre.picks_up("7001")
    assert centre.together("ann", "7001")
    centre.hangs_up("7001")
    centre.ready("bob")
    assert refused(centre, "bob", "*80*8002") == "call.your_own_number"
    assert refused(centre, "bob", "*80*9999") == "call.unknown_extension"


def test_a_browser_answers_an_intercom_by_itself(centre: Exchange) -> None:
    centre.ready("ann")
    dial(centre, "ann", "*80*8002")
    centre.picks_up("ann")
    assert centre.phones.legs[centre.leg("bob")].purpose == "dial"


def test_an_intercom_does_not_break_into_a_talk(centre: Exchange) -> None:
    centre.talk("bob")
    centre.ready("ann")
    dial(centre, "ann", "*80*8002")
    centre.picks_up("ann")
    assert not centre.rings("bob")
    assert centre.together("c", "bob")


def test_the_own_telephone_of_who_calls_from_the_page_is_nobody_elses_to_pick_up(centre: Exchange) -> None:
    centre.ready("ann", "bob")
    dial(centre, "ann", "7001")
    assert centre.rings("ann")
    assert taking.ringing(centre.switch, "8002") == []
    assert refused(centre, "bob", "**8001") == "call.nothing_rings"
    centre.phones.arrive("b", "**8001", extension="8002")
    centre.turn()
    assert centre.phones.refused["b"] == "unreachable"
    centre.picks_up("ann")
    centre.picks_up("7001")
    assert centre.together("ann", "7001")
    centre.hangs_up("ann")
    assert (centre.phones.legs, centre.switch.calls) == ({}, {})
    assert (centre.state("ann"), centre.state("bob")) == ("ready", "ready")


def test_a_leader_who_takes_over_is_rung_for_that_alone_and_a_transfer_may_be_picked_up(
    centre: Exchange,
) -> None:
    lines = centre.switch.plan.lines
    members = {**lines.extensions, "8009": Extension("8009", pickup_group="g")}
    centre.switch.plan = replace(centre.switch.plan, lines=replace(lines, extensions=members))
    centre.talk("ann")
    centre.guide("take_over")
    assert centre.rings("lea")
    assert taking.ringing(centre.switch, "8002") == []
    centre.hangs_up("lea", "no_answer")
    centre.do("ann", "transfer", "lea")
    assert [each[0] for each in taking.ringing(centre.switch, "8002")] == ["8009"]
