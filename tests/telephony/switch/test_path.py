"""The way to the agent is lost and found: what becomes of the customer, in virtual time."""

import pytest

from huawu.interactions.events import InteractionEnded, MuteChanged, SegmentClosed
from huawu.platform.clock import SECOND
from huawu.telephony.core.switch import path
from huawu.telephony.core.switch.types import restored
from tests.telephony.switch.desk import Centre

pytestmark = pytest.mark.core


def talking() -> tuple[Centre, str]:
    """Ann at a browser talks with a customer; her leg."""
    centre = Centre()
    centre.ready("ann")
    centre.call("c1", "4002")
    return centre, centre.pick_up("8001")


def lose(centre: Centre, leg: str) -> None:
    centre.phones.lose_path(leg)
    centre.turn()


def together(centre: Centre, leg: str) -> bool:
    legs = centre.phones.legs
    return legs["c1"].bridge == legs[leg].bridge is not None and legs["c1"].hears == []


def resumed(centre: Centre) -> str:
    """The leg by which the page is called anew."""
    return next(leg.id for leg in centre.phones.ringing() if leg.purpose == "resume")


def test_an_offer_says_what_it_is_about() -> None:
    centre = Centre()
    centre.ready("ann")
    centre.call("c1", "4002")
    assert [leg.purpose for leg in centre.phones.ringing()] == ["offer"]


def test_the_customer_hears_music_while_the_agent_is_not_heard_and_the_agent_again_after() -> None:
    centre, leg = talking()
    lose(centre, leg)
    assert centre.hears("c1") == ["music"]
    assert centre.phones.legs["c1"].bridge is None
    centre.pass_time(20)
    centre.phones.find_path(leg)
    centre.turn()
    assert together(centre, leg)
    centre.pass_time(120)
    assert centre.state("ann") == "talking"


def cut_off() -> tuple[Centre, str]:
    """A minute has passed in which Ann, who talked with a customer, was not heard; her leg."""
    centre, leg = talking()
    lose(centre, leg)
    centre.pass_time(59)
    assert centre.state("ann") == "talking"
    centre.pass_time(2)
    return centre, leg


def test_after_a_minute_the_customer_is_told_and_waits_again_while_the_agent_writes_up() -> None:
    centre, leg = cut_off()
    assert centre.state("ann") == "wrap_up"
    assert leg not in centre.phones.legs
    assert centre.segments()[-1] == ("talk", "ann", "no_path")
    assert centre.hears("c1") == ["cut_off"]
    assert not [fact for _, fact in centre.facts if isinstance(fact, InteractionEnded)]
    centre.said("c1")
    assert centre.hears("c1") == ["music"]


def test_who_was_cut_off_is_served_before_those_who_came_later() -> None:
    centre, _ = cut_off()
    centre.call("c2", "4002")
    centre.ready("bob")
    leg = centre.pick_up("8002")
    assert together(centre, leg)
    assert list(centre.phones.recordings.values()) == [(["c1"], [leg])]


def test_another_agent_who_is_free_rings_while_the_customer_is_still_told() -> None:
    centre, leg = talking()
    centre.ready("bob")
    lose(centre, leg)
    centre.pass_time(61)
    assert centre.hears("c1") == ["cut_off"]
    assert together(centre, centre.pick_up("8002"))


def test_the_wait_after_being_cut_off_is_a_second_wait_and_the_first_answer_stands() -> None:
    centre, _ = cut_off()
    first = next(iter(centre.switch.calls.values())).answered_at
    centre.pass_time(9)
    centre.put_down("c1")
    ended = next(fact for _, fact in centre.facts if isinstance(fact, InteractionEnded))
    assert (ended.by, ended.agent, ended.answered_at) == ("customer", "ann", first)
    waits = [f for _, f in centre.facts if isinstance(f, SegmentClosed) and f.role == "queue"]
    assert [wait.end for wait in waits] == ["answered", "abandoned"]
    assert 9 <= (waits[1].ended_at - waits[1].started_at) / SECOND <= 11


def test_who_hangs_up_while_the_next_agent_rings_has_abandoned() -> None:
    centre, _ = cut_off()
    centre.ready("bob")
    assert centre.ringing() == {"8002"}
    centre.put_down("c1")
    assert centre.phones.legs == {}
    assert centre.segments()[-2:] == [("queue", None, "abandoned"), ("ringing", "bob", "withdrawn")]
    assert centre.state("bob") == "ready"


def test_the_place_of_who_was_cut_off_is_kept_in_the_next_process() -> None:
    centre = Centre()
    call = centre.call("c1", "4002")
    call.priority, call.needs = 2, (("zh", 3),)
    again = restored(call.saved())
    assert (again.priority, again.needs, again.queue_since) == (2, (("zh", 3),), call.queue_since)


def test_a_page_that_comes_back_without_its_leg_is_called_anew_and_takes_the_place_of_the_old_one() -> None:
    centre, leg = talking()
    lose(centre, leg)
    centre.phones.come_back("8001")
    centre.turn()
    new = resumed(centre)
    centre.phones.pick_up(new)
    centre.turn()
    assert together(centre, new)
    assert leg not in centre.phones.legs
    assert next(iter(centre.phones.recordings.values())) == (["c1"], [new])
    centre.put_down(new)
    assert centre.state("ann") == "wrap_up"
    assert centre.segments()[-1] == ("talk", "ann", "hung_up")


def test_a_page_that_still_holds_its_leg_is_left_alone() -> None:
    centre, leg = talking()
    centre.phones.come_back("8001", leg)
    centre.turn()
    assert centre.ringing() == set()
    assert together(centre, leg)


def test_a_page_that_has_no_call_is_not_called() -> None:
    centre = Centre()
    centre.ready("ann")
    centre.phones.come_back("8001")
    centre.turn()
    assert centre.ringing() == set()


def test_a_page_that_comes_back_while_the_customer_is_on_hold_hears_nobody_until_it_resumes() -> None:
    centre, leg = talking()
    centre.switch.asked("ann", "hold", centre.now)
    lose(centre, leg)
    centre.phones.come_back("8001")
    centre.turn()
    new = resumed(centre)
    centre.phones.pick_up(new)
    centre.turn()
    assert centre.hears("c1") == ["music"]
    centre.switch.asked("ann", "resume", centre.now)
    assert together(centre, new)


def test_resuming_while_the_agent_is_not_heard_joins_them_once_the_agent_is() -> None:
    centre, leg = talking()
    centre.switch.asked("ann", "hold", centre.now)
    lose(centre, leg)
    centre.switch.asked("ann", "resume", centre.now)
    assert centre.hears("c1") == ["music"]
    centre.phones.find_path(leg)
    centre.turn()
    assert together(centre, leg)


def test_a_page_that_does_not_answer_anew_is_called_again_when_it_registers_again() -> None:
    centre, leg = talking()
    lose(centre, leg)
    centre.phones.come_back("8001")
    centre.turn()
    centre.put_down(resumed(centre), "unreachable")
    assert centre.state("ann") == "talking"
    centre.phones.come_back("8001")
    centre.turn()
    assert resumed(centre)


def test_the_agents_own_wish_replaces_a_leg_that_still_lives() -> None:
    centre, leg = talking()
    assert centre.switch.asked("ann", "rejoin", centre.now)
    new = resumed(centre)
    assert together(centre, leg)
    centre.phones.pick_up(new)
    centre.turn()
    assert together(centre, new)
    assert leg not in centre.phones.legs


def test_a_customer_who_hangs_up_meanwhile_ends_it_for_the_page_too() -> None:
    centre, leg = talking()
    lose(centre, leg)
    centre.phones.come_back("8001")
    centre.turn()
    centre.put_down("c1")
    assert centre.phones.legs == {}
    assert centre.state("ann") == "wrap_up"


def test_a_lost_way_is_lost_in_the_next_process_too() -> None:
    centre, leg = talking()
    call = next(iter(centre.switch.calls.values()))
    lose(centre, leg)
    again = restored(call.saved())
    assert (again.lost_since, again.due, again.agent_leg) == (call.lost_since, call.due, leg)


def test_keys_go_to_the_customer_and_mute_is_kept_on_record() -> None:
    centre, _ = talking()
    assert centre.switch.asked("ann", "keys", centre.now, keys="12#")
    assert centre.phones.sent == [("c1", "12#")]
    call = next(iter(centre.switch.calls.values()))
    for action in ("mute", "mute", "unmute"):
        assert centre.switch.asked("ann", action, centre.now)
    assert not call.muted
    centre.turn()
    muted = [(fact.agent, fact.muted) for _, fact in centre.facts if isinstance(fact, MuteChanged)]
    assert muted == [("ann", True), ("ann", False)]


def test_the_end_of_the_talk_ends_being_muted() -> None:
    centre, _ = talking()
    centre.switch.asked("ann", "mute", centre.now)
    centre.put_down("c1")
    facts = [fact for _, fact in centre.facts if isinstance(fact, MuteChanged | InteractionEnded)]
    assert [getattr(fact, "muted", None) for fact in facts] == [True, False, None]


def test_a_page_hears_itself_for_eight_seconds() -> None:
    centre = Centre()
    centre.switch.now = centre.now
    path.echo(centre.switch, "8001")
    centre.turn()
    leg = next(iter(centre.phones.legs))
    centre.phones.pick_up(leg)
    centre.turn()
    assert centre.phones.legs[leg].echoes
    centre.pass_time(7)
    assert leg in centre.phones.legs
    centre.pass_time(2)
    assert centre.phones.legs == {}
    assert centre.switch.echoes == {}


def test_a_page_that_does_not_answer_its_echo_is_let_go() -> None:
    centre = Centre()
    centre.switch.now = centre.now
    path.echo(centre.switch, "8001")
    centre.turn()
    centre.pass_time(14)
    assert centre.phones.legs == {}


@pytest.mark.parametrize("held", [False, True])
def test_a_plain_talk_is_written_as_before_there_were_parties_and_read_with_its_two(held: bool) -> None:
    centre, leg = talking()
    if held:
        centre.switch.asked("ann", "hold", centre.now)
    call = next(iter(centre.switch.calls.values()))
    row = call.saved()
    assert not any(isinstance(value, list) for value in row)
    again = restored(row)
    assert again == call
    assert set(again.parties) == {"c1", leg}
