"""What the HTTP interface says and hears of complaints."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.cases.schemas.asked import CaseId, NodeKey, RequestKey
from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, LongText, Shape, ShortText, Words

ComplaintWhat = Literal["opened", "done", "undone", "help", "warned", "ended"]


class GuideStep(Shape):
    """What to do next with somebody who complains. `hint` null: none."""

    id: str
    name: Words
    say: Words
    hint: Words | None


class GuideWarnings(Shape):
    """What an abusive caller is told: twice, and at the end."""

    first: Words
    second: Words
    end: Words


class ComplaintGuide(Shape):
    """A guide in force. `types` (with all under them) and `words`: by which it is offered; `skill`: of
    experts; `warnings` null: nobody is warned, and the call is not ended."""

    id: str
    name: Words
    types: list[str]
    words: list[str]
    skill: str
    steps: list[GuideStep]
    never: list[Words]
    call_help: list[Words]
    warnings: GuideWarnings | None


class ComplaintGuides(Shape):
    """In their order."""

    items: list[ComplaintGuide]


class ComplaintEntryShown(Shape):
    """What somebody did by a guide. `step`: of the guide; of a warning which: first, second."""

    at: datetime
    by: Words | None
    guide: str
    what: ComplaintWhat
    step: str
    note: str


class ComplaintKept(Shape):
    """What was done by guides in a contact, or for a case. `guide` "": none was opened."""

    guide: str
    done: list[str]
    warnings: int
    ended: bool
    entries: list[ComplaintEntryShown]


class ComplaintTold(Asked):
    """One thing that was done, of a contact or of a case. `key`: the request's own."""

    key: RequestKey
    interaction: CaseId | None = None
    case: CaseId | None = None
    guide: NodeKey
    what: ComplaintWhat
    step: Annotated[str, Field(max_length=40)] = ""
    note: LongText = ""


class CaseHelpAsked(Asked):
    """`skill` "": whoever leads."""

    skill: Annotated[str, Field(pattern=r"^[0-9A-Za-z*#+._-]{0,64}$")] = ""
    reason: ShortText = ""


class CaseHelpShown(Shape):
    """Somebody asks for help with a case. `skill` "": whoever leads is asked. `mine`: I see to it."""

    id: str
    case: str
    number: int
    subject: str
    asked_at: datetime
    asked_by: Words | None
    skill: str
    reason: str
    seen_by: Words | None
    mine: bool
    asked_by_me: bool


class CaseHelps(Shape):
    """The first one first."""

    items: list[CaseHelpShown]


class ComplaintsAbout(Shape):
    """How many complaints about an agent were opened in the time, and how many of them are not closed."""

    agent: AgentBrief
    all: int
    open: int


class ComplaintFigures(Shape):
    """Most first. One's own are not among them."""

    since: datetime
    until: datetime
    items: list[ComplaintsAbout]
