"""The switch itself: takes each input to the function that knows what to do, and keeps the books."""

import heapq
from collections.abc import Callable
from typing import Any

from huawu.interactions.events import InteractionEnded, InteractionStarted, SegmentClosed
from huawu.platform.clock import Micros
from huawu.platform.facts import Fact
from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed, NotFound, Refusal
from huawu.routing import types as routing
from huawu.telephony import ports
from huawu.telephony.core.switch import (
    anew,
    customer,
    hearing,
    in_charge,
    legs,
    outgoing,
    overdue,
    path,
    quiet_help,
    ring,
    settle,
    supervise,
    talk,
    verbs,
    wait,
    whose,
    wrap,
)
from huawu.telephony.core.switch.calling_back import calling
from huawu.telephony.core.switch.calling_back.desk import BackDesk
from huawu.telephony.core.switch.conferences import going_on, rooms
from huawu.telephony.core.switch.conferences.booked import Booking, Rooms
from huawu.telephony.core.switch.house import short_codes
from huawu.telephony.core.switch.house.duty import Duty
from huawu.telephony.core.switch.house.lines import Wishes
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.core.switch.mailbox.mail import MailDesk
from huawu.telephony.core.switch.menu import beginning
from huawu.telephony.core.switch.menu.desk import FlowDesk
from huawu.telephony.core.switch.party import Party
from huawu.telephony.core.switch.transfers import refer, replaces
from huawu.telephony.core.switch.types import (
    Call,
    Desk,
    PauseLimit,
    SwitchPlan,
    Wrapping,
    restored,
)

Announced = tuple[str, Fact]
"""A fact and the stream it belongs to."""


class Switch:
    """All calls of a site."""

    def __init__(self, port: ports.Telephony, ids: Callable[[], Id], voice: wait.Voice) -> None:
        self.port = port
        self.ids = ids
        self.voice = voice
        self.whose = whose.Calls()
        self.plan = SwitchPlan()
        self.number_key = b""  # a secret of the site: under it callers are known again
        self.calls: dict[Id, Call] = {}
        self.wrapping: dict[Id, Wrapping] = {}
        self.pauses: dict[Id, PauseLimit] = {}
        self.wishes: dict[str, Wishes] = {}  # of owners of extensions
        self.wished: set[str] = set()  # extensions whose wishes changed
        self.lit: dict[str, dict[Id, str]] = {}  # extension -> how each of its calls makes it
        self.lit_by: dict[Id, set[str]] = {}  # call -> extensions
        self.lamps: dict[str, str] = {}  # what was told; idle ones are left out
        self.saying: set[Id] = set()  # legs on which a short code is confirmed
        self.last_queue: dict[Id, Id | None] = {}
        self.now: Micros = 0
        self.tells: list[routing.Told] = []
        self.facts: list[Announced] = []
        self.stages: list[Call] = []
        self.changed: set[Id] = set()
        self.recording: Callable[[Call], None] = lambda call: None
        self.re_recording: Callable[[Call], None] = lambda call: None
        self.wired: dict[Id, settle.Wired] = {}
        self.regrouped: set[Id] = set()  # calls whose parties changed
        self.told_busy: set[Id] = set()  # legs that are to hear it next
        self.left: list[tuple[Id, Id]] = []  # agents, and the calls that they have left
        self.typed: list[tuple[Id, str]] = []  # calls, and what agents in them have said by a voice
        self.taken: list[tuple[Id, Call, bool]] = []  # agents whose call another has: it rang, or they talked
        self.echoes: dict[Id, Micros] = {}
        self.mail = MailDesk()
        self.flows = FlowDesk()
        self.backs = BackDesk()
        self.rooms = Rooms()
        self.duty = Duty()
        self.counters: dict[str, int] = {"unknown_number": 0, "refused": 0, "forward_loops": 0}
        self._legs: dict[Id, Id] = {}
        self._due: list[tuple[Micros, Id]] = []

    @property
    def plan(self) -> SwitchPlan:
        """The published configuration."""
        return self._plan

    @plan.setter
    def plan(self, plan: SwitchPlan) -> None:
        self._plan, self._desks_at = plan, whose.by_extension(plan.desks)

    # ---- told ----------------------------------------------------------------------------------------------

    def leg_event(self, event: ports.LegEvent, now: Micros) -> None:
        """Something happened on a leg. Events of unknown legs are ignored: their call is over."""
        self.now = now
        if isinstance(event, ports.Arrived) and event.replaces is not None:
            replaces.arrived(self, event)
            return
        if isinstance(event, ports.Arrived):
            self._arrived(event)
            return
        if isinstance(event, ports.Returned):
            path.returned(self, event)
            return
        leg = getattr(event, "leg", None)
        if leg is None:
            voicemail.recorded(self, event)
            return
        if leg in self.echoes:
            path.echo_event(self, leg, event)
            return
        if leg in self.saying:
            short_codes.said(self, leg, event)
            return
        call = self.calls.get(self._legs.get(leg, "")) if leg else None
        if call is None:
            return
        if isinstance(event, ports.Ringing) and leg == call.agent_leg and not call.dialling:
            return  # it was asked to ring, and does
        self.changed.add(call.id)
        if anew.is_new(call, leg):
            anew.event(self, call, leg, event)
        elif call.dialling:
            outgoing.event(self, call, event)
        elif call.asks:
            rooms.event(self, call, event)
        else:
            self._in_call(call, str(leg), event)
        going_on.settled(self, call)

    def _in_call(self, call: Call, leg: Id, event: ports.LegEvent) -> None:
        """Something happened on a leg of a call that has come about."""
        party = call.parties.get(leg)
        if isinstance(event, ports.Referred):
            refer.referred(self, call, event)
        elif leg == call.leg:
            customer.event(self, call, event)
        elif leg == call.next_leg:
            in_charge.next_event(self, call, event)
        elif leg == call.agent_leg:
            in_charge.event(self, call, event)
        elif party is not None:
            legs.event(self, call, party, event)
        elif call.also:
            ring.event(self, call, event)

    def _arrived(self, event: ports.Arrived) -> None:
        customer.arrived(self, event)
        if (call := self.calls.get(self._legs.get(event.leg, ""))) is not None:
            going_on.settled(self, call)

    def routed(self, answer: routing.Answered, now: Micros) -> None:
        """Routing decided."""
        self.now = now
        if isinstance(answer, routing.AgentChanged):
            wrap.agent_changed(self, answer)
            return
        if isinstance(answer, routing.PhoneShown):
            wrap.phone_shown(self, answer)
            return
        call = self.calls.get(answer.contact or "") or calling.call_for(self, answer)
        if call is None:
            if isinstance(answer, routing.Offer):
                self.tells.append(routing.Abandoned(answer.contact, "gone"))
            return
        self.changed.add(call.id)
        if isinstance(answer, routing.Offer):
            ring.offered(self, call, answer)
        elif isinstance(answer, routing.Withdraw):
            ring.withdrawn(self, call, answer)
        elif isinstance(answer, routing.Connect):
            talk.connected(self, call, answer)
        elif isinstance(answer, routing.Overflow):
            wait.overflowed(self, call, answer)

    def asked(self, agent: Id, action: str, now: Micros, *, reason: str = "", keys: str = "") -> bool:
        """An agent asks something of the own call: hold, resume, hang_up, mute, unmute, keys, help, no_help,
        rejoin. False: it cannot be done now."""
        self.now = now
        call = self.call_of(agent)
        if call is None:
            return False
        self.changed.add(call.id)
        party = hearing.part_of(agent, call.parties)
        if action == "rejoin":
            return path.asked(self, call, agent)
        if outgoing.is_dialling(call, agent):
            done = outgoing.asked(self, call, action, keys)
        elif party is not None and party.leg != call.agent_leg:
            done = legs.asked(self, call, party, action, keys)
        else:
            done = talk.asked(self, call, action, reason=reason, keys=keys)
        going_on.settled(self, call)
        return done

    def call_of(self, agent: Id) -> Call | None:
        """The call that rings at this agent, or that they are a party of."""
        return self.whose.of(agent, self.calls)

    def occupied(self, agent: Id, call: Call, *, write_up: bool = False) -> None:
        """An agent is in a call that routing did not give them."""
        self.whose.add(agent, call)
        told = routing.Occupied(agent, call.id, call.queue, write_up=write_up)
        self.tells.append(whose.straight_on(self.tells, told))

    def call_with(self, leg: Id) -> Call | None:
        """The call of a leg."""
        return self.calls.get(self._legs.get(leg, ""))

    def desk_at(self, extension: str) -> Desk | None:
        """Whose extension it is."""
        return self._desks_at.get(extension)

    def free_agent_at(self, extension: str) -> Id | None:
        """The agent whose extension it is; None when it is nobody's, or they are in a call."""
        desk = self.desk_at(extension)
        return desk.agent if desk is not None and self.call_of(desk.agent) is None else None

    def verb(self, agent: Id, interaction: Id, verb: str, args: verbs.Args, now: Micros) -> Call:
        """An agent does something with a call that they are a party of (see `verbs`), or, by `supervise`,
        comes into it. Refused when it cannot be done; nothing has changed then."""
        self.now = now
        call = self.calls.get(interaction)
        if call is None or (verb == "supervise" and not call.parties):
            raise NotFound("call.unknown")
        if call.dialling:
            raise Refusal("call.not_now", action=verb)
        if verb == "supervise":
            supervise.guide(self, call, agent, args["mode"])
        else:
            verbs.do(self, call, self.party_of(call, agent), verb, args)
        self.changed.add(call.id)
        going_on.settled(self, call)
        return call

    def party_of(self, call: Call, agent: Id, *, rings: bool = False) -> Party:
        """The agent as a party of a call, also one that still `rings`. Refused when they are none."""
        mine = (each for each in call.parties.values() if each.agent == agent and (rings or each.up))
        party = next(mine, None)
        if party is None:
            raise NotAllowed("call.not_yours")
        return party

    def help_seen(self, interaction: Id, by: Id, now: Micros) -> bool:
        """Someone who leads sees to it that an agent asks for help. False: nobody asks."""
        self.now = now
        call = self.calls.get(interaction)
        if call is None or not quiet_help.seen(self, call, by):
            return False
        self.changed.add(call.id)
        return True

    def tick(self, now: Micros) -> None:
        """Do what is due."""
        self.now = now
        while self._due and self._due[0][0] <= now:
            _, key = heapq.heappop(self._due)
            if key in self.echoes:
                path.echo_over(self, key)
                continue
            if (booking := self.rooms.bookings.get(key)) is not None:
                rooms.due(self, booking)
                continue
            call = self.calls.get(key)
            if call is not None:
                overdue.look_at(self, call)

    def next_due(self) -> Micros | None:
        """When `tick` is wanted next (it may find that nothing is due any more)."""
        return self._due[0][0] if self._due else None

    # ---- books ---------------------------------------------------------------------------------------------

    def begin(self, call: Call, direction: str) -> None:
        """A call is there: it is in the books from now on."""
        self.calls[call.id] = call
        self.leg_of(call.leg, call)
        self.changed.add(call.id)
        who = (call.number, call.caller, call.caller_name, call.trunk)
        self.announce(call.id, InteractionStarted(call.id, "call", direction, *who, self.now))

    def wake(self, call: Call, at: Micros) -> None:
        call.due = at
        self.wake_at(call, at)

    def wake_at(self, call: Call | Booking, at: Micros) -> None:
        """Look at this call, or conference, again at that time."""
        heapq.heappush(self._due, (at, call.id))

    def wake_echo(self, leg: Id) -> None:
        heapq.heappush(self._due, (self.echoes[leg], leg))

    def leg_of(self, leg: Id, call: Call) -> None:
        self._legs[leg] = call.id

    def forget_leg(self, leg: Id) -> None:
        self._legs.pop(leg, None)
        self.told_busy.discard(leg)

    def enter(self, call: Call, stage: str) -> None:
        """The call is now in `stage`: live screens are told."""
        call.stage, call.stage_since = stage, self.now
        if call.leg:  # else nobody is called yet
            self.stages.append(call)

    def announce(self, stream: str, fact: Fact) -> None:
        self.facts.append((stream, fact))

    def close_segment(self, call: Call, role: str, since: Micros, end: str, agent: Id | None = None) -> None:
        """Write a row of the ledger."""
        reason = call.hold_reason if role == "hold" else ""
        segment = SegmentClosed(self.ids(), call.id, role, agent, call.queue, since, self.now, end, reason)
        self.announce(call.id, segment)

    def answer(self, call: Call) -> None:
        """The caller is answered; who was before hears no more of what they were played."""
        if call.answered:
            self.port.stop(call.leg)
        else:
            self.port.answer(call.leg)
            call.answered = True

    def say(self, call: Call, prompts: list[str], then: str) -> None:
        """Say something to the customer; `then` is what follows when it was said."""
        call.said += 1
        call.token, call.then = f"{call.id}:{call.said}", then
        self.port.play(call.leg, prompts, token=call.token)

    def end(self, call: Call, by: str, cause: str) -> None:
        """The contact is over: close its legs and books."""
        for leg in call.legs:
            if self._legs.pop(leg, None) is not None:
                self.port.hang_up(leg, cause if leg == call.leg else "hung_up")
                self.told_busy.discard(leg)
        agent = call.agent or call.cut_off_from
        ended = InteractionEnded(call.id, self.now, by, cause, call.queue, agent, call.answered_at)
        beginning.over(self, call)
        self.announce(call.id, ended)
        del self.calls[call.id]
        self.backs.asking.pop(call.id, None)
        self.flows.over(call.id)
        if call.agent is not None and call.answered_at is not None:
            self.last_queue[call.id] = call.queue
        if call.dialler is not None:
            outgoing.ended(self, call)
        self.changed.add(call.id)

    def broken(self, call: Call) -> None:
        """The customer's leg could not be taken up: the call ends with its true reason."""
        self.changed.add(call.id)
        if call.dialling:
            outgoing.given_up(self, call)
            return
        customer.left(self, call, ports.Ended(call.leg, "failed", ours=False))

    # ---- surviving -----------------------------------------------------------------------------------------

    def save(self, key: Id) -> list[Any] | None:
        """Plain values of one call; None when it is over."""
        call = self.calls.get(key)
        return call.saved() if call else None

    def restore(self, values: list[Any]) -> Call:
        """Take a call up again. The caller then tells `taken_up` when all legs are known."""
        call = restored(values)
        self.calls[call.id] = call
        self._legs |= dict.fromkeys(call.legs, call.id)
        parties = [each.agent for each in call.parties.values()]
        for agent in (call.agent, call.dialler, *parties, *(each.agent for each in call.also)):
            if agent is not None:
                self.whose.add(agent, call)
        dues = [each.due for each in call.parties.values()]
        for due in (call.due, call.pause_until, call.away_until, *dues):
            if due is not None:
                self.wake_at(call, due)
        if call.parties:
            self.wired[call.id] = settle.wired(call)
        if call.group:
            self.wake_at(call, self.now)  # whose turn it is next
        return call
