"""The routing engine: who is offered which contact, and when. It decides; it does nothing.

It is told what happened, with the time, and answers what to do about it. It reads no clock and throws no
dice, so the same inputs give the same answers: in the live process, in the simulator, in the drill and in
the replay of a journal (the ids of offers come from `ids`).

The rules, all of them visible in the answers:

- A contact's place is its priority class, then since when it waits, then its id. A failed offer does not
  cost it.
- An agent who becomes free takes the oldest contact of the best class over all their queues. A contact that
  finds free agents is given to the one the queue's strategy puts first; the preferred agent, if free,
  before all others.
- One offer a contact, one contact an agent, and only to an agent who is READY.
- Not answered: a miss, and after `rona_limit` misses in a row PAUSED ("rona", or "phone_busy" when the last
  was a busy phone). Unreachable: PAUSED at once ("phone_unreachable"). Declined: stays ready. After any of
  these the contact goes to others first for a while, and not at once back to a phone that refused it, so
  that a phone that refuses by itself makes no storm.
- Who cannot be called (`PhoneChanged`: no phone, no sound) is offered nothing and stays ready; what rings
  there is withdrawn and goes to others.
- Away while ringing withdraws the offer; away during a talk begins after it and its wrap-up.
- What is told twice in a row, or of someone unknown, changes nothing and is counted in `ignored`. A contact
  for a queue that does not exist is answered with an overflow ("closed"), so that nobody waits for nothing.

What is due at `now` is done after what is told, so an answer that comes with the deadline is still in time.
"""

from collections.abc import Callable
from typing import Any, Self

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core import inputs, offers, saving
from huawu.routing.core.floor import Floor
from huawu.routing.core.pace import Pace
from huawu.routing.types import AgentView, Answered, Plan, Told


class Engine:
    """One site's routing. Not to be shared between threads; every call returns at once."""

    def __init__(self, plan: Plan, ids: Callable[[], Id]) -> None:
        self._floor = Floor(plan, ids)
        self._settled = True

    @property
    def ignored(self) -> dict[str, int]:
        """Inputs that meant nothing, by kind."""
        return self._floor.ignored

    @property
    def plan(self) -> Plan:
        """The configuration in force."""
        return self._floor.plan

    def tell(self, told: Told, now: Micros) -> list[Answered]:
        """Hear one input; the answers come in the order in which they are to be done."""
        floor = self._floor
        floor.now = max(floor.now, now)
        if not self._settled:
            offers.settle(floor)
            self._settled = True
        inputs.hear(floor, told)
        return self._answers()

    def load(self, plan: Plan, now: Micros | None = None) -> list[Answered]:
        """Go on under another configuration. Contacts of queues that are gone overflow ("closed"); agents
        without a seat are signed out, after their talk if there is one."""
        floor = self._floor
        floor.now = max(floor.now, now or 0)
        floor.build(plan)
        offers.settle(floor)
        return self._answers()

    def _answers(self) -> list[Answered]:
        offers.expire(self._floor)
        answers, self._floor.out = self._floor.out, []
        return answers

    # ---- what is asked of it -------------------------------------------------------------------------------

    def next_deadline(self) -> Micros | None:
        """When `Tick` is wanted at the latest."""
        return self._floor.timers.next() if self._settled else self._floor.now

    def position(self, contact: Id) -> int | None:
        """1 for the head of the queue; None when the contact does not wait."""
        waiting = self._floor.waiting.get(contact)
        if waiting is None or waiting.group is None:
            return None
        return self._floor.index.position(waiting)

    def waiting(self, queue: Id) -> int:
        """How many contacts are in the queue, those that ring included."""
        return self._floor.index.waiting(queue)

    def agent(self, agent: Id) -> AgentView | None:
        """How this agent stands; None when nobody of that id has a seat."""
        known = self._floor.agents.get(agent)
        return None if known is None else known.view()

    def estimate(self, contact: Id, now: Micros) -> int | None:
        """Seconds this contact will probably wait from now on, from the pace at which its queue moved
        lately; None while that is unknown."""
        position = self.position(contact)
        if position is None:
            return None
        return self._floor.pace.seconds(self._floor.waiting[contact].contact.queue, position, now)

    # ---- going on elsewhere --------------------------------------------------------------------------------

    def save(self) -> dict[str, Any]:
        """All that is needed to go on in another process, as plain values."""
        floor = self._floor
        return {
            "v": 1,
            "plan": floor.plan.version,
            "now": floor.now,
            "turns": floor.turns,
            "agents": [saving.agent_out(floor.agents[agent]) for agent in sorted(floor.agents)],
            "waiting": [saving.waiting_out(floor.waiting[contact]) for contact in sorted(floor.waiting)],
            "pace": floor.pace.out(),
            "ignored": dict(floor.ignored),
        }

    @classmethod
    def restore(cls, plan: Plan, ids: Callable[[], Id], saved: dict[str, Any]) -> Self:
        """An engine that goes on where `saved` was taken. Under another plan the first `tell` answers what
        that plan changes."""
        engine = cls(plan, ids)
        floor = engine._floor
        floor.now, floor.turns = saved["now"], saved["turns"]
        floor.ignored = dict(saved["ignored"])
        floor.pace = Pace.taken(saved["pace"])
        floor.take_up(
            [saving.agent_in(row) for row in saved["agents"]],
            [saving.waiting_in(row) for row in saved["waiting"]],
        )
        engine._settled = saved["plan"] == plan.version
        return engine
