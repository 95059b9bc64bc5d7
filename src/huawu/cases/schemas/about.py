"""What the HTTP interface says of complaints about agents."""

from datetime import datetime

from huawu.cases.schemas.shown import CaseLineShown
from huawu.interactions.types import AgentBrief
from huawu.platform.web.shapes import Asked, LongText, Shape


class ComplaintsAbout(Shape):
    """How many complaints about an agent were opened in the time, how many of them are not closed, and how
    many were found to be so (`upheld`) or not (`unfounded`)."""

    agent: AgentBrief
    all: int
    open: int
    upheld: int
    unfounded: int


class ComplaintWeek(Shape):
    """Complaints about agents of seven days."""

    all: int
    upheld: int


class ComplaintFigures(Shape):
    """Most first. One's own are not among them. `weeks`: each seven days from `since` on."""

    since: datetime
    until: datetime
    items: list[ComplaintsAbout]
    weeks: list[ComplaintWeek]


class AgentComplaint(Shape):
    """A complaint about an agent. `upheld` null: nobody has said."""

    case: CaseLineShown
    upheld: bool | None


class AgentComplaints(Shape):
    """The newest first."""

    items: list[AgentComplaint]


class ComplaintJudged(Asked):
    """Whether it is so, and why."""

    upheld: bool
    why: LongText


class ComplaintJudgement(Shape):
    """Null: nobody has said."""

    upheld: bool | None
