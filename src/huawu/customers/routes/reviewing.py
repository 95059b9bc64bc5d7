"""Records that are old, contradictory or incomplete, as a list of work."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import config, queries, service
from huawu.customers.core.reviewing import Kind
from huawu.customers.core.verifying import name_of
from huawu.customers.queries.reviewing import MOST_COUNTED
from huawu.customers.routes.showing import CHANGE, UsersPort
from huawu.customers.schemas.reviewing import ReviewAct, ReviewActed, ReviewPage, ReviewShown
from huawu.customers.types import Review
from huawu.platform.ids import Id
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import Before, Limit, PathId, Words, cursor, moment, read_cursor
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/customers", tags=["customers"])


class Wanted:
    """Which page of the list."""

    def __init__(
        self,
        kind: Annotated[Kind | None, Query()] = None,
        mine: Annotated[bool, Query()] = False,
        after: Before = None,
        limit: Limit = 50,
    ) -> None:
        self.kind, self.mine, self.after, self.limit = kind, mine, after, limit


@router.get("/reviews")
async def list_reviews(
    wanted: Annotated[Wanted, Depends()], person: Person, session: Reading, place: Here, users: UsersPort
) -> ReviewPage:
    """Records to look at, those that wait longest first, with the reasons."""
    person.require(CHANGE)
    found = await queries.reviews(
        session,
        place.site,
        kind=wanted.kind,
        taken_by=person.user if wanted.mine else None,
        after=read_cursor(wanted.after),
        limit=wanted.limit,
    )
    names = await _names(session, place.site, found)
    by = await users.names(session, {each.taken_by for each in found if each.taken_by})
    last = found[-1] if len(found) == wanted.limit else None
    return ReviewPage(
        items=[_shown(each, names, by, person.user) for each in found],
        next=cursor(last.since, last.customer.id) if last else None,
        most_counted=MOST_COUNTED,
        **await queries.review_counts(session, place.site, person.user),
    )


@router.post("/{customer_id}/review")
async def review_customer(customer_id: PathId, body: ReviewAct, person: Person, place: Here) -> ReviewActed:
    """Take a record to look at it, give it back, or say that it was looked at: it comes back with other
    reasons, or when it has become old again."""
    person.require(CHANGE)
    async with place.work(person.actor) as work:
        await service.review(work, customer_id, body.act)
    return ReviewActed(customer=customer_id)


async def _names(session: AsyncSession, site: str, found: list[Review]) -> dict[str, dict[str, str]]:
    """What fields and key items are called."""
    known = await config.in_force(session, site)
    named = {of for each in found for _, key, of in each.reasons if of and key != "missing"}
    items = {item.key: dict(item.name) for item in known.items}
    return items | {field: name_of(field, known.own) for field in named}


def _shown(
    of: Review, names: Mapping[str, dict[str, str]], by: Mapping[Id, Mapping[str, str]], user: Id
) -> ReviewShown:
    return ReviewShown.model_validate(
        {
            "customer": of.customer.id,
            "name": of.customer.name,
            "level": of.customer.level,
            "reasons": [
                {"kind": kind, "key": key, "of": Words(**names.get(what, {"zh": what})) if what else None}
                for kind, key, what in of.reasons
            ],
            "since": moment(of.since),
            "taken_by": by.get(of.taken_by) if of.taken_by else None,
            "mine": of.taken_by == user,
        }
    )
