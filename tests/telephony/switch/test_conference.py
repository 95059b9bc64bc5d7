"""Three and more, and one after another."""

import pytest

from huawu.interactions.events import InteractionEnded, SegmentClosed
from huawu.platform.clock import SECOND
from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.exchange import NUMBER, Exchange

pytestmark = pytest.mark.core


def three() -> Exchange:
    centre = Exchange()
    centre.ready("bob")
    centre.talk()
    centre.do("ann", "add", "bob")
    centre.picks_up("bob")
    return centre


# ---- conferences -------------------------------------------------------------------------------------------


def test_who_comes_to_be_in_charge_unheard_has_a_minute_to_be_heard_again() -> None:
    for found in (True, False):
        centre = three()
        bob = centre.leg("bob")
        centre.phones.lose_path(bob)
        centre.turn()
        centre.do("ann", "hand_over", party=bob)
        if found:
            centre.phones.find_path(bob)
            centre.turn()
        centre.pass_time(61)
        assert (bob in centre.phones.legs) is found
        assert centre.switch.call_of("ann") is centre.the_call
        assert centre.the_call.agent_leg in (*centre.the_call.parties, None)


def test_others_are_called_into_the_talk_which_goes_on_meanwhile() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "add", "bob")
    assert centre.together("c", "ann")
    centre.picks_up("bob")
    centre.do("ann", "add", ("number", NUMBER))
    centre.picks_up(NUMBER)
    assert centre.together("c", "ann", "bob", NUMBER)
    assert centre.the_call.stage == "conference"


def test_one_is_dropped_and_the_others_go_on() -> None:
    centre = three()
    centre.do("ann", "drop", party=centre.leg("bob"))
    assert centre.together("c", "ann")
    assert (centre.the_call.stage, centre.state("bob")) == ("talk", "ready")


def test_one_is_muted_and_hears_on() -> None:
    centre = three()
    bob = centre.leg("bob")
    centre.do("ann", "mute", party=bob)
    assert centre.audible() == {
        "c": {centre.leg("ann")},
        centre.leg("ann"): {"c"},
        bob: {"c", centre.leg("ann")},
    }
    centre.do("ann", "unmute", party=bob)
    assert centre.together("c", "ann", "bob")


def test_nobody_joins_a_locked_conversation() -> None:
    centre = three()
    centre.do("ann", "lock")
    assert centre.refused("ann", "add", "cat") == "call.locked"
    assert centre.refused("lea", "supervise", mode="barge") == "call.locked"
    centre.do("ann", "unlock")
    centre.do("ann", "add", "cat")


def test_the_agent_hands_over_and_may_leave() -> None:
    centre = three()
    centre.do("ann", "hand_over", party=centre.leg("bob"))
    assert centre.the_call.agent == "bob"
    centre.hangs_up("ann")
    assert centre.together("c", "bob")
    assert (centre.state("ann"), centre.state("bob")) == ("wrap_up", "talking")


def test_when_the_agent_hangs_up_a_colleague_in_the_conference_is_in_charge() -> None:
    centre = three()
    centre.hangs_up("ann")
    assert centre.together("c", "bob")
    assert centre.the_call.agent == "bob"
    centre.hangs_up("c")
    assert centre.state("bob") == "wrap_up"


def test_an_agent_steps_out_of_a_conference_and_back() -> None:
    centre = three()
    assert centre.switch.asked("ann", "hold", centre.now)
    assert centre.together("c", "bob")
    assert centre.switch.asked("ann", "resume", centre.now)
    assert centre.together("c", "ann", "bob")


def test_a_conference_of_two_hundred_is_refused_with_its_limit() -> None:
    centre = Exchange(conference_limit=4)
    centre.talk()
    for who in ("bob", "cat"):
        centre.do("ann", "add", who)
        centre.picks_up(who)
    assert centre.refused("ann", "add", "dan") == "call.full"
    assert centre.together("c", "ann", "bob", "cat")


def test_nobody_comes_past_the_limit_by_being_asked_aside_first_or_by_barging_in() -> None:
    centre = Exchange(conference_limit=3)
    centre.talk()
    centre.do("ann", "add", ("extension", "7001"))
    centre.picks_up("7001")
    centre.do("ann", "consult", "bob")
    centre.picks_up("bob")
    assert centre.refused("ann", "merge") == "call.full"
    centre.do("ann", "cancel")
    assert centre.refused("lea", "supervise", mode="barge") == "call.full"
    centre.guide("listen")
    centre.picks_up("lea")
    assert centre.refused("lea", "supervise", mode="barge") == "call.full"
    assert {each.role for each in centre.the_call.parties.values()} == {
        "customer", "agent", "joined", "listener"
    }  # fmt: skip


def test_the_same_one_is_not_called_in_twice_and_a_stranger_not_dropped() -> None:
    centre = three()
    assert centre.refused("ann", "add", "bob") == "call.already_there"
    assert centre.refused("ann", "drop", party="nobody") == "call.party_unknown"
    assert centre.refused("ann", "drop", party="c") == "call.not_now"
    assert centre.refused("bob", "drop", party="c") == "call.not_now"


def test_a_queue_cannot_be_asked_into_a_conference() -> None:
    centre = three()
    assert centre.refused("ann", "add", ("queue", "back")) == "call.not_a_queue"


# ---- the customer leaves -----------------------------------------------------------------------------------


def test_when_the_customer_leaves_a_conference_the_others_go_on_until_fewer_than_two_are_left() -> None:
    centre = three()
    centre.do("ann", "add", ("number", NUMBER))
    centre.picks_up(NUMBER)
    centre.hangs_up("c")
    assert centre.together("ann", "bob", NUMBER)
    assert centre.the_call.stage == "conference"
    outside = centre.leg(NUMBER)
    assert centre.phones.recordings[centre.the_call.recording or ""][0] == [outside]
    centre.hangs_up(NUMBER)
    assert centre.together("ann", "bob")
    assert centre.the_call.stage == "talk"
    centre.hangs_up("bob")
    assert (centre.switch.calls, centre.phones.legs, centre.phones.recordings) == ({}, {}, {})
    assert (centre.state("ann"), centre.state("bob")) == ("wrap_up", "ready")


def test_the_ledger_tells_the_talk_of_two_after_the_customer_from_the_conference_before() -> None:
    centre = three()
    centre.pass_time(60)
    centre.hangs_up("c")
    centre.pass_time(30)
    centre.hangs_up("bob")
    rows = [
        (fact.role, fact.agent, (fact.ended_at - fact.started_at) // SECOND)
        for _, fact in centre.facts
        if isinstance(fact, SegmentClosed) and fact.agent and fact.role in ("talk", "conference")
    ]
    assert rows[1:] == [
        ("conference", "ann", 60),
        ("conference", "bob", 60),
        ("talk", "bob", 30),
        ("talk", "ann", 30),
    ]
    ended = [fact for _, fact in centre.facts if isinstance(fact, InteractionEnded)]
    assert [(each.by, each.agent) for each in ended] == [("agent", "ann")]


def test_who_is_in_charge_may_leave_those_that_go_on_without_the_customer() -> None:
    centre = three()
    centre.do("ann", "add", "cat")
    centre.picks_up("cat")
    centre.hangs_up("c")
    centre.hangs_up("ann")
    assert centre.together("bob", "cat")
    assert centre.the_call.agent == "bob"
    centre.hangs_up("cat")
    assert centre.switch.calls == {}


def test_what_was_under_way_for_the_customer_is_given_up_and_the_others_go_on() -> None:
    centre = three()
    centre.do("ann", "consult", "cat")
    centre.hangs_up("c")
    assert centre.together("ann", "bob")
    assert not centre.rings("cat")
    assert centre.end == "cancelled"


def test_without_a_customer_nobody_is_transferred_but_others_may_come_the_customer_too() -> None:
    centre = three()
    centre.hangs_up("c")
    for verb in ("transfer", "consult", "serial"):
        assert centre.refused("ann", verb, "cat") == "call.not_now"
    centre.do("ann", "add", ("number", "13800000000"))
    centre.picks_up("13800000000")
    assert centre.together("ann", "bob", "13800000000")


def test_two_outside_parties_are_not_left_alone_with_each_other() -> None:
    centre = Exchange()
    centre.talk()
    for number in (NUMBER, "13911113333"):
        centre.do("ann", "add", ("number", number))
        centre.picks_up(number)
    centre.hangs_up("c")
    assert centre.together("ann", NUMBER, "13911113333")
    centre.hangs_up("ann")
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


def test_another_process_goes_on_with_a_conference_that_its_customer_has_left() -> None:
    centre = three()
    centre.hangs_up("c")
    assert restored(centre.the_call.saved()) == centre.the_call


# ---- one after another -------------------------------------------------------------------------------------


def test_the_operator_gets_the_caller_back_after_each_of_a_serial_call() -> None:
    centre = Exchange()
    centre.talk()
    for who in ("bob", "cat"):
        centre.do("ann", "serial", who)
        assert centre.hears("c") == ["music"]
        centre.picks_up(who)
        assert centre.together("c", who)
        centre.hangs_up(who)
        assert centre.together("c", "ann")
    assert centre.the_call.agent == "ann"


def test_a_serial_call_that_nobody_answers_gives_the_caller_back() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "serial", "bob")
    centre.hangs_up("bob", "busy")
    assert centre.together("c", "ann")


def test_a_leader_of_a_serial_call_who_only_listens_then_has_the_caller_no_more() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "serial", "lea")
    centre.picks_up("lea")
    centre.guide("listen")
    assert centre.the_call.stage == "hold"
    assert centre.switch.asked("ann", "resume", centre.now)
    centre.turn()
    ann, lea = centre.leg("ann"), centre.leg("lea")
    assert centre.audible() == {"c": {ann}, ann: {"c"}, lea: {"c", ann}}
