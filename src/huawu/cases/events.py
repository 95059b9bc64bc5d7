"""Facts of cases. Stream: the case. They carry no words of people: those are in the case."""

from huawu.platform.clock import Micros
from huawu.platform.facts import fact
from huawu.platform.ids import Id
from huawu.platform.values import value


@fact("case.opened")
@value
class CaseOpened:
    """A case was received. `customer`, `interaction`: where it came from, if it is known."""

    case: Id
    type: str
    priority: str
    customer: Id | None
    interaction: Id | None
    by: Id
    at: Micros


@fact("case.stepped")
@value
class CaseStepped:
    """Somebody took a case on. `step`: see `core.life`; `state`: the one it has now."""

    case: Id
    step: str
    state: str
    team: str
    owner: Id | None
    by: Id
    at: Micros


@fact("case.changed")
@value
class CaseChanged:
    """What a case says was edited: these fields."""

    case: Id
    fields: list[str]
    by: Id
    at: Micros


@fact("case.escalated")
@value
class CaseEscalated:
    """So many per cent of the promised time are used up. `to`: owner, leader, manager. `of`: first (somebody
    begins with it), solve (the customer has confirmed a solution)."""

    case: Id
    of: str
    percent: int
    to: str
    team: str
    owner: Id | None
    at: Micros


@fact("case.remedy_asked")
@value
class RemedyAsked:
    """Somebody asks to give a customer more than they may by themselves. `amount`: fen."""

    case: Id
    remedy: Id
    kind: str
    amount: int
    by: Id
    at: Micros


@fact("case.remedy_settled")
@value
class RemedySettled:
    """A remedy was approved (given), refused or revoked. `offered_by`: who gave or asked for it."""

    case: Id
    remedy: Id
    state: str
    offered_by: Id
    by: Id
    at: Micros
