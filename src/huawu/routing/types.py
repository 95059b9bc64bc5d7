"""Nouns of routing that cross its door. All times are microseconds UTC."""

from dataclasses import dataclass, field
from enum import StrEnum

from huawu.platform.clock import Micros
from huawu.platform.ids import Id


class AgentState(StrEnum):
    """What an agent is doing, as routing sees it. Each is visible on the board."""

    SIGNED_OUT = "signed_out"
    READY = "ready"
    PAUSED = "paused"  # with a reason
    RINGING = "ringing"  # an offer is out
    TALKING = "talking"
    WRAP_UP = "wrap_up"


@dataclass(frozen=True, slots=True)
class Queue:
    """A waiting line. `answer_seconds` is the service level threshold; `ring_seconds` how long an agent
    rings."""

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


@dataclass(frozen=True, slots=True)
class Seat:
    """An agent as routing needs to know them: queues served and skill levels (1-5)."""

    agent: Id
    queues: tuple[Id, ...]
    skills: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone waiting. `since` is the true arrival or an inherited (virtual) start."""

    id: Id
    queue: Id
    since: Micros
    priority: int = 5  # 1 first
    needs: tuple[tuple[str, int], ...] = ()  # (skill, least level)
    preferred: Id | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The configuration an engine runs on, with its version."""

    version: int
    queues: dict[Id, Queue]
    seats: dict[Id, Seat]


# ---- what the engine is told -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Arrived:
    contact: Contact


@dataclass(frozen=True, slots=True)
class Abandoned:
    contact: Id
    cause: str  # hung_up, overflowed, moved, failed


@dataclass(frozen=True, slots=True)
class AgentReady:
    agent: Id


@dataclass(frozen=True, slots=True)
class AgentAway:
    """Signed out or paused. While an offer is out or a talk goes on it takes effect when that ends."""

    agent: Id
    state: AgentState  # SIGNED_OUT or PAUSED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgentBusy:
    """The agent is on a call that routing did not give (own outbound call, direct call)."""

    agent: Id


@dataclass(frozen=True, slots=True)
class AgentFree:
    """The call of `AgentBusy` ended: the agent is again what they were before it (or asked to be during
    it)."""

    agent: Id


@dataclass(frozen=True, slots=True)
class Accepted:
    offer: Id


@dataclass(frozen=True, slots=True)
class Declined:
    """`cause`: declined (pressed reject), no_answer, busy, unreachable; restarted: our process died while
    it rang, nobody is to blame and the contact is offered anew."""

    offer: Id
    cause: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The talk of this agent ended; wrap-up begins (or ready at once when the queue has none)."""

    agent: Id
    contact: Id


@dataclass(frozen=True, slots=True)
class WrapUpDone:
    agent: Id


@dataclass(frozen=True, slots=True)
class PhoneChanged:
    """Whether the agent's phone can take a call: `why` not, as a refusal key; "" when it can. The state
    stays what the agent chose; while it cannot, nothing is offered."""

    agent: Id
    why: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed; expire what is due."""


Told = (
    Arrived
    | Abandoned
    | AgentReady
    | AgentAway
    | AgentBusy
    | AgentFree
    | Accepted
    | Declined
    | Finished
    | WrapUpDone
    | PhoneChanged
    | Tick
)


# ---- what the engine answers -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """Ring this agent for this contact until `deadline`. `reason` says why this agent and why now."""

    id: Id
    contact: Id
    agent: Id
    deadline: Micros
    reason: dict[str, object]


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Stop ringing: the contact left or the time ran out. `cause`: contact_left, timeout, agent_away."""

    offer: Id
    contact: Id
    agent: Id
    cause: str


@dataclass(frozen=True, slots=True)
class Connect:
    """The offer was accepted in time: join contact and agent."""

    offer: Id
    contact: Id
    agent: Id


@dataclass(frozen=True, slots=True)
class Overflow:
    """The contact may not wait (any longer). `cause`: full, waited_too_long, no_agents, closed."""

    contact: Id
    cause: str


@dataclass(frozen=True, slots=True)
class AgentChanged:
    """The agent's state as everyone should see it. `until`: the end of wrap-up, else None."""

    agent: Id
    state: AgentState
    reason: str
    until: Micros | None
    contact: Id | None
    phone: str = ""  # why no call can be offered, as a refusal key


@dataclass(frozen=True, slots=True)
class PhoneShown:
    """The agent's phone can (not) take calls; the state, which goes on since `since`, is as it was."""

    agent: Id
    state: AgentState
    reason: str
    since: Micros
    until: Micros | None
    contact: Id | None
    phone: str


Answered = Offer | Withdraw | Connect | Overflow | AgentChanged | PhoneShown


# ---- what can be seen of it --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgentView:
    """An agent as routing sees them now. `since`: when this state began; `phone`: why no call can be
    offered, "" when it can."""

    state: AgentState
    reason: str
    since: Micros
    until: Micros | None
    contact: Id | None
    phone: str = ""


# ---- callbacks ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Promise:
    """A call back as an agent promises it. `number` in any form."""

    at: Micros
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """A promised call back. `state`: open, done, cancelled; `number` is normalised."""

    id: Id
    interaction: Id
    agent: Id
    queue: Id | None
    customer: Id | None
    number: str
    due_at: Micros
    note: str
    state: str
    created_at: Micros
    closed_at: Micros | None = None
    closed_by: Id | None = None
    closing_note: str = ""


@dataclass(frozen=True, slots=True)
class StateSpan:
    """An agent was in a state from `since` on, until the next span of the same agent."""

    state: str
    reason: str
    since: Micros
    contact: Id | None = None
