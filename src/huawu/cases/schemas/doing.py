"""What people have still to do for cases."""

from datetime import datetime

from huawu.interactions.types import AgentBrief, CustomerBrief
from huawu.platform.web.shapes import Shape, Words


class CaseTaskOpen(Shape):
    """A task that somebody has still to do. `due_at`: its own, or that of its case; null: at no time."""

    id: str
    text: str
    due_at: datetime | None
    overdue: bool
    case: str
    number: int
    subject: str
    customer: CustomerBrief | None


class CaseTasksOpen(Shape):
    """The next one due first."""

    items: list[CaseTaskOpen]


class CaseLoad(Shape):
    """How many open cases lie with somebody; `owner` null: in the list of the team. `today`: due later today;
    `waiting`: for the customer."""

    team: str
    team_name: Words | None
    owner: AgentBrief | None
    open: int
    overdue: int
    today: int
    waiting: int


class CaseLoads(Shape):
    """Who is late with most first."""

    items: list[CaseLoad]


class CasesLate(Shape):
    """How many open cases are overdue: mine; `led`: of `team`, or of all ("" none), for who assigns.
    `receipts`: how many my team is to confirm."""

    mine: int
    led: int
    receipts: int
    team: str
