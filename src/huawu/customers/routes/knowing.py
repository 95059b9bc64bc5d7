"""How much is known of a customer and how sure it is; asking for what is missing, saying what is right."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers import config, queries, service
from huawu.customers.ports import Complaints, Knowledge
from huawu.customers.routes.showing import CHANGE, SEE, UsersPort
from huawu.customers.schemas.knowing import (
    CustomerReadiness,
    ErrorRate,
    FactSaid,
    FactsShown,
    ItemsAnswered,
    error_rate,
    facts_shown,
    readiness_shown,
)
from huawu.customers.types import customer_of
from huawu.platform.clock import DAY
from huawu.platform.ids import Id
from huawu.platform.web.place import Here, Place, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import PathId, moment
from huawu.platform.web.signed_in import Person

router = APIRouter(prefix="/api/customers", tags=["customers"])
ComplaintsPort = Annotated[Complaints, Depends(port(Complaints))]
KnowledgePort = Annotated[Knowledge, Depends(port(Knowledge))]
Days = Annotated[int, Query(ge=1, le=366)]


@router.get("/error-rate")
async def show_error_rate(person: Person, session: Reading, place: Here, days: Days = 30) -> ErrorRate:
    """Of the facts that were verified in the last days, how many were wrong: by layer and field, and over
    all."""
    person.require(SEE)
    since = place.clock() - days * DAY
    own = await config.fields_of(session, place.site)
    return error_rate(moment(since), await queries.error_counts(session, place.site, since), own)


@router.get("/{customer_id}/readiness")
async def show_customer_readiness(
    customer_id: PathId, person: Person, session: Reading, place: Here, complaints: ComplaintsPort
) -> CustomerReadiness:
    """Which of the key items are known of a customer. Says no value."""
    person.require(SEE)
    return await _readiness(session, place, complaints, customer_id, person.agent)


@router.post("/{customer_id}/readiness")
async def answer_key_items(
    customer_id: PathId, body: ItemsAnswered, person: Person, place: Here, complaints: ComplaintsPort
) -> CustomerReadiness:
    """Write down what was missing and has been asked. Sent twice, it is written once."""
    person.require(CHANGE)
    async with place.work(person.actor) as work:
        await service.answer_items(work, customer_id, body.answers)
    async with place.sessions() as session:
        return await _readiness(session, place, complaints, customer_id, person.agent)


@router.get("/{customer_id}/facts")
async def show_customer_facts(
    customer_id: PathId, person: Person, session: Reading, place: Here, users: UsersPort
) -> FactsShown:
    """What system, people and knowledge base say of each field that is filled. Says no value."""
    person.require(SEE)
    return await _facts(session, place, users, customer_id)


@router.post("/{customer_id}/facts")
async def say_customer_fact(
    customer_id: PathId, body: FactSaid, person: Person, place: Here, users: UsersPort
) -> FactsShown:
    """Say that a fact is right, wrong, or cannot be told. Refused when it is another one by now."""
    person.require(CHANGE)
    async with place.work(person.actor) as work:
        await service.say_fact(work, customer_id, body.field, body.result, seen=body.revision)
    async with place.sessions() as session:
        return await _facts(session, place, users, customer_id)


@router.post("/{customer_id}/facts/check")
async def check_customer_facts(
    customer_id: PathId, person: Person, place: Here, users: UsersPort, knowledge: KnowledgePort
) -> FactsShown:
    """Let the system check every fact anew, and ask the knowledge base."""
    person.require(CHANGE)
    async with place.sessions() as session:
        standing = await queries.known_standing(session, customer_id)
    told = await service.ask_knowledge(knowledge, standing)  # outside, so not within the Work
    async with place.work(person.actor) as work:
        await service.check_facts(work, standing, told)
    async with place.sessions() as session:
        return await _facts(session, place, users, customer_id)


async def _readiness(
    session: AsyncSession, place: Place, complaints: Complaints, customer: Id, viewer: Id | None
) -> CustomerReadiness:
    standing = await queries.known_standing(session, customer)
    site = await config.in_force(session, place.site)
    return readiness_shown(
        standing.customer,
        await queries.readiness_of(session, standing, site.items),
        await complaints.of_customer(session, customer_of(standing), viewer),
        site.own,
    )


async def _facts(session: AsyncSession, place: Place, users: UsersPort, customer: Id) -> FactsShown:
    standing = await queries.known_standing(session, customer)
    verdicts = await queries.verdicts_of(session, standing)
    own = await config.fields_of(session, place.site)
    by = await users.names(session, {each.by for each in verdicts})
    return FactsShown(
        customer=standing.customer,
        revision=standing.revision,
        facts=facts_shown(standing.record, verdicts, own, by),
    )
