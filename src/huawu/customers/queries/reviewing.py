"""Records that somebody should look at: a page at a time, by partial indexes of what is open."""

from sqlalchemy import Boolean, ColumnElement, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.core.reviewing import KINDS, Kind
from huawu.customers.models import CustomerReviewRow, CustomerRow
from huawu.customers.types import CustomerName, Review
from huawu.platform.clock import Micros
from huawu.platform.database import behind
from huawu.platform.ids import Id

MOST_COUNTED = 1000
_OPEN: ColumnElement[bool] = literal_column("customer_reviews.done_at IS NULL", Boolean())
"""Conditions are written out as the partial indexes have them."""


async def reviews(
    session: AsyncSession,
    site: str,
    *,
    kind: Kind | None,
    taken_by: Id | None,
    after: tuple[Micros, Id] | None,
    limit: int,
) -> list[Review]:
    """Those that wait longest first. `kind`: with this reason; `taken_by`: only what this user has taken."""
    of = CustomerReviewRow
    asked = (
        select(of, CustomerRow.name, CustomerRow.level)
        .join(CustomerRow, CustomerRow.id == of.customer_id)
        .where(of.site_id == site, _OPEN, CustomerRow.merged_into.is_(None))
    )
    if kind is not None:
        asked = asked.where(_of_kind(kind))
    if taken_by is not None:
        asked = asked.where(of.taken_by == taken_by)
    if after is not None:
        asked = asked.where(behind(of.since, of.customer_id, after, newest_first=False))
    found = await session.execute(asked.order_by(of.since, of.customer_id).limit(limit))
    return [
        Review(
            CustomerName(row.customer_id, name, level),
            tuple((each["kind"], each["key"], each["of"]) for each in row.reasons),
            row.since,
            row.taken_by,
        )
        for row, name, level in found
    ]


async def review_counts(session: AsyncSession, site: str, user: Id) -> dict[str, int]:
    """How many wait for each reason, and how many this user has taken (`mine`); at most so many are
    counted."""
    of = CustomerReviewRow
    ways: dict[str, ColumnElement[bool]] = {kind: _of_kind(kind) for kind in KINDS}
    ways["mine"] = of.taken_by == user
    counts = []
    for name, way in ways.items():
        some = select(of.customer_id).where(of.site_id == site, _OPEN, way).limit(MOST_COUNTED).subquery()
        counts.append(select(func.count()).select_from(some).scalar_subquery().label(name))
    return dict((await session.execute(select(*counts))).one()._mapping)  # noqa: SLF001 - public in SQLAlchemy


def _of_kind(kind: str) -> ColumnElement[bool]:
    assert kind in KINDS
    return literal_column(f"customer_reviews.{kind}", Boolean())
