"""What a site decides by: queues, seats, conditions, steps, overflow, hours. Frozen values.

A *condition* says who may take a contact; a *step* is a condition for a time. Equal conditions are equal
values, so contacts who want the same share one line.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from huawu.platform.hours import Hours
from huawu.platform.ids import Id

VOICE = "voice"
WRAP_UPS = ("none", "optional", "forced", "on_request", "until_done")
"""None at all; may be ended early, or not; only when asked for during the talk; without an end of its own."""
TOP_LEVEL = 5

# ---- who may take it ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Skill:
    """A level of this skill from `least` to `most`. Who has not learnt it has no level, not level 0."""

    name: str
    least: int = 1
    most: int = TOP_LEVEL


@dataclass(frozen=True, slots=True)
class Language:
    """Speaks it at least so well: a tag of BCP 47, or its beginning (zh for zh-CN and zh-HK)."""

    name: str
    least: int = 1


@dataclass(frozen=True, slots=True)
class Team:
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """One of these agents, who must serve the queue anyway."""

    agents: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    of: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    of: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    of: "Condition"


Condition: TypeAlias = Skill | Language | Team | Named | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Step:
    """For `seconds` only who fits the condition may take the contact; None: for as long as it waits.
    `skip_when_nobody`: when nobody who fits is signed in, the step is over at once."""

    condition: Condition
    seconds: int | None = None
    skip_when_nobody: bool = True


# ---- where else it may go ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Goal:
    """`kind`: queue, callback, voicemail, outside, announcement or flow; `name`: which one. `then`: where a
    caller goes on to who has heard the announcement, or has not reached anybody outside."""

    kind: str
    name: str = ""
    then: "Goal | None" = None

    @property
    def way(self) -> "tuple[Goal, ...]":
        """This goal, and those after it."""
        return (self,) if self.then is None else (self, *self.then.way)


@dataclass(frozen=True, slots=True)
class Overflowing:
    """Send on to `to` when... `when`: length (so many wait already), wait (so many seconds waited),
    estimate (so many seconds are to be waited), no_agents (nobody is signed in), closed (out of hours)."""

    when: str
    to: Goal
    above: int = 0


@dataclass(frozen=True, slots=True)
class Help:
    """A team that helps when a line is crossed. `when`: estimate (seconds above `line`), waiting (contacts
    above `line`) or service_level (per cent below `line`). It leaves when the figure is back at `back` and
    it has helped for `least_seconds`. Helpers have `level` in the queue."""

    team: str
    when: str
    line: float
    back: float
    level: int = 2
    least_seconds: int = 60


@dataclass(frozen=True, slots=True)
class CallbackRule:
    """Callers may be called back instead of waiting on the line. It is offered to who has waited so long, or
    has a longer wait to expect, or a place further back than this; None: not for that reason. `mode`:
    agent_first (an agent takes it, then the customer is called) or customer_first (an agent is kept free, the
    customer is called and joined to them). Who is not reached is called again after a pause. Out of `hours`
    (None: those of the queue) nobody is called. It expires so long after it was asked for."""

    mode: str = "agent_first"
    after_seconds: int | None = 60
    estimate_seconds: int | None = None
    position: int | None = None
    attempts: int = 3
    pause_seconds: int = 600
    ring_seconds: int = 40  # of the customer's telephone
    hours: Id | None = None
    expires_seconds: int = 3 * 86_400


# ---- queues and seats --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Queue:
    """A waiting line. `answer_seconds` is the service level threshold; `ring_seconds` how long an agent
    rings. Priorities: 1 first; after each `ageing_seconds` of waiting a contact counts one class better, at
    most `ageing_classes`, never better than 1."""

    id: Id
    strategy: str = "longest_idle"
    ring_seconds: int = 20
    wrap_up_seconds: int = 30  # 0: none; the agent is ready at once
    max_waiting: int | None = None
    max_wait_seconds: int | None = None
    answer_seconds: int = 20
    rona_limit: int = 2  # unanswered offers in a row before the agent is paused
    resume_seconds: int = 0  # a caller cut off within this time takes the old place
    refuse_when_empty: bool = False  # nobody signed in: overflow at once instead of waiting
    channel: str = VOICE
    steps: tuple[Step, ...] = ()
    overflows: tuple[Overflowing, ...] = ()
    hours: Id | None = None
    on_close: str = "serve"  # who waits when it closes is served, or sent on: "send"
    ring_at_once: int = 1
    reserve_after_seconds: int | None = None  # each level beyond the first joins so much later
    ageing_seconds: int | None = None
    ageing_classes: int = 3
    preferred_wait_seconds: int = 0  # so long only the preferred agent may take it
    wrap_up: str = "optional"  # one of `WRAP_UPS`
    rona_state: str = "rona"  # the reason of the pause after too many misses
    auto_answer: bool = False
    help: tuple[Help, ...] = ()
    callback: CallbackRule | None = None

    def goal(self, when: str) -> Goal | None:
        """Where who may not wait for this reason is sent; None: as the flow says."""
        return next((rule.to for rule in self.overflows if rule.when == when), None)


@dataclass(frozen=True, slots=True)
class Room:
    """How many contacts of a channel at once, and which other channels may be going on beside them."""

    most: int = 1
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """An agent as routing needs to know them: queues served, skill levels (1-5). `levels`: 1 unless said;
    lower levels are asked first. Without `capacity`: one contact at a time, whatever its channel. `wrap_up`
    goes before that of the queues; its seconds are the queue's."""

    agent: Id
    queues: tuple[Id, ...]
    skills: dict[str, int] = field(default_factory=dict)
    levels: dict[Id, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    team: str = ""
    capacity: dict[str, Room] = field(default_factory=dict)
    weight: int = 1  # of the weighted choice
    auto_answer: bool = False
    wrap_up: str = ""  # one of `WRAP_UPS`; "": as the queue says


@dataclass(frozen=True, slots=True)
class Plan:
    """The configuration an engine runs on, with its version. `seed`: of the weighted choice."""

    version: int
    queues: dict[Id, Queue]
    seats: dict[Id, Seat]
    hours: dict[Id, Hours] = field(default_factory=dict)
    seed: int = 0
