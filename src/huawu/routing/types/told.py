"""What the engine is told."""

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.values import value
from huawu.routing.core.plan import Goal, Step
from huawu.routing.types.contacts import AgentState, Contact


@value
class Arrived:
    contact: Contact


@value
class Abandoned:
    contact: Id
    cause: str  # hung_up, overflowed, moved, failed


@value
class AgentReady:
    agent: Id


@value
class AgentAway:
    """Signed out or paused. While an offer is out or a talk goes on it takes effect when that ends."""

    agent: Id
    state: AgentState  # SIGNED_OUT or PAUSED
    reason: str = ""
    limit_seconds: int | None = None  # `Overstayed` is answered when it lasts longer


@value
class AgentBusy:
    """The agent is on a call that routing did not give (own outbound call, direct call)."""

    agent: Id


@value
class AgentFree:
    """The call of `AgentBusy` ended: the agent is again what they were before it (or asked to be during
    it)."""

    agent: Id


@value
class Occupied:
    """Call control calls this agent for a contact, past the queues: a transfer, a consultation, a conference,
    listening. They are talking with it, whatever their state was, unless signed out or talking already. It
    ends with `Finished` when they had the customer (`queue` says whose wrap-up follows), else with
    `Released`. `write_up`: without a queue a wrap-up follows too, until it is done. `instead_of`: the contact
    that they go over from; it is over as by `Released`, but they are not free in between."""

    agent: Id
    contact: Id
    queue: Id | None
    write_up: bool = False
    instead_of: Id | None = None


@value
class Released:
    """What `Occupied` told is over without a talk to write up: the agent is again what they were before it
    (or asked to be during it)."""

    agent: Id
    contact: Id


@value
class Accepted:
    offer: Id


@value
class Declined:
    """`cause`: declined (pressed reject), no_answer, busy, unreachable; restarted: our process died while
    it rang, nobody is to blame and the contact is offered anew."""

    offer: Id
    cause: str


@value
class Finished:
    """The talk of this agent ended; wrap-up begins (or ready at once when the queue has none)."""

    agent: Id
    contact: Id


@value
class WrapUpDone:
    """The agent is done, with all that can be ended or with this contact."""

    agent: Id
    contact: Id | None = None


@value
class WrapUpAsked:
    """During a talk: the agent wants wrap-up after it, in a queue that gives it on request."""

    agent: Id


@value
class ContactChanged:
    """While it waits: other priority, older or younger by so much (which moves the place, not the wait that
    is reported), other steps. None: as it was."""

    contact: Id
    priority: int | None = None
    vip: bool | None = None
    older_seconds: int = 0
    steps: tuple[Step, ...] | None = None


@value
class Pulled:
    """An agent takes this one out of the line: it rings at once, whoever is before it."""

    agent: Id
    contact: Id


@value
class AgentMoved:
    """Until then the agent serves this queue at `level`, or (None) does not serve it, whatever the plan and
    those who help say. What rings or is talked to goes on. The latest of a queue holds. `by`: the user."""

    agent: Id
    queue: Id
    level: int | None
    until: Micros
    by: Id = ""


@value
class AgentMovedBack:
    """`AgentMoved` is over before its time: they serve the queue as the plan says."""

    agent: Id
    queue: Id


@value
class QueueClosed:
    """Closed before its time: nobody comes in, and who waits is sent to `to` (None: as its flow says). It
    ends at `until` by itself; None: when somebody opens it."""

    queue: Id
    to: Goal | None = None
    until: Micros | None = None


@value
class QueueOpened:
    """`QueueClosed` is taken back."""

    queue: Id


@value
class PhoneChanged:
    """Whether the agent's phone can take a call: `why` not, as a refusal key; "" when it can. The state
    stays what the agent chose; while it cannot, nothing is offered."""

    agent: Id
    why: str


@value
class CallbackAsked:
    """Who waits as `instead_of` hangs up and is to be called back: `contact` takes over place, wishes and
    steps, and no room in the queue. Who does not wait (any more) comes in at the start that `contact` has,
    whatever the limits of the queue. Not offered before `not_before`, nor out of the hours for calling."""

    contact: Contact
    instead_of: Id
    not_before: Micros


@value
class CallbackReached:
    """The customer answered: a talk, or (customer first) somebody who waits, like any other."""

    contact: Id


@value
class CallbackMissed:
    """The customer was not reached. Whoever was to talk with them is free at once; they go on waiting as
    `again` at the old place, and are not called before `not_before`."""

    contact: Id
    again: Id
    not_before: Micros


@value
class CallbackMoved:
    """Not before another moment."""

    contact: Id
    not_before: Micros


@value
class Tick:
    """Time passed; expire what is due."""


Told = (
    Arrived
    | Abandoned
    | AgentReady
    | AgentAway
    | AgentBusy
    | AgentFree
    | Occupied
    | Released
    | Accepted
    | Declined
    | Finished
    | WrapUpDone
    | WrapUpAsked
    | ContactChanged
    | Pulled
    | AgentMoved
    | AgentMovedBack
    | QueueClosed
    | QueueOpened
    | PhoneChanged
    | CallbackAsked
    | CallbackReached
    | CallbackMissed
    | CallbackMoved
    | Tick
)
