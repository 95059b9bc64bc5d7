"""A call with a trunk that is transferred to an outside number is handed back to the neighbour; what it will
not have, or tries in vain, goes on with a leg of ours."""

from dataclasses import replace

import pytest

from huawu.interactions.events import PassedOn
from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.exchange import NUMBER, Exchange
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core


def asked(agent: str = "ann") -> Exchange:
    """Ann transfers a customer to an outside number; the neighbour is asked to have the call back."""
    centre = Exchange(handing_back=frozenset({"trunk"}))
    centre.talk(agent)
    centre.do(agent, "transfer", ("number", NUMBER))
    assert centre.phones.referred == [("c", NUMBER, None)]
    return centre


def asked_by_telephone(centre: Exchange, telephone: str) -> str:
    """A telephone transfers a caller from outside to an outside number; the neighbour is asked to have the
    call back. The leg of the telephone."""
    there = centre.leg(telephone)
    centre.phones.transfer(there, NUMBER)
    centre.turn()
    assert centre.phones.referred == [("c", NUMBER, None)]
    return there


def house() -> House:
    """7001, a telephone of the house, talks with a caller from outside."""
    made = House()
    made.switch.plan = replace(made.switch.plan, handing_back=frozenset({"trunk"}))
    made.call("c", "4008")
    made.picks_up("7001")
    return made


def says(centre: Exchange, *outcomes: str) -> None:
    """The neighbour says what comes of it."""
    for outcome in outcomes:
        centre.phones.refer_answered("c", outcome)
        centre.turn()


def passed_on(centre: Exchange) -> list[tuple[str, str, str]]:
    facts = [fact for _, fact in centre.facts if isinstance(fact, PassedOn)]
    return [(fact.verb, fact.kind, fact.end) for fact in facts]


def test_the_neighbour_has_the_call_and_nothing_of_it_is_left() -> None:
    centre = asked()
    says(centre, "accepted", "ringing")
    assert centre.hears("c") == ["music"]
    assert centre.the_call.stage == "transfer"
    assert not centre.rings(NUMBER)
    says(centre, "done")
    assert (centre.switch.calls, centre.phones.legs, centre.phones.recordings) == ({}, {}, {})
    assert centre.ended() == [("agent", "transferred")]
    assert passed_on(centre) == [("transfer", "number", "answered")]
    assert ("transfer", "ann", "transferred") in centre.segments()
    assert centre.state("ann") == "wrap_up"


@pytest.mark.parametrize("before", [("refused",), ("accepted", "failed"), ("accepted", "ringing", "failed")])
def test_what_the_neighbour_will_not_have_goes_on_with_a_leg_of_ours(before: tuple[str, ...]) -> None:
    centre = asked()
    says(centre, *before)
    assert centre.rings(NUMBER)
    assert centre.the_call.stage == "transfer"
    assert passed_on(centre) == []
    centre.picks_up(NUMBER)
    assert centre.together("c", NUMBER)
    assert passed_on(centre) == [("transfer", "number", "answered")]
    centre.hangs_up(NUMBER)
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


def test_whom_that_does_not_reach_either_gives_the_customer_back() -> None:
    centre = asked()
    says(centre, "refused")
    centre.hangs_up(NUMBER, "busy")
    assert centre.together("c", "ann")
    assert centre.end == "busy"


def test_a_neighbour_that_agrees_and_ends_the_call_has_it() -> None:
    centre = asked()
    says(centre, "accepted")
    centre.hangs_up("c")
    assert (centre.ended(), passed_on(centre)) == (
        [("agent", "transferred")],
        [("transfer", "number", "answered")],
    )
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


def test_a_customer_who_hangs_up_before_it_agrees_has_hung_up() -> None:
    centre = asked()
    centre.hangs_up("c")
    assert centre.ended() == [("customer", "hung_up")]
    assert passed_on(centre) == [("transfer", "number", "cancelled")]
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


@pytest.mark.parametrize("outcome", ["done", "refused"])
def test_who_transfers_may_hang_up_meanwhile(outcome: str) -> None:
    centre = asked()
    says(centre, "accepted")
    centre.switch.asked("ann", "hang_up", centre.now)
    centre.turn()
    assert centre.state("ann") == "wrap_up"
    assert set(centre.phones.legs) == {"c"}
    assert centre.the_call.stage == "transfer", "nobody has them on hold"
    says(centre, outcome)
    if outcome == "done":
        assert centre.ended() == [("agent", "transferred")]
    else:
        centre.hangs_up(NUMBER, "no_answer")
        centre.wrapped_up("ann")
        assert centre.rings("ann"), "it is given back to who hung up"


@pytest.mark.parametrize("before", [(), ("accepted",)])
def test_a_neighbour_that_puts_another_leg_in_the_customers_place_will_not_have_the_call(
    before: tuple[str, ...],
) -> None:
    centre = asked()
    says(centre, *before)
    centre.phones.arrive("new", "4002", replaces="c")
    centre.turn()
    assert set(centre.phones.legs) == {"new", centre.leg("ann"), centre.leg(NUMBER)}
    assert centre.rings(NUMBER)
    centre.hangs_up(NUMBER, "busy")
    assert centre.together("new", "ann")
    assert centre.the_call.stage == "talk"


@pytest.mark.parametrize("late", ["failed", "done"])
@pytest.mark.parametrize("listens", [True, False])
def test_a_leader_who_takes_the_call_over_has_it_whatever_the_neighbour_says_later(
    late: str, listens: bool
) -> None:
    centre = asked()
    says(centre, "accepted")
    centre.guide("listen" if listens else "take_over")
    centre.picks_up("lea")
    if listens:
        centre.guide("take_over")
    assert centre.together("c", "lea")
    assert centre.the_call.stage == "talk"
    assert passed_on(centre) == [("transfer", "number", "cancelled")]
    says(centre, late)
    assert centre.together("c", "lea")
    assert not centre.rings(NUMBER)
    centre.do("lea", "consult", "bob")


def test_nothing_else_is_done_with_the_call_meanwhile() -> None:
    centre = asked()
    for verb in ("transfer", "consult", "add", "resume", "cancel"):
        assert centre.refused("ann", verb, "bob") == "call.not_now"


def test_another_process_knows_what_the_neighbour_was_asked() -> None:
    centre = asked()
    says(centre, "accepted")
    call = centre.the_call
    assert restored(call.saved()) == call


def test_a_telephone_that_transfers_hears_how_it_goes() -> None:
    centre = Exchange(handing_back=frozenset({"trunk"}))
    centre.talk()
    ann = asked_by_telephone(centre, "ann")
    says(centre, "accepted", "done")
    assert centre.phones.progress == [(ann, "ringing"), (ann, "done")]


def test_a_telephone_hears_in_the_end_why_nobody_was_reached() -> None:
    centre = Exchange(handing_back=frozenset({"trunk"}))
    centre.talk()
    ann = asked_by_telephone(centre, "ann")
    says(centre, "refused")
    centre.hangs_up(NUMBER, "busy")
    assert centre.phones.progress == [(ann, "ringing"), (ann, "busy")]
    assert centre.together("c", "ann")


@pytest.mark.parametrize("to", [("agent", "bob"), ("extension", "7001")])
def test_inside_nobody_is_asked(to: tuple[str, str]) -> None:
    centre = Exchange(handing_back=frozenset({"trunk"}))
    centre.talk()
    centre.do("ann", "transfer", to)
    assert centre.phones.referred == []


def test_where_there_are_others_in_the_call_the_customer_is_not_taken_away_from_them() -> None:
    centre = Exchange(handing_back=frozenset({"trunk"}))
    centre.talk()
    centre.do("ann", "add", "bob")
    centre.picks_up("bob")
    centre.do("ann", "transfer", ("number", NUMBER))
    assert centre.phones.referred == []
    assert centre.rings(NUMBER)


def test_only_a_trunk_that_says_so_and_that_calls_go_out_by_is_asked() -> None:
    for handing_back, trunks in ((frozenset[str](), ("trunk",)), (frozenset({"trunk"}), ("other", "trunk"))):
        centre = Exchange(handing_back=handing_back)
        centre.switch.plan = replace(centre.switch.plan, trunks=trunks)
        centre.talk()
        centre.do("ann", "transfer", ("number", NUMBER))
        assert centre.phones.referred == []


def test_a_telephone_of_the_house_passes_an_outside_caller_on_to_outside() -> None:
    centre = house()
    there = asked_by_telephone(centre, "7001")
    says(centre, "accepted", "done")
    assert centre.phones.progress == [(there, "ringing"), (there, "done")]
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


def test_what_it_passed_on_in_vain_comes_back_to_a_telephone_of_the_house() -> None:
    centre = house()
    there = asked_by_telephone(centre, "7001")
    says(centre, "refused")
    assert centre.rings(NUMBER)
    centre.hangs_up(NUMBER, "busy")
    assert centre.phones.progress == [(there, "ringing"), (there, "busy")]
    assert centre.together("c", there)


# ---- two who are both with the neighbour -------------------------------------------------------------------


def consulted() -> Exchange:
    """Ann has asked somebody outside, and leaves the customer to them: they talk through us."""
    centre = Exchange(handing_back=frozenset({"trunk"}))
    centre.talk()
    centre.do("ann", "consult", ("number", NUMBER))
    assert centre.phones.referred == []
    centre.picks_up(NUMBER)
    there = centre.leg(NUMBER)
    centre.do("ann", "complete")
    assert centre.phones.referred == [("c", "", there)]
    assert centre.together("c", NUMBER)
    return centre


def test_two_outside_are_left_to_the_neighbour() -> None:
    centre = consulted()
    says(centre, "accepted", "done")
    assert (centre.switch.calls, centre.phones.legs, centre.phones.recordings) == ({}, {}, {})
    assert centre.ended() == [("agent", "transferred")]


@pytest.mark.parametrize("first", ["c", NUMBER])
def test_two_outside_whom_the_neighbour_agrees_to_join_are_joined_when_it_ends_the_call(first: str) -> None:
    centre = consulted()
    says(centre, "accepted")
    centre.hangs_up(first)
    assert centre.ended() == [("agent", "transferred")]
    assert (centre.switch.calls, centre.phones.legs, centre.phones.recordings) == ({}, {}, {})


@pytest.mark.parametrize(("first", "by"), [("c", "customer"), (NUMBER, "agent")])
def test_two_outside_of_whom_one_hangs_up_before_the_neighbour_agrees_have_hung_up(
    first: str, by: str
) -> None:
    centre = consulted()
    centre.hangs_up(first)
    assert centre.ended() == [(by, "hung_up")]
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


@pytest.mark.parametrize("outcome", ["refused", "failed"])
def test_two_outside_whom_the_neighbour_does_not_join_talk_on_through_us(outcome: str) -> None:
    centre = consulted()
    says(centre, "accepted", outcome)
    assert centre.together("c", NUMBER)
    assert centre.the_call.stage == "talk"
    centre.hangs_up("c")
    assert centre.ended() == [("customer", "hung_up")]


def test_two_outside_of_whom_one_gets_another_leg_are_not_joined_by_the_neighbour() -> None:
    centre = consulted()
    centre.phones.arrive("new", "4002", replaces="c")
    centre.turn()
    assert centre.together("new", NUMBER)
    assert centre.the_call.parties["new"].verb == ""


def test_two_outside_whom_a_telephone_of_the_house_joins_are_left_to_the_neighbour() -> None:
    centre = house()
    centre.dial("7001", NUMBER, "y")
    centre.picks_up(NUMBER)
    there = centre.leg(NUMBER)
    centre.phones.transfer(centre.leg("7001"), replaces="y")
    centre.turn()
    assert centre.phones.referred == [("c", "", there)]
    says(centre, "done")
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


def test_a_customer_and_somebody_of_the_house_are_left_to_nobody() -> None:
    centre = Exchange(handing_back=frozenset({"trunk"}))
    centre.talk()
    centre.do("ann", "consult", ("extension", "7001"))
    centre.picks_up("7001")
    centre.do("ann", "complete")
    assert centre.phones.referred == []
