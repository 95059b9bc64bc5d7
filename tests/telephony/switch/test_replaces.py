"""INVITE with Replaces: who may take whose place, and what becomes of the call and its recording."""

import pytest

from tests.telephony.switch.exchange import AGENTS, Exchange
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core
HALL = {"pickup_group": "hall"}


def replaces(centre: Exchange, leg: str, extension: str | None, *, by: str = "", new: str = "new") -> None:
    """A call to take the place of a leg. `by`: who has asked for it, as it says."""
    centre.phones.arrive(new, "4002", extension=extension, replaces=leg, referred_by=by)
    centre.turn()


# ---- a talk is taken over ----------------------------------------------------------------------------------


def test_the_own_second_phone_takes_the_place_of_the_first_and_the_talk_goes_on_as_one() -> None:
    centre = Exchange()
    call = centre.talk()
    ann = centre.leg("ann")
    replaces(centre, ann, "8001")
    assert ann not in centre.phones.legs
    assert centre.together("c", "new")
    assert centre.state("ann") == "talking"
    assert centre.phones.recordings[call.recording or ""] == (["c"], ["new"])
    centre.hangs_up("c")
    assert [row for row in centre.segments() if row[0] == "talk"] == [("talk", "ann", "hung_up")]
    assert (centre.phones.legs, centre.phones.recordings) == ({}, {})


def test_a_talk_that_the_first_phone_has_on_hold_is_with_the_second_one_at_once() -> None:
    centre = Exchange()
    centre.talk()
    centre.phones.hold(centre.leg("ann"), on=True)
    centre.turn()
    replaces(centre, centre.leg("ann"), "8001")
    assert centre.together("c", "new")


def test_a_talk_that_was_put_on_hold_from_the_page_is_taken_over_as_it_is() -> None:
    centre = Exchange()
    centre.talk()
    centre.switch.asked("ann", "hold", centre.now)
    replaces(centre, centre.leg("ann"), "8001")
    assert centre.hears("c") == ["music"]
    centre.switch.asked("ann", "resume", centre.now)
    assert centre.together("c", "new")


def test_a_colleague_whom_the_agent_asked_to_takes_the_talk_over() -> None:
    centre = Exchange()
    centre.ready("bob")
    centre.away("bob")
    call = centre.talk()
    ann = centre.leg("ann")
    replaces(centre, ann, "8002", by="8001")
    assert ann not in centre.phones.legs
    assert centre.together("c", "new")
    assert (call.agent, centre.state("ann"), centre.state("bob")) == ("bob", "wrap_up", "talking")
    assert ("talk", "ann", "transferred") in centre.segments()
    assert centre.phones.recordings[call.recording or ""] == (["c"], ["new"])


def test_a_telephone_that_is_nobodys_takes_the_talk_over_and_nobody_is_in_charge_any_more() -> None:
    centre = Exchange()
    call = centre.talk()
    replaces(centre, centre.leg("ann"), "7001", by="8001")
    assert centre.together("c", "new")
    assert (call.agent_leg, centre.state("ann")) == (None, "wrap_up")
    centre.hangs_up("new")
    assert (centre.switch.calls, centre.phones.legs) == ({}, {})


def test_either_side_of_a_call_between_extensions_goes_on_at_its_second_phone() -> None:
    house = House()
    house.dial("7001", "7002")
    house.picks_up("7002")
    replaces(house, "x", "7001", new="n1")
    replaces(house, house.leg("7002"), "7002", new="n2")
    assert house.together("n1", "n2")
    assert set(house.phones.legs) == {"n1", "n2"}
    house.hangs_up("n1")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_the_exchange_of_the_customer_puts_somebody_else_in_their_place() -> None:
    centre = Exchange()
    call = centre.talk()
    replaces(centre, "c", None)
    assert centre.together("new", "ann")
    assert call.leg == "new"
    assert centre.phones.recordings[call.recording or ""] == (["new"], [centre.leg("ann")])


@pytest.mark.parametrize(
    ("leg", "extension", "by"),
    [
        ("c", "8002", ""),
        ("c", "8002", "8001"),
        ("nothing", "8002", "8001"),
        ("ann", "8002", ""),  # it knows the call, but nobody has asked it to
        ("ann", "8002", "8003"),
        ("ann", None, "8001"),
    ],
)
def test_nobody_takes_a_place_that_is_not_theirs_to_take(leg: str, extension: str | None, by: str) -> None:
    centre = Exchange()
    centre.talk()
    replaces(centre, centre.leg(leg) if leg in AGENTS else leg, extension, by=by)
    assert centre.phones.refused == {"new": "declined"}
    assert centre.together("c", "ann")


@pytest.mark.parametrize("answered", [False, True])
def test_nobody_has_a_place_to_take_in_a_call_that_is_being_dialled(answered: bool) -> None:
    centre = Exchange()
    call = centre.calls_out()
    if answered:
        centre.picks_up("ann")
    legs = set(centre.phones.legs)
    for leg in (call.leg, centre.leg("ann")):
        replaces(centre, leg, None)
        replaces(centre, leg, "8001")
    assert set(centre.phones.legs) == legs


def test_an_agent_who_is_in_another_call_takes_no_customer_over() -> None:
    centre = Exchange()
    centre.talk()
    ann = centre.leg("ann")
    centre.talk("bob", "d")
    replaces(centre, ann, "8002", by="8001")
    assert centre.phones.refused == {"new": "declined"}
    assert centre.together("c", ann)


@pytest.mark.parametrize("mode", ["listen", "whisper"])
def test_nobody_listens_in_the_place_of_a_leader(mode: str) -> None:
    centre = Exchange()
    centre.talk()
    centre.guide(mode)
    centre.picks_up("lea")
    lea = centre.leg("lea")
    replaces(centre, lea, "8002", by=AGENTS["lea"])
    assert centre.phones.refused == {"new": "declined"}
    assert lea in centre.phones.legs


def test_a_desk_telephone_that_takes_the_talk_over_is_not_put_out_by_the_page_that_was_called_anew() -> None:
    centre = Exchange()
    call = centre.talk()
    assert centre.switch.asked("ann", "rejoin", centre.now)
    assert centre.rings("ann")
    replaces(centre, call.agent_leg or "", "8001", new="desk")
    assert (call.agent_leg, call.next_leg, set(centre.phones.legs)) == ("desk", None, {"c", "desk"})
    assert centre.together("c", "desk")


# ---- a ringing call is picked up ---------------------------------------------------------------------------


def test_a_phone_of_the_group_answers_where_another_one_rings() -> None:
    house = House(x7002=HALL, x7003=HALL)
    house.dial("7001", "7002")
    rang = house.leg("7002")
    replaces(house, rang, "7003")
    assert house.together("x", "new")
    assert house.ringing() == set()
    assert house.phones.let_go == {rang: "taken"}, "it has not missed it"
    (call,) = house.switch.calls.values()
    assert call.parties["new"].number == "7003", "whose telephone it is counts, as for a transfer"
    house.hangs_up("new")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_a_phone_of_the_group_answers_where_another_one_rings_for_a_transfer() -> None:
    house = House(x8002=HALL, x8003=HALL)
    house.talk()
    house.do("ann", "transfer", "bob")
    replaces(house, house.leg("bob"), "8003")
    assert house.together("c", "new")
    assert house.the_call.agent == "cat"
    assert house.state("ann") == "wrap_up"


def test_an_agent_in_another_call_picks_up_as_a_telephone_and_keeps_the_customer() -> None:
    house = House(x8001=HALL, x7002=HALL)
    call = house.talk()
    ann = house.leg("ann")
    house.phones.hold(ann, on=True)
    house.dial("7001", "7002")
    replaces(house, house.leg("7002"), "8001")
    assert house.together("x", "new")
    assert house.switch.call_of("ann") is call
    house.hangs_up("new")
    house.phones.hold(ann, on=False)
    house.turn()
    assert house.together("c", ann)


@pytest.mark.parametrize("group", ["", "bar"])
def test_nobody_picks_up_for_another_group_or_without_one(group: str) -> None:
    house = House(x7002=HALL, x7003={"pickup_group": group})
    house.dial("7001", "7002")
    replaces(house, house.leg("7002"), "7003", by="7002")
    assert house.phones.refused == {"new": "declined"}
    assert house.ringing() == {"7002"}


def test_the_second_phone_of_the_extension_that_rings_needs_no_group() -> None:
    house = House()
    house.dial("7001", "7002")
    replaces(house, house.leg("7002"), "7002")
    assert house.together("x", "new")
    assert house.ringing() == set()
