"""What is asked and shown of major incidents (突发事件)."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from huawu.cases.schemas.asked import CaseId, NodeKey
from huawu.cases.schemas.shown import CaseLineShown, CaseState
from huawu.platform.web.shapes import Asked, LongText, RequestKey, Shape, ShortText, Words, plain

IncidentRevision = Annotated[int, Field(ge=1, le=1_000_000_000)]
Said = Annotated[str, Field(max_length=500), AfterValidator(plain)]
Affected = Annotated[int, Field(ge=0, le=100_000_000)]
Word = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(plain)]
IncidentGoal = Literal["note", "confirmed", "recorded", "closed"]


class IncidentSayAsked(Asked):
    """What agents say to callers, in both languages."""

    zh: Said = ""
    en: Said = ""


class IncidentBody(Asked):
    """What is said of a major incident. `what`: what is affected; `types`, `words`: by what calls and cases
    are suggested; `affected`: how many customers, as somebody said."""

    what: ShortText
    say: IncidentSayAsked = IncidentSayAsked()
    types: Annotated[list[NodeKey], Field(max_length=20)] = []
    words: Annotated[list[Word], Field(max_length=20)] = []
    affected: Affected | None = None
    expected_end: AwareDatetime | None = None


class IncidentDeclaring(IncidentBody):
    """`key`: made by the page once; sent twice with it, it is one. `plan`: whose steps are begun.
    `prompt`: of the centre's own, that callers hear before the menu from now on; null: none."""

    key: RequestKey
    plan: NodeKey | None = None
    prompt: NodeKey | None = None


class IncidentChanging(IncidentBody):
    revision: IncidentRevision


class IncidentEnding(Asked):
    """`result`: how it ended."""

    revision: IncidentRevision
    result: LongText = ""


class IncidentAnnouncing(Asked):
    """`prompt` null: callers hear nothing of it any more."""

    revision: IncidentRevision
    prompt: NodeKey | None


class IncidentStepAsked(Asked):
    """`done` null: as it is; `mine`: I see to it (true), nobody does (false)."""

    done: bool | None = None
    mine: bool | None = None


class IncidentJoining(Asked):
    """One of them: a contact or a case that belongs to it."""

    interaction: CaseId | None = None
    case: CaseId | None = None


class IncidentSolvingAsked(Asked):
    """How linked cases are taken on together. `result`: the note for each, and the solution of those that
    have none; `cause`: of those that have none; `tell`: a task to tell each customer is left."""

    key: RequestKey
    to: IncidentGoal
    result: Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(plain)]
    cause: NodeKey | None = None
    tell: bool = False


class IncidentLine(Shape):
    """A major incident as lists and desks show it; `case`: its master. `contacts`, `cases`: how many are
    linked, `open_cases` of them still open; `customers`: how many those cases are of. `announced`: callers
    hear of it before the menu."""

    case: str
    number: int
    subject: str
    type_name: Words
    what: str
    say: Words
    types: list[str]
    words: list[str]
    affected: int | None
    expected_end: datetime | None
    declared_at: datetime
    declared_by: Words | None
    ended_at: datetime | None
    announced: bool
    contacts: int
    cases: int
    open_cases: int
    customers: int


class IncidentPage(Shape):
    items: list[IncidentLine]
    next: str | None


class IncidentStep(Shape):
    """A step of its plan; `done_at` null: still to be done."""

    id: str
    name: Words
    team: str
    team_name: Words | None
    owner: Words | None
    mine: bool
    done_at: datetime | None
    done_by: Words | None


class IncidentSolvingShown(Shape):
    """How linked cases were solved together last. `stopped`: those that could not be taken as far as wanted;
    `done_at` null: it is still being done."""

    to: IncidentGoal
    by: Words | None
    asked_at: datetime
    done_at: datetime | None
    done: int
    stopped: int
    total: int


class IncidentChoice(Shape):
    """A plan, or a prompt of the centre. `say`, `types`, `words`: of a plan, to begin with."""

    id: str
    name: Words
    say: Words
    types: list[str]
    words: list[str]
    steps: int


class IncidentWhole(Shape):
    """A case as the master of a major incident; `incident` null: it is none (yet). `may_lead`: whoever asks
    may declare, change and end it. `prompt`: what callers hear."""

    incident: IncidentLine | None
    revision: int
    may_lead: bool
    plan_name: Words | None
    steps: list[IncidentStep]
    prompt: str | None
    prompt_name: Words | None
    result: str
    ended_by: Words | None
    solving: IncidentSolvingShown | None
    plans: list[IncidentChoice]
    prompts: list[IncidentChoice]


class IncidentContact(Shape):
    """A call that was linked."""

    id: str
    linked_at: datetime
    linked_by: Words | None
    customer: str | None
    customer_name: str
    started_at: datetime | None


class IncidentContacts(Shape):
    items: list[IncidentContact]
    next: str | None


class IncidentCases(Shape):
    items: list[CaseLineShown]
    next: str | None


class IncidentResult(Shape):
    """What came of a linked case. `why` "": nothing stood in its way; else in words."""

    case: str
    number: int
    subject: str
    state: CaseState
    why: str


class IncidentResults(Shape):
    items: list[IncidentResult]
    next: str | None
