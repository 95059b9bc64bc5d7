"""Asking a colleague aside: consult, alternate, complete, merge, cancel; and everybody who may hang up."""

import pytest

from tests.telephony.switch.exchange import NUMBER, Exchange

pytestmark = pytest.mark.core


def consulting(**plan: int) -> Exchange:
    """Ann, who talks with a customer, has Bob on the line, aside."""
    centre = Exchange(**plan)
    centre.ready("bob")
    centre.away("bob")
    centre.talk()
    centre.do("ann", "consult", "bob", reason="refund")
    centre.picks_up("bob")
    return centre


def test_the_customer_hears_music_while_the_two_talk_apart() -> None:
    centre = consulting()
    assert centre.together("ann", "bob")
    assert centre.hears("c") == ["music"]
    assert (centre.the_call.stage, centre.state("bob")) == ("consult", "talking")


def test_while_it_rings_the_phone_of_the_target_shows_the_colleague() -> None:
    centre = Exchange()
    call = centre.talk()
    centre.do("ann", "consult", "bob")
    assert (call.stage, centre.hears("c")) == ("consult", ["music"])
    assert centre.phones.legs[centre.leg("bob")].purpose == "consult"


def test_an_agent_who_waits_hears_it_ring_until_the_other_side_sounds_or_answers() -> None:
    centre = Exchange()
    centre.talk()
    ann = centre.leg("ann")
    centre.do("ann", "consult", ("number", NUMBER))
    assert (centre.hears(ann), centre.hears("c")) == (["tones/ring_back"], ["music"])
    outside = centre.leg(NUMBER)
    centre.phones.sound(outside)
    centre.turn()
    assert centre.hears(ann) == []
    assert centre.audible() == {ann: {outside}, outside: set()}
    centre.picks_up(NUMBER)
    assert centre.together("ann", NUMBER)
    assert centre.hears(ann) == []


@pytest.mark.parametrize("verb", ["consult", "transfer", "serial"])
@pytest.mark.parametrize(("cause", "played"), [("busy", ["tones/busy"]), ("no_answer", [])])
def test_an_agent_whose_target_is_busy_hears_so_once_and_is_back_with_the_customer(
    verb: str, cause: str, played: list[str]
) -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", verb, ("number", NUMBER))
    assert centre.hears(centre.leg("ann")) == ["tones/ring_back"]
    centre.hangs_up(NUMBER, cause)
    assert centre.hears(centre.leg("ann")) == played
    assert centre.together("c", "ann")


def test_who_is_told_by_the_other_network_that_it_is_busy_is_not_told_twice() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "consult", ("number", NUMBER))
    centre.phones.sound(centre.leg(NUMBER))
    centre.turn()
    centre.hangs_up(NUMBER, "busy")
    assert centre.hears(centre.leg("ann")) == []


def test_the_agent_goes_from_one_to_the_other_and_who_waits_hears_music() -> None:
    centre = consulting()
    centre.do("ann", "alternate")
    assert centre.together("c", "ann")
    assert centre.hears(centre.leg("bob")) == ["music"]
    centre.do("ann", "alternate")
    assert centre.together("ann", "bob")
    assert centre.hears(centre.leg("bob")) == []
    assert centre.hears("c") == ["music"]


def test_completing_joins_the_customer_with_the_colleague_and_the_agent_leaves() -> None:
    centre = consulting()
    centre.do("ann", "complete")
    assert centre.together("c", "bob")
    assert (centre.the_call.agent, centre.state("ann")) == ("bob", "wrap_up")
    assert list(centre.phones.recordings.values()) == [(["c"], [centre.leg("bob")])]
    centre.hangs_up("bob")
    assert centre.state("bob") == "wrap_up"
    roles = [segment for segment in centre.segments() if segment[1] in ("ann", "bob")]
    assert roles == [
        ("ringing", "ann", "answered"),
        ("talk", "ann", "next"),
        ("consult", "ann", "transferred"),
        ("consult", "bob", "next"),
        ("talk", "bob", "hung_up"),
    ]


def test_completing_while_it_rings_is_a_transfer() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "consult", "bob")
    centre.do("ann", "complete")
    assert (centre.the_call.stage, centre.hears("c")) == ("transfer", ["music"])
    centre.picks_up("bob")
    assert centre.together("c", "bob")


def test_cancelling_brings_the_agent_back_to_the_customer() -> None:
    centre = consulting()
    centre.do("ann", "cancel")
    assert centre.together("c", "ann")
    assert (centre.the_call.stage, centre.state("bob")) == ("talk", "paused")


@pytest.mark.parametrize("cause", ["busy", "no_answer", "declined", "unreachable"])
def test_a_colleague_who_does_not_answer_leaves_the_agent_with_the_customer_and_the_reason(
    cause: str,
) -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "consult", "bob")
    centre.hangs_up("bob", cause)
    assert centre.together("c", "ann")
    assert centre.end == cause
    assert ("consult", "bob", cause) in centre.segments()


def test_a_colleague_who_hangs_up_leaves_the_agent_with_the_customer() -> None:
    centre = consulting()
    centre.hangs_up("bob")
    assert centre.together("c", "ann")
    assert centre.state("bob") == "paused"


def test_an_agent_who_puts_the_telephone_down_completes_it() -> None:
    centre = consulting()
    centre.hangs_up("ann")
    assert centre.together("c", "bob")
    assert centre.state("ann") == "wrap_up"


def test_an_agent_who_puts_it_down_while_it_rings_leaves_a_transfer_behind() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "consult", "bob")
    centre.hangs_up("ann")
    assert centre.the_call.stage == "transfer"
    centre.picks_up("bob")
    assert centre.together("c", "bob")


def test_hanging_up_in_the_page_ends_it_for_everyone() -> None:
    centre = consulting()
    assert centre.switch.asked("ann", "hang_up", centre.now)
    centre.turn()
    assert centre.phones.legs == {}
    assert (centre.state("ann"), centre.state("bob")) == ("wrap_up", "paused")


def test_the_one_consulted_may_hang_up_in_the_page() -> None:
    centre = consulting()
    assert centre.switch.asked("bob", "hang_up", centre.now)
    centre.turn()
    assert centre.together("c", "ann")


def test_a_customer_who_hangs_up_ends_it_for_all() -> None:
    centre = consulting()
    centre.hangs_up("c")
    assert centre.phones.legs == {}
    assert centre.state("ann") == "wrap_up"


def test_an_outside_expert_is_recorded_on_the_side_of_the_customer() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "consult", ("number", NUMBER))
    centre.picks_up(NUMBER)
    centre.do("ann", "merge")
    assert centre.together("c", "ann", NUMBER)
    assert list(centre.phones.recordings.values()) == [(["c", centre.leg(NUMBER)], [centre.leg("ann")])]


def test_nobody_completes_alternates_or_merges_without_a_colleague() -> None:
    centre = Exchange()
    centre.talk()
    for verb in ("complete", "alternate", "merge", "cancel"):
        assert centre.refused("ann", verb) == "call.not_now"


def test_the_target_hangs_up_while_the_agent_completes() -> None:
    centre = consulting()
    bob = centre.leg("bob")
    centre.do("ann", "complete")
    centre.phones.put_down(bob)
    centre.turn()
    assert centre.phones.legs == {}
    assert (centre.state("ann"), centre.state("bob")) == ("wrap_up", "wrap_up")


def test_an_answer_that_crosses_with_a_cancel_changes_nothing() -> None:
    centre = Exchange()
    centre.talk()
    centre.do("ann", "consult", "bob")
    bob = centre.leg("bob")
    centre.phones.pick_up(bob)
    centre.do("ann", "cancel")
    assert bob not in centre.phones.legs
    assert centre.together("c", "ann")


def test_a_page_that_comes_back_in_the_middle_of_a_consultation_goes_on_with_it() -> None:
    centre = consulting()
    ann = centre.leg("ann")
    centre.phones.lose_path(ann)
    centre.turn()
    assert centre.hears(centre.leg("bob")) == ["music"]
    centre.phones.come_back("8001")
    centre.turn()
    new = next(leg.id for leg in centre.phones.ringing())
    centre.phones.pick_up(new)
    centre.turn()
    assert centre.together(new, "bob")
    assert ann not in centre.phones.legs
