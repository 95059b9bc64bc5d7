"""The queue may ring several agents at once while anything else happens: telephones ring as routing says."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from tests.telephony.switch.exchange import AGENTS, Exchange
from tests.telephony.switch.paged import Paged


def rings_at_once(centre: Exchange, most: int) -> None:
    """From now on the queue `front` rings so many."""
    plan = centre.engine.plan
    queues = plan.queues | {"front": replace(plan.queues["front"], ring_at_once=most)}
    for answer in centre.engine.load(replace(plan, queues=queues), centre.now):
        centre.switch.routed(answer, centre.now)
    centre.turn()


class Several(Paged):
    """One agent at a time, or three."""

    @initialize(most=st.sampled_from([1, 3]))
    def the_queue_rings(self, most: int) -> None:
        rings_at_once(self.centre, most)

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
