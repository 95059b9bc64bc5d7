"""A slow, plain model of what the engine said, checked answer by answer. It scans everything, on purpose."""

from dataclasses import dataclass, field

from huawu.platform.clock import SECOND
from huawu.routing.core.engine import Engine
from huawu.routing.types import (
    Abandoned,
    AgentChanged,
    AgentState,
    Answered,
    Arrived,
    Connect,
    Contact,
    Declined,
    Offer,
    Overflow,
    PhoneChanged,
    PhoneShown,
    Plan,
    Told,
    Withdraw,
)

AVOID = 30 * SECOND
GAP = 3 * SECOND


def key(contact: Contact) -> tuple[int, int, str]:
    return (contact.priority, contact.since, contact.id)


@dataclass
class Shadow:
    """Everyone's last known state, from inputs and answers alone."""

    plan: Plan
    now: int = 0
    waiting: dict[str, Contact] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    talks: dict[str, str] = field(default_factory=dict)  # agent -> contact
    states: dict[str, tuple[AgentState, str, int | None, str | None]] = field(default_factory=dict)
    # (contact, agent) -> when, cause
    missed: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    mute: set[str] = field(default_factory=set)  # agents who cannot be called
    arrived: int = 0
    left: int = 0
    connected: int = 0
    overflowed: int = 0

    def state(self, agent: str) -> AgentState:
        return self.states.get(agent, (AgentState.SIGNED_OUT, "", None, None))[0]

    def may(self, contact: Contact, agent: str) -> bool:
        seat = self.plan.seats.get(agent)
        return (
            seat is not None
            and contact.queue in seat.queues
            and all(seat.skills.get(skill, 0) >= least for skill, least in contact.needs)
        )

    def offered(self, contact: str) -> bool:
        return any(offer.contact == contact for offer in self.offers.values())

    # ---- hearing -------------------------------------------------------------------------------------------

    def hear(self, told: Told, now: int) -> None:
        """What the input itself means, before the answers."""
        self.now = now
        if isinstance(told, Arrived) and told.contact.id not in self.waiting:
            if told.contact.id not in self.talks.values():
                self.waiting[told.contact.id] = told.contact
                self.arrived += 1
        if isinstance(told, Abandoned) and told.contact in self.waiting:
            del self.waiting[told.contact]
            self.left += 1
        if isinstance(told, PhoneChanged) and told.agent in self.plan.seats:
            self.mute = self.mute - {told.agent} | ({told.agent} if told.why else set())
        if isinstance(told, Declined) and told.offer in self.offers:
            offer = self.offers.pop(told.offer)
            self.missed[offer.contact, offer.agent] = (now, told.cause)

    def follow(self, answers: list[Answered]) -> None:
        for answer in answers:
            if isinstance(answer, Offer):
                self._offer(answer)
            elif isinstance(answer, Withdraw):
                self._withdraw(answer)
            elif isinstance(answer, Connect):
                self._connect(answer)
            elif isinstance(answer, PhoneShown):
                self._shown(answer)
            elif isinstance(answer, Overflow):
                del self.waiting[answer.contact]
                self.overflowed += 1
            elif isinstance(answer, AgentChanged):
                self._changed(answer)

    def _offer(self, offer: Offer) -> None:
        contact = self.waiting[offer.contact]
        assert not self.offered(offer.contact), "one offer a contact"
        assert self.state(offer.agent) is AgentState.READY, "only to who is ready"
        assert offer.agent not in self.mute, "only to who can be called"
        assert not any(each.agent == offer.agent for each in self.offers.values()), "one offer an agent"
        assert self.may(contact, offer.agent), "only what the agent may take"
        assert offer.deadline == self.now + self.plan.queues[contact.queue].ring_seconds * SECOND
        for other in self.waiting.values():
            if other.id != contact.id and not self.offered(other.id) and self.may(other, offer.agent):
                first = key(contact) < key(other)
                assert first or self._lately_missed(other.id, offer.agent), "the oldest first"
        self.offers[offer.id] = offer

    def _lately_missed(self, contact: str, agent: str) -> bool:
        when = self.missed.get((contact, agent))
        return when is not None and self.now < when[0] + AVOID

    def _withdraw(self, answer: Withdraw) -> None:
        offer = self.offers.pop(answer.offer)
        assert (offer.contact, offer.agent) == (answer.contact, answer.agent)
        if answer.cause == "timeout":
            assert self.now >= offer.deadline
            self.missed[offer.contact, offer.agent] = (self.now, "no_answer")

    def _connect(self, answer: Connect) -> None:
        offer = self.offers.pop(answer.offer)
        assert (offer.contact, offer.agent) == (answer.contact, answer.agent)
        assert answer.agent not in self.talks
        assert answer.contact not in self.talks.values()
        del self.waiting[answer.contact]
        self.connected += 1

    def _shown(self, answer: PhoneShown) -> None:
        known = self.states.get(answer.agent, (AgentState.SIGNED_OUT, "", None, None))
        assert (answer.state, answer.reason, answer.until, answer.contact) == known, "the state goes on"
        assert bool(answer.phone) == (answer.agent in self.mute)

    def _changed(self, answer: AgentChanged) -> None:
        after = (answer.state, answer.reason, answer.until, answer.contact)
        before = self.states.get(answer.agent, (AgentState.SIGNED_OUT, "", None, None))
        assert after != before, "only what changed is told"
        self.states[answer.agent] = after
        self.talks.pop(answer.agent, None)
        if answer.state is AgentState.TALKING and answer.contact is not None:
            self.talks[answer.agent] = answer.contact

    # ---- what must hold between inputs ---------------------------------------------------------------------

    def check(self, engine: Engine) -> None:
        assert self.arrived == self.left + self.connected + self.overflowed + len(self.waiting)
        for contact in self.waiting.values():
            line = sorted(key(each) for each in self.waiting.values() if each.queue == contact.queue)
            place = line.index(key(contact)) + 1
            assert engine.position(contact.id) == place
        for queue in self.plan.queues:
            assert engine.waiting(queue) == sum(c.queue == queue for c in self.waiting.values())
        for agent in self.plan.seats:
            view = engine.agent(agent)
            assert view is not None
            known = self.states.get(agent, (AgentState.SIGNED_OUT, "", None, None))
            if known[0] is not AgentState.SIGNED_OUT:
                assert (view.state, view.reason, view.until, view.contact) == known
            ringing = any(offer.agent == agent for offer in self.offers.values())
            assert ringing == (view.state is AgentState.RINGING)
        self._nobody_idles()

    def _nobody_idles(self) -> None:
        for contact in self.waiting.values():
            if self.offered(contact.id):
                continue
            for agent in self.plan.seats:
                free = self.state(agent) is AgentState.READY and agent not in self.mute
                if free and self.may(contact, agent):
                    when, cause = self.missed[contact.id, agent]
                    assert cause in ("declined", "busy"), "an idle agent while a contact waits"
                    assert self.now < when + GAP, "an idle agent while a contact waits"
