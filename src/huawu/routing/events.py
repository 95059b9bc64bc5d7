"""Facts of routing."""

from typing import Any

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id
from huawu.platform.values import value


@fact("agent.changed")
@value
class AgentStateChanged:
    """Stream: the agent. `since` is when the state began, `until` when wrap-up ends by itself. `phone`:
    `{"ready", "why"}`, whether calls can be offered; None for who is signed out, and before it was told."""

    agent: Id
    state: str
    reason: str
    since: Micros
    until: Micros | None
    contact: Id | None
    phone: dict[str, Any] | None = None


@fact("routing.decided")
@value
class Decided:
    """The engine was told something and answered. Stream: the engine. Replaying `told` in order gives
    `answers`."""

    told: dict[str, Any]
    answers: list[dict[str, Any]]
    plan: int
    contact: Id | None


@fact("callback.promised")
@value
class CallbackPromised:
    """An agent promised to call back, or moved the promise. Stream: the callback. Said in a Work."""

    callback: Id
    interaction: Id
    agent: Id
    due_at: Micros
    at: Micros


@fact("callback.given")
@value
class CallbackGiven:
    """Somebody else is to keep the promise: `agent`, no longer `had`. `by` is a user."""

    callback: Id
    agent: Id
    had: Id
    by: Id
    at: Micros


@fact("callback.closed")
@value
class CallbackClosed:
    """`state`: done (the customer was called) or cancelled. `by` is a user."""

    callback: Id
    state: str
    by: Id
    at: Micros


@fact("callback.reopened")
@value
class CallbackReopened:
    """It was closed by mistake."""

    callback: Id
    by: Id
    at: Micros


@fact("agent.forced")
@value
class AgentStateForced:
    """Someone who leads gave an agent a state: ready, paused, signed_out. `by`: the user."""

    agent: Id
    state: str
    reason: str
    by: Id
    at: Micros


@fact("agent.moved")
@value
class AgentQueueMoved:
    """Someone who leads lent an agent to a queue at `level`, or took them out of it (None), until a time; or
    took that back: `until` None. That it ends by itself is not said again. Stream: the agent. `by`: the
    user."""

    agent: Id
    queue: Id
    level: int | None
    until: Micros | None
    by: Id
    at: Micros


@fact("queue.door")
@value
class QueueDoorMoved:
    """Someone who leads closed a queue before its time, or took that back. Stream: the queue. `to`: where
    those who wait were sent, as [kind, name]; None: as the queue's own rules say. `until`: when it opens
    again by itself, of which there is no fact; None: when somebody opens it. `by`: the user."""

    queue: Id
    open: bool
    to: list[str] | None
    by: Id
    at: Micros
    until: Micros | None = None
