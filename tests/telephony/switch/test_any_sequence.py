"""Whatever many parties do in whatever order: no leg is orphaned, every row of the ledger is closed once,
everybody hears whom they should, and another process would go on just so.

Who should hear whom is told by an oracle of its own (`Oracle`), from what was asked, not from the switch's
parties.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from huawu.interactions.events import InteractionEnded, InteractionStarted, SegmentClosed
from huawu.platform.refusals import Refusal
from huawu.telephony.core.switch import hearing, outgoing, whose
from huawu.telephony.core.switch.house.lines import Extension, Lines
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import Call
from tests.telephony.switch.desk import Words
from tests.telephony.switch.exchange import AGENTS, NUMBER, Exchange
from tests.telephony.switch.handing import Handing
from tests.telephony.switch.sending import Sending
from tests.telephony.switch.several import GROUPS, Several

pytestmark = pytest.mark.core

WHO = st.sampled_from(["ann", "bob", "cat", "dan"])
IN_CHARGE = -1
ASKS = st.one_of(st.just(IN_CHARGE), st.integers(min_value=0, max_value=3))
"""Who asks: the agent in charge, or one of the four."""
TO = st.sampled_from(
    [("agent", a) for a in ("ann", "bob", "cat", "dan")] * 3
    + [("extension", "7001"), ("number", NUMBER), ("group", "600"), ("group", "601"), ("group", "602")] * 2
    + [("queue", "back"), ("queue", "front"), ("agent", "none")]
)
PLAIN = st.sampled_from(["alternate", "complete", "merge", "cancel", "lock", "unlock", "leave", "urgent"])
ON_PARTY = st.sampled_from(["drop", "mute", "unmute", "hand_over"])
CAUSES = st.sampled_from(["busy", "no_answer", "declined", "unreachable", "hung_up"])
MODES = st.sampled_from(["listen", "whisper", "barge", "take_over"])
PICK = st.integers(min_value=0, max_value=7)


class Oracle:
    """Who should hear whom, said once more in other words: sets of people in rooms."""

    def __init__(self, call: Call) -> None:
        here = [p for p in call.parties.values() if p.up and p.due is None]
        self.muted = {p.leg for p in here if p.muted}
        if call.lost_since is not None:
            here = [p for p in here if p.leg != call.agent_leg]
        self.guides = {p.leg: (p.role, p.by) for p in here if p.role in ("listener", "whisperer")}
        self.rooms = {
            room: {p.leg for p in here if p.circle == room and p.leg not in self.guides}
            for room in ("main", "aside")
        }
        self.here = {p.leg for p in here}
        self.early: dict[str, set[str]] = {}
        self.rung = [p for p in call.parties.values() if not p.up and p.by and p.verb != "supervise"]
        self.where = {p.leg: p.circle for p in call.parties.values()}  # also of who is lost
        self.alone = {p.leg for p in here if p.circle == "out" and p.leg not in self.guides}

    def tone(self, leg: str) -> list[str]:
        """What the leg of somebody who hears nobody is played."""
        return ["tones/ring_back"] if any(each.by == leg for each in self.rung) else ["music"]

    def hears(self) -> dict[str, set[str]]:
        heard: dict[str, set[str]] = {}
        for people in self.rooms.values():
            for one in people:
                heard.setdefault(one, set()).update(people - {one} - self.muted)
        for guide, (role, followed) in self.guides.items():
            whole = set(self.rooms.get(self.where.get(followed or "", ""), set()))
            if followed in self.alone:
                whole = {followed}
            heard.setdefault(guide, set()).update(whole - self.muted)
            if role == "whisperer" and (followed in whole) and guide not in self.muted:
                heard.setdefault(followed or "", set()).add(guide)
        for each in reversed(self.rung):
            if each.sounds and each.by in self.here and len(heard.get(each.by, set())) == 0:
                self.early[each.by] = {each.leg}
        heard |= self.early
        return {leg: speakers for leg, speakers in heard.items() if speakers}


class AnySequence(Several, Sending, Handing):
    """Two customers at most, four agents, a leader, a phone in the hall and a line out."""

    def __init__(self) -> None:
        super().__init__()
        hall = {number: Extension(number, pickup_group="hall") for number in ("8001", "8002", "7001")}
        self.centre = Exchange(conference_limit=6, lines=Lines(hall, GROUPS))
        self.arrived = 0
        self.open_rows: set[tuple[str, str, str | None, int]] = set()
        self.centre.ready("bob")
        self.centre.away("bob")
        self._talk()

    def _talk(self) -> None:
        """A customer calls, hears all that is to be heard first, and whoever is offered the call answers."""
        self.centre.ready("ann", "dan")
        self.arrived += 1
        customer = f"c{self.arrived}"
        self.centre.phones.arrive(customer, "4002")
        self.centre.turn()
        if self.centre.phones.legs[customer].token:
            self.centre.said(customer)
        for leg in self.centre.phones.ringing():
            self.centre.phones.pick_up(leg.id)
        self.centre.turn()

    # ---- what happens --------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.centre.switch.calls) < 2)
    @rule(number=st.sampled_from(["4002", "4003"]))
    def a_customer_calls(self, number: str) -> None:
        self.arrived += 1
        self.centre.phones.arrive(f"c{self.arrived}", number)
        self.centre.turn()

    @precondition(lambda self: not self.centre.switch.calls)
    @rule()
    def the_next_customer_talks(self) -> None:
        self._talk()

    @rule(agent=WHO)
    def an_agent_is_ready(self, agent: str) -> None:
        """Who is signed out and on a call is not let in (`app.live.commands`)."""
        if self.centre.state(agent) != "signed_out" or self.centre.switch.call_of(agent) is None:
            self.centre.ready(agent)

    @rule(agent=WHO)
    def an_agent_pauses(self, agent: str) -> None:
        if self.centre.state(agent) != "signed_out":
            self.centre.away(agent)

    @rule(which=PICK)
    def a_phone_is_picked_up(self, which: int) -> None:
        if ringing := sorted(self.centre.phones.ringing(), key=lambda leg: leg.id):
            self.centre.phones.pick_up(ringing[which % len(ringing)].id)
            self.centre.turn()

    @rule()
    def all_that_ring_are_picked_up(self) -> None:
        for leg in self.centre.phones.ringing():
            self.centre.phones.pick_up(leg.id)
        self.centre.turn()

    @rule(which=PICK)
    def one_sounds_before_it_answers(self, which: int) -> None:
        if ringing := sorted(self.centre.phones.ringing(), key=lambda leg: leg.id):
            self.centre.phones.sound(ringing[which % len(ringing)].id)
            self.centre.turn()

    @rule(which=PICK, cause=CAUSES)
    def somebody_hangs_up(self, which: int, cause: str) -> None:
        if legs := sorted(self.centre.phones.legs):
            self.centre.put_down(legs[which % len(legs)], cause)

    @rule(which=PICK, other=PICK)
    def two_hang_up_at_once(self, which: int, other: int) -> None:
        legs = sorted(self.centre.phones.legs)
        for leg in {legs[which % len(legs)], legs[other % len(legs)]} if legs else ():
            self.centre.phones.put_down(leg)
        self.centre.turn()

    @rule(which=PICK, verb=st.sampled_from(["cancel", "complete"]), asks=ASKS)
    def one_answers_while_it_is_given_up(self, which: int, verb: str, asks: int) -> None:
        if ringing := sorted(self.centre.phones.ringing(), key=lambda leg: leg.id):
            self.centre.phones.pick_up(ringing[which % len(ringing)].id)
        self.try_to(self.who(asks), verb)
        self.centre.turn()

    @rule(asks=ASKS, verb=st.sampled_from(["transfer", "consult", "add", "serial"]), to=TO)
    def somebody_is_called_in(self, asks: int, verb: str, to: tuple[str, str]) -> None:
        self.try_to(self.who(asks), verb, to={"kind": to[0], "id": to[1]})

    @rule(verb=st.sampled_from(["consult", "add", "serial"]), to=TO)
    def somebody_is_called_in_and_comes(self, verb: str, to: tuple[str, str]) -> None:
        self.try_to(self.who(IN_CHARGE), verb, to={"kind": to[0], "id": to[1]})
        self.all_that_ring_are_picked_up()

    @rule(asks=ASKS, verb=PLAIN)
    def an_agent_goes_on(self, asks: int, verb: str) -> None:
        self.try_to(self.who(asks), verb)

    @rule(asks=ASKS, verb=ON_PARTY, which=PICK)
    def an_agent_does_something_with_a_party(self, asks: int, verb: str, which: int) -> None:
        legs = sorted(self.centre.phones.legs) or ["none"]
        self.try_to(self.who(asks), verb, party=legs[which % len(legs)])

    @rule(agent=st.sampled_from(["lea", "dan"]), mode=MODES)
    def somebody_supervises(self, agent: str, mode: str) -> None:
        self.try_to(agent, "supervise", mode=mode)

    @rule(agent=WHO, action=st.sampled_from(["hold", "resume", "hang_up"]))
    def an_agent_presses(self, agent: str, action: str) -> None:
        self.centre.switch.asked(agent, action, self.centre.now)
        self.centre.turn()

    @rule(which=PICK, to=st.sampled_from(["8002", "8003", "7001", "4003", "602", NUMBER, "bad"]))
    def a_phone_asks_for_a_transfer(self, which: int, to: str) -> None:
        if legs := sorted(leg.id for leg in self.centre.phones.legs.values() if leg.up):
            self.centre.phones.transfer(legs[which % len(legs)], to)
            self.centre.turn()

    @rule(which=PICK, other=PICK)
    def a_phone_asks_to_join_two_calls(self, which: int, other: int) -> None:
        if legs := sorted(leg.id for leg in self.centre.phones.legs.values() if leg.up):
            others = sorted(self.centre.phones.legs)  # also those that are not answered yet
            self.centre.phones.transfer(legs[which % len(legs)], replaces=others[other % len(others)])
            self.centre.turn()

    @precondition(lambda self: len(self.centre.switch.calls) < 3)
    @rule(extension=st.sampled_from(["8001", "8002", "7001"]))
    def a_phone_calls_the_queue(self, extension: str) -> None:
        self.arrived += 1
        self.centre.phones.arrive(f"c{self.arrived}", "4002", extension=extension)
        self.centre.turn()

    @rule(which=PICK, extension=st.sampled_from(["8001", "8002", "8003", "7001", None]))
    def somebody_takes_the_place_of_a_leg(self, which: int, extension: str | None) -> None:
        if legs := sorted(self.centre.phones.legs):
            self.arrived += 1
            old = legs[which % len(legs)]
            new, phones = f"c{self.arrived}", self.centre.phones
            phones.arrive(new, "4002", extension=extension, replaces=old)
            self.centre.turn()

    @rule(seconds=st.sampled_from([1, 16, 31, 61]))
    def time_passes(self, seconds: int) -> None:
        self.centre.pass_time(seconds)

    @rule()
    def another_process_goes_on(self) -> None:
        """What was written down is enough."""
        old = self.centre.switch
        new = Switch(self.centre.phones, old.ids, Words())
        new.plan, new.now, new.recording, new.re_recording = (
            old.plan,
            old.now,
            old.recording,
            old.re_recording,
        )
        new.wrapping, new.pauses = old.wrapping, old.pauses
        for key in old.calls:
            assert (saved := old.save(key)) is not None
            call = new.restore(saved)
            assert call == old.calls[key]
            assert new.wired.get(key) == old.wired.get(key)
        self.centre.switch = new

    def who(self, asks: int) -> str:
        if asks != IN_CHARGE:
            return ["ann", "bob", "cat", "dan"][asks]
        charges = (hearing.in_charge(call.parties) for call in self.centre.switch.calls.values())
        return next((each.agent for each in charges if each is not None and each.agent), "ann")

    def try_to(self, agent: str, verb: str, **args: object) -> None:
        """Ask; what is refused must not have changed anything."""
        switch = self.centre.switch
        call = switch.call_of(agent) or next(iter(switch.calls.values()), None)
        if call is None:
            return
        before = {key: each.saved() for key, each in switch.calls.items()}
        try:
            switch.verb(agent, call.id, verb, dict(args), self.centre.now)
        except Refusal:
            assert {key: each.saved() for key, each in switch.calls.items()} == before
            assert not switch.tells
        self.centre.turn()

    # ---- what must hold ------------------------------------------------------------------------------------

    @invariant()
    def every_leg_belongs_to_a_call(self) -> None:
        """No orphan, nobody in two, nobody whom the exchange does not have; and no more than a talk holds."""
        owned = Counter[str]()
        for call in self.centre.switch.calls.values():
            assert sum(each.talks for each in call.parties.values()) <= 6
            customer = {call.leg} if not call.parties or call.leg in call.parties else set()
            if call.dialling == outgoing.OWN and call.agent_leg is not None:
                customer = set()  # is called when the agent's own telephone is there
            also = [each.leg for each in call.also]
            legs = {*customer, *call.parties, *also, *filter(None, (call.agent_leg, call.next_leg))}
            owned.update({*legs - ({call.leg} - customer), *call.anew.values()})
        assert set(self.centre.phones.legs) == set(owned)
        assert all(count == 1 for count in owned.values())

    @invariant()
    def the_call_of_each_agent_is_found(self) -> None:
        """As a look at every call finds it."""
        switch = self.centre.switch
        for agent in AGENTS:
            whole = next((call for call in switch.calls.values() if whose.is_in(agent, call)), None)
            assert switch.call_of(agent) is whole, agent

    @invariant()
    def everybody_hears_whom_they_should(self) -> None:
        """As the port was told, and nobody besides."""
        expected: dict[str, set[str]] = {}
        for call in self.centre.switch.calls.values():
            expected |= Oracle(call).hears()
        told = {leg: heard for leg, heard in self.centre.audible().items() if heard}
        assert told == expected

    @invariant()
    def who_waits_hears_music_and_who_talks_does_not(self) -> None:
        for call in self.centre.switch.calls.values():
            oracle = Oracle(call)
            heard = oracle.hears()
            for party in call.parties.values():
                waits = party.role in ("customer", "joined", "consulted") and party.present
                waits = waits or oracle.tone(party.leg) != ["music"]
                if waits and party.present and party.leg in self.centre.phones.legs:
                    wanted = [] if party.leg in heard else oracle.tone(party.leg)
                    played = self.centre.hears(party.leg)
                    assert played in (wanted, [*wanted, "tones/busy"]), party.role

    @invariant()
    def every_row_of_the_ledger_is_closed_once(self) -> None:
        facts = [fact for _, fact in self.centre.facts]
        segments = [fact for fact in facts if isinstance(fact, SegmentClosed)]
        assert len({each.segment for each in segments}) == len(segments)
        assert all(each.started_at <= each.ended_at for each in segments)
        by_agent: dict[str, list[SegmentClosed]] = {}
        for each in segments:
            if each.agent is not None:
                by_agent.setdefault(each.agent, []).append(each)
        for rows in by_agent.values():
            rows.sort(key=lambda row: (row.started_at, row.ended_at))
            for one, two in zip(rows, rows[1:], strict=False):
                assert one.ended_at <= two.started_at, (one, two)
        started = {fact.interaction for fact in facts if isinstance(fact, InteractionStarted)}
        ended = Counter(fact.interaction for fact in facts if isinstance(fact, InteractionEnded))
        assert set(ended) == started - set(self.centre.switch.calls)
        assert all(count == 1 for count in ended.values())

    @invariant()
    def no_row_of_the_ledger_is_forgotten(self) -> None:
        """What was open for a party before this step, and is not any more, was written."""
        now = {
            (call.id, party.interval, party.agent, party.since)
            for call in self.centre.switch.calls.values()
            for party in call.parties.values()
            if party.interval
        }
        now |= {
            (call.id, "ringing", ring.agent, ring.since)
            for call in self.centre.switch.calls.values()
            for ring in (call.rings if call.stage == "ringing" and not call.parties else ())
        }
        rows = Counter(
            (fact.interaction, fact.role, fact.agent, fact.started_at)
            for _, fact in self.centre.facts
            if isinstance(fact, SegmentClosed)
        )
        for interaction, role, agent, since in self.open_rows - now:
            assert rows[interaction, role, agent, since], (role, agent)
        self.open_rows = now

    @invariant()
    def routing_knows_who_is_on_a_call_and_nobody_else(self) -> None:
        there = {
            party.agent: call.id
            for call in self.centre.switch.calls.values()
            for party in call.parties.values()
            if party.agent is not None
        }
        calls = self.centre.switch.calls.values()
        there |= {call.dialler: call.id for call in calls if not call.parties and call.dialler}
        for agent in AGENTS:
            view = self.centre.engine.agent(agent)
            assert view is not None
            if str(view.state) == "talking":
                assert there.get(agent) == view.contact, agent

    @invariant()
    def somebody_is_in_charge_or_nobody_is_needed(self) -> None:
        for call in self.centre.switch.calls.values():
            charge = [party for party in call.parties.values() if party.role == "agent"]
            assert len(charge) <= 1
            if call.parties and call.leg not in call.parties:
                talk = [p for p in call.parties.values() if p.up and p.role in ("agent", "joined")]
                assert len(talk) > 1
                assert any(not each.outside for each in talk)
            if call.parties and not call.dialling:
                assert call.agent_leg == (charge[0].leg if charge else None)
                wanted = [party.role in ("agent", "target", "joined") for party in call.parties.values()]
                assert any(wanted) or call.parties[call.leg].verb in ("asked", "handed")


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(
    max_examples=100,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
