"""Notices of cases, in the reader's language."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from huawu.cases.schemas.asked import CaseId
from huawu.platform.web.shapes import Asked, Shape


class CaseNotice(Shape):
    """Something that concerns this person and that they have not seen. `to`: where it leads."""

    id: str
    at: datetime
    what: Literal[
        "escalated",
        "remedy_asked",
        "remedy_settled",
        "improvement_late",
        "improvement_left",
        "along_stays",
        "help_seen",
        "help_answered",
        "help_late",
        "mark_proposed",
        "mark_decided",
        "receipt_late",
        "receipt_refused",
        "incident_declared",
    ]
    title: str
    text: str
    to: str


class CaseNotices(Shape):
    """The newest first, at most 50; `many`: how many there are."""

    items: list[CaseNotice]
    many: int


class CaseNoticesSeen(Asked):
    """Null: all of them."""

    ids: Annotated[list[CaseId], Field(max_length=200)] | None
