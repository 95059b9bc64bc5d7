"""A customer is put through to a ring group, to a menu, or to somebody's mailbox."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from huawu.interactions.events import PassedOn
from huawu.telephony.core.switch.house.lines import Member, RingGroup
from huawu.telephony.core.switch.types import (
    LEAVING,
    MENU,
    QUEUE,
    RINGING,
    UP,
    VOICEMAIL,
    FlowPlan,
    Target,
)
from huawu.telephony.schemas.control import Stage
from tests.telephony.switch.desk import GRAPH
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core
ALL, IN_TURN, BY_TIME = ("group", "600"), ("group", "601"), ("group", "602")


def _house(**groups: tuple[str, ...]) -> House:
    """Number 4001 leads to the menu `hotel`; `groups`: members of ring groups that agents are in."""
    house = House()
    plan = house.switch.plan
    more = {
        number.removeprefix("g"): RingGroup(number.removeprefix("g"), tuple(map(Member, members)))
        for number, members in groups.items()
    }
    house.switch.plan = replace(
        plan,
        flows={"hotel": FlowPlan("hotel", 1, GRAPH), "next": FlowPlan("next", 1, _GIVES_BACK)},
        numbers={**plan.numbers, "4001": Target(flow="hotel")},
        lines=replace(plan.lines, groups={**plan.lines.groups, **more}),
    )
    return house


_GIVES_BACK: dict[str, Any] = {
    "start": "desk",
    "nodes": {
        "desk": {"do": "enqueue", "queue": "none", "priority": 5, "next": "bye"},
        "bye": {"do": "hang_up", "say": ["goodbye"]},
    },
}


def _passed_on(house: House) -> list[tuple[str, str, str, str]]:
    facts = [fact for _, fact in house.facts if isinstance(fact, PassedOn)]
    return [(fact.verb, fact.kind, fact.to, fact.end) for fact in facts]


# ---- ring groups -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", [ALL, ("extension", "600"), ("number", "600"), ("number", "4009")])
def test_all_of_a_group_ring_and_the_first_who_answers_has_the_customer(to: tuple[str, str]) -> None:
    house = _house()
    call = house.talk()
    house.do("ann", "transfer", to)
    assert house.ringing() == {"7002", "7003", "7004"}
    assert (call.stage, house.hears("c"), house.end) == ("transfer", ["music"], "ringing")
    house.picks_up("7003")
    assert house.ringing() == set()
    assert house.together("c", "7003")
    assert (house.state("ann"), call.group) == ("wrap_up", "")
    assert _passed_on(house) == [("transfer", "extension", "7003", "answered")]
    house.hangs_up("7003")
    assert house.phones.legs == {}


def test_the_agent_of_a_group_who_answers_is_in_charge_and_the_others_are_free_again() -> None:
    house = _house(g610=("8002", "8003"))
    call = house.talk()
    house.ready("bob", "cat")
    house.do("ann", "transfer", ("group", "610"))
    assert (house.state("bob"), house.state("cat")) == ("talking", "talking")
    house.picks_up("cat")
    assert house.together("c", "cat")
    assert (call.agent, house.state("bob"), house.state("cat")) == ("cat", "ready", "talking")
    assert ("ringing", "bob", "cancelled") in house.segments()
    house.hangs_up("c")
    assert house.state("cat") == "wrap_up"


@pytest.mark.parametrize("ends", [("busy", "declined", "no_answer"), ("declined", "declined", "declined")])
def test_a_group_of_which_nobody_answers_gives_the_customer_back_with_the_reason(
    ends: tuple[str, ...],
) -> None:
    house = _house()
    call = house.talk()
    house.do("ann", "transfer", ALL)
    for number, end in zip(("7002", "7003", "7004"), ends, strict=True):
        assert not house.together("c", "ann")
        house.hangs_up(number, end)
    assert house.together("c", "ann")
    assert (call.stage, house.end, call.group) == ("talk", ends[-1], "")
    assert call.outcome is not None
    assert (call.outcome.kind, call.outcome.to, call.outcome.by) == ("group", "600", "ann")
    assert _passed_on(house) == [("transfer", "group", "600", ends[-1])]


def test_a_group_that_rings_for_too_long_is_given_up_and_leads_nowhere_else() -> None:
    house = _house()
    house.talk()
    house.do("ann", "transfer", IN_TURN)
    seen = []
    for _ in range(3):
        seen.append(house.ringing())
        house.pass_time(10)
    assert seen == [{"7002"}, {"7003"}, {"7004"}]
    assert (house.ringing(), house.end) == (
        set(),
        "no_answer",
    )  # 7001 is for those who have dialled the group
    assert house.together("c", "ann")


def test_more_of_a_group_ring_as_time_goes_by() -> None:
    house = _house()
    house.talk()
    house.do("ann", "transfer", BY_TIME)
    seen = []
    for _ in range(3):
        seen.append(house.ringing())
        house.pass_time(5)
    assert seen == [{"7002"}, {"7002", "7003"}, {"7002", "7003", "7004"}]
    house.hangs_up("7003", "declined")
    house.picks_up("7004")
    assert house.together("c", "7004")


def test_the_next_of_a_group_by_time_rings_at_once_when_nobody_else_does() -> None:
    house = _house()
    house.talk()
    house.do("ann", "transfer", BY_TIME)
    house.hangs_up("7002", "declined")
    assert house.ringing() == {"7003"}


def test_a_group_of_which_nobody_can_ring_is_refused_and_the_call_is_as_it_was() -> None:
    house = _house(g610=("8001",))
    house.talk()
    for number in ("7002", "7003", "7004"):
        house.wish(number, dnd=True)
    for verb in ("transfer", "consult"):
        assert house.refused("ann", verb, ALL) == "call.group_busy"
        assert house.refused("ann", verb, ("group", "610")) == "call.group_busy"  # only oneself
        assert house.refused("ann", verb, ("group", "699")) == "call.unknown_group"
    assert house.together("c", "ann")


def test_an_agent_who_hangs_up_while_a_group_rings_is_rung_back_when_nobody_answers() -> None:
    house = _house()
    house.talk()
    house.do("ann", "transfer", ALL)
    house.hangs_up("ann")
    assert house.ringing() == {"7002", "7003", "7004"}
    house.pass_time(21)
    assert house.ringing() == {"8001"}
    house.picks_up("ann")
    assert house.together("c", "ann")


def test_one_of_a_group_is_asked_and_then_takes_the_customer_over() -> None:
    house = _house()
    house.talk()
    house.do("ann", "consult", ALL)
    assert house.ringing() == {"7002", "7003", "7004"}
    house.picks_up("7004")
    assert house.ringing() == set()
    assert house.together("ann", "7004")
    house.do("ann", "complete")
    assert house.together("c", "7004")


def test_a_consultation_of_a_group_is_given_up_everywhere() -> None:
    house = _house()
    house.talk()
    house.do("ann", "consult", ALL)
    house.do("ann", "cancel")
    assert house.ringing() == set()
    assert house.together("c", "ann")
    assert _passed_on(house) == [("consult", "group", "600", "cancelled")]


def test_a_consultation_that_still_rings_is_completed_as_a_transfer_to_the_group() -> None:
    house = _house()
    call = house.talk()
    house.do("ann", "consult", ALL)
    house.do("ann", "complete")
    assert call.stage == "transfer"
    house.hangs_up("7002", "busy")
    house.picks_up("7003")
    assert house.together("c", "7003")


@pytest.mark.parametrize("hangs_up", ["c", "ann"])
def test_whoever_hangs_up_while_a_group_is_asked_leaves_no_telephone_ringing_alone(hangs_up: str) -> None:
    house = _house()
    house.talk()
    house.do("ann", "consult", ALL)
    house.hangs_up(hangs_up)
    if hangs_up == "c":
        assert house.phones.legs == {}
        return
    assert house.ringing() == {"7002", "7003", "7004"}  # now for the customer
    house.picks_up("7002")
    assert house.together("c", "7002")


def test_two_of_a_group_who_answer_at_once_do_not_both_have_the_customer() -> None:
    house = _house()
    house.talk()
    house.do("ann", "transfer", ALL)
    first, second = house.leg("7002"), house.leg("7004")
    house.phones.pick_up(first)
    house.phones.pick_up(second)
    house.turn()
    assert house.together("c", first)
    assert second not in house.phones.legs


@pytest.mark.parametrize("verb", ["add", "serial"])
def test_a_group_cannot_be_added_as_if_it_were_one(verb: str) -> None:
    house = _house()
    house.talk()
    assert house.refused("ann", verb, ALL) == "call.not_a_group"


def test_another_process_goes_on_ringing_the_group() -> None:
    house = _house()
    call = house.talk()
    house.do("ann", "transfer", BY_TIME)
    saved = house.switch.save(call.id)
    assert saved is not None
    house.switch._due.clear()
    house.switch.restore(saved)
    house.pass_time(5)
    assert house.ringing() == {"7002", "7003"}


def test_a_telephone_puts_its_caller_through_to_a_group_and_is_told_how_it_goes() -> None:
    house = _house()
    house.talk()
    house.phones.transfer(house.leg("ann"), "600")
    house.turn()
    assert house.ringing() == {"7002", "7003", "7004"}
    for number in ("7002", "7003", "7004"):
        house.hangs_up(number, "busy")
    assert [told for _, told in house.phones.progress] == ["ringing", "busy"]
    assert house.together("c", "ann")


def test_an_agent_who_is_not_heard_while_a_group_is_asked_is_let_go_after_a_minute() -> None:
    house = _house()
    house.talk()
    house.phones.lose_path(house.leg("ann"))
    house.turn()
    house.pass_time(55)
    house.do("ann", "consult", ALL)
    house.pass_time(6)
    assert (house.state("ann"), house.the_call.lost_since) == ("wrap_up", None)
    assert house.phones.legs["c"].up


# ---- menus -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", [("flow", "hotel"), ("number", "4001")])
def test_a_customer_hears_the_menu_they_are_put_through_to(to: tuple[str, str]) -> None:
    house = _house()
    call = house.talk()
    house.do("ann", "transfer", to)
    assert (call.stage, house.state("ann")) == ("menu", "wrap_up")
    assert set(house.phones.legs) == {"c"}
    assert house.hears("c")[-1].endswith("greeting.hotel")
    assert _passed_on(house) == [("transfer", "flow", "hotel", "answered")]
    house.said("c")
    house.ready("bob")
    house.press("c", "1")
    house.picks_up("bob")
    assert house.together("c", "bob")


def test_a_menu_gives_back_to_itself_whom_its_queue_lets_wait_no_longer() -> None:
    house = _house()
    call = house.talk()
    house.do("ann", "transfer", ("flow", "next"))
    assert (call.stage, house.hears("c")[-1].endswith("goodbye")) == ("leaving", True)


def test_a_telephone_puts_its_caller_through_to_a_menu() -> None:
    house = _house()
    call = house.talk()
    house.phones.transfer(house.leg("ann"), "4001")
    house.turn()
    assert call.stage == "menu"


@pytest.mark.parametrize("verb", ["consult", "add", "serial"])
@pytest.mark.parametrize("to", [("flow", "hotel"), ("mailbox", "7002"), ("number", "*97*7002")])
def test_neither_a_menu_nor_a_mailbox_can_be_asked(verb: str, to: tuple[str, str]) -> None:
    house = _house()
    house.talk()
    assert house.refused("ann", verb, to) == "call.nobody_there"


# ---- mailboxes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "mailbox"),
    [
        (("mailbox", "8002"), "8002"),
        (("mailbox", "7002"), "7002"),
        (("mailbox", "queue:back"), "queue:back"),
        (("number", "*97*8002"), "8002"),
    ],
)
def test_a_customer_leaves_a_message_in_the_mailbox_they_are_put_through_to(
    to: tuple[str, str], mailbox: str
) -> None:
    house = _house()
    call = house.talk()
    house.do("ann", "transfer", to)
    assert (call.stage, house.state("ann")) == ("voicemail", "wrap_up")
    assert house.switch.mail.visits[call.id].mailbox == mailbox
    assert set(house.phones.legs) == {"c"}
    assert _passed_on(house) == [("transfer", "mailbox", mailbox, "answered")]
    house.hangs_up("c")
    assert house.phones.legs == {}
    assert house.ended() == [("customer", "hung_up")]


@pytest.mark.parametrize("to", ["7099", "queue:none", "", "*97"])
def test_a_mailbox_that_nobody_has_is_refused(to: str) -> None:
    house = _house()
    house.talk()
    assert house.refused("ann", "transfer", ("mailbox", to)) == "voicemail.unknown_mailbox"
    assert house.refused("ann", "transfer", ("flow", "none")) == "call.unknown_flow"
    assert house.together("c", "ann")


def test_a_telephone_puts_its_caller_through_to_a_mailbox_and_dials_one() -> None:
    house = _house()
    call = house.talk()
    house.phones.transfer(house.leg("ann"), "*97*8002")
    house.turn()
    assert (call.stage, house.phones.progress[-1][1]) == ("voicemail", "done")
    dialled = house.dial("7001", "*97*7003")
    assert dialled is not None
    assert house.switch.mail.visits[dialled.id].mailbox == "7003"
    house.dial("7001", "*97*7099", "y")
    assert house.refusal("y") == "unknown_number"


def test_a_call_can_be_shown_in_every_stage() -> None:
    stages = {MENU, QUEUE, RINGING, LEAVING, VOICEMAIL, "dialling", *UP}
    assert stages == set(get_args(Stage))
