"""What the engine remembers of each contact and each agent. Mutable, owned by one `Engine`, never handed
out.

An agent has a *presence*, which they chose (signed out, ready, paused), and *jobs*: contacts that ring, are
talked to or wrapped up. What everyone sees is made of both (`Agent.look`).
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.core.plan import VOICE, Queue, Seat
from huawu.routing.types import AgentState, AgentView, Contact

if TYPE_CHECKING:
    from huawu.routing.core.figures import Counts
    from huawu.routing.core.groups import Entry, Group
    from huawu.routing.core.line import Line

Key = tuple[int, Micros, Id]
"""The place of a contact: class (0: VIP, then the priorities), who came first, then the id."""

Look = tuple[AgentState, str, Micros | None, Id | None]
"""What is seen of an agent: state, reason, until when, with whom."""

SIGNED_OUT, PAUSED, READY = AgentState.SIGNED_OUT, AgentState.PAUSED, AgentState.READY
RINGING, TALKING, WRAP_UP = AgentState.RINGING, AgentState.TALKING, AgentState.WRAP_UP
"""By name alone: to look one up in its class takes longer than to compare it."""
RINGS, TALKS, WRAPS = "rings", "talks", "wraps"
OWN_CALL = "own_call"
"""The reason of an agent who talks on a call that routing did not give."""
NO_SEAT = "no_seat"


@dataclass(slots=True)
class Job:
    """One contact at an agent. `until`: when ringing or wrap-up ends by itself."""

    contact: Id
    queue: Id
    channel: str
    phase: str
    since: Micros
    offer: Id | None = None
    until: Micros | None = None
    forced: bool = False  # wrap-up that cannot be cut short
    write_up: bool = False  # asked for during the talk
    given: bool = True  # by routing; else call control did


@dataclass(frozen=True, slots=True)
class Move:
    """Until then the agent serves a queue at this level; None: does not serve it. `by`: who said so."""

    level: int | None
    until: Micros
    by: Id = ""


@dataclass(slots=True)
class Back:
    """Somebody is called back. `held`: not now, so that they are in no line; `look`: when that may change."""

    not_before: Micros
    held: bool = True
    look: Micros | None = None


@dataclass(slots=True)
class Waiting:
    """A contact in a queue. `avoid`: agent -> (not before, rather not before) after an offer that failed.
    `step`: -1 while only the preferred agent may take it, then the steps, then anyone. `depth`: the highest
    level of agents who may take it. `reached`: when who was called back was; they are on the line from then
    on, and keep what their wait has opened to them."""

    contact: Contact
    key: Key
    entered: Micros
    give_up: Micros | None = None  # when the longest wait of the queue is over
    offers: list[Id] = field(default_factory=list)
    overdue: bool = False  # `give_up` passed while it rang
    avoid: dict[Id, tuple[Micros, Micros]] = field(default_factory=dict)
    step: int = 0
    step_since: Micros = 0
    depth: int = 1
    next_stage: Micros | None = None
    promised: tuple[Micros, int, int] | None = None  # when, and the wait in seconds that was told
    group: "Group | None" = None
    ready: bool = False  # in the group's order of those who can be offered
    counts: "Counts | None" = None  # of the step that it is in
    back: Back | None = None  # they do not wait on the line
    reached: Micros | None = None

    @property
    def on_the_line_since(self) -> Micros:
        """What they are ready to wait, and what is promised to callers, counts from here."""
        return self.entered if self.reached is None else self.reached

    def most(self, queue: Queue) -> int:
        """At so many agents it may ring at once. Who is called back has one: nobody is kept free in vain."""
        return queue.ring_at_once if self.back is None else 1


def key_of(contact: Contact) -> Key:
    """Its place among all."""
    cls = 0 if contact.vip else contact.priority if contact.priority > 1 else 1
    return (cls, contact.since, contact.id)


@dataclass(slots=True)
class Agent:
    """An agent with a seat."""

    id: Id
    seat: Seat
    levels: dict[Id, int] = field(default_factory=dict)  # queue -> level, those they help in too
    moves: dict[Id, Move] = field(default_factory=dict)  # queue -> what holds for a while
    order: int = 0  # place in the plan
    number: int = 0  # among all whom the index knows
    seated: bool = True
    presence: AgentState = SIGNED_OUT
    reason: str = ""
    limit: Micros | None = None  # when an absence has lasted too long
    own_call: bool = False
    jobs: dict[Id, Job] = field(default_factory=dict)
    phone: str = ""  # why it can take no call
    misses: int = 0  # unanswered offers in a row
    handled: int = 0
    worked: Micros = 0  # time in talks
    idle_since: Micros = 0
    turn: int = 0  # number of their last offer
    refused: set[Id] = field(default_factory=set)  # contacts lately not taken
    shown: Look = (SIGNED_OUT, "", None, None)
    since: Micros = 0  # of what is shown
    idle: bool = False  # known to the index as free
    lines: "list[Line]" = field(default_factory=list)
    groups: "list[Group]" = field(default_factory=list)
    entries: "list[tuple[list[Entry], Entry]]" = field(default_factory=list)

    def own_levels(self) -> dict[Id, int]:
        """Queue -> level by plan and moves, without those they help in."""
        levels = {queue: self.seat.levels.get(queue, 1) for queue in self.seat.queues}
        for queue, move in self.moves.items():
            if move.level is None:
                levels.pop(queue, None)
            else:
                levels[queue] = move.level
        return levels

    def look(self) -> Look:
        """What is to be seen of them now."""
        if self.own_call:
            return (TALKING, OWN_CALL, None, None)
        found: Job | None = None
        for job in self.jobs.values():
            if job.phase == TALKS:
                return (TALKING, "", None, job.contact)
            if found is None or (found.phase == WRAPS and job.phase == RINGS):
                found = job
        if found is None:
            return (self.presence, self.reason, None, None)
        if found.phase == RINGS:
            return (RINGING, "", None, found.contact)
        return (WRAP_UP, "", found.until, found.contact)

    def is_free(self) -> bool:
        """Ready and on no call of their own: there may be something that they can take."""
        return (
            self.presence is READY
            and not self.own_call
            and self.seated
            and (not self.jobs or bool(self.seat.capacity))
        )

    def may_take(self, channel: str) -> bool:
        """Ready, can be called, and with room for another contact of this channel."""
        if not self.is_free() or (self.phone and channel == VOICE):
            return False
        if not self.jobs:
            return True
        room = self.seat.capacity.get(channel)
        if room is None:
            return False
        same = 0
        for job in self.jobs.values():
            if job.channel == channel:
                same += 1
            elif job.channel not in room.beside:
                return False
        return same < room.most

    def talking(self) -> bool:
        return self.own_call or any(job.phase == TALKS for job in self.jobs.values())

    def view(self) -> AgentView:
        state, reason, until, contact = self.shown
        return AgentView(state, reason, self.since, until, contact, self.phone)
