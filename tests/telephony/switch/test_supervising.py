"""Those who lead: they listen, whisper, barge in and take over."""

import pytest

from huawu.interactions.events import Supervised
from tests.telephony.switch.exchange import Exchange

pytestmark = pytest.mark.core


def led(mode: str) -> Exchange:
    """Lea is in Ann's talk."""
    centre = Exchange()
    centre.talk()
    centre.guide(mode)
    centre.picks_up("lea")
    return centre


def test_the_leaders_phone_answers_by_itself() -> None:
    centre = Exchange()
    centre.talk()
    centre.guide("listen")
    leg = centre.phones.legs[centre.leg("lea")]
    assert (leg.auto_answer, leg.purpose) == (True, "listen")


def test_a_listener_hears_both_and_is_heard_by_nobody() -> None:
    centre = led("listen")
    ann, lea = centre.leg("ann"), centre.leg("lea")
    assert centre.audible() == {"c": {ann}, ann: {"c"}, lea: {"c", ann}}


def test_a_whisper_reaches_the_agent_and_neither_the_customer_nor_the_recording() -> None:
    centre = led("whisper")
    ann, lea = centre.leg("ann"), centre.leg("lea")
    assert centre.audible() == {"c": {ann}, ann: {"c", lea}, lea: {"c", ann}}
    assert list(centre.phones.recordings.values()) == [(["c"], [ann])]


def test_barging_in_all_hear_one_another_and_all_is_recorded() -> None:
    centre = led("whisper")
    centre.guide("barge")
    assert centre.together("c", "ann", "lea")
    assert list(centre.phones.recordings.values()) == [(["c"], [centre.leg("ann"), centre.leg("lea")])]


@pytest.mark.parametrize("mode", ["listen", "whisper"])
def test_a_leader_who_has_barged_in_goes_back_to_where_the_customer_does_not_hear_them(mode: str) -> None:
    centre = led("barge")
    centre.do("ann", "mute", party=centre.leg("lea"))
    centre.guide(mode)
    ann, lea = centre.leg("ann"), centre.leg("lea")
    assert centre.audible()["c"] == {ann}
    assert centre.audible()[lea] == {"c", ann}
    assert centre.audible()[ann] == ({"c"} if mode == "listen" else {"c", lea}), "who whispers is heard"
    assert list(centre.phones.recordings.values()) == [(["c"], [ann])]
    centre.guide("barge")
    assert centre.together("c", "ann", "lea")


def test_a_leader_who_has_barged_in_takes_over_or_leaves() -> None:
    centre = led("barge")
    centre.guide("take_over")
    assert centre.together("c", "lea")
    assert (centre.the_call.agent, centre.state("ann")) == ("lea", "wrap_up")
    assert told_who_took_over(centre) == [("ann", "lea")]
    centre = led("barge")
    centre.do("lea", "leave")
    assert centre.together("c", "ann")


def test_a_leader_who_has_barged_in_stays_in_the_conversation_once_the_customer_has_left_it() -> None:
    centre = led("barge")
    centre.hangs_up("c")
    assert centre.refused("lea", "supervise", mode="listen") == "call.not_now"
    assert centre.together("ann", "lea")


def test_taking_over_leaves_the_customer_with_the_leader() -> None:
    centre = led("listen")
    centre.guide("take_over")
    assert centre.together("c", "lea")
    assert (centre.the_call.agent, centre.state("ann")) == ("lea", "wrap_up")


def test_taking_over_at_once_leaves_the_talk_alone_until_the_leader_is_there() -> None:
    centre = Exchange()
    centre.talk()
    centre.guide("take_over")
    assert centre.together("c", "ann")
    assert centre.switch.taken == []
    centre.picks_up("lea")
    assert centre.together("c", "lea")
    assert told_who_took_over(centre) == [("ann", "lea")]


def told_who_took_over(centre: Exchange) -> list[tuple[str, str | None]]:
    return [(agent, call.agent) for agent, call, over in centre.switch.taken if over]


def test_a_leader_leaves_and_nobody_notices() -> None:
    centre = led("whisper")
    centre.do("lea", "leave")
    assert centre.together("c", "ann")
    centre.guide("listen")
    centre.picks_up("lea")
    centre.hangs_up("lea")
    assert centre.together("c", "ann")


def test_a_leader_follows_whoever_is_in_charge_and_leaves_when_the_call_is_over() -> None:
    centre = led("whisper")
    centre.do("ann", "transfer", "bob")
    centre.picks_up("bob")
    bob, lea = centre.leg("bob"), centre.leg("lea")
    assert centre.audible() == {"c": {bob}, bob: {"c", lea}, lea: {"c", bob}}
    centre.hangs_up("c")
    assert centre.phones.legs == {}


def test_each_intrusion_is_on_record() -> None:
    centre = led("listen")
    centre.guide("whisper")
    told = [fact for _, fact in centre.facts if isinstance(fact, Supervised)]
    assert [(fact.by, fact.agent, fact.mode) for fact in told] == [
        ("lea", "ann", "listen"), ("lea", "ann", "whisper")
    ]  # fmt: skip


def test_nobody_supervises_themselves_an_unknown_way_or_a_call_without_an_agent() -> None:
    centre = Exchange()
    centre.talk()
    assert centre.refused("ann", "supervise", mode="listen") == "call.not_now"
    assert centre.refused("lea", "supervise", mode="spy") == "call.unknown_mode"
    centre.do("ann", "transfer", ("extension", "7001"))
    centre.picks_up("7001")
    assert centre.refused("lea", "supervise", mode="listen") == "call.not_now"
