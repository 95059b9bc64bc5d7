"""INVITE with Replaces: who may take whose place, and what becomes of the call and its recording."""

import pytest

from tests.telephony.switch.desk import Centre
from tests.telephony.switch.exchange import AGENTS, Exchange
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core
HALL = {"pickup_group": "hall"}


def replaces(centre: Exchange, leg: str, extension: str | None, *, new: str = "new") -> None:
    """A call to take the place of a leg."""
    centre.phones.arrive(new, "4002", extension=extension, replaces=leg)
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
    ("leg", "extension"),
    [("c", "8002"), ("nothing", "8002"), ("ann", "8002"), ("ann", "7001"), ("ann", None)],
)
def test_nobody_takes_a_place_that_is_not_theirs_to_take(leg: str, extension: str | None) -> None:
    centre = Exchange()
    centre.talk()
    replaces(centre, centre.leg(leg) if leg in AGENTS else leg, extension)
    assert centre.phones.refused == {"new": "forbidden"}
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


@pytest.mark.parametrize("mode", ["listen", "whisper"])
def test_nobody_listens_in_the_place_of_a_leader(mode: str) -> None:
    centre = Exchange()
    centre.talk()
    centre.guide(mode)
    centre.picks_up("lea")
    lea = centre.leg("lea")
    replaces(centre, lea, "8002")
    assert centre.phones.refused == {"new": "forbidden"}
    assert lea in centre.phones.legs


def test_a_desk_telephone_that_takes_the_talk_over_is_not_put_out_by_the_page_that_was_called_anew() -> None:
    centre = Exchange()
    call = centre.talk()
    assert centre.switch.asked("ann", "rejoin", centre.now)
    assert centre.rings("ann")
    replaces(centre, call.agent_leg or "", "8001", new="desk")
    assert (call.agent_leg, call.next_leg, set(centre.phones.legs)) == ("desk", None, {"c", "desk"})
    assert centre.together("c", "desk")


# ---- whom a colleague consults -----------------------------------------------------------------------------


def asks_by_phone(asked: str) -> tuple[House, str]:
    """Ann has a customer on hold, and talks with somebody whom she has called; her leg to the customer."""
    house = House()
    house.ready("bob")
    house.away("bob")
    house.talk()
    ann = house.leg("ann")
    house.phones.hold(ann, on=True)
    house.dial("8001", asked, "y")
    house.picks_up(asked)
    return house, ann


def test_a_colleague_whom_the_agent_consults_takes_the_customer_over() -> None:
    house, ann = asks_by_phone("8002")
    replaces(house, ann, "8002")
    assert house.together("c", "new")
    assert set(house.phones.legs) == {"c", "new"}, "what they consulted in is over"
    call = house.the_call
    assert (call.agent, house.state("ann"), house.state("bob")) == ("bob", "wrap_up", "talking")
    assert ("hold", "ann", "transferred") in house.segments()
    assert house.phones.recordings[call.recording or ""] == (["c"], ["new"])
    house.hangs_up("c")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_a_telephone_that_is_nobodys_takes_the_customer_over_and_nobody_is_in_charge_any_more() -> None:
    house, ann = asks_by_phone("7002")
    replaces(house, ann, "7002")
    assert house.together("c", "new")
    assert (house.the_call.agent_leg, house.state("ann")) == (None, "wrap_up")
    house.hangs_up("new")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_whom_the_agent_has_called_aside_from_the_page_takes_the_customer_over() -> None:
    centre = Exchange()
    centre.ready("bob")
    centre.away("bob")
    centre.talk()
    centre.do("ann", "consult", "bob")
    centre.picks_up("bob")
    replaces(centre, centre.leg("ann"), "8002")
    assert centre.together("c", "new")
    assert set(centre.phones.legs) == {"c", "new"}
    assert (centre.the_call.agent, centre.state("ann")) == ("bob", "wrap_up")


def test_of_two_calls_between_telephones_either_side_takes_the_place_of_who_is_between() -> None:
    house = House()
    house.dial("7001", "7002", "x")
    house.picks_up("7002")
    house.phones.hold("x", on=True)
    house.dial("7001", "7003", "y")
    house.picks_up("7003")
    replaces(house, "x", "7003")
    assert house.together("7002", "new")
    assert set(house.phones.legs) == {house.leg("7002"), "new"}


@pytest.mark.parametrize("case", ["talks", "rings", "somebody_else"])
def test_nobody_takes_a_colleagues_place_without_being_consulted(case: str) -> None:
    house = House()
    house.talk()
    ann = house.leg("ann")
    house.phones.hold(ann, on=True)
    house.dial("8001", "7002", "y")
    if case != "rings":
        house.picks_up("7002")
    if case == "talks":
        house.phones.hold("y", on=True)
        house.phones.hold(ann, on=False)
    house.turn()
    replaces(house, ann, "7003" if case == "somebody_else" else "7002")
    assert house.phones.refused == {"new": "forbidden"}
    assert house.the_call.agent == "ann"
    assert len(house.switch.calls) == 2
    assert house.together("c", ann) is (case == "talks")


def test_who_is_consulted_takes_no_customer_who_is_being_transferred_already() -> None:
    house, ann = asks_by_phone("7002")
    house.switch.verb("ann", house.the_call.id, "transfer", {"to": {"kind": "agent", "id": "cat"}}, house.now)
    house.turn()
    replaces(house, ann, "7002")
    assert house.phones.refused == {"new": "forbidden"}
    assert house.rings("cat")


# ---- who waits in a queue or a menu ------------------------------------------------------------------------


def test_the_exchange_of_a_customer_who_waits_puts_somebody_else_in_their_place_in_the_line() -> None:
    centre = Exchange()
    call = centre.call("c", "4002")
    centre.switch.answer(call)
    centre.turn()
    replaces(centre, "c", None)
    assert (call.leg, set(centre.phones.legs), centre.hears("new")) == ("new", {"new"}, ["music"])
    centre.ready("ann")
    centre.pick_up("8001")
    assert centre.together("new", "ann")


def test_the_second_phone_of_who_waits_in_a_menu_hears_the_question_again_and_answers_it() -> None:
    centre = Centre()
    centre.phones.arrive("x", "4001", extension="8002")
    centre.turn()
    centre.said("x")
    centre.phones.arrive("new", "4001", extension="8002", replaces="x")
    centre.turn()
    assert set(centre.phones.legs) == {"new"}
    assert centre.hears("new") == ["zh-CN/menu.hotel"]
    centre.ready("ann")
    centre.press("new", "1")
    centre.pick_up("8001")
    assert centre.switch.calls


@pytest.mark.parametrize("extension", ["8001", "7001"])
def test_nobody_takes_the_place_of_a_customer_who_waits(extension: str) -> None:
    centre = Exchange()
    call = centre.call("c", "4002")
    centre.switch.answer(call)
    centre.turn()
    replaces(centre, "c", extension)
    assert centre.phones.refused == {"new": "forbidden"}
    assert (call.leg, set(centre.phones.legs)) == ("c", {"c"})
    centre.ready("ann")
    centre.pick_up("8001")
    assert centre.together("c", "ann")


def waits_in_consult() -> House:
    """7001 waits in the queue on leg `w`, and talks with 7002 on leg `x`."""
    house = House()
    call = house.dial("7001", "4002", "w")
    assert call is not None
    house.switch.answer(call)
    house.turn()
    house.phones.hold("w", on=True)
    house.dial("7001", "7002", "x")
    house.picks_up("7002")
    return house


def test_whom_a_telephone_consults_while_it_waits_waits_in_its_stead() -> None:
    house = waits_in_consult()
    replaces(house, "w", "7002")
    assert set(house.phones.legs) == {"new"}, "who waited waits no more"
    house.ready("ann")
    house.pick_up("8001")
    assert house.together("new", "ann")
    house.hangs_up("new")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_whom_nobody_consults_does_not_wait_in_their_stead() -> None:
    house = waits_in_consult()
    replaces(house, "w", "7003")
    assert house.phones.refused == {"new": "forbidden"}
    assert house.together("x", "7002")


def test_the_second_phone_of_who_called_the_centre_takes_the_talk_with_the_agent_over() -> None:
    house = House()
    house.ready("ann")
    house.dial("7001", "4002")
    house.pick_up("8001")
    replaces(house, "x", "7001")
    assert house.together("new", "ann")
    assert set(house.phones.legs) == {"new", house.leg("ann")}
    assert house.the_call.caller == "7001"


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
    replaces(house, house.leg("7002"), "7003")
    assert house.phones.refused == {"new": "forbidden"}
    assert house.ringing() == {"7002"}


def test_the_second_phone_of_the_extension_that_rings_needs_no_group() -> None:
    house = House()
    house.dial("7001", "7002")
    replaces(house, house.leg("7002"), "7002")
    assert house.together("x", "new")
    assert house.ringing() == set()
