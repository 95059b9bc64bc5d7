"""The owner of a site: inbox, engine, append, act.

Whatever comes in (SIP, media, routing deadlines, an agent's wish) is worked through until nothing follows
from it. Then the books are written in one batch; only then datagrams and media commands leave the process.
One batch serves everything that came in during one turn of the loop.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from huawu.app.live.grouped import left, parties_of, taken
from huawu.interactions.events import RecordingClosed
from huawu.platform.clock import Clock, Micros
from huawu.platform.facts import Fact, body_of, mark_of
from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.spool import Spool
from huawu.routing import service as routing
from huawu.routing.events import AgentStateChanged, Decided
from huawu.routing.types import Tick, Told
from huawu.telephony import ports
from huawu.telephony.core.switch import hearing, wait
from huawu.telephony.core.switch.house import lamps
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import MENU, RINGING, VOICEMAIL, Call

log = logging.getLogger(__name__)
ENGINE_STREAM = "routing"
_PERSONAL = frozenset({"caller", "caller_name", "number", "keys"})


class Engine(Protocol):
    """The telephony engine as the owner needs it, beyond the port."""

    now: Micros
    changed: set[Id]

    def take_events(self) -> list[ports.LegEvent]: ...

    def save(self, leg: Id) -> list[Any] | None: ...

    def take_kept(self) -> dict[str, Any]: ...


class Books:
    """Numbers facts within their streams and writes them to the spool."""

    def __init__(self, spool: Spool, ids: Callable[[], Id], site: str) -> None:
        self.spool, self._ids, self._site = spool, ids, site
        self.seqs: dict[str, int] = {}

    def write(self, stream: str, fact: Fact, at: Micros) -> dict[str, Any]:
        """Put a fact into the batch; answers its body."""
        seq = self.seqs[stream] = self.seqs.get(stream, 0) + 1
        body = body_of(fact)
        kind, version = mark_of(fact)
        self.spool.fact([self._ids(), stream, seq, kind, version, at, self._site, body])
        return body


class Owner:
    """Everything of one site that decides."""

    def __init__(
        self,
        *,
        clock: Clock,
        books: Books,
        engine: Engine,
        switch: Switch,
        told: Callable[[str, Micros, dict[str, Any]], None],
        act: Callable[[], None],
        later: Callable[[Callable[[], None]], object],
    ) -> None:
        self.clock, self.books, self.engine, self.switch = clock, books, engine, switch
        self.routing: routing.Engine | None = None
        self.plan_version = 0
        self._told, self._act, self._later = told, act, later
        self._scheduled = False
        self.bound: Callable[[str, int], None] = lambda extension, contacts: None
        self.returned: Callable[[ports.Returned, Micros], None] = switch.leg_event
        self.keep_mail: Callable[[Switch, Spool], None] = lambda switch, spool: None
        self.writing_fails = False

    # ---- inbox ---------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Something came in: work it through, and write and act before the next turn of the loop."""
        now = self.engine.now = self.clock()
        while (events := self.engine.take_events()) or self.switch.tells:
            for event in events:
                self._leg_event(event, now)
                self._route(now)  # before the next: an answer may cross the end of the call
            self._route(now)
        for call in self.switch.stages:
            if call.id in self.switch.calls:
                wait.settle(self.switch, call)
        if not self._scheduled:
            self._scheduled = True
            self._later(self.write_and_act)

    def look(self) -> Micros:
        """What time it is: for the switch, and for what it has telephony do."""
        now = self.engine.now = self.switch.now = self.clock()
        return now

    def need_routing(self) -> routing.Engine:
        """Routing, for who cannot do without. Refused before it has begun."""
        if self.routing is None:
            raise Refusal("live.away")
        return self.routing

    def tell(self, told: Told) -> None:
        """Tell routing something that did not come from a call."""
        self.switch.tells.append(told)
        self.turn()

    def tick(self) -> None:
        """Do what is due in the switch and in routing."""
        now = self.look()
        self.switch.tick(now)
        if self.routing is not None and (due := self.routing.next_deadline()) is not None and due <= now:
            self.switch.tells.append(Tick())
        self.turn()

    def next_due(self) -> Micros | None:
        """When `tick` is wanted."""
        due = [self.switch.next_due(), self.routing.next_deadline() if self.routing else None]
        return min((d for d in due if d is not None), default=None)

    # ---- engine --------------------------------------------------------------------------------------------

    def _leg_event(self, event: ports.LegEvent, now: Micros) -> None:
        if isinstance(event, ports.Registered):
            self._told("phone.registered", now, {"extension": event.extension, "contacts": event.contacts})
            self.bound(event.extension, event.contacts)
        elif isinstance(event, ports.Recorded):
            self._recorded(event, now)
        elif isinstance(event, ports.Returned):
            self.returned(event, now)
        else:
            self.switch.leg_event(event, now)

    def _route(self, now: Micros) -> None:
        while self.switch.tells and self.routing is not None:
            told = self.switch.tells.pop(0)
            answers = self.routing.tell(told, now)
            if answers or self.routing.by_time or not isinstance(told, Tick):
                self._journal(told, answers, now)
            for answer in answers:
                self.switch.routed(answer, now)
        self.switch.last_queue.clear()

    def _journal(self, told: Told, answers: list[Any], now: Micros) -> None:
        contact = None
        for thing in (*answers, told):
            if contact := routing.contact_of(thing):
                break
        decided = Decided(
            routing.told_as_dict(told), routing.answers_as_dicts(answers), self.plan_version, contact
        )
        self.books.write(ENGINE_STREAM, decided, now)

    def re_recording(self, call: Call) -> None:
        """The recording of this call goes on with the legs that it has now."""
        outside, inside = hearing.sides(call.parties)
        kept = self.books.spool.kept.get(f"recording/{call.recording}")
        if kept is not None and call.recording is not None:
            self.books.spool.keep(f"recording/{call.recording}", [*kept[:3], outside, inside, *kept[5:]])
            self.switch.port.adjust_recording(call.recording, outside=outside, inside=inside)

    def _recorded(self, event: ports.Recorded, now: Micros) -> None:
        if event.recording in self.switch.mail.takes:
            self.books.spool.keep(f"recording/{event.recording}", None)
            self.switch.leg_event(event, now)
            return
        kept = self.books.spool.kept.get(f"recording/{event.recording}")
        if kept is not None:
            self.books.spool.keep(f"recording/{event.recording}", None)
            closed = RecordingClosed(event.recording, kept[0], event.seconds, event.size)
            self.books.write(f"recording/{event.recording}", closed, now)

    # ---- append, act ---------------------------------------------------------------------------------------

    def write_and_act(self) -> None:
        """Write the books; then, and only then, let the world know."""
        self._scheduled = False
        now = self.engine.now = self.clock()
        self._facts(now)
        self._saves()
        try:
            self.books.spool.flush()
            self.writing_fails = False
        except OSError:
            # Calls go on when the disk is full; the batch stays and is tried again with the next turn.
            if not self.writing_fails:
                log.exception("the spool cannot be written")
            self.writing_fails = True
        self._act()

    def _facts(self, now: Micros) -> None:
        switch = self.switch
        for stream, fact in switch.facts:
            at = switch.now or now
            body = self.books.write(stream, fact, at)
            if isinstance(fact, AgentStateChanged):
                self._keep_wrapping(fact.agent)
            if not _PERSONAL.isdisjoint(body):
                body = {k: v for k, v in body.items() if k not in _PERSONAL}
            self._told(mark_of(fact)[0], at, body)
        switch.facts.clear()
        for call in switch.stages:
            if call.id in switch.calls:  # whose end has been told comes to life on no board
                self._told("interaction.stage", call.stage_since, stage_of(call))
        switch.stages.clear()
        if self.routing is not None:
            self._tell_of_routing(self.routing, now)
        self._tell_of_parties()

    def _tell_of_routing(self, engine: routing.Engine, now: Micros) -> None:
        """Screens hear what is no fact: who serves which queues now, and how good estimates are."""
        for agent, serves in who_serves(engine, engine.take_reseated()):
            self._told("agent.serves", now, {"agent": agent, **serves})
        for queue in engine.take_learnt():
            self._told("queue.estimates", now, {"queue": queue, **engine.estimate_errors(queue)})

    def _tell_of_parties(self) -> None:
        """Pages of all agents in a call hear who is in it, when that is more than a plain talk."""
        switch = self.switch
        for key in sorted(switch.regrouped):
            call = switch.calls.get(key)
            for party in call.parties.values() if call is not None else ():
                if call is not None and party.agent is not None:
                    self._told("call.parties", switch.now, {"agent": party.agent, **parties_of(call)})
        for agent, its_call, over in switch.taken:
            self._told("call.taken", switch.now, taken(its_call, agent, over=over))
        for agent, key in switch.left:
            self._told("call.parties", switch.now, {"agent": agent, **left(key)})
        switch.regrouped.clear()
        switch.left.clear()
        switch.taken.clear()

    def _keep_wrapping(self, agent: Id) -> None:
        wrapping = self.switch.wrapping.get(agent)
        value = [wrapping.interaction, wrapping.queue, wrapping.since] if wrapping else None
        self.books.spool.keep(f"wrap/{agent}", value)

    def _saves(self) -> None:
        spool = self.books.spool
        lamps.tell(self.switch, self.switch.changed)
        for call in self.switch.changed:
            saved = self.switch.save(call)
            spool.keep(f"call/{call}", saved)
            if saved is None:
                self.books.seqs.pop(call, None)
        self.switch.changed.clear()
        for number in self.switch.wished:
            wishes = self.switch.wishes.get(number)
            spool.keep(f"wishes/{number}", wishes.saved() if wishes else None)
        self.switch.wished.clear()
        if (duty := self.switch.duty.take_changed()) is not None:
            spool.keep("duty", duty)
        for desk in (self.switch.rooms, self.switch.backs):
            for key, value in desk.take_changed():
                spool.keep(key, value)
        for key, language in self.switch.flows.take_changed():
            spool.keep(key, language)
        if self.switch.mail.visited or self.switch.mail.boxes.changed:
            self.keep_mail(self.switch, spool)
        for leg in self.engine.changed:
            spool.keep(f"leg/{leg}", self.engine.save(leg))
        self.engine.changed.clear()
        for watch, value in self.engine.take_kept().items():
            spool.keep(f"watch/{watch}", value)


def who_serves(engine: routing.Engine, agents: Iterable[Id]) -> Iterator[tuple[Id, dict[str, Any]]]:
    """What live screens are told about the queues that agents serve now."""
    for agent in agents:
        if (found := engine.serving(agent)) is not None:
            yield agent, {"queues": list(found.queues), "moved": dict(found.moved)}


def stage_of(call: Call) -> dict[str, Any]:
    """What live screens are told about the stage of a call. Who leaves a message talks to a machine, as in a
    menu: screens show it so. `rung`: everybody at whom it rings, where these are several."""
    return {
        "interaction": call.id,
        "stage": MENU if call.stage == VOICEMAIL else call.stage,
        "queue": call.queue,
        "agent": call.agent,
        "at": call.stage_since,
        "started": call.started_at,
        **({"rung": [each.agent for each in call.rings]} if call.stage == RINGING and call.also else {}),
    }
