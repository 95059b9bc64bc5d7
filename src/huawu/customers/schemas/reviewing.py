"""The list of records to look at."""

from datetime import datetime
from typing import Literal

from huawu.customers.core.reviewing import Kind
from huawu.customers.schemas.records import Level
from huawu.platform.web.shapes import Asked, Shape, Words


class ReviewReason(Shape):
    """Why. `key`: old, missing, not_right, found_wrong, layers_differ, identity_of_company; `of`: what the
    field or key item is called, null for the whole record."""

    kind: Kind
    key: str
    of: Words | None


class ReviewShown(Shape):
    """`taken_by` null: nobody has taken it; `mine`: you have."""

    customer: str
    name: str
    level: Level
    reasons: list[ReviewReason]
    since: datetime
    taken_by: Words | None
    mine: bool


class ReviewPage(Shape):
    """`next` null: there are no more. Counts go up to `most_counted` only."""

    items: list[ReviewShown]
    next: str | None
    old: int
    contradictory: int
    incomplete: int
    mine: int
    most_counted: int


class ReviewAct(Asked):
    act: Literal["take", "give_back", "done"]


class ReviewActed(Shape):
    customer: str
