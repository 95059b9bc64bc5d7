"""What is shown of cases. Names of people and customers are looked up; who may not see what was filled in as
telephone or identity number sees it masked."""

from datetime import datetime
from typing import Any, Literal

from huawu.cases.schemas.receipts import CaseReceipt
from huawu.interactions.types import AgentBrief, CustomerBrief
from huawu.platform.web.shapes import Shape, Words

Priority = Literal["high", "medium", "low"]
CaseState = Literal[
    "received", "diagnosed", "assigned", "working", "confirmed", "recorded", "followed_up", "closed"
]
CaseTop = Literal["enquiry", "complaint", "suggestion", "business"]
CaseDue = Literal["overdue", "today", "waiting"]


class CaseLineShown(Shape):
    """A case in a list. `number`: counted up (GD-000123). `due_at` null: nothing is promised, or the clock
    stands still (`waiting`), or it is solved. `escalated`: so many steps of the ladder were told.
    `receipt_due_at`: until then its team is to confirm that it has it; null: it is not to (any more)."""

    id: str
    number: int
    revision: int
    opened_at: datetime
    type: str
    type_name: Words
    top: CaseTop
    priority: Priority
    subject: str
    customer: CustomerBrief | None
    state: CaseState
    waiting: bool
    team: str
    team_name: Words | None
    owner: AgentBrief | None
    due_at: datetime | None
    overdue: bool
    solved: bool
    escalated: int
    receipt_due_at: datetime | None
    receipt_late: bool


class CasePage(Shape):
    """`next`: where the next page starts; null: this was the last one."""

    items: list[CaseLineShown]
    next: str | None


class CaseCounts(Shape):
    """Open ones: mine, in my team's list without anybody, and of these two together overdue; those that my
    team is to confirm, and of these those with which it is late."""

    mine: int
    list: int
    overdue: int
    receipts: int
    receipts_late: int


class CaseClock(Shape):
    """One promise. `due_at` null: it stands still or has ended (`done_at`). Seconds are of working time."""

    limit_seconds: float
    used_seconds: float
    due_at: datetime | None
    done_at: datetime | None
    overdue: bool


class CasePromise(Shape):
    """`first`: somebody begins; `solve`: the customer has confirmed a solution. Null: nothing is promised.
    `open_now`: whether working time runs at this moment; `hours_name` null: round the clock."""

    first: CaseClock | None
    solve: CaseClock | None
    waiting_since: datetime | None
    open_now: bool
    hours_name: Words | None


class CaseStep(Shape):
    """A step that a case in this state has. `why` null: this person can make it now; else a key of the
    reason, and `why_not` in words. `needs`: what has to be said with it."""

    name: str
    why: str | None
    why_not: str
    needs: list[str]


class CaseWhy(Shape):
    """Why it is so urgent. `by`: type, level, word, agent."""

    by: Literal["type", "level", "word", "agent"]
    rule_name: Words | None
    word: str


class CaseEntryShown(Shape):
    """What happened. `by` null: the house itself. `body`: of the kind."""

    id: str
    at: datetime
    by: Words | None
    kind: str
    body: dict[str, Any]


class CaseTaskShown(Shape):
    id: str
    text: str
    agent: AgentBrief | None
    due_at: datetime | None
    done_at: datetime | None


class CaseWhole(CaseLineShown):
    """A case with all that belongs to it. `fields`: of its form, as configured; `form`: what is filled in;
    `filled`, `required`: how many of the required ones are. `about_agent`: whom it is about, who never sees
    it; `about_asked`: whether cases of its type are about somebody. `duplicates_left`: open duplicates
    with so many open tasks, which stay open when it closes. `contacts`, `cases`: the last 200 that were
    linked, the oldest first."""

    text: str
    opened_by: Words | None
    interaction: str | None
    about_agent: AgentBrief | None
    about_asked: bool
    state_reason: str
    priority_why: list[CaseWhy]
    fields: list[dict[str, Any]]
    form: dict[str, Any]
    form_masked: bool
    filled: int
    required: int
    promise: CasePromise
    steps: list[CaseStep]
    editable: bool
    cause: str | None
    cause_name: Words | None
    solution: str | None
    solution_name: Words | None
    solution_text: str
    satisfaction: int | None
    closed_at: datetime | None
    reopened: int
    entries: list[CaseEntryShown]
    tasks: list[CaseTaskShown]
    contacts: list[str]
    cases: list[CaseLineShown]
    master: CaseLineShown | None
    duplicate_of: CaseLineShown | None
    under: list[CaseLineShown]
    duplicates: list[CaseLineShown]
    duplicates_left: dict[str, int]
    receipt: CaseReceipt | None


class CaseNode(Shape):
    """A node of the tree of types, causes or solutions; a case has one without `children`."""

    id: str
    name: Words
    children: list["CaseNode"]


class CaseType(Shape):
    """What the page needs to open a case of this type. `path_name`: 投诉 / 服务态度. `about_asked`: such a
    case is about one of the agents."""

    id: str
    path_name: Words
    top: CaseTop
    priority: Priority
    team: str
    fields: list[dict[str, Any]]
    about_asked: bool


class CaseTeam(Shape):
    """A team and who works in it."""

    id: str
    name: Words
    members: list[AgentBrief]


class CaseArrangement(Shape):
    """Everything that one chooses from. `receipts`: of some types, teams confirm that they have them."""

    tree: list[CaseNode]
    types: list[CaseType]
    causes: list[CaseNode]
    solutions: list[CaseNode]
    teams: list[CaseTeam]
    receipts: bool


class CaseUses(Shape):
    """How many open cases use each, by key; what is not named is used by none. `plans`: how many major
    incidents that run."""

    types: dict[str, int]
    causes: dict[str, int]
    solutions: dict[str, int]
    plans: dict[str, int]
