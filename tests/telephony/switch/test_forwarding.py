"""Do not disturb, and calls that are sent on."""

import pytest

from huawu.interactions.events import PassedOn
from huawu.telephony.core.switch.types import Target
from tests.telephony.switch.house import OUTSIDE, House

pytestmark = pytest.mark.core


def test_who_is_not_to_be_disturbed_is_busy() -> None:
    house = House()
    house.wish("7002", dnd=True)
    house.dial("7001", "7002")
    assert house.refusal() == "busy"


@pytest.mark.parametrize(
    ("why", "cause"),
    [("busy", "busy"), ("no_answer", "no_answer"), ("offline", "unreachable")],
)
def test_a_call_goes_on_where_its_owner_wishes(why: str, cause: str) -> None:
    house = House()
    house.wish("7002", **{why: "7003"})
    house.dial("7001", "7002")
    house.hangs_up("7002", cause)
    assert house.ringing() == {"7003"}
    house.pick_up("7003")
    assert house.together("x", "7003")
    passed = [f for _, f in house.facts if isinstance(f, PassedOn) and f.verb == "forward"]
    assert [(fact.to, fact.end) for fact in passed] == [("7003", why)]


def test_always_goes_on_without_a_ring() -> None:
    house = House()
    house.wish("7002", always="7003", dnd=True)
    house.dial("7001", "7002")
    assert house.ringing() == {"7003"}


def test_a_forward_for_another_reason_does_not_count() -> None:
    house = House()
    house.wish("7002", busy="7003", offline="7003")
    house.dial("7001", "7002")
    house.hangs_up("7002", "declined")
    assert house.refusal() == "declined"


def test_a_busy_line_forwards_at_once() -> None:
    house = House()
    house.dial("7001", "7002", "a")
    house.pick_up("7002")
    house.wish("7002", busy="7003")
    house.dial("7004", "7002")
    assert house.ringing() == {"7003"}


def test_it_stops_when_it_would_come_back() -> None:
    house = House()
    for number, to in (("7002", "7003"), ("7003", "7004"), ("7004", "7002")):
        house.wish(number, always=to)
    house.dial("7001", "7002")
    assert house.refusal() == "unreachable"
    assert house.switch.counters["forward_loops"] == 1


def test_it_stops_after_a_few_hops() -> None:
    house = House()
    chain = ["7002", "7003", "7004", "8001", "8002", "8003", "8004"]
    for number, to in zip(chain, chain[1:], strict=False):
        house.wish(number, always=to)
    house.dial("7001", "7002")
    assert house.refusal() == "unreachable"
    assert not house.switch.calls


def test_an_outside_call_is_paid_by_who_sends_it_on() -> None:
    house = House()
    house.wish("7002", always=OUTSIDE)
    house.dial("7001", "7002")
    assert house.refusal() == "forbidden"
    house.wish("7001", always=OUTSIDE)
    house.dial("7002", "7001", "y")
    house.picks_up(OUTSIDE)
    assert house.together("y", OUTSIDE)
    told = [fact for _, fact in house.facts if isinstance(fact, PassedOn)]
    assert all(OUTSIDE not in (fact.to, fact.reason) for fact in told)


def test_a_call_can_go_on_to_a_queue() -> None:
    house = House()
    house.wish("7002", always="4002")
    house.ready("ann")
    house.dial("7001", "7002")
    house.pick_up("8001")
    assert house.together("x", "8001")


# ---- a customer is put through -----------------------------------------------------------------------------


def test_nobody_is_put_through_to_who_is_not_to_be_disturbed() -> None:
    house = House()
    house.talk()
    house.wish("7002", dnd=True)
    for verb in ("transfer", "consult", "add"):
        assert house.refused("ann", verb, ("extension", "7002")) == "call.not_to_be_disturbed"
    assert house.together("c", "ann")


@pytest.mark.parametrize("verb", ["transfer", "consult"])
def test_a_customer_goes_where_the_one_they_are_put_through_to_sends_all_calls(verb: str) -> None:
    house = House()
    house.talk()
    house.wish("7002", always="7003")
    house.wish("7003", always="7004")
    house.do("ann", verb, ("extension", "7002"))
    assert house.ringing() == {"7004"}
    rung = house.phones.legs[house.leg("7004")]
    assert rung.diverted == ("7003", "always")
    house.picks_up("7004")
    if verb == "consult":
        house.do("ann", "complete")
    assert house.together("c", "7004")


def test_a_customer_who_would_be_sent_round_or_nowhere_stays_with_the_agent() -> None:
    house = House(x7002={"outside": False})
    house.talk()
    house.wish("7003", always="7002")
    for nowhere in ("7003", "*97", OUTSIDE):  # round, the mailbox, outside without leave
        house.wish("7002", always=nowhere)
        assert house.refused("ann", "transfer", ("extension", "7002")) == "call.sent_on_nowhere", nowhere
    assert house.switch.counters["forward_loops"] == 1
    assert house.together("c", "ann")


def test_who_sends_calls_to_the_one_who_puts_the_customer_through_is_refused() -> None:
    house = House()
    house.talk()
    house.wish("7002", always="8001")
    assert house.refused("ann", "transfer", ("extension", "7002")) == "call.to_yourself"


def test_a_customer_goes_to_the_ring_group_to_which_an_extension_sends_all_calls() -> None:
    house = House()
    house.talk()
    house.wish("8002", always="600")
    house.do("ann", "transfer", "bob")
    assert house.ringing() == {"7002", "7003", "7004"}


def test_a_number_of_the_house_is_never_called_outside() -> None:
    house = House()
    house.talk()
    house.dial("7003", "7004")
    house.picks_up("7004")
    house.phones.transfer("x", "701")
    house.turn()
    house.switch.plan.numbers["4010"] = Target(flow="gone")
    house.switch.plan.numbers["4011"] = Target(extension="4011")
    wanted = {"701": "call.place_taken", "4010": "call.bad_number", "4011": "call.bad_number"}
    for number, refusal in wanted.items():
        assert house.refused("ann", "transfer", ("number", number)) == refusal
    assert house.together("c", "ann")
