"""Nouns of interactions that cross the door. Times are microseconds UTC.

The shapes at the top are shown as part of other rooms' answers.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from huawu.interactions.schemas import AgentBrief as AgentBrief
from huawu.interactions.schemas import CustomerBrief as CustomerBrief
from huawu.interactions.schemas import InteractionWhole as InteractionWhole
from huawu.interactions.schemas import RecordingShown as RecordingShown
from huawu.platform.clock import Micros
from huawu.platform.ids import Id


class Caller(NamedTuple):
    """Who called: the number, and the name that came with the call ("" for none)."""

    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class InteractionRecord:
    """One contact as it is written down. `queue` and `agent` are the last ones."""

    id: Id
    channel: str
    direction: str
    number: str
    caller: str
    caller_name: str
    trunk: str | None
    customer: Id | None
    started_at: Micros
    answered_at: Micros | None
    ended_at: Micros | None
    ended_by: str | None
    cause: str | None
    queue: Id | None
    agent: Id | None


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """One party's interval in one role (see `events.SegmentClosed` for the words)."""

    id: Id
    interaction: Id
    role: str
    agent: Id | None
    queue: Id | None
    started_at: Micros
    ended_at: Micros
    end: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WrapUpRecord:
    """What an agent said came of an interaction."""

    id: Id
    interaction: Id
    agent: Id
    type: str
    result: str
    note: str
    at: Micros


@dataclass(frozen=True, slots=True)
class PromisedCall:
    """A call back that goes with a wrap-up. `number` None: the one that called."""

    at: Micros
    number: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordingRecord:
    """One recorded file. `path` is relative to the recordings folder; `seconds` is None while it is
    written.
    """

    id: Id
    interaction: Id
    agent: Id | None
    queue: Id | None
    path: str
    started_at: Micros
    seconds: float | None
    size: int | None
    hold: "Hold | None" = None
    deleted_at: Micros | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A recording that must not be deleted. `by`: the user who said so."""

    by: Id
    at: Micros
    why: str


@dataclass(frozen=True, slots=True)
class Spans:
    """How long a contact waited (ringing included) and was talked to; None when it never was."""

    wait: Micros | None = None
    talk: Micros | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a list are asked for. `before` is the row after which the page starts."""

    limit: int
    before: tuple[Micros, Id] | None = None
    queue: Id | None = None
    agent: Id | None = None
    outcome: str | None = None
    since: Micros | None = None
    until: Micros | None = None
    callers: tuple[str, ...] | None = None  # the caller is one of these forms
    caller_ends: str | None = None
    customers: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentDay:
    """What an agent has done since a moment."""

    answered: int = 0
    talk_micros: Micros = 0
    hold_micros: Micros = 0
    wrap_up_micros: Micros = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What routing decided about a contact, with the reason; filled by `routing`."""

    at: Micros
    told: dict[str, object] = field(default_factory=dict)
    answers: tuple[dict[str, object], ...] = ()
    plan: int = 0
