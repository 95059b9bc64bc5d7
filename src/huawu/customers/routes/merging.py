"""Customers who are one: who they may be, merging them, and undoing that."""

from typing import Annotated

from fastapi import APIRouter, Path

from huawu.customers import queries, service
from huawu.customers.routes.showing import KEEP, NUMBERS, SEE, BesidePort, whole_of
from huawu.customers.schemas.records import (
    CustomerDuplicates,
    CustomerWhole,
    DuplicateShown,
    MergeTold,
    customer_shown,
)
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.shapes import PathId
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/customers", tags=["customers"])
Number = Annotated[int, Path(ge=1, le=2**53)]


@router.get("/{customer_id}/duplicates")
async def list_duplicates(customer_id: PathId, person: Person, session: Reading) -> CustomerDuplicates:
    """Who may be the same as this customer, with the reasons, the surest first."""
    person.require(SEE)
    found, whole = await queries.duplicates_of(session, customer_id), person.may(NUMBERS)
    return CustomerDuplicates(
        items=[
            DuplicateShown.model_validate(
                {"customer": customer_shown(customer, None, whole=whole), "reasons": reasons}
            )
            for customer, reasons in found
        ]
    )


@router.post("/{customer_id}/merge")
async def merge_customers(
    customer_id: PathId, body: MergeTold, person: Person, place: Here, beside: BesidePort
) -> CustomerWhole:
    """Merge `other` into this customer. Nothing of either is lost. Sent twice, it is done once."""
    person.require(KEEP)
    async with place.work(person.actor) as work:
        await service.merge(work, customer_id, body.other)
    async with place.sessions() as session:
        return await whole_of(session, person, beside, customer_id)


@router.post("/merges/{number}/undo")
async def undo_merge(number: Number, person: Person, place: Here, beside: BesidePort) -> CustomerWhole:
    """Make two customers of one again. Answers the one who was kept."""
    person.require(KEEP)
    async with place.work(person.actor) as work:
        kept = await service.unmerge(work, number)
    async with place.sessions() as session:
        return await whole_of(session, person, beside, kept)
