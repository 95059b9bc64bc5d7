"""Improvements, as they are asked for and shown."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from huawu.cases.core.improving import MOST_WEEKS
from huawu.cases.schemas.asked import CaseId, NodeKey, Revision
from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, LongText, RequestKey, Shape, ShortText, Words

ImprovementState = Literal["planned", "doing", "done", "dropped"]
ImprovementOf = Literal["type", "cause"]
ImprovementsShown = Literal["all", "open", "over", "late", "mine"]


class ImprovementPlanned(Asked):
    """`of`, `node`: the type or cause (with all below it) by whose cases a week the effect is measured, over
    `weeks` before and after; `percent`: so many fewer are expected. `cases`: for whose sake."""

    key: RequestKey
    what: ShortText
    owner: CaseId
    due_at: AwareDatetime
    expected: ShortText
    of: ImprovementOf
    node: NodeKey
    weeks: Annotated[int, Field(ge=1, le=MOST_WEEKS)] = 4
    percent: Annotated[int, Field(ge=1, le=100)] = 30
    cases: Annotated[list[CaseId], Field(max_length=200)] = []


class ImprovementChanged(Asked):
    """`revision`: the one that was seen; what is null is left as it is. `result`: needed to be done."""

    revision: Revision
    state: ImprovementState | None = None
    result: LongText | None = None
    owner: CaseId | None = None
    due_at: AwareDatetime | None = None


class ImprovementEffect(Shape):
    """Cases of each whole week before it was planned and since it was done. `change`: of the mean, in per
    cent; null: there is nothing to compare yet."""

    before: list[int]
    after: list[int]
    change: int | None
    reached: bool | None


class Improvement(Shape):
    """What is done so that a thing does not happen again. `changeable`: by this person."""

    id: str
    number: int
    revision: int
    what: str
    owner: AgentBrief | None
    due_at: datetime
    late: bool
    expected: str
    of: ImprovementOf
    node: str
    node_name: Words
    weeks: int
    percent: int
    state: ImprovementState
    result: str
    created_at: datetime
    created_by: Words | None
    done_at: datetime | None
    cases: list[str]
    effect: ImprovementEffect
    changeable: bool


class Improvements(Shape):
    """Those that are late first, then by when they are due, those that are over last; at most 200 (`more`:
    there are more). `late`, `mine`: how many are late, and how many this person has still to do."""

    items: list[Improvement]
    late: int
    mine: int
    more: bool
