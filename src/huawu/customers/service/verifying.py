"""The three layers are asked about facts: the system, a person, the knowledge base."""

from collections.abc import Mapping
from typing import get_args

from huawu.customers import config
from huawu.customers.core.record import record_of
from huawu.customers.core.verifying import Result, Said, facts_of
from huawu.customers.models import CustomerPastRow
from huawu.customers.ports import Knowledge
from huawu.customers.service.judging import judge, say
from huawu.customers.service.reviewing import look
from huawu.customers.service.rows import at_hand
from huawu.customers.types import Standing
from huawu.platform.ids import Id
from huawu.platform.refusals import NotFound, Refusal, Unavailable
from huawu.platform.work import Work


async def ask_knowledge(knowledge: Knowledge, standing: Standing) -> dict[str, Said]:
    """What the knowledge base says of a record; nothing when it is away: the other layers go on without."""
    try:
        told = await knowledge.about(facts_of(standing.record))
    except Unavailable:
        return {}
    return {field: said for field, said in told.items() if said.result in get_args(Result)}


async def check_facts(work: Work, standing: Standing, told: Mapping[str, Said]) -> None:
    """The system checks a record, and what the knowledge base told of it is written down; of nothing that
    changed meanwhile."""
    row, now = await at_hand(work, standing.customer)
    before, after = facts_of(standing.record), facts_of(now.record)
    still = {field: said for field, said in told.items() if after.get(field) == before.get(field)}
    site = await config.in_force(work.session, work.site)
    await judge(work, row.id, now.record, site.own)
    await say(work, row.id, now.record, "knowledge", still, by="knowledge")
    await look(work, row, now.record, site)


async def say_fact(work: Work, customer: Id, field: str, result: Result, *, seen: int) -> None:
    """A person says what they found out of a fact, as it stood at the revision `seen`. Refused for a field
    that is empty, and when somebody wrote another value since."""
    row, standing = await at_hand(work, customer)
    now = facts_of(standing.record)
    if field not in now:
        raise NotFound("customer.unknown_fact")
    if seen != standing.revision:
        past = await work.session.get(CustomerPastRow, (customer, seen))
        if past is None or facts_of(record_of(past.record)).get(field) != now[field]:
            raise Refusal("customer.fact_changed")
    said = {field: Said(result, "said")}
    await say(work, row.id, standing.record, "person", said, by=work.actor.id)
    await look(work, row, standing.record, await config.in_force(work.session, work.site))
