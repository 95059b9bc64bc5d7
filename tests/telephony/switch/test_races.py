"""Races on purpose: what crosses on the wire is told to the switch in either order, and comes to one end."""

import pytest

from huawu.interactions.events import InteractionEnded, SegmentClosed
from tests.telephony.switch.exchange import AGENTS, NUMBER, Exchange

pytestmark = pytest.mark.core


def ended(centre: Exchange) -> list[str]:
    """By whom each contact ended."""
    return [fact.by for _, fact in centre.facts if isinstance(fact, InteractionEnded)]


def rows(centre: Exchange, role: str) -> list[tuple[str | None, str]]:
    found = [fact for _, fact in centre.facts if isinstance(fact, SegmentClosed) and fact.role == role]
    return [(each.agent, each.end) for each in found]


def quiet(centre: Exchange) -> bool:
    """Nothing is left of any call."""
    return (centre.switch.calls, centre.phones.legs, centre.phones.recordings) == ({}, {}, {})


@pytest.mark.parametrize("customer_first", [True, False])
def test_both_hang_up_at_once_and_the_contact_ends_once(customer_first: bool) -> None:
    centre = Exchange()
    centre.talk()
    both = ["c", centre.leg("ann")]
    for leg in both if customer_first else reversed(both):
        centre.phones.put_down(leg)
    centre.turn()
    assert ended(centre) == (["customer"] if customer_first else ["agent"])
    assert rows(centre, "talk") == [("ann", "hung_up")]
    assert quiet(centre)
    assert centre.state("ann") == "wrap_up"


def test_all_of_a_conference_hang_up_at_once() -> None:
    centre = Exchange()
    centre.talk()
    for who in ("bob", "cat"):
        centre.do("ann", "add", who)
        centre.picks_up(who)
    for leg in ("c", *(centre.leg(who) for who in ("cat", "ann", "bob"))):
        centre.phones.put_down(leg)
    centre.turn()
    assert len(ended(centre)) == 1
    assert quiet(centre)


def test_the_page_and_the_customer_hang_up_at_once() -> None:
    centre = Exchange()
    centre.talk()
    centre.phones.put_down("c")
    centre.switch.asked("ann", "hang_up", centre.now)
    centre.turn()
    assert len(ended(centre)) == 1
    assert quiet(centre)


@pytest.mark.parametrize("by_phone", [True, False])
def test_a_held_customer_is_transferred_and_the_hold_is_over(by_phone: bool) -> None:
    centre = Exchange()
    centre.talk()
    ann = centre.leg("ann")
    if by_phone:
        centre.phones.hold(ann, on=True)
        centre.turn()
        centre.phones.transfer(ann, AGENTS["bob"])
        centre.turn()
    else:
        centre.switch.asked("ann", "hold", centre.now)
        centre.do("ann", "transfer", "bob")
    assert centre.hears("c") == ["music"]
    centre.picks_up("bob")
    assert centre.together("c", "bob")
    assert rows(centre, "hold") == [("ann", "resumed")]


def test_a_held_customer_who_could_not_be_transferred_is_with_the_agent_again() -> None:
    centre = Exchange()
    centre.talk()
    centre.switch.asked("ann", "hold", centre.now)
    centre.do("ann", "transfer", "bob")
    centre.hangs_up("bob", "declined")
    assert centre.together("c", "ann")


def test_a_hold_of_the_telephone_that_the_page_has_ended_does_not_come_again() -> None:
    centre = Exchange()
    centre.talk()
    centre.phones.hold(centre.leg("ann"), on=True)
    centre.turn()
    centre.switch.asked("ann", "resume", centre.now)
    centre.do("ann", "consult", "bob")
    centre.hangs_up("bob", "declined")
    assert centre.together("c", "ann")
    assert centre.the_call.stage == "talk"


def three() -> Exchange:
    """Ann and Bob talk with a customer."""
    centre = Exchange()
    centre.ready("bob")
    centre.talk()
    centre.do("ann", "add", "bob")
    centre.picks_up("bob")
    return centre


def holds(centre: Exchange, who: str, *, on: bool) -> None:
    centre.phones.hold(centre.leg(who), on=on)
    centre.turn()


def test_nor_does_one_that_a_page_ended_before_it_was_in_charge() -> None:
    centre = three()
    holds(centre, "bob", on=True)
    centre.switch.asked("bob", "resume", centre.now)
    centre.do("ann", "hand_over", party=centre.leg("bob"))
    centre.do("bob", "consult", "cat")
    centre.hangs_up("cat", "declined")
    assert centre.together("c", "ann", "bob")


def test_a_telephone_has_a_conference_on_hold_even_when_its_customer_leaves_in_mid_serial_call() -> None:
    centre = three()
    centre.do("ann", "serial", "cat")
    holds(centre, "ann", on=True)
    centre.hangs_up("c")
    assert centre.hears(centre.leg("bob")) == ["music"]
    holds(centre, "ann", on=False)
    assert centre.together("ann", "bob")


def test_who_inherits_a_customer_whom_their_telephone_has_on_hold_takes_them_back_by_it() -> None:
    centre = three()
    holds(centre, "bob", on=True)
    centre.hangs_up("ann")
    assert (centre.hears("c"), centre.the_call.stage) == (["music"], "hold")
    holds(centre, "bob", on=False)
    assert centre.together("c", "bob")


def test_a_telephone_that_is_called_anew_holds_nothing() -> None:
    centre = Exchange()
    centre.talk()
    centre.phones.hold(centre.leg("ann"), on=True)
    centre.turn()
    assert centre.switch.asked("ann", "rejoin", centre.now)
    centre.turn()
    centre.picks_up("ann")
    assert centre.together("c", "ann")
    assert centre.the_call.stage == "talk"


def held_and_sent_on() -> tuple[Exchange, str]:
    """The telephone of Ann has put the customer on hold, and asks for a transfer; its leg."""
    centre = Exchange()
    centre.talk()
    ann = centre.leg("ann")
    centre.phones.hold(ann, on=True)
    centre.phones.transfer(ann, AGENTS["bob"])
    centre.turn()
    return centre, ann


def test_a_customer_whom_a_telephone_held_and_could_not_transfer_stays_on_hold_until_it_takes_them_back() -> (
    None
):
    centre, ann = held_and_sent_on()
    centre.hangs_up("bob", "declined")
    assert centre.phones.progress[-1] == (ann, "declined")
    assert centre.hears("c") == ["music"]
    assert centre.the_call.stage == "hold"
    centre.phones.hold(ann, on=False)
    centre.turn()
    assert centre.together("c", "ann")


def test_a_telephone_that_takes_the_customer_back_while_the_target_rings_has_them_when_it_declines() -> None:
    centre, ann = held_and_sent_on()
    centre.phones.hold(ann, on=False)
    centre.turn()
    assert centre.hears("c") == ["music"]
    centre.hangs_up("bob", "declined")
    assert centre.together("c", "ann")


@pytest.mark.parametrize("verb", ["consult", "transfer"])
def test_a_held_customer_hangs_up_in_mid_transfer_and_it_rings_nowhere_any_more(verb: str) -> None:
    centre = Exchange()
    centre.talk()
    centre.switch.asked("ann", "hold", centre.now)
    centre.do("ann", verb, "bob")
    centre.hangs_up("c")
    assert ended(centre) == ["customer"]
    assert quiet(centre)
    assert ("bob", "withdrawn") in [*rows(centre, "ringing"), *rows(centre, "consult")]


@pytest.mark.parametrize("verb", ["consult", "transfer", "add", "serial"])
def test_an_answer_that_crosses_a_cancel_leaves_nobody_behind(verb: str) -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", verb, ("number", NUMBER))
    leg = centre.leg(NUMBER)
    centre.phones.pick_up(leg)
    centre.do("ann", "cancel")
    assert leg not in centre.phones.legs
    assert centre.together("c", "ann")


@pytest.mark.parametrize("verb", ["consult", "transfer", "serial"])
def test_an_answer_that_crosses_the_customers_hanging_up(verb: str) -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", verb, ("number", NUMBER))
    centre.phones.put_down("c")
    centre.phones.pick_up(centre.leg(NUMBER))
    centre.turn()
    assert len(ended(centre)) == 1
    assert quiet(centre)


@pytest.mark.parametrize("verb", ["consult", "transfer"])
def test_an_answer_in_the_moment_in_which_it_has_rung_long_enough(verb: str) -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", verb, ("number", NUMBER))
    leg = centre.leg(NUMBER)
    centre.now += 31 * 1_000_000
    centre.phones.pick_up(leg)
    centre.switch.tick(centre.now)
    centre.turn()
    assert leg not in centre.phones.legs
    assert centre.together("c", "ann")
    assert centre.end == "no_answer"


def test_two_leave_a_conference_without_customer_at_once() -> None:
    centre = Exchange()
    centre.talk()
    for who in ("bob", "cat"):
        centre.do("ann", "add", who)
        centre.picks_up(who)
    centre.hangs_up("c")
    for who in ("bob", "ann"):
        centre.phones.put_down(centre.leg(who))
    centre.turn()
    assert quiet(centre)


def test_a_second_transfer_asked_for_meanwhile_is_refused() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "transfer", "bob")
    assert centre.refused("ann", "transfer", "cat") == "call.not_now"
    centre.picks_up("bob")
    assert centre.together("c", "bob")
