"""What is asked and shown of emergencies (紧急电话)."""

from datetime import datetime

from huawu.cases.schemas.asked import CaseId
from huawu.cases.schemas.shown import CaseState
from huawu.platform.web.shapes import Asked, RequestKey, Shape, ShortText, Words


class EmergencySending(Asked):
    """What is known: each may be left out. `key`: made by the page once; sent twice with it, it is one."""

    key: RequestKey
    where: ShortText = ""
    what: ShortText = ""
    number: ShortText = ""
    interaction: CaseId | None = None
    customer: CaseId | None = None


class EmergencyFacts(Shape):
    who: str
    where: str
    what: str
    number: str


class EmergencyShown(Shape):
    """An emergency. `state`, `waiting`: of its case; `for_me`: it was sent to my team; `confirmed_at` null:
    nobody of it has said so."""

    case: str
    number: int
    state: CaseState
    waiting: bool
    at: datetime
    by: Words | None
    facts: EmergencyFacts
    interaction: str | None
    team_name: Words | None
    for_me: bool
    may_confirm: bool
    confirmed_at: datetime | None
    confirmed_by: Words | None


class EmergencyList(Shape):
    """`arranged`: a team is; `queue`: to which a call can be passed on; `of_team`: I am of that team."""

    arranged: bool
    team_name: Words | None
    queue: str | None
    of_team: bool
    items: list[EmergencyShown]


class EmergenciesPast(Shape):
    """The newest first. `more`: there were more in this time than are shown."""

    items: list[EmergencyShown]
    more: bool


class EmergencySent(Shape):
    case: str
    number: int
