"""What is recorded, by rule or on demand; pauses for card numbers; what the caller is told and may refuse."""

from dataclasses import replace
from typing import Any

import pytest

from huawu.interactions.events import RecordingConsent, RecordingPaused, RecordingResumed
from huawu.platform.recorded import Said
from huawu.platform.refusals import Refusal
from huawu.telephony.core.recording_rules import Rules
from huawu.telephony.core.switch import verbs
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import Call, FlowPlan, Target
from tests.telephony.switch.desk import Words
from tests.telephony.switch.exchange import Exchange
from tests.telephony.switch.house import OUTSIDE, House

pytestmark = pytest.mark.core
NOTICE, REFUSAL, REFUSED = (f"zh-CN/recording.{word}" for word in ("notice", "refusal", "refused"))


def ruled(
    recorded: bool | int | str | None = None, notice: bool | str | None = None, **more: Any
) -> Exchange:
    return Exchange(recording=Rules({}, {"front": Said(recorded, notice)}, **more))


def told(centre: Exchange) -> list[Any]:
    kinds = (RecordingPaused, RecordingResumed, RecordingConsent)
    return [fact for _, fact in centre.facts if isinstance(fact, kinds)]


def go_on_in_another_process(centre: Exchange) -> None:
    """What was written down is enough."""
    old = centre.switch
    centre.switch = Switch(centre.phones, old.ids, Words())
    centre.switch.plan, centre.switch.now = old.plan, old.now
    for key in old.calls:
        assert (saved := old.save(key)) is not None
        centre.switch.restore(saved)


def may(centre: Exchange, agent: str, call: Call) -> set[str]:
    party = centre.switch.party_of(call, agent)
    return {verb for verb in verbs.allowed(centre.switch, call, party) if verb.endswith("_recording")}


# ---- paused ------------------------------------------------------------------------------------------------


def test_an_agent_pauses_and_goes_on() -> None:
    centre = ruled()
    call = centre.talk()
    assert may(centre, "ann", call) == {"pause_recording"}
    centre.do("ann", "pause_recording")
    begun = centre.now
    assert centre.phones.paused == {call.recording}
    assert may(centre, "ann", call) == {"resume_recording"}
    centre.pass_time(20)
    centre.do("ann", "resume_recording")
    assert centre.phones.paused == set()
    assert told(centre) == [
        RecordingPaused(call.recording or "", call.id, "ann", begun),
        RecordingResumed(call.recording or "", call.id, "ann", "asked", centre.now),
    ]


def test_a_forgotten_pause_ends_by_itself_also_in_another_process() -> None:
    centre = ruled(pause_seconds=60)
    call = centre.talk()
    centre.do("ann", "pause_recording")
    go_on_in_another_process(centre)
    centre.pass_time(59)
    assert centre.phones.paused == {call.recording}
    centre.pass_time(1)
    assert centre.phones.paused == set()
    assert [fact.end for fact in told(centre) if isinstance(fact, RecordingResumed)] == ["limit"]
    centre.do("ann", "pause_recording")
    centre.pass_time(59)
    assert centre.phones.paused == {call.recording}  # the second pause has its own time


def test_a_pause_ends_with_the_part_of_who_asked_for_it() -> None:
    centre = ruled()
    call = centre.talk()
    centre.do("ann", "pause_recording")
    centre.do("ann", "transfer", "bob")
    centre.picks_up("bob")
    assert call.agent == "bob"
    assert centre.phones.paused == set()
    assert centre.phones.recordings.keys() == {call.recording}
    assert told(centre)[-1].end == "talk_over"


def test_a_pause_is_over_when_the_call_is() -> None:
    centre = ruled()
    centre.talk()
    centre.do("ann", "pause_recording")
    centre.put_down("c")
    assert not centre.switch.calls
    assert [type(fact).__name__ for fact in told(centre)] == ["RecordingPaused", "RecordingResumed"]


def test_only_who_is_in_charge_pauses() -> None:
    centre = ruled()
    call = centre.talk()
    centre.do("ann", "add", "bob")
    centre.picks_up("bob")
    assert may(centre, "bob", call) == set()
    assert centre.refused("bob", "pause_recording") == "call.not_now"
    centre.guide("listen")
    centre.picks_up("lea")
    assert may(centre, "lea", call) == set()


# ---- by rule, and on demand --------------------------------------------------------------------------------


def test_where_nothing_is_recorded_nothing_can_be_paused_or_begun() -> None:
    centre = ruled(recorded=False)
    call = centre.talk()
    assert call.recording is None
    assert may(centre, "ann", call) == set()
    assert centre.refused("ann", "start_recording") == "call.not_now"


def test_on_demand_begins_when_the_agent_says_so_and_ends_so_too() -> None:
    centre = ruled(recorded="on_demand")
    call = centre.talk()
    assert call.recording is None
    assert may(centre, "ann", call) == {"start_recording"}
    centre.do("ann", "start_recording")
    assert centre.phones.recordings == {call.recording: (["c"], [centre.leg("ann")])}
    assert may(centre, "ann", call) == {"pause_recording", "stop_recording"}
    centre.do("ann", "pause_recording")
    centre.do("ann", "stop_recording")
    assert centre.phones.recordings == {}
    assert (call.recording, call.paused_since) == (None, None)
    assert may(centre, "ann", call) == {"start_recording"}


def test_what_a_rule_records_no_agent_ends() -> None:
    centre = ruled(recorded=True)
    centre.talk()
    assert centre.refused("ann", "stop_recording") == "call.not_now"


def test_a_share_is_recorded_throughout_or_not_at_all() -> None:
    centre = ruled(recorded=50)
    taken = []
    for number in range(40):
        call = centre.talk(leg=f"c{number}")
        taken.append(call.recording is not None)
        assert taken[-1] == Rules({}, {"front": Said(50)}).of_queue("4002", "front").takes(call.id)
        centre.put_down(f"c{number}")
        centre.wrapped_up("ann")
    assert 5 < sum(taken) < 35


# ---- telephones of the house -------------------------------------------------------------------------------


def between(rules: Rules, number: str) -> House:
    """Extension 7001 talks with a number that it dialled."""
    house = House()
    house.switch.plan = replace(house.switch.plan, recording=rules)
    house.dial("7001", number)
    house.picks_up(number)
    return house


def test_calls_between_extensions_are_recorded_where_the_site_says_so() -> None:
    house = between(Rules(), "7002")
    assert house.phones.recordings == {}
    house = between(Rules(extensions=Said(recorded=True)), "7002")
    assert list(house.phones.recordings.values()) == [(["x"], [house.leg("7002")])]
    house.put_down("x")
    assert house.phones.recordings == {}


def test_outgoing_calls_are_recorded_where_the_site_says_so() -> None:
    house = between(Rules(extensions=Said(recorded=True)), OUTSIDE)
    assert house.phones.recordings == {}
    house = between(Rules(outgoing=Said(recorded=True)), OUTSIDE)
    assert list(house.phones.recordings.values()) == [([house.leg(OUTSIDE)], ["x"])]


# ---- told, and refused -------------------------------------------------------------------------------------


def test_the_caller_is_told_before_an_agent_is_looked_for() -> None:
    centre = ruled(notice=True)
    centre.ready("ann")
    call = centre.call("c", "4002")
    assert centre.phones.legs["c"].up
    assert centre.hears("c") == [NOTICE]
    assert not centre.rings("ann")
    centre.said("c")
    assert centre.rings("ann")
    assert told(centre) == [RecordingConsent(call.id, "announced", centre.now)]
    centre.picks_up("ann")
    assert call.recording is not None


def test_the_caller_may_refuse_and_is_not_recorded() -> None:
    centre = ruled(notice="may_refuse")
    centre.ready("ann")
    call = centre.call("c", "4002")
    assert centre.hears("c") == [NOTICE, REFUSAL]
    centre.press("c", "1")
    centre.press("c", "9")
    assert centre.hears("c") == [REFUSED]
    assert not centre.rings("ann")
    centre.said("c")
    centre.picks_up("ann")
    assert call.recording is None
    assert may(centre, "ann", call) == set()
    assert [fact.how for fact in told(centre)] == ["refused"]


def test_the_caller_may_refuse_until_an_agent_answers() -> None:
    centre = ruled(notice="may_refuse")
    call = centre.call("c", "4002")
    centre.said("c")
    assert call.consent == "offered"
    centre.press("c", "9")
    assert centre.hears("c") == [REFUSED]
    centre.said("c")
    assert centre.hears("c") == ["music"]
    centre.ready("ann")
    centre.picks_up("ann")
    assert call.recording is None
    centre.press("c", "9")
    assert [fact.how for fact in told(centre)] == ["offered", "refused"]


def test_a_key_refuses_only_where_that_was_said() -> None:
    centre = ruled(notice=True)
    call = centre.call("c", "4002")
    centre.press("c", "9")
    assert centre.hears("c") == [NOTICE]
    centre.said("c")
    centre.press("c", "9")
    assert call.consent == "announced"


def test_nobody_is_told_of_what_is_not_recorded() -> None:
    centre = ruled(recorded=False, notice=True)
    call = centre.call("c", "4002")
    assert not call.answered
    assert call.consent == ""


def test_a_caller_is_told_once_also_when_passed_on_to_another_queue() -> None:
    centre = ruled(notice=True)
    centre.ready("ann")
    centre.call("c", "4002")
    centre.said("c")
    centre.picks_up("ann")
    centre.do("ann", "transfer", ("queue", "front"))
    assert centre.hears("c") != [NOTICE]
    assert len(told(centre)) == 1


def test_a_caller_is_told_by_the_queue_that_asks_for_it_first() -> None:
    centre = Exchange(recording=Rules({}, {"back": Said(notice=True)}))
    call = centre.talk()
    centre.do("ann", "transfer", ("queue", "back"))
    assert centre.hears("c") == [NOTICE]
    centre.said("c")
    assert (call.consent, call.waiting) == ("announced", True)


def test_who_hangs_up_meanwhile_has_left_the_queue() -> None:
    centre = ruled(notice=True)
    centre.ready("ann")
    centre.call("c", "4002")
    centre.put_down("c")
    assert not centre.switch.calls
    assert centre.segments()[-1] == ("queue", None, "abandoned")
    assert centre.state("ann") == "ready"


def test_what_a_menu_said_need_not_be_said_again() -> None:
    centre = ruled(notice=True)
    graph = {
        "start": "tell",
        "nodes": {
            "tell": {"do": "play", "say": ["greeting.hotel", "recording.notice"], "next": "desk"},
            "desk": {"do": "enqueue", "queue": "front", "priority": 5},
        },
    }
    numbers = {**centre.switch.plan.numbers, "4001": Target(flow="told")}
    flows = {"told": FlowPlan("told", 1, graph)}
    centre.switch.plan = replace(centre.switch.plan, numbers=numbers, flows=flows)
    centre.ready("ann")
    call = centre.call("c", "4001")
    centre.said("c")
    assert centre.rings("ann")
    assert told(centre) == [RecordingConsent(call.id, "announced", centre.now)]


def test_a_number_out_of_the_rule_says_nothing() -> None:
    centre = Exchange(recording=Rules({"4002": Said(notice=False)}, {"front": Said(notice=True)}))
    assert centre.switch.plan.numbers["4002"] == Target(queue="front")
    call = centre.talk()
    assert (call.consent, call.recording is not None) == ("", True)


def test_a_verb_that_is_refused_says_why() -> None:
    centre = ruled(recorded=False)
    call = centre.talk()
    with pytest.raises(Refusal) as refused:
        centre.switch.verb("ann", call.id, "pause_recording", {}, centre.now)
    assert refused.value.key == "call.not_now"
