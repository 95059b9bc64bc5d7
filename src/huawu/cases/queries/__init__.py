"""What others may read about cases."""

from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.queries.finding import (
    cases,
    counts,
    lines,
    of_contact,
    open_of_customer,
)
from huawu.cases.queries.visits import Visiting, visiting

__all__ = [
    "Arranged",
    "Visiting",
    "arranged",
    "cases",
    "counts",
    "lines",
    "of_contact",
    "open_of_customer",
    "visiting",
]
