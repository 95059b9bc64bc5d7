"""What is done with recordings while anything else happens, and what must hold of them."""

from abc import abstractmethod
from collections import Counter
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from huawu.interactions.events import RecordingPaused, RecordingResumed
from huawu.platform.recorded import MAY_REFUSE, ON_DEMAND, Said
from huawu.telephony.core.recording_rules import Rules
from huawu.telephony.core.switch import hearing
from huawu.telephony.core.switch.types import REFUSED
from tests.telephony.switch.exchange import Exchange

VERBS = st.sampled_from([f"{verb}_recording" for verb in ("pause", "resume", "start", "stop")])
RULES = st.sampled_from([Said(), Said(50), Said(ON_DEMAND), Said(ON_DEMAND, MAY_REFUSE), Said(notice=True)])
WHO = st.integers(min_value=-1, max_value=3)
PICK = st.integers(min_value=0, max_value=7)


class Recorded(RuleBasedStateMachine):
    """Callers are told and refuse, agents pause and record on demand, by rules of every kind."""

    centre: Exchange

    @abstractmethod
    def who(self, asks: int) -> str:
        """One of the agents; -1: whoever is in charge."""

    @abstractmethod
    def try_to(self, agent: str, verb: str, **args: object) -> None:
        """Ask; what is refused must not have changed anything."""

    @initialize(front=RULES, back=RULES)
    def what_is_recorded_is_published(self, front: Said, back: Said) -> None:
        switch = self.centre.switch
        switch.plan = replace(switch.plan, recording=Rules({}, {"front": front, "back": back}))

    @rule(asks=WHO, verb=VERBS)
    def an_agent_pauses_the_recording_or_wants_one(self, asks: int, verb: str) -> None:
        self.try_to(self.who(asks), verb)

    @rule(which=PICK)
    def something_was_said_to_its_end(self, which: int) -> None:
        if legs := sorted(leg.id for leg in self.centre.phones.legs.values() if leg.token):
            self.centre.said(legs[which % len(legs)])

    @rule(which=PICK, digit=st.sampled_from("19"))
    def somebody_presses_a_key(self, which: int, digit: str) -> None:
        if legs := sorted(self.centre.phones.legs):
            self.centre.press(legs[which % len(legs)], digit)

    @invariant()
    def recordings_have_those_who_talk(self) -> None:
        calls = self.centre.switch.calls.values()
        wanted = {call.recording: hearing.sides(call.parties) for call in calls if call.recording}
        assert self.centre.phones.recordings == wanted

    @invariant()
    def a_recording_is_silent_while_somebody_of_the_talk_wants_it_so(self) -> None:
        paused = [call for call in self.centre.switch.calls.values() if call.paused_since is not None]
        assert self.centre.phones.paused == {call.recording for call in paused}
        for call in paused:
            charge = hearing.in_charge(call.parties)
            there = {each.agent for each in call.parties.values()} if charge is None else {charge.agent}
            assert call.paused_by in there
            assert call.pause_until is not None
            assert call.pause_until > self.centre.now
        asked, over = (
            Counter(fact.recording for _, fact in self.centre.facts if isinstance(fact, kind))
            for kind in (RecordingPaused, RecordingResumed)
        )
        assert asked - over == Counter(call.recording for call in paused)

    @invariant()
    def nobody_is_recorded_who_refused(self) -> None:
        for call in self.centre.switch.calls.values():
            assert call.recording is None or call.consent != REFUSED
