"""Stories of a small centre, told and answered line by line."""

import pytest

from huawu.platform.clock import SECOND
from huawu.routing.core.engine import Engine
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentAway,
    AgentBusy,
    AgentFree,
    AgentState,
    Finished,
    PhoneChanged,
    Queue,
    Tick,
    WrapUpDone,
)
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core


def test_a_call_finds_a_free_agent_is_talked_to_and_wrapped_up() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=30))
    assert centre.ready("ann") == ["ann is ready"]
    assert centre.at(5).calls("c1") == ["ring ann for c1", "ann is ringing"]
    assert centre.at(9).takes("ann") == ["join c1 and ann", "ann is talking"]
    assert centre.at(60).tell(Finished("ann", "c1")) == ["ann is wrap_up"]
    assert centre.engine.next_deadline() == 90 * SECOND
    assert centre.at(70).tell(WrapUpDone("ann")) == ["ann is ready"]


def test_wrap_up_ends_by_itself_and_the_next_call_rings_at_once() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=30))
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    centre.at(10).tell(Finished("ann", "c1"))
    assert centre.at(20).calls("c2") == []
    assert centre.at(39).tell(Tick()) == []
    assert centre.at(40).tell(Tick()) == ["ann is ready", "ring ann for c2", "ann is ringing"]


def test_without_wrap_up_the_next_call_rings_in_the_same_answer() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=0))
    centre.ready("ann")
    centre.calls("c1")
    centre.calls("c2")
    centre.takes("ann")
    found = centre.at(9).tell(Finished("ann", "c1"))
    assert found == ["ann is ready", "ring ann for c2", "ann is ringing"]


def test_a_caller_who_hangs_up_while_it_rings_frees_the_agent() -> None:
    centre = Centre()
    centre.ready("ann")
    centre.calls("c1")
    found = centre.at(3).tell(Abandoned("c1", "hung_up"))
    assert found == ["stop ringing ann for c1: contact_left", "ann is ready"]
    assert centre.tell(Accepted(centre.rings["ann"].id)) == []
    assert centre.engine.ignored == {"Accepted": 1}


def test_no_answer_goes_to_the_next_agent_and_twice_pauses() -> None:
    centre = Centre(Queue("desk", ring_seconds=20, rona_limit=2))
    centre.ready("ann", "bo")
    centre.at(1).calls("c1")
    found = centre.at(21).tell(Tick())
    assert found == ["stop ringing ann for c1: timeout", "ring bo for c1", "bo is ringing", "ann is ready"]
    assert centre.at(22).takes("bo") == ["join c1 and bo", "bo is talking"]
    assert centre.at(23).calls("c2") == ["ring ann for c2", "ann is ringing"]
    assert centre.at(43).tell(Tick()) == ["stop ringing ann for c2: timeout", "ann is paused (rona)"]
    assert centre.engine.position("c2") == 1


def test_an_answer_forgives_the_misses_before_it() -> None:
    centre = Centre(Queue("desk", ring_seconds=20, rona_limit=2, wrap_up_seconds=0), agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.at(20).tell(Tick())
    centre.at(21).takes("ann")
    centre.at(30).tell(Finished("ann", "c1"))
    centre.at(31).calls("c2")
    centre.at(51).tell(Tick())
    assert centre.state("ann") == "ringing"


def test_a_lone_agent_who_declines_is_asked_again_after_a_breath() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    assert centre.at(2).refuses("ann") == ["ann is ready"]
    assert centre.engine.next_deadline() == 5 * SECOND
    assert centre.at(5).tell(Tick()) == ["ring ann for c1", "ann is ringing"]


def test_who_declined_takes_another_call_before_the_declined_one() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.at(1).calls("c2")
    assert centre.at(2).refuses("ann") == ["ann is ready", "ring ann for c2", "ann is ringing"]


def test_a_phone_that_is_gone_pauses_its_agent_at_once() -> None:
    centre = Centre()
    centre.ready("ann", "bo")
    centre.at(1).calls("c1")
    found = centre.refuses("ann", "unreachable")
    assert found == ["ring bo for c1", "bo is ringing", "ann is paused (phone_unreachable)"]


def test_a_phone_that_is_busy_counts_as_not_answered() -> None:
    centre = Centre(Queue("desk", rona_limit=1))
    centre.ready("ann", "bo")
    centre.calls("c1")
    assert centre.refuses("ann", "busy")[-1] == "ann is paused (phone_busy)"


def test_after_our_own_restart_nobody_is_to_blame() -> None:
    centre = Centre(Queue("desk", rona_limit=1), agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    assert centre.refuses("ann", "restarted") == ["ann is ready", "ring ann for c1", "ann is ringing"]


def test_who_goes_away_while_it_rings_gives_the_call_to_another() -> None:
    centre = Centre()
    centre.ready("ann", "bo")
    centre.at(1).calls("c1")
    found = centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    assert found == [
        "stop ringing ann for c1: agent_away",
        "ann is paused (lunch)",
        "ring bo for c1",
        "bo is ringing",
    ]


def test_who_goes_away_during_a_talk_is_away_after_it_and_its_wrap_up() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    assert centre.tell(AgentAway("ann", AgentState.SIGNED_OUT)) == []
    centre.calls("c2")
    assert centre.at(9).tell(Finished("ann", "c1")) == ["ann is wrap_up"]
    assert centre.at(39).tell(Tick()) == ["ann is signed_out"]


def test_who_asks_to_be_ready_again_during_the_talk_stays() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=0), agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    centre.ready("ann")
    assert centre.tell(Finished("ann", "c1")) == ["ann is ready"]


def test_a_call_of_ones_own_keeps_queue_calls_away() -> None:
    centre = Centre(agents="ann")
    centre.ready("ann")
    assert centre.tell(AgentBusy("ann")) == ["ann is talking (own_call)"]
    assert centre.calls("c1") == []
    assert centre.ready("ann") == ["ann is ready", "ring ann for c1", "ann is ringing"]


def test_a_call_of_ones_own_in_a_pause_ends_in_the_pause() -> None:
    centre = Centre(agents="ann")
    centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    centre.tell(AgentBusy("ann"))
    assert centre.tell(AgentFree("ann")) == ["ann is paused (lunch)"]


def test_a_full_queue_sends_callers_on_unless_somebody_is_free() -> None:
    centre = Centre(Queue("desk", max_waiting=1))
    assert centre.calls("c1") == []
    assert centre.calls("c2") == ["send c2 on: full"]
    centre.ready("ann", "bo")
    assert centre.calls("c3") == ["ring bo for c3", "bo is ringing"]


def test_who_has_waited_too_long_is_sent_on_but_not_while_it_rings() -> None:
    centre = Centre(Queue("desk", max_wait_seconds=30, ring_seconds=20))
    centre.calls("c1")
    centre.at(1).calls("c2")
    centre.at(25).ready("ann")
    assert centre.at(31).tell(Tick()) == ["send c2 on: waited_too_long"]
    assert centre.at(45).tell(Tick()) == [
        "stop ringing ann for c1: timeout",
        "send c1 on: waited_too_long",
        "ann is ready",
    ]


def test_a_queue_without_anybody_may_refuse() -> None:
    centre = Centre(Queue("desk", refuse_when_empty=True))
    assert centre.calls("c1") == ["send c1 on: no_agents"]
    centre.tell(AgentAway("ann", AgentState.PAUSED, "lunch"))
    assert centre.calls("c2") == []


def test_a_queue_that_does_not_exist_lets_nobody_wait_for_nothing() -> None:
    assert Centre().calls("c1", "nowhere") == ["send c1 on: closed"]


def test_who_cannot_be_called_stays_ready_and_is_offered_nothing() -> None:
    centre = Centre()
    centre.ready("ann")
    assert centre.tell(PhoneChanged("ann", "phone.asleep")) == ["ann is ready (no calls: phone.asleep)"]
    assert centre.calls("c1") == []
    assert centre.tell(PhoneChanged("ann", "")) == ["ann is ready", "ring ann for c1", "ann is ringing"]


def test_what_rings_at_a_phone_that_fails_goes_to_the_next_agent_at_once() -> None:
    centre = Centre()
    centre.ready("ann", "bo")
    centre.calls("c1")
    found = centre.at(2).tell(PhoneChanged("ann", "phone.unreachable"))
    assert found == [
        "stop ringing ann for c1: phone_not_ready",
        "ann is ready (no calls: phone.unreachable)",
        "ring bo for c1",
        "bo is ringing",
    ]


def test_a_phone_that_fails_in_a_talk_keeps_the_agent_from_the_next_call_only() -> None:
    centre = Centre(Queue("desk", wrap_up_seconds=0))
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    centre.calls("c2")
    assert centre.tell(PhoneChanged("ann", "phone.failed")) == ["ann is talking (no calls: phone.failed)"]
    assert centre.at(9).tell(Finished("ann", "c1")) == ["ann is ready (no calls: phone.failed)"]
    assert centre.tell(PhoneChanged("ann", "")) == ["ann is ready", "ring ann for c2", "ann is ringing"]


def test_the_same_word_about_a_phone_means_nothing_the_second_time() -> None:
    centre = Centre()
    centre.ready("ann")
    centre.tell(PhoneChanged("ann", "phone.asleep"))
    assert centre.tell(PhoneChanged("ann", "phone.asleep")) == []
    assert centre.engine.ignored == {"PhoneChanged": 1}


def test_who_signs_in_without_sound_waits_for_it() -> None:
    centre = Centre()
    centre.calls("c1")
    centre.tell(PhoneChanged("ann", "phone.audio_unknown"))
    assert centre.ready("ann") == ["ann is ready (no calls: phone.audio_unknown)"]
    again = Engine.restore(centre.plan, lambda: "o9", centre.engine.save())
    answers = again.tell(PhoneChanged("ann", ""), centre.now)
    assert [type(each).__name__ for each in answers] == ["PhoneShown", "Offer", "AgentChanged"]
