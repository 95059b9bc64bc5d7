"""Nouns of cases that cross the door. Times are microseconds UTC."""

from dataclasses import dataclass, field
from typing import Any, Literal

from huawu.cases.core.incidents import Goal
from huawu.cases.core.trees import Name
from huawu.platform.clock import Micros
from huawu.platform.ids import Id

TOPS = ("enquiry", "complaint", "suggestion", "business")
"""The tops of the tree of types: 咨询, 投诉, 建议, 业务."""
ESCALATED_TO = ("owner", "leader", "manager")
ReceiptsAsked = Literal["mine", "awaited", "late", "sent"]
"""Which cases a list shows: my team is to confirm; any team is; and is late with it; I sent them."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was suggested while a case was written; None: nothing. `taken`: of type and priority, what was
    accepted as it was suggested."""

    type: str | None = None
    priority: str | None = None
    risks: tuple[str, ...] = ()
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is told of a case to be. `key`: the same for the same request, so that sent twice it is one.
    `state`: what the agent says of it beside the form; `owner` True: whoever opens it works on it."""

    key: str
    type: str
    subject: str
    text: str = ""
    form: dict[str, Any] = field(default_factory=dict)
    customer: Id | None = None
    interaction: Id | None = None
    priority: str | None = None
    mine: bool = False
    about_agent: Id | None = None
    suggested: Suggested | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is edited; None leaves it."""

    subject: str | None = None
    text: str | None = None
    type: str | None = None
    form: dict[str, Any] | None = None
    priority: str | None = None
    cause: str | None = None
    about_agent: Id | None = None


@dataclass(frozen=True, slots=True)
class IncidentSaid:
    """What becomes of the major incident whose master is closed. `ends` False: it goes on. `result`: how it
    ended; `to`: how far its linked cases are taken together, None: they stay as they are; `cause`: of those
    that have none, None: that of the master; `tell`: a task to tell each customer is left."""

    ends: bool
    result: str = ""
    to: Goal | None = None
    cause: str | None = None
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with a step. None: nothing. `duplicates`: those that went along are taken up again as
    well."""

    reason: str | None = None
    team: str | None = None
    owner: Id | None = None
    solution: str | None = None
    solution_text: str | None = None
    cause: str | None = None
    satisfaction: int | None = None
    duplicates: bool | None = None
    incident: IncidentSaid | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as lists show it."""

    id: Id
    number: int
    revision: int
    opened_at: Micros
    type: str
    type_name: Name
    top: str
    priority: str
    subject: str
    customer: Id | None
    state: str
    waiting: bool
    team: str
    owner: Id | None
    due_at: Micros | None
    due_order: Micros
    solved: bool
    escalated: int
    master: Id | None
    receipt_due_at: Micros | None


@dataclass(frozen=True, slots=True)
class CasesWanted:
    """Which cases a list asks for. `state`: one, or open (all but closed). `due`: overdue, today (until
    `until`), waiting. `receipt`: see `ReceiptsAsked`, of the team and the user of `asks`.
    `owner` "": nobody's. `customers`: one customer's ids. `by_due`: the next one due first, else the newest
    first. `after`: the row after which the page starts. `viewer`: the agent who looks; nobody sees cases
    about them."""

    limit: int
    state: str | None = None
    types: tuple[str, ...] = ()
    priority: str | None = None
    owner: Id | None = None
    team: str | None = None
    due: str | None = None
    until: Micros | None = None
    customers: tuple[Id, ...] = ()
    text: str = ""
    by_due: bool = False
    after: tuple[Micros, Id] | None = None
    viewer: Id | None = None
    receipt: ReceiptsAsked | None = None
    asks: tuple[str, Id] = ("", "")
