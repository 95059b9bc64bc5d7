"""Calls back, and what an agent did when."""

from dataclasses import dataclass

from huawu.platform.clock import Micros
from huawu.platform.ids import Id


@dataclass(frozen=True, slots=True)
class Promise:
    """A call back as an agent promises it. `number` in any form."""

    at: Micros
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """A promised call back. `state`: open, done, cancelled; `number` is normalised. `tries`: how often it was
    called in vain; `last_try`: what the line said then."""

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
    tries: int = 0
    last_try: str = ""


@dataclass(frozen=True, slots=True)
class StateSpan:
    """An agent was in a state from `since` on, until the next span of the same agent."""

    state: str
    reason: str
    since: Micros
    contact: Id | None = None
