"""Emergencies (紧急电话): sent with what is known to the team that is arranged for them, confirmed by it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from huawu.cases.core.life import Who
from huawu.cases.models import CaseEmergencyRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.asking import who
from huawu.cases.queries.emergencies import emergency_rule
from huawu.cases.service import assigning, receipts
from huawu.cases.service.common import CONTACT, case_row, link, noted
from huawu.cases.service.opening import open_case
from huawu.cases.types import NewCase
from huawu.customers import queries as customers
from huawu.interactions import queries as interactions
from huawu.interactions.types import InteractionRecord
from huawu.people.types import CASES_WORK
from huawu.platform.ids import Id
from huawu.platform.refusals import NotAllowed, NotFound, Refusal
from huawu.platform.work import Work

_NAMES = (("who", "何人"), ("where", "何处"), ("what", "何事"), ("number", "回拨"))
_UNSAID = "紧急求助"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known; each may be "". `key`: the same for the same request."""

    key: str
    where: str = ""
    what: str = ""
    number: str = ""
    interaction: Id | None = None
    customer: Id | None = None


async def send(work: Work, there: Arranged, facts: Facts, agent: Id | None) -> Id:
    """Open a case of high priority in the list of the team. Sent twice with one key, it is one. What is known
    neither of the contact nor of the customer stands in nobody's way. Refused where no team is arranged."""
    work.require(CASES_WORK)
    rule = await emergency_rule(work.session, work.site)
    if rule is None:
        raise Refusal("emergency.not_arranged")
    contact = None
    if facts.interaction is not None:
        contact = await interactions.interaction(work.session, facts.interaction)
    customer, known = await _customer(work, facts, contact)
    told = _told(facts, known, contact)
    new = NewCase(
        key=facts.key,
        type=rule["type"],
        subject=(told["what"] or told["where"] or _UNSAID)[:_LONGEST],
        text="\n".join(f"{name}：{told[field]}" for field, name in _NAMES if told[field]),
        customer=customer,
        interaction=None if contact is None else contact.id,
        priority="high",
    )
    case = await open_case(work, there, new, agent)
    if await _written(work, case, rule, facts, told):
        asks = await who(work.session, agent, work.allows)
        await _lay(work, there, case, rule["team"], facts.interaction, asks)
    return case


async def _customer(work: Work, facts: Facts, contact: InteractionRecord | None) -> tuple[Id | None, str]:
    wanted = facts.customer or (contact.customer if contact else None)
    if wanted is None:
        return None, ""
    found = (await customers.names(work.session, [wanted])).get(wanted)
    return (None, "") if found is None else (found.id, found.name)


def _told(facts: Facts, known: str, contact: InteractionRecord | None) -> dict[str, str]:
    caller = "" if contact is None else contact.caller
    name = known or ("" if contact is None else contact.caller_name)
    return {
        "who": name,
        "where": facts.where.strip(),
        "what": facts.what.strip(),
        "number": facts.number.strip() or caller,
    }


async def _written(work: Work, case: Id, rule: dict[str, Any], facts: Facts, told: dict[str, str]) -> bool:
    """False: it was sent before."""
    new = insert(CaseEmergencyRow).values(
        case_id=case,
        site_id=work.site,
        at=work.now,
        by=work.actor.id,
        interaction=facts.interaction,
        facts=told,
        team=rule["team"],
        queue=rule.get("queue") or "",
    )
    put = new.on_conflict_do_nothing().returning(CaseEmergencyRow.case_id)
    return (await work.session.execute(put)).first() is not None


async def _lay(  # noqa: PLR0913 - what is laid where, for whom
    work: Work, there: Arranged, case: Id, team: str, interaction: Id | None, asks: Who
) -> None:
    """In the list of the team, with the contact: also with one that is not written down yet."""
    row = await case_row(work, case)
    if (row.team, row.owner) != (team, None):
        await receipts.dispatch(work, there, row, assigning.Place(team, None), asks, state="received")
    if interaction is not None:
        await link(work, row.id, CONTACT, interaction)
    noted(work, row, "emergency_sent", {"team": team})


async def confirm(work: Work, case: Id, agent: Id | None) -> None:
    """Somebody of the team has it. Said twice, the first one counts. Refused to who is not of the team."""
    work.require(CASES_WORK)
    row = await case_row(work, case)
    of = select(CaseEmergencyRow).where(CaseEmergencyRow.case_id == row.id).with_for_update()
    found = (await work.session.execute(of)).scalar_one_or_none()
    if found is None:
        raise NotFound("emergency.unknown")
    asks = await who(work.session, agent, work.allows)
    if asks.team != found.team and not asks.assigns:
        raise NotAllowed("emergency.not_yours")
    if found.confirmed_at is not None:
        return
    found.confirmed_at, found.confirmed_by = work.now, work.actor.id
    noted(work, row, "emergency_confirmed", {})
    await receipts.had(work, row, asks)
