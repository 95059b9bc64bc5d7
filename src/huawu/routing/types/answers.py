"""What the engine answers."""

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.values import value
from huawu.routing.core.plan import Goal
from huawu.routing.types.contacts import AgentState


@value
class Offer:
    """Ring this agent for this contact until `deadline`. `reason` says why this agent and why now."""

    id: Id
    contact: Id
    agent: Id
    deadline: Micros
    reason: dict[str, object]
    auto_answer: bool = False


@value
class Withdraw:
    """Stop ringing. `cause`: contact_left, timeout, agent_away, phone_not_ready, taken (another agent was
    quicker), pulled, not_reached (the customer, who was called first)."""

    offer: Id
    contact: Id
    agent: Id
    cause: str


@value
class Connect:
    """The offer was accepted in time: join contact and agent."""

    offer: Id
    contact: Id
    agent: Id


@value
class Overflow:
    """The contact may not wait (any longer). `cause`: full, waited_too_long, estimate, no_agents, closed;
    of who is to be called back also expired.
    `to`: where the queue's rule sends it (None: as its flow says). In another queue it keeps its place when
    it is told with `since` as its start."""

    contact: Id
    cause: str
    to: Goal | None = None
    since: Micros | None = None


@value
class AgentChanged:
    """The agent's state as everyone should see it. `until`: the end of wrap-up, else None."""

    agent: Id
    state: AgentState
    reason: str
    until: Micros | None
    contact: Id | None
    phone: str = ""  # why no call can be offered, as a refusal key


@value
class PhoneShown:
    """The agent's phone can (not) take calls; the state, which goes on since `since`, is as it was."""

    agent: Id
    state: AgentState
    reason: str
    since: Micros
    until: Micros | None
    contact: Id | None
    phone: str


@value
class Overstayed:
    """An absence lasts longer than it may. Said once; the state stays."""

    agent: Id
    state: AgentState
    reason: str
    contact: None = None


Answered = Offer | Withdraw | Connect | Overflow | AgentChanged | PhoneShown | Overstayed
