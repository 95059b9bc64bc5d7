"""Return visits as they are planned: the rules, the calendars they name, and whom one calls."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.config.visits import VISIT
from huawu.cases.core import visits as core
from huawu.cases.core.business import WorkingTime, round_the_clock
from huawu.cases.models import CaseRow, CaseVisitRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.queries.finding import not_about
from huawu.customers import queries as customers
from huawu.customers.types import normalised
from huawu.interactions import queries as interactions
from huawu.platform import config
from huawu.platform.clock import SECOND, Micros
from huawu.platform.hours import hours_from
from huawu.platform.ids import Id

_AROUND: Micros = 15 * 60 * SECOND
"""So long before the time that a customer named they may be called already."""


@dataclass(frozen=True, slots=True)
class Visiting:
    """Whom a visit calls. `numbers`: normalised, the one to call first in front; `now`: whether customers are
    called at this moment."""

    id: Id
    agent: Id | None
    state: str
    customer: Id | None
    numbers: tuple[str, ...]
    now: bool


async def visit_rules(session: AsyncSession, site: str) -> dict[str, dict[str, Any]]:
    """The rules in force, by key."""
    return {key: dict(body) for key, body in (await config.published(session, site, VISIT)).items()}


def working_time(there: Arranged, key: str | None) -> WorkingTime:
    """The working time of a calendar; round the clock where it is named by nobody, or not there any more."""
    body = there.whole.get("hours", {}).get(key or "")
    return WorkingTime(round_the_clock(there.zone) if body is None else hours_from(body, there.zone))


def calling_time(there: Arranged, rule: dict[str, Any]) -> WorkingTime:
    """When customers are called by a rule."""
    key = rule.get("calling") or ""
    body = there.whole.get("hours", {}).get(key)
    return WorkingTime(core.daytime(there.zone) if body is None else hours_from(body, there.zone))


async def visiting(
    session: AsyncSession, site: str, visit: Id, now: Micros, *, viewer: Id | None
) -> Visiting | None:
    """Whom a visit calls; None: there is no such visit, or the case is about who looks."""
    asked = select(CaseVisitRow, CaseRow).join(CaseRow, CaseRow.id == CaseVisitRow.case_id)
    asked = asked.where(CaseVisitRow.id == visit, CaseVisitRow.site_id == site, *not_about(viewer))
    found = (await session.execute(asked)).first()
    if found is None:
        return None
    row, case = found
    there = await arranged(session, site)
    named = row.last_try == core.LATER and row.due_at - _AROUND <= now
    return Visiting(
        row.id,
        row.agent,
        row.state,
        case.customer,
        await _numbers(session, there, case),
        named or calling_time(there, row.plan).open_at(now),
    )


async def _numbers(session: AsyncSession, there: Arranged, case: CaseRow) -> tuple[str, ...]:
    """What the form says, the number of the contact, then those of the customer."""
    fields = there.form_of(case.type)
    found = [str(case.form.get(each["id"]) or "") for each in fields if each["kind"] == "phone"]
    if case.interaction is not None:
        contact = await interactions.interaction(session, case.interaction)
        out = contact is not None and contact.direction == "out"
        found += (
            [] if contact is None else [contact.number if out and contact.trunk is None else contact.caller]
        )
    if case.customer is not None:
        known = await customers.customer(session, case.customer)
        found += [] if known is None else list(known.numbers)
    written = (normalised(number) for number in found)
    return tuple(dict.fromkeys(number for number in written if number))
