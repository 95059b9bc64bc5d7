"""What is asked and shown of return visits (回访)."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from huawu.cases.schemas.asked import FormValues
from huawu.cases.schemas.shown import CaseLineShown
from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, LongText, Shape, Words

VisitState = Literal["planned", "reached", "refused", "wrong_number", "not_reached", "put_off", "cancelled"]
VisitResult = Literal["reached", "not_reached", "refused", "wrong_number", "later"]


class VisitQuestion(Shape):
    """A question of a visit. `most`: the best of a scale, 1 is the worst."""

    id: str
    name: Words
    kind: Literal["scale", "yes_no", "text"]
    most: int
    required: bool


class VisitShown(Shape):
    """A return visit. `tries` of `most_tries` are used up; `last_try`: what the line or the agent said of the
    last one; `callable_now`: whether customers are called at this moment; `may`: this person may make it."""

    id: str
    rule_name: Words
    state: VisitState
    due_at: datetime
    overdue: bool
    case: CaseLineShown
    agent: AgentBrief | None
    team: str
    team_name: Words | None
    tries: int
    most_tries: int
    last_try: str
    interaction: str | None
    callable_now: bool
    may: bool
    questions: list[VisitQuestion]
    answers: dict[str, Any]
    satisfaction: int | None
    note: str
    closed_at: datetime | None


class VisitList(Shape):
    items: list[VisitShown]


class VisitResultAsked(Asked):
    """`tries`: as it was shown, so that told twice it counts once; `at`: when to call again (later)."""

    result: VisitResult
    tries: Annotated[int, Field(ge=0, le=1000)]
    answers: FormValues = {}
    note: LongText = ""
    at: AwareDatetime | None = None


class VisitCancelling(Asked):
    reason: LongText


class VisitFigure(Shape):
    """Visits of a rule that ended in a span of time. `ended`: reached, refused, wrong number or not reached;
    `reached_rate`: reached of these; `satisfaction`: the mean of the answers, 1 to 5; null: there are none.
    `planned`, `overdue`: of those to be made, at this moment."""

    rule: str
    rule_name: Words
    planned: int
    overdue: int
    ended: int
    reached: int
    refused: int
    wrong_number: int
    not_reached: int
    reached_rate: float | None
    answered: int
    satisfaction: float | None
    dissatisfied: int


class VisitFigures(Shape):
    since: datetime
    until: datetime
    items: list[VisitFigure]
