"""What customers are told of their cases, as it is asked for and shown."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.platform.web.shapes import Asked, LongText, Shape, Words

TellingHow = Literal["call", "message", "mail", "in_person"]


class CaseTellingAsked(Asked):
    """How the customer was told how it stands, or how it ended."""

    what: Literal["progress", "result"]
    how: TellingHow
    text: LongText


class CaseSatisfactionAsked(Asked):
    """`score`: 1 to 5; null: the customer was asked and would not say."""

    how: TellingHow
    score: Annotated[int, Field(ge=1, le=5)] | None
    text: LongText = ""


class CaseTelling(Shape):
    """What the customer was told or asked. `score` null with satisfaction: they would not say."""

    id: str
    at: datetime
    by: Words | None
    what: Literal["progress", "result", "satisfaction"]
    how: TellingHow
    text: str
    score: int | None


class CaseTellings(Shape):
    """The newest first. `every_hours` 0: no word is planned; `due_at` null: none, or it is due now (`due`).
    `asked`: what the follow-up of this type asks. `tellable`: by this person, now."""

    items: list[CaseTelling]
    every_hours: int
    due_at: datetime | None
    due: bool
    asked: list[str]
    result_told_at: datetime | None
    satisfaction_asked_at: datetime | None
    tellable: bool
