"""What the engine remembers of each contact and each agent. Mutable, owned by one `Engine`, never handed
out."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.routing.types import AgentState, AgentView, Contact, Seat

if TYPE_CHECKING:
    from huawu.routing.core.index import Entry, Group

Key = tuple[int, Micros, Id]
"""The place of a contact: priority class, then who came first, then the id."""

Needs = tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Waiting:
    """A contact in a queue. `avoid`: agent -> (not before, rather not before) after an offer that failed."""

    contact: Contact
    give_up: Micros | None = None  # when the longest wait of the queue is over
    offer: Id | None = None
    overdue: bool = False  # `give_up` passed while it rang
    avoid: dict[Id, tuple[Micros, Micros]] = field(default_factory=dict)
    group: "Group | None" = None

    @property
    def key(self) -> Key:
        return (self.contact.priority, self.contact.since, self.contact.id)


@dataclass(slots=True)
class Agent:
    """An agent with a seat. `pending`: the state they go to when the talk is over."""

    id: Id
    queues: tuple[Id, ...] = ()
    skills: dict[str, int] = field(default_factory=dict)
    order: int = 0  # place in the plan
    seated: bool = True
    state: AgentState = AgentState.SIGNED_OUT
    reason: str = ""
    since: Micros = 0
    until: Micros | None = None
    contact: Id | None = None
    offer: Id | None = None
    deadline: Micros = 0  # of the offer
    queue: Id = ""  # of the contact they ring for, talk to or wrap up
    pending: tuple[AgentState, str] | None = None
    phone: str = ""  # why it can take no call
    misses: int = 0  # unanswered offers in a row
    handled: int = 0
    idle: bool = False  # known to the index as free
    idle_since: Micros = 0
    turn: int = 0  # number of their last offer
    groups: list["Group"] = field(default_factory=list)
    entries: "list[tuple[Group, Entry]]" = field(default_factory=list)

    def sit(self, seat: Seat, order: int) -> None:
        """Take what the plan says of this agent."""
        self.queues, self.skills = tuple(dict.fromkeys(seat.queues)), seat.skills
        self.order, self.seated = order, True

    def view(self) -> AgentView:
        return AgentView(self.state, self.reason, self.since, self.until, self.contact, self.phone)
