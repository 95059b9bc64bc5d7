"""A busy day in the past, for `huawu seed --day`: this site's own agents and queues, callers made up.

The production engine plays it, so that waits, breaks and wrap-ups fit together as they do on a real day. It
gives the facts that the live process would have written, and the agents' states.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from huawu.interactions.events import InteractionEnded, InteractionStarted, SegmentClosed
from huawu.platform.clock import SECOND, Micros
from huawu.platform.dice import Dice, seeded
from huawu.platform.ids import Id, IdSource
from huawu.routing.service import plan_from
from huawu.routing.service.replay import State
from huawu.routing.service.simulation.laws import law_from
from huawu.routing.service.simulation.people import Customer, Streams
from huawu.routing.service.simulation.run import Day
from huawu.routing.service.simulation.scenario import Callers, Scenario
from huawu.routing.types import AgentState, Plan

Fact = InteractionStarted | SegmentClosed | InteractionEnded
Span = tuple[Micros, Micros]

MINUTE: Micros = 60 * SECOND
HOUR: Micros = 60 * MINUTE
_DAY = 24 * HOUR
_RATES = ((8, 0.7), (9, 1.2), (10, 1.45), (11, 1.25), (12, 0.8), (13, 0.9), (14, 1.25), (15, 1.2))
_EVENING = ((16, 1.0), (17, 0.8), (18, 0.65), (19, 0.5), (20, 0.0))
"""From each hour on, so many times the day's mean."""
TALK = {"mean": 150, "law": "lognormal", "cv": 0.7}
PATIENCE = {"mean": 160, "law": "lognormal", "cv": 1.2, "at_once": 0.02}
_HANDLING = 185.0
_LOAD = 0.66


@dataclass(slots=True)
class Busy:
    """Facts in the order in which they were written, and states."""

    facts: list[Fact] = field(default_factory=list)
    states: list[State] = field(default_factory=list)


def busy_day(site: Mapping[str, Any], *, begins: Micros, seed: str, calls: int | None = None) -> Busy:
    """A day of the site (as `site_plan.load_site` gives it). `calls`: about so many; None: as many as its
    agents can bear."""
    plan = plan_from({part: site[part] for part in ("queues", "seats", "hours", "zone") if part in site})
    dice = seeded(f"{seed} {begins}")
    shifts = {agent: _shift(n, dice) for n, agent in enumerate(sorted(plan.seats))}
    hours = sum(end - begin for spans in shifts.values() for begin, end in spans) / HOUR
    scenario = Scenario(
        plan,
        _callers(plan, dice, calls if calls is not None else round(hours * 3600 * _LOAD / _HANDLING)),
        shifts,
        _DAY,
        0,
        1,
        dice.randrange(1 << 30),
        law_from({"mean": 5, "law": "erlang", "stages": 4}, "answer"),
        wrap_up=law_from({"mean": 24, "law": "lognormal", "cv": 0.5}, "wrap_up"),
        begins=begins,
    )
    written = _Writer(begins, dice, shifts)
    sources = [Streams(scenario, 0, n) for n in range(len(scenario.callers))]
    Day(scenario, 0, tally=written, sources=sources).go()
    return written.told


def _shift(number: int, dice: Dice) -> tuple[Span, ...]:
    """Early or late, a meal in the middle and a short break before and after it, nobody quite in time."""
    begin = (8 * HOUR if number % 2 == 0 else 11 * HOUR + 30 * MINUTE) + dice.randrange(-240, 180) * SECOND
    marks = [begin]
    for after, lasts in ((110, 12), (225, 42), (400, 13)):
        away = begin + (after + dice.randrange(-15, 15)) * MINUTE
        marks += [away, away + lasts * MINUTE + dice.randrange(-60, 240) * SECOND]
    marks.append(begin + 9 * HOUR + dice.randrange(-120, 600) * SECOND)
    return tuple(zip(marks[::2], marks[1::2], strict=True))


def _callers(plan: Plan, dice: Dice, calls: int) -> tuple[Callers, ...]:
    served = sorted({queue for seat in plan.seats.values() for queue in seat.queues})
    weights = {queue: dice.uniform(0.6, 1.4) for queue in served}
    hourly = [*_RATES, *_EVENING]
    whole = sum(rate for _, rate in hourly) * sum(weights.values())
    return tuple(
        Callers(
            queue,
            ((0, 0.0), *((hour * HOUR, calls * rate * weight / whole / 3600) for hour, rate in hourly)),
            0.15,
            law_from(TALK, "talk"),
            law_from(PATIENCE, "patience"),
        )
        for queue, weight in weights.items()
    )


@dataclass(slots=True)
class _Contact:
    id: Id
    customer: Customer
    began: Micros
    left_menu: Micros


class _Writer:
    """Writes down what a run tells, as the live process does."""

    def __init__(self, begins: Micros, dice: Dice, shifts: Mapping[Id, tuple[Span, ...]]) -> None:
        self.told = Busy()
        self._begins, self._dice, self._shifts = begins, dice, shifts
        self._now = begins
        self._ids = IdSource(lambda: self._now)
        self._contacts: dict[int, _Contact] = {}
        self._rings: dict[Id, Micros] = {}
        self._with: dict[Id, _Contact] = {}
        self._writes: dict[Id, Micros] = {}

    def came(self, customer: Customer) -> None:
        at = customer.at + self._begins
        self._now = at - self._dice.randrange(9, 24) * SECOND
        contact = _Contact(self._ids(), customer, self._now, at)
        self._contacts[id(customer)] = contact
        caller = f"19{self._dice.randrange(10)}0000{self._dice.randrange(10000):04d}"
        started = InteractionStarted(contact.id, "call", "in", "4001", caller, "", "loopback", contact.began)
        self.told.facts.append(started)
        self._segment(contact, "menu", None, None, span=(contact.began, at), end="next")

    def joined(self, customer: Customer, agent: Id, now: Micros) -> None:
        contact, at = self._contacts[id(customer)], now + self._begins
        queue = customer.queue
        self._segment(contact, "queue", None, queue, span=(contact.left_menu, at), end="answered")
        self._segment(contact, "ringing", agent, queue, span=(self._rings[agent], at), end="answered")
        over = at + customer.talk
        self._segment(contact, "talk", agent, queue, span=(at, over), end="hung_up")
        self._ended(contact, over, "customer", agent, answered=at)
        self._with[agent] = contact

    def left(self, customer: Customer, now: Micros) -> None:
        self._without_agent(customer, now, "abandoned")

    def overflowed(self, customer: Customer, now: Micros) -> None:
        self._without_agent(customer, now, "overflowed")

    def turned_away(self, customer: Customer, now: Micros) -> None:
        self._without_agent(customer, now, "overflowed")

    def moved(self) -> None:
        """It stays one wait."""

    def unserved(self, waiting: int) -> None:
        """Everybody has patience that ends."""

    def changed(self, agent: Id, state: AgentState, now: Micros) -> None:
        at = now + self._begins
        if state is AgentState.RINGING:
            self._rings[agent] = at
        contact = self._with.get(agent)
        began = self._writes.pop(agent, None)
        if began is not None and contact is not None:
            self._segment(contact, "wrap_up", agent, contact.customer.queue, span=(began, at), end="done")
        if state is AgentState.WRAP_UP:
            self._writes[agent] = at
        elif state is not AgentState.TALKING:
            self._with.pop(agent, None)
        at_work = state in (AgentState.TALKING, AgentState.WRAP_UP)
        of = contact.id if at_work and contact is not None else None
        shown, reason = self._away(agent, now) if state is AgentState.SIGNED_OUT else (state, "")
        self.told.states.append(State(agent, shown.value, reason, at, of))

    # ---- what is written -----------------------------------------------------------------------------------

    def _away(self, agent: Id, now: Micros) -> tuple[AgentState, str]:
        """Between two parts of a shift one has a break; after the last one goes home."""
        following = next((begin for begin, _ in self._shifts[agent] if begin > now), None)
        if following is None:
            return AgentState.SIGNED_OUT, ""
        return AgentState.PAUSED, "meal" if following - now > 25 * MINUTE else "break"

    def _without_agent(self, customer: Customer, now: Micros, end: str) -> None:
        contact, at = self._contacts[id(customer)], now + self._begins
        self._segment(contact, "queue", None, customer.queue, span=(contact.left_menu, at), end=end)
        self._ended(contact, at, "customer" if end == "abandoned" else "system", None, answered=None)

    def _segment(
        self, contact: _Contact, role: str, agent: Id | None, queue: Id | None, *, span: Span, end: str
    ) -> None:
        self._now = span[1]
        self.told.facts.append(SegmentClosed(self._ids(), contact.id, role, agent, queue, *span, end))

    def _ended(
        self, contact: _Contact, at: Micros, by: str, agent: Id | None, *, answered: Micros | None
    ) -> None:
        queue = contact.customer.queue
        self.told.facts.append(InteractionEnded(contact.id, at, by, "hung_up", queue, agent, answered))
