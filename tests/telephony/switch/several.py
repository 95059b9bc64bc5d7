"""The queue may ring several agents at once while anything else happens: telephones ring as routing says."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from huawu.telephony.core.switch.house.lines import Member, RingGroup
from tests.telephony.switch.exchange import AGENTS, Exchange
from tests.telephony.switch.paged import PICK, Paged


def rings_at_once(centre: Exchange, most: int) -> None:
    """From now on the queue `front` rings so many."""
    plan = centre.engine.plan
    queues = plan.queues | {"front": replace(plan.queues["front"], ring_at_once=most)}
    for answer in centre.engine.load(replace(plan, queues=queues), centre.now):
        centre.switch.routed(answer, centre.now)
    centre.turn()


MEMBERS = tuple(Member(each, after=4 * n) for n, each in enumerate(("8002", "8003", "7001", "8001")))
GROUPS = {
    number: RingGroup(number, MEMBERS, order, 9)
    for number, order in (("600", "all"), ("601", "in_turn"), ("602", "by_time"))
}
"""Ring groups of agents and of a telephone that is nobody's."""


class Several(Paged):
    """One agent at a time, or three."""

    arrived: int

    @initialize(most=st.sampled_from([1, 3]))
    def the_queue_rings(self, most: int) -> None:
        rings_at_once(self.centre, most)

    @precondition(lambda self: len(self.centre.switch.calls) < 3)
    @rule()
    def a_customer_calls_while_whoever_can_is_ready(self) -> None:
        centre = self.centre
        for agent in ("ann", "bob", "cat", "dan"):
            if centre.switch.call_of(agent) is None:
                centre.wrapped_up(agent)
                centre.ready(agent)
        self.arrived += 1
        centre.call(f"c{self.arrived}", "4002")

    @rule()
    def who_waits_gives_up(self) -> None:
        waits = [call.leg for call in self.centre.switch.calls.values() if call.waiting]
        for leg in waits[-1:]:
            self.centre.put_down(leg)

    @rule(which=PICK, other=PICK, first=st.booleans())
    def one_answers_while_somebody_hangs_up(self, which: int, other: int, first: bool) -> None:
        """Both before anything is done about either."""
        phones = self.centre.phones
        if ringing := sorted(leg.id for leg in phones.ringing()):
            answers, legs = ringing[which % len(ringing)], sorted(phones.legs)
            leaves = legs[other % len(legs)]
            if first:
                phones.pick_up(answers)
            phones.put_down(leaves)
            if not first and answers in phones.legs:
                phones.pick_up(answers)
            self.centre.turn()

    @invariant()
    def telephones_ring_as_routing_says(self) -> None:
        """For whom, and at whom, and nowhere else."""
        centre = self.centre
        views = {agent: centre.engine.agent(agent) for agent in AGENTS}
        offered = {(agent, v.contact) for agent, v in views.items() if v is not None and v.state == "ringing"}
        calls = [c for c in centre.switch.calls.values() if c.stage == "ringing" and not c.parties]
        rings = {(ring.agent, call.id): ring for call in calls for ring in call.rings}
        assert rings.keys() == offered
        for (agent, _), ring in rings.items():
            assert centre.phones.legs[ring.leg].extension == AGENTS[agent]
        assert not any(call.also for call in centre.switch.calls.values() if call not in calls)
