"""A call as the switch knows it, and the plan it works by. Times are microseconds UTC."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

from huawu.flows.types import Graph, Walk
from huawu.platform.clock import Micros
from huawu.platform.hours import Hours
from huawu.platform.ids import Id
from huawu.platform.plain import plain_row

MENU, QUEUE, RINGING, TALK, HOLD, LEAVING = "menu", "queue", "ringing", "talk", "hold", "leaving"


@dataclass(slots=True)
class Call:
    """One customer's call: the interaction, the customer's leg and, from an offer on, an agent's leg."""

    id: Id
    leg: Id
    number: str
    caller: str
    caller_name: str
    trunk: str | None
    started_at: Micros
    language: str = "zh-CN"
    stage: str = MENU
    stage_since: Micros = 0
    answered: bool = False
    flow: str = ""
    flow_version: int = 0
    node: str = ""
    tries: int = 0
    path: tuple[str, ...] = ()
    token: str = ""  # what is being said to the customer; "" when nothing that we wait for
    then: str = ""  # after it was said: step, wait, music, hang_up
    due: Micros | None = None  # silence in a menu, or the next notice in a queue
    wait_seconds: int = 0
    queue: Id | None = None
    queue_since: Micros = 0
    waiting: bool = False  # routing holds this contact
    offer: Id | None = None
    agent: Id | None = None
    agent_leg: Id | None = None
    ring_since: Micros = 0
    part_since: Micros = 0  # the open talk or hold segment
    answered_at: Micros | None = None
    recording: Id | None = None
    said: int = 0  # counts tokens
    listens: bool = False  # a key is heard now; else it is kept for the next question
    typed: str = ""  # keys pressed ahead
    keys: str = ""  # keys that menus have heard
    hold_reason: str = ""  # of the open hold: a key of the configured reasons; "" none was given
    lost_since: Micros | None = None  # since when the agent is not heard
    next_leg: Id | None = None  # the agent's page is called anew
    muted: bool = False  # the agent's page says so
    cut_off_from: Id | None = None  # the agent who was not heard any more
    priority: int = 5  # what the queue was told of the call, for the time that it waits again
    needs: tuple[tuple[str, int], ...] = ()
    help_since: Micros | None = None  # since when the agent asks for help
    help_reason: str = ""  # a key of the configured reasons; "" none was given
    help_seen_by: Id | None = None  # who leads and has seen it

    @property
    def walk(self) -> Walk:
        return Walk(self.flow, self.flow_version, self.node, self.tries, tuple(self.path))

    @walk.setter
    def walk(self, walk: Walk) -> None:
        self.flow, self.flow_version, self.node = walk.flow, walk.version, walk.node
        self.tries, self.path = walk.tries, walk.path

    def saved(self) -> list[Any]:
        """Plain values in the order of the fields."""
        return plain_row(self)


_FIELDS = tuple(f.name for f in fields(Call))


def restored(values: list[Any]) -> Call:
    """The call of `Call.saved`. Fields added since are at their defaults."""
    return Call(**dict(zip(_FIELDS, values, strict=False)))


@dataclass(frozen=True, slots=True)
class Target:
    """What a dialled number leads to: a flow, or a queue without answering first; out of `hours` to the flow
    `closed`."""

    flow: str | None = None
    queue: Id | None = None
    language: str = "zh-CN"
    hours: Hours | None = None
    closed: str = ""

    def at(self, now: Micros) -> "Target":
        """Where it leads at this moment."""
        if self.hours is None or self.hours.open_at(now):
            return self
        return replace(self, flow=self.closed, queue=None)


@dataclass(frozen=True, slots=True)
class Desk:
    """An agent as the switch needs to know them."""

    agent: Id
    extension: str
    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FlowPlan:
    key: str
    version: int
    graph: Graph


@dataclass(frozen=True, slots=True)
class SwitchPlan:
    """The published configuration."""

    numbers: dict[str, Target] = field(default_factory=dict)
    flows: dict[str, FlowPlan] = field(default_factory=dict)
    desks: dict[Id, Desk] = field(default_factory=dict)
    recorded_queues: frozenset[Id] | None = None  # None: all
    customer_first: bool = True  # agents let the customer hang up first: their pages say so
    notice_seconds: int = 20  # between announcements to a waiting caller


@dataclass(frozen=True, slots=True)
class Wrapping:
    """An agent writes up a contact."""

    agent: Id
    interaction: Id
    queue: Id | None
    since: Micros


@dataclass(frozen=True, slots=True)
class PauseLimit:
    """The pause that an agent asked for last should be over after so many seconds. It may begin only when
    the call at hand ends."""

    reason: str
    seconds: int
