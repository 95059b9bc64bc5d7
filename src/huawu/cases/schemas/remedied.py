"""Remedies, as they are asked for and shown. Money is whole fen."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.cases.core.remedies import MOST_FEN
from huawu.cases.schemas.asked import NodeKey
from huawu.cases.schemas.shown import CaseLineShown
from huawu.platform.web.shapes import Asked, LongText, RequestKey, Shape, Words

RemedyState = Literal["asked", "given", "refused", "revoked"]


class RemedyOffered(Asked):
    """`key`: made by the page once for each; sent twice with it, one is given. `amount`: fen. `note`: why;
    needed where somebody is asked."""

    key: RequestKey
    kind: NodeKey
    amount: Annotated[int, Field(ge=0, le=MOST_FEN)]
    note: LongText = ""


class RemedyDecision(Asked):
    """`why`: needed to refuse."""

    yes: bool
    why: LongText = ""


class RemedyRevoking(Asked):
    why: LongText


class CaseRemedy(Shape):
    """Something that the customer is given or may be given. `decidable`, `revocable`: by this person, now."""

    id: str
    kind: str
    name: Words
    amount: int
    note: str
    state: RemedyState
    offered_at: datetime
    offered_by: Words | None
    decided_at: datetime | None
    decided_by: Words | None
    decided_why: str
    revoked_at: datetime | None
    revoked_by: Words | None
    revoked_why: str
    decidable: bool
    revocable: bool


class RemedyKind(Shape):
    """A kind that can be offered. `limit`: up to which this person gives it without asking, null: they always
    ask; `used`: of this kind the case has so much already. `fixed`: it always costs so much."""

    id: str
    name: Words
    limit: int | None
    used: int
    fixed: int | None
    most: int


class CaseRemedies(Shape):
    """Those of a case, the newest first; `given`, `asked`: sums. `offerable`: by this person, now."""

    items: list[CaseRemedy]
    given: int
    asked: int
    kinds: list[RemedyKind]
    offerable: bool


class RemedyWaiting(Shape):
    """Something that this person decides on, with its case."""

    remedy: CaseRemedy
    case: CaseLineShown


class RemediesWaiting(Shape):
    """The longest waiting first; at most 200."""

    items: list[RemedyWaiting]


class RemediesCount(Shape):
    """How many wait for this person's word."""

    waiting: int


class RemedySum(Shape):
    """What was given of a kind in a span of time, and still is."""

    kind: str
    name: Words
    many: int
    amount: int


class RemedySums(Shape):
    items: list[RemedySum]
    many: int
    amount: int
