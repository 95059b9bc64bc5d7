"""What is asked of cases."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, JsonValue

from huawu.cases.core.incidents import Goal
from huawu.cases.schemas.shown import Priority
from huawu.platform.database import without_nul
from huawu.platform.web.shapes import Asked, LongText, RequestKey, ShortText, plain

CaseId = Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")]
NodeKey = Annotated[str, Field(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")]
Revision = Annotated[int, Field(ge=1, le=1_000_000_000)]
_MOST_FIELDS = 60


def _without_nul(values: dict[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = without_nul(values)
    return cleaned


FormValues = Annotated[dict[str, JsonValue], Field(max_length=_MOST_FIELDS), AfterValidator(_without_nul)]


class CaseSuggested(Asked):
    """What the page suggested while the case was written, and what of it was accepted as a suggestion."""

    type: NodeKey | None = None
    priority: Priority | None = None
    risks: Annotated[list[Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]], Field(max_length=20)] = []
    taken: Annotated[list[Literal["type", "priority"]], Field(max_length=2)] = []


class CaseOpening(Asked):
    """`key`: made by the page once for each form; sent twice with it, one case is opened. `priority` null: by
    the type, the customer and the words. `mine`: whoever opens it works on it. `suggested`: kept to measure
    how good suggestions are; null: none were shown. `incident`: the master of the major incident to which it
    belongs."""

    key: RequestKey
    type: NodeKey
    subject: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(plain)]
    text: LongText = ""
    form: FormValues = {}
    customer: CaseId | None = None
    interaction: CaseId | None = None
    priority: Priority | None = None
    mine: bool = False
    about_agent: CaseId | None = None
    suggested: CaseSuggested | None = None
    incident: CaseId | None = None


class CaseEdit(Asked):
    """`revision`: the one that was seen; what is null is left as it is."""

    revision: Revision
    subject: ShortText | None = None
    text: LongText | None = None
    type: NodeKey | None = None
    form: FormValues | None = None
    priority: Priority | None = None
    cause: NodeKey | None = None
    about_agent: CaseId | None = None


class CaseIncidentClosing(Asked):
    """What becomes of the major incident whose master is closed. `ends` false: it goes on. `result`: how it
    ended; `to`: how far its linked cases are taken together with this result, null: they stay as they are;
    `cause`: of those that have none, null: that of the master; `tell`: a task to tell each customer is
    left."""

    ends: bool
    result: LongText = ""
    to: Goal | None = None
    cause: NodeKey | None = None
    tell: bool = False


class CaseStepping(Asked):
    """One step of its life, with what the step needs. `satisfaction`: 1 to 5. `duplicates`: those that went
    along with it are taken up again as well; asked of whoever takes up a case that has some. `incident`:
    asked of whoever closes the master of a major incident that runs."""

    revision: Revision
    step: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    reason: LongText | None = None
    team: NodeKey | None = None
    owner: CaseId | None = None
    solution: NodeKey | None = None
    solution_text: LongText | None = None
    cause: NodeKey | None = None
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = None
    duplicates: bool | None = None
    incident: CaseIncidentClosing | None = None


class CaseNoteAsked(Asked):
    text: LongText


class CaseTaskAsked(Asked):
    text: ShortText
    agent: CaseId | None = None
    due_at: AwareDatetime | None = None


class CaseTaskSettled(Asked):
    done: bool


class CaseLinkAsked(Asked):
    """Another case, or a contact, that this one has to do with."""

    kind: Literal["case", "contact"]
    target: CaseId


class CaseRelation(Asked):
    """`kind`: duplicate (it is the same as `of`), master (`of` is the major incident that it is part of),
    customer (whose it is). `of` null: not any more."""

    revision: Revision
    kind: Literal["duplicate", "master", "customer"]
    of: CaseId | None


class CaseSeen(Asked):
    id: CaseId
    revision: Revision


class CaseReceiptRefusal(Asked):
    """`sent_at`: of the receipt that was seen."""

    sent_at: AwareDatetime
    reason: LongText


class CaseSendingAgain(Asked):
    """`sent_at`: of the receipt that was refused."""

    sent_at: AwareDatetime
    team: NodeKey
