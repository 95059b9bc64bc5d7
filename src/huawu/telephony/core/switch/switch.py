"""The switch itself: takes each input to the function that knows what to do, and keeps the books."""

import heapq
from collections.abc import Callable
from typing import Any

from huawu.interactions.events import InteractionEnded, InteractionStarted, SegmentClosed
from huawu.platform.clock import Micros
from huawu.platform.facts import Fact
from huawu.platform.ids import Id
from huawu.routing import types as routing
from huawu.telephony import ports
from huawu.telephony.core.switch import menu, path, quiet_help, ring, talk, wait, wrap
from huawu.telephony.core.switch.types import (
    HOLD,
    LEAVING,
    MENU,
    TALK,
    Call,
    PauseLimit,
    SwitchPlan,
    Wrapping,
    restored,
)

QUIET = ["silence:1000"]
"""Played while a key is waited for: some phones and NATs close a way on which nothing comes."""

Announced = tuple[str, Fact]
"""A fact and the stream it belongs to."""


class Switch:
    """All calls of a site."""

    def __init__(self, port: ports.Telephony, ids: Callable[[], Id], voice: wait.Voice) -> None:
        self.port = port
        self.ids = ids
        self.voice = voice
        self.plan = SwitchPlan()
        self.calls: dict[Id, Call] = {}
        self.wrapping: dict[Id, Wrapping] = {}
        self.pauses: dict[Id, PauseLimit] = {}
        self.last_queue: dict[Id, Id | None] = {}
        self.now: Micros = 0
        self.tells: list[routing.Told] = []
        self.facts: list[Announced] = []
        self.stages: list[Call] = []
        self.changed: set[Id] = set()
        self.recording: Callable[[Call], None] = lambda call: None
        self.re_recording: Callable[[Call], None] = lambda call: None
        self.echoes: dict[Id, Micros] = {}
        self.counters: dict[str, int] = {"unknown_number": 0, "refused": 0}
        self._legs: dict[Id, Id] = {}
        self._due: list[tuple[Micros, Id]] = []

    # ---- told ----------------------------------------------------------------------------------------------

    def leg_event(self, event: ports.LegEvent, now: Micros) -> None:
        """Something happened on a leg. Events of unknown legs are ignored: their call is over."""
        self.now = now
        if isinstance(event, ports.Arrived):
            self._arrived(event)
            return
        if isinstance(event, ports.Returned):
            path.returned(self, event)
            return
        leg = getattr(event, "leg", None)
        if leg in self.echoes:
            path.echo_event(self, leg, event)
            return
        call = self.calls.get(self._legs.get(leg, "")) if leg else None
        if call is None:
            return
        self.changed.add(call.id)
        if leg == call.leg:
            self._customer(call, event)
        elif leg == call.next_leg:
            self._next(call, event)
        else:
            self._agent(call, event)

    def routed(self, answer: routing.Answered, now: Micros) -> None:
        """Routing decided."""
        self.now = now
        if isinstance(answer, routing.AgentChanged):
            wrap.agent_changed(self, answer)
            return
        if isinstance(answer, routing.PhoneShown):
            wrap.phone_shown(self, answer)
            return
        call = self.calls.get(answer.contact)
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
        else:
            wait.overflowed(self, call, answer.cause)

    def asked(self, agent: Id, action: str, now: Micros, *, reason: str = "", keys: str = "") -> bool:
        """An agent asks something of the own call: hold, resume, hang_up, mute, unmute, keys, help, no_help,
        rejoin. False: it cannot be done now."""
        self.now = now
        call = next((c for c in self.calls.values() if c.agent == agent and c.agent_leg), None)
        if call is None:
            return False
        self.changed.add(call.id)
        if action == "rejoin":
            return path.rejoin(self, call)
        return talk.asked(self, call, action, reason=reason, keys=keys)

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
            call = self.calls.get(key)
            if call is None or call.due is None or call.due > now:
                continue
            call.due = None
            self.changed.add(call.id)
            if call.stage == MENU:
                menu.silent(self, call)
            elif call.stage in (TALK, HOLD):
                path.too_long(self, call)
            else:
                wait.notice(self, call)

    def next_due(self) -> Micros | None:
        """When `tick` is wanted next (it may find that nothing is due any more)."""
        return self._due[0][0] if self._due else None

    # ---- books ---------------------------------------------------------------------------------------------

    def wake(self, call: Call, at: Micros) -> None:
        call.due = at
        heapq.heappush(self._due, (at, call.id))

    def wake_echo(self, leg: Id) -> None:
        heapq.heappush(self._due, (self.echoes[leg], leg))

    def leg_of(self, leg: Id, call: Call) -> None:
        self._legs[leg] = call.id

    def forget_leg(self, leg: Id) -> None:
        self._legs.pop(leg, None)

    def enter(self, call: Call, stage: str) -> None:
        """The call is now in `stage`: live screens are told."""
        call.stage, call.stage_since = stage, self.now
        self.stages.append(call)

    def announce(self, stream: str, fact: Fact) -> None:
        self.facts.append((stream, fact))

    def close_segment(self, call: Call, role: str, since: Micros, end: str, agent: Id | None = None) -> None:
        """Write a row of the ledger."""
        reason = call.hold_reason if role == "hold" else ""
        segment = SegmentClosed(self.ids(), call.id, role, agent, call.queue, since, self.now, end, reason)
        self.announce(call.id, segment)

    def say(self, call: Call, prompts: list[str], then: str) -> None:
        """Say something to the customer; `then` is what follows when it was said."""
        call.said += 1
        call.token, call.then = f"{call.id}:{call.said}", then
        self.port.play(call.leg, prompts, token=call.token)

    def end(self, call: Call, by: str, cause: str) -> None:
        """The contact is over: close its legs and books."""
        for leg in (call.leg, call.agent_leg, call.next_leg):
            if leg is not None and self._legs.pop(leg, None) is not None:
                self.port.hang_up(leg, cause if leg == call.leg else "hung_up")
        agent = call.agent or call.cut_off_from
        ended = InteractionEnded(call.id, self.now, by, cause, call.queue, agent, call.answered_at)
        self.announce(call.id, ended)
        del self.calls[call.id]
        if call.agent is not None and call.answered_at is not None:
            self.last_queue[call.id] = call.queue
        self.changed.add(call.id)

    # ---- arriving and leaving ------------------------------------------------------------------------------

    def _arrived(self, event: ports.Arrived) -> None:
        target = self.plan.numbers.get(event.number)
        if target is None:
            self.counters["unknown_number"] += 1
            self.port.hang_up(event.leg, "unknown_number")
            return
        target = target.at(self.now)
        call = Call(
            self.ids(),
            event.leg,
            event.number,
            event.caller,
            event.caller_name,
            event.trunk,
            self.now,
            target.language,
        )
        self.calls[call.id] = call
        self._legs[event.leg] = call.id
        self.changed.add(call.id)
        direction = "internal" if event.extension else "in"
        self.announce(
            call.id,
            InteractionStarted(
                call.id, "call", direction, call.number, call.caller, call.caller_name, call.trunk, self.now
            ),
        )
        if target.queue is not None:
            self.port.ring_back(call.leg)
            wait.enqueue(self, call, target.queue)
        else:
            menu.entered(self, call, target.flow or "")

    def _customer(self, call: Call, event: ports.LegEvent) -> None:
        if isinstance(event, ports.Ended):
            self._customer_left(call, event)
        elif isinstance(event, ports.Played) and event.token == call.token:
            self._said(call)
        elif isinstance(event, ports.Digit) and call.stage == MENU:
            menu.pressed(self, call, event.digit)

    def _said(self, call: Call) -> None:
        call.token, then = "", call.then
        if then == "step":
            menu.finished(self, call)
        elif then == "wait":
            self.port.play(call.leg, QUIET, loop=True)
            self.wake(call, self.now + call.wait_seconds * 1_000_000)
        elif then == "music":
            wait.music(self, call)
        elif then == "hang_up":
            self.end(call, "system", "done")

    def _customer_left(self, call: Call, event: ports.Ended) -> None:
        self.forget_leg(call.leg)
        by = "system" if event.cause in ("failed", "unreachable", "no_media") else "customer"
        if call.stage == MENU:
            self.close_segment(call, "menu", call.started_at, "hung_up")
            self.end(call, by, event.cause)
        elif call.stage == LEAVING:
            self.end(call, by, event.cause)
        elif call.stage in (TALK, HOLD):
            talk.over(self, call, by, event.cause)
        else:
            wait.abandoned(self, call, by, event.cause)

    def _agent(self, call: Call, event: ports.LegEvent) -> None:
        if isinstance(event, ports.Answered):
            ring.answered(self, call)
        elif isinstance(event, ports.Ended):
            if call.stage in (TALK, HOLD):
                self.forget_leg(call.agent_leg or "")
                talk.over(self, call, "agent" if event.cause == "hung_up" else "system", event.cause)
            else:
                ring.missed(self, call, event.cause)
        elif isinstance(event, ports.PathLost):
            path.lost(self, call)
        elif isinstance(event, ports.PathFound):
            path.found(self, call)
        elif isinstance(event, ports.PathGone):
            path.lost(self, call)
            path.rejoin(self, call)
        elif isinstance(event, ports.Held):
            talk.hold(self, call)
        elif isinstance(event, ports.Resumed):
            talk.resume(self, call)

    def _next(self, call: Call, event: ports.LegEvent) -> None:
        if isinstance(event, ports.Answered):
            path.rejoined(self, call)
        elif isinstance(event, ports.Ended):
            path.not_rejoined(self, call)

    def broken(self, call: Call) -> None:
        """The customer's leg could not be taken up: the call ends with its true reason."""
        self.changed.add(call.id)
        self._customer_left(call, ports.Ended(call.leg, "failed", ours=False))

    # ---- surviving -----------------------------------------------------------------------------------------

    def save(self, key: Id) -> list[Any] | None:
        """Plain values of one call; None when it is over."""
        call = self.calls.get(key)
        return call.saved() if call else None

    def restore(self, values: list[Any]) -> Call:
        """Take a call up again. The caller then tells `taken_up` when all legs are known."""
        call = restored(values)
        self.calls[call.id] = call
        self._legs[call.leg] = call.id
        for leg in (call.agent_leg, call.next_leg):
            if leg is not None:
                self._legs[leg] = call.id
        if call.due is not None:
            heapq.heappush(self._due, (call.due, call.id))
        return call
