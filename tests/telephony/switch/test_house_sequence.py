"""Telephones of the house do anything in any order: no leg is left over, and nothing is in two calls."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from huawu.interactions.events import InteractionEnded, InteractionStarted
from huawu.platform.clock import SECOND
from huawu.platform.recorded import Said
from huawu.platform.refusals import Refusal
from huawu.routing.types import Offer, Withdraw
from huawu.telephony.core.recording_rules import Rules
from huawu.telephony.core.switch import hearing, whose
from huawu.telephony.core.switch.conferences import booked, rooms
from huawu.telephony.core.switch.conferences.booked import Booking
from huawu.telephony.core.switch.house import lamps
from huawu.telephony.core.switch.types import Call, To, restored
from tests.telephony.switch.house import AGENTS, House

pytestmark = pytest.mark.core

PHONES = st.sampled_from(["7001", "7002", "7003", "7004", "8001"])
NUMBERS = st.sampled_from(
    ["7001", "7002", "7003", "7004", "8001", "600", "601", "602", "701", "702", "*68", "4002", "99"]
    + ["680", "680", "*8", "**7002", "*80*7003", "*56#", "#56#", "*57*7003", "#57", "*41*600", "13700001111"]
)
PICK = st.integers(min_value=0, max_value=7)
CAUSES = st.sampled_from(["hung_up", "busy", "no_answer", "declined", "unreachable"])


class AnyHouse(RuleBasedStateMachine):
    """Five telephones, ring groups, two places to park, an agent at a page."""

    def __init__(self) -> None:
        super().__init__()
        hall = {"pickup_group": "hall", "call_waiting": True}
        self.house = House(x7002=hall, x7003=hall, x7004=hall, x8002={"pickup_group": "hall"})
        plan = self.house.switch.plan
        lines = replace(plan.lines, rooms=frozenset({"680", "681"}))
        recorded = Rules(extensions=Said(recorded=True), outgoing=Said(recorded=True))
        self.house.switch.plan = replace(plan, lines=lines, recording=recorded)
        self.house.ready("ann", "bob")
        self.count = 0

    @rule(caller=PHONES, number=NUMBERS)
    def somebody_dials(self, caller: str, number: str) -> None:
        self.count += 1
        self.house.dial(caller, number, f"d{self.count}")

    @rule(number=st.sampled_from(["701", "702", "*8", "**7002", "*80*7003", "7004"]))
    def an_agent_calls_or_takes_from_the_page(self, number: str) -> None:
        with suppress(Refusal):
            self.house.calls_out("bob", ("extension", number))

    @rule(number=st.sampled_from(["701", "*8"]))
    def an_agent_takes_a_call_from_the_page_and_somebody_else_begins_to_wait(self, number: str) -> None:
        self.somebody_dials("7001", "7004")
        with suppress(Refusal):
            self.house.calls_out("bob", ("extension", number))
            self.somebody_dials("7003", "4002")
            self.house.picks_up("bob")

    @rule(number=st.sampled_from(["7001", "7002", "7004", "600"]), join=st.booleans())
    def an_agent_calls_a_telephone_that_is_answered(self, number: str, join: bool) -> None:
        """Who is called may be one that has called another itself."""
        if join:
            self.somebody_dials("7004", "7003")
            self.somebody_answers(0)
        with suppress(Refusal):
            self.house.calls_out("bob", ("extension", number))
            self.house.picks_up("bob")
            for leg in self.house.phones.ringing()[:1]:
                self.house.picks_up(leg.id if leg.extension is None else leg.extension)

    @rule(
        verb=st.sampled_from(["transfer", "consult", "add", "serial", "complete", "merge", "cancel"]),
        to=st.sampled_from(["7001", "7002", "7003", "600", "8001", "702", "4002", "13700001111"]),
        answers=st.booleans(),
    )
    def an_agent_does_something_with_a_call(self, verb: str, to: str, answers: bool) -> None:
        if self.house.switch.calls:
            with suppress(Refusal):
                self.house.do("bob", verb, ("number", to))
        if answers:
            self.somebody_answers(0)

    @rule(action=st.sampled_from(["hold", "resume", "hang_up", "rejoin"]))
    def an_agent_presses(self, action: str) -> None:
        self.house.switch.asked("bob", action, self.house.now)
        self.house.turn()

    @rule(which=PICK)
    def somebody_answers(self, which: int) -> None:
        if ringing := sorted(leg.id for leg in self.house.phones.ringing()):
            self.house.phones.pick_up(ringing[which % len(ringing)])
            self.house.turn()

    @rule(which=PICK, cause=CAUSES)
    def somebody_hangs_up(self, which: int, cause: str) -> None:
        if legs := sorted(self.house.phones.legs):
            self.house.put_down(legs[which % len(legs)], cause)

    @rule(which=PICK, number=NUMBERS)
    def somebody_passes_on(self, which: int, number: str) -> None:
        if legs := sorted(leg.id for leg in self.house.phones.legs.values() if leg.up):
            self.house.phones.transfer(legs[which % len(legs)], number)
            self.house.turn()

    @rule(which=PICK, other=PICK)
    def somebody_joins_two_calls(self, which: int, other: int) -> None:
        if legs := sorted(leg.id for leg in self.house.phones.legs.values() if leg.up):
            others = sorted(self.house.phones.legs)  # also those that are not answered yet
            self.house.phones.transfer(legs[which % len(legs)], replaces=others[other % len(others)])
            self.house.turn()

    @rule(which=PICK, extension=PHONES)
    def somebody_takes_a_place(self, which: int, extension: str) -> None:
        """As telephones do that watch lamps, or that an extension has two of."""
        self.count += 1
        if legs := sorted(self.house.phones.legs):
            old = legs[which % len(legs)]
            new, phones = f"d{self.count}", self.house.phones
            phones.arrive(new, "", extension=extension, replaces=old)
            self.house.turn()

    @rule(which=PICK, on=st.booleans())
    def somebody_holds(self, which: int, on: bool) -> None:
        if legs := sorted(leg.id for leg in self.house.phones.legs.values() if leg.up):
            self.house.phones.hold(legs[which % len(legs)], on=on)
            self.house.turn()

    @rule(room=st.sampled_from(["680", "681"]), minutes=st.sampled_from([1, 5]))
    def somebody_books_a_conference(self, room: str, minutes: int) -> None:
        self.count += 1
        now = self.house.now
        invited = (To("agent", "ann"), To("extension", "7003"))
        booking = Booking(f"b{self.count}", room, "", "12", now, now + minutes * 60 * SECOND, invited)
        self.house.switch.now = now
        with suppress(Refusal):
            rooms.book(self.house.switch, booking)

    @rule(which=PICK, keys=st.sampled_from(["12#", "12#", "9#", "*"]))
    def somebody_presses_keys(self, which: int, keys: str) -> None:
        if legs := sorted(leg.id for leg in self.house.phones.legs.values() if leg.up):
            for key in keys:
                self.house.press(legs[which % len(legs)], key)

    @rule(which=PICK, action=st.sampled_from(["mute", "unmute", "drop", "lock", "unlock", "end"]))
    def an_organiser_does_something(self, which: int, action: str) -> None:
        legs = sorted(self.house.phones.legs) or ["none"]
        for booking in list(self.house.switch.rooms.bookings):
            with suppress(Refusal):
                rooms.act(self.house.switch, booking, action, legs[which % len(legs)])
        self.house.turn()

    @rule(seconds=st.sampled_from([1, 11, 61]))
    def time_goes_by(self, seconds: int) -> None:
        self.house.pass_time(seconds)

    @invariant()
    def every_leg_belongs_to_one_call(self) -> None:
        switch = self.house.switch
        owned = [leg for call in switch.calls.values() for leg in self.legs_of(call)]
        assert len(owned) == len(set(owned))
        assert set(self.house.phones.legs) == {*owned, *switch.saying}

    def legs_of(self, call: Call) -> set[str]:
        """Of a room, and of a conference that goes on, the first leg is none of them any more."""
        first = call.leg if not call.parties or call.leg in call.parties else ""
        legs = {"" if call.room else first, call.agent_leg, call.next_leg, *call.parties, *call.anew.values()}
        return {leg for leg in legs if leg}

    @invariant()
    def recordings_have_those_who_talk(self) -> None:
        calls = self.house.switch.calls.values()
        wanted = {call.recording: hearing.sides(call.parties) for call in calls if call.recording}
        made = self.house.phones.recordings
        assert {each: sides for each, sides in made.items() if each in wanted} == wanted
        assert not any(each.startswith("rec-") for each in made.keys() - wanted.keys())

    @invariant()
    def the_call_of_each_agent_is_found(self) -> None:
        switch = self.house.switch
        for agent in AGENTS:
            whole = next((call for call in switch.calls.values() if whose.is_in(agent, call)), None)
            assert switch.call_of(agent) is whole, agent

    @invariant()
    def nobody_is_offered_a_call_while_they_go_over_to_another(self) -> None:
        for turn in self.house.decided:
            offered = {each.id for each in turn if isinstance(each, Offer)}
            away = {each.offer for each in turn if isinstance(each, Withdraw) and each.cause == "agent_away"}
            assert not offered & away

    @invariant()
    def who_hears_somebody_is_played_nothing(self) -> None:
        for leg, heard in self.house.audible().items():
            if heard and not any(leg in call.parties for call in self.in_rooms()):
                assert self.house.hears(leg) == []

    def in_rooms(self) -> list[Call]:
        """Conferences, in which beeps tell who comes and goes."""
        return [call for call in self.house.switch.calls.values() if call.room]

    @invariant()
    def places_and_hops_are_within_bounds(self) -> None:
        parked = [call.parked for call in self.house.switch.calls.values() if call.parked]
        assert len(parked) == len(set(parked))
        assert all(len(call.diverted) <= 6 for call in self.house.switch.calls.values())

    @invariant()
    def another_process_would_go_on_just_so(self) -> None:
        for call in self.house.switch.calls.values():
            assert restored(call.saved()) == call
        for booking in self.house.switch.rooms.bookings.values():
            assert booked.restored(booking.saved()) == booking

    def teardown(self) -> None:
        house = self.house
        for leg in list(house.phones.legs):
            house.put_down(leg)
        house.pass_time(400)
        assert house.phones.legs == {}
        assert house.switch.calls == {}
        started = [fact.interaction for _, fact in house.facts if isinstance(fact, InteractionStarted)]
        ended = [fact.interaction for _, fact in house.facts if isinstance(fact, InteractionEnded)]
        assert sorted(started) == sorted(ended)
        lamps.tell(house.switch, house.switch.changed)
        assert set(house.phones.lamps.values()) <= {"idle"}


AnyHouse.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyHouse = AnyHouse.TestCase
