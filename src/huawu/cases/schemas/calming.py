"""What the HTTP interface says and hears of complaints."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.cases.schemas.asked import CaseId, NodeKey
from huawu.platform.web.shapes import Asked, LongText, RequestKey, Shape, ShortText, Words

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
    """`skill` "": whoever leads. `guide`: by which this person works; it says how long one waits."""

    skill: Annotated[str, Field(pattern=r"^[0-9A-Za-z*#+._-]{0,64}$")] = ""
    reason: ShortText = ""
    guide: Annotated[str, Field(pattern=r"^[0-9A-Za-z*#+._-]{0,64}$")] = ""


class CaseHelpAnswered(Asked):
    """What is answered; it ends the request."""

    text: LongText


class CaseHelpShown(Shape):
    """Somebody asks for help with a case. `skill` "": whoever leads is asked. `mine`: I see to it.
    `interaction`: the contact of the case; `late`: nobody saw to it in time: somebody further was told."""

    id: str
    case: str
    number: int
    subject: str
    interaction: str | None
    asked_at: datetime
    asked_by: Words | None
    skill: str
    reason: str
    late: bool
    seen_by: Words | None
    mine: bool
    asked_by_me: bool


class CaseHelps(Shape):
    """The first one first. `own`: what this person asks for."""

    items: list[CaseHelpShown]
    own: list[CaseHelpShown]
