"""Transfers that phones ask for by themselves, and what they are told of it."""

import pytest

from tests.telephony.switch.exchange import AGENTS, Exchange

pytestmark = pytest.mark.core


def asks(centre: Exchange, who: str, target: str = "", *, replaces: str | None = None) -> str:
    """The phone of an agent sends REFER; its leg."""
    leg = centre.leg(who) if who in AGENTS else who
    centre.phones.transfer(leg, target, replaces=replaces)
    centre.turn()
    return leg


def test_a_phone_transfers_and_is_told_that_it_rings_and_that_it_is_done() -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", "8002")
    assert centre.phones.progress == [(ann, "ringing")]
    centre.picks_up("bob")
    assert centre.phones.progress[-1] == (ann, "done")
    assert centre.together("c", "bob")


@pytest.mark.parametrize("cause", ["busy", "no_answer", "declined"])
def test_a_phone_is_told_why_the_target_did_not_take_the_call_and_has_the_customer_back(cause: str) -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", "8002")
    centre.hangs_up("bob", cause)
    assert centre.phones.progress[-1] == (ann, cause)
    assert centre.together("c", "ann")


@pytest.mark.parametrize(("to", "told"), [("8001", "busy"), ("0", "unknown_number"), ("x", "unknown_number")])
def test_a_phone_is_told_that_a_target_makes_no_sense(to: str, told: str) -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", to)
    assert centre.phones.progress == [(ann, told)]
    assert centre.together("c", "ann")


def test_a_customer_transfers_nobody() -> None:
    centre = Exchange()
    centre.talk()
    asks(centre, "c", "8002")
    assert centre.phones.progress == [("c", "declined")]
    assert centre.together("c", "ann")


def attending() -> tuple[Exchange, str]:
    """Ann talks with a customer, and from the same phone with Bob, whom she has called by way of a queue;
    her leg to Bob."""
    centre = Exchange()
    centre.talk()
    centre.ready("bob")
    centre.phones.arrive("mine", "4002", extension="8001")
    centre.turn()
    centre.pick_up("8002")
    return centre, "mine"


def test_a_phone_with_two_calls_joins_them() -> None:
    centre, mine = attending()
    ann = asks(centre, "ann", replaces=mine)
    assert centre.phones.progress == [(ann, "done")]
    assert centre.together("c", "bob")
    assert len(centre.switch.calls) == 1
    assert set(centre.phones.legs) == {"c", centre.leg("bob")}
    assert (centre.state("ann"), centre.state("bob")) == ("wrap_up", "talking")
    centre.hangs_up("c")
    assert centre.phones.legs == {}


def test_the_other_call_must_be_there() -> None:
    centre = Exchange()
    centre.talk()
    ann = asks(centre, "ann", replaces="nothing")
    assert centre.phones.progress == [(ann, "declined")]
    assert centre.together("c", "ann")


def replaces(centre: Exchange, leg: str, extension: str | None) -> None:
    centre.phones.arrive("new", "4002", extension=extension, replaces=leg)
    centre.turn()


def test_another_phone_takes_the_place_of_the_agents() -> None:
    centre = Exchange()
    centre.ready("bob")
    centre.away("bob")
    centre.talk()
    ann = centre.leg("ann")
    replaces(centre, ann, "8002")
    assert ann not in centre.phones.legs
    assert centre.together("c", "new")
    assert (centre.the_call.agent, centre.state("ann"), centre.state("bob")) == ("bob", "wrap_up", "talking")


def test_the_own_second_phone_takes_the_place_of_the_first_and_the_talk_goes_on_as_one() -> None:
    centre = Exchange()
    centre.talk()
    replaces(centre, centre.leg("ann"), "8001")
    assert centre.together("c", "new")
    assert centre.state("ann") == "talking"
    assert ("talk", "ann", "transferred") not in centre.segments()


def test_the_exchange_of_the_customer_puts_somebody_else_in_their_place() -> None:
    centre = Exchange()
    call = centre.talk()
    replaces(centre, "c", None)
    assert centre.together("new", "ann")
    assert call.leg == "new"


def test_a_phone_answers_where_another_one_rings_for_a_transfer() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "transfer", "bob")
    replaces(centre, centre.leg("bob"), "8003")
    assert centre.together("c", "new")
    assert centre.the_call.agent == "cat"


@pytest.mark.parametrize(("leg", "extension"), [("c", "8002"), ("nothing", "8002")])
def test_nobody_takes_a_place_that_is_not_theirs_to_take(leg: str, extension: str) -> None:
    centre = Exchange()
    centre.talk()
    replaces(centre, leg, extension)
    assert centre.phones.refused == {"new": "declined"}
    assert centre.together("c", "ann")
