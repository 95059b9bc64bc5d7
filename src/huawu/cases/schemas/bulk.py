"""One thing done to several cases: asked for, and what came of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from huawu.cases.schemas.asked import CaseId, CaseSeen, NodeKey
from huawu.cases.schemas.shown import Priority
from huawu.platform.web.shapes import Asked, LongText, RequestKey, Shape

BulkKind = Literal["assign", "priority", "step", "close", "link", "duplicate", "note", "task", "receipt"]
BulkOutcome = Literal["", "done", "same", "changed", "refused"]
BulkBack = Literal["", "back", "stays"]
_MOST_READ = 5000
"""More is refused before it is looked at; above 200 it is refused in words."""


class CasesBulkAsked(Asked):
    """`key`: made by the page once; sent again with it, it goes on where it stood. `of`: the case that they
    are linked with, or duplicates of; `to_owner`: the task is each owner's; the rest as for one case.
    `close`: by all steps that are still to be made; `solution` and `cause` are for those that have none."""

    key: RequestKey
    cases: Annotated[list[CaseSeen], Field(min_length=1, max_length=_MOST_READ)]
    what: BulkKind
    team: NodeKey | None = None
    owner: CaseId | None = None
    priority: Priority | None = None
    step: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")] | None = None
    reason: LongText | None = None
    solution: NodeKey | None = None
    solution_text: LongText | None = None
    cause: NodeKey | None = None
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = None
    of: CaseId | None = None
    text: LongText | None = None
    agent: CaseId | None = None
    to_owner: bool = False
    due_at: AwareDatetime | None = None


class CaseBulkNamed(Shape):
    """A case that was not done, or (`back` stays) not taken back, with why. `number` null: it cannot be
    seen."""

    id: str
    number: int | None
    subject: str
    outcome: BulkOutcome
    back: BulkBack
    why: str
    why_more: str


class CaseBulk(Shape):
    """How far it is. `left`: still to be done; `done`: were done; `same`: were so already; `named`: all that
    were not done, or not taken back. `undone`: it is being taken back: `back` are as they were, `back_left`
    not yet."""

    id: str
    what: BulkKind
    at: datetime
    total: int
    left: int
    done: int
    same: int
    named: list[CaseBulkNamed]
    undone: bool
    back: int
    back_left: int


class CaseBulkLast(Shape):
    """The last one of mine, within the last hour; null: there was none."""

    last: CaseBulk | None
