"""Major incidents as lists, desks and their masters show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.config.plans import PLAN
from huawu.cases.models import CaseIncidentResultRow, CaseIncidentRow, CaseLinkRow, CaseRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.queries.finding import line_of, not_about
from huawu.cases.queries.showing import lines_shown, words
from huawu.cases.schemas.incidents import (
    IncidentCases,
    IncidentChoice,
    IncidentContact,
    IncidentContacts,
    IncidentLine,
    IncidentPage,
    IncidentResult,
    IncidentResults,
    IncidentSolvingShown,
    IncidentStep,
    IncidentWhole,
)
from huawu.customers import queries as customers
from huawu.interactions import queries as interactions
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN
from huawu.platform.clock import Micros
from huawu.platform.database import behind
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, cursor, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.platform.words import say

PROMPT = "prompt"
_MOST_RUNNING = 20
After = tuple[Micros, str] | None
_CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class _Counted:
    contacts: int = 0
    cases: int = 0
    open_cases: int = 0
    customers: int = 0


async def running(session: AsyncSession, site: str, viewer: Id | None) -> list[IncidentLine]:
    """Those that are not over, the newest first."""
    return await _lines(session, await _rows(session, site, viewer, _MOST_RUNNING, ended=False))


async def incident_page(  # noqa: PLR0913 - each is a part of what is asked
    session: AsyncSession, site: str, viewer: Id | None, limit: int, *, ended: bool, after: After
) -> IncidentPage:
    """Those that run, or that are over; the newest first."""
    found = await _rows(session, site, viewer, limit + 1, ended=ended, after=after)
    page, more = found[:limit], len(found) > limit
    ending = cursor(page[-1][0].declared_at, page[-1][0].case_id) if more and page else None
    return IncidentPage(items=await _lines(session, page), next=ending)


async def _rows(
    session: AsyncSession, site: str, viewer: Id | None, limit: int, *, ended: bool, after: After = None
) -> list[tuple[CaseIncidentRow, CaseRow]]:
    of = CaseIncidentRow
    asked = select(of, CaseRow).join(CaseRow, CaseRow.id == of.case_id)
    asked = asked.where(of.site_id == site, of.ended_at.is_not(None) if ended else of.ended_at.is_(None))
    asked = asked.where(*not_about(viewer))
    if after is not None:
        asked = asked.where(behind(of.declared_at, of.case_id, after))
    asked = asked.order_by(of.declared_at.desc(), of.case_id.desc()).limit(limit)
    return [(held, row) for held, row in await session.execute(asked)]


async def _lines(
    session: AsyncSession, found: Sequence[tuple[CaseIncidentRow, CaseRow]]
) -> list[IncidentLine]:
    counted = await _counted(session, [held.case_id for held, _ in found])
    names = await people.user_names(session, {held.declared_by for held, _ in found})
    return [_line(held, row, counted.get(row.id, _Counted()), names) for held, row in found]


def _line(
    held: CaseIncidentRow, row: CaseRow, counted: _Counted, names: dict[Id, dict[str, str]]
) -> IncidentLine:
    return IncidentLine(
        case=row.id,
        number=row.number,
        subject=row.subject,
        type_name=Words.model_validate(row.type_name),
        what=held.what,
        say=Words.model_validate({"zh": "", "en": ""} | held.say),
        types=held.fits.get("types", []),
        words=held.fits.get("words", []),
        affected=held.affected,
        expected_end=moment_or_none(held.expected_end),
        declared_at=moment(held.declared_at),
        declared_by=words(names.get(held.declared_by)),
        ended_at=moment_or_none(held.ended_at),
        announced=bool(held.notice),
        contacts=counted.contacts,
        cases=counted.cases,
        open_cases=counted.open_cases,
        customers=counted.customers,
    )


async def _counted(session: AsyncSession, masters: list[Id]) -> dict[Id, _Counted]:
    if not masters:
        return {}
    link, row = CaseLinkRow, CaseRow
    asked = select(link.case_id, func.count()).where(link.case_id.in_(masters), link.kind == _CONTACT)
    contacts = {master: many for master, many in await session.execute(asked.group_by(link.case_id))}
    of = select(
        row.master,
        func.count(),
        func.count().filter(row.state != "closed"),
        func.count(row.customer.distinct()),
    )
    found = await session.execute(of.where(row.master.in_(masters)).group_by(row.master))
    cases = {master: rest for master, *rest in found}
    return {master: _Counted(contacts.get(master, 0), *cases.get(master, (0, 0, 0))) for master in masters}


async def incident_whole(session: AsyncSession, site: str, row: CaseRow, person: SignedIn) -> IncidentWhole:
    """A case as the master of a major incident, or as one that may become it."""
    there = await arranged(session, site, kinds=("team", PLAN, PROMPT))
    held = await session.get(CaseIncidentRow, row.id)
    may = person.may(CASES_ASSIGN)
    plans, prompts = (there.whole.get(PLAN, {}), there.whole.get(PROMPT, {})) if may else ({}, {})
    return IncidentWhole(
        incident=None if held is None else (await _lines(session, [(held, row)]))[0],
        revision=0 if held is None else held.revision,
        may_lead=may,
        **await _led(session, held, there, person),
        plans=[
            _choice(key, plans[key]) for key in sorted(plans, key=lambda k: (plans[k].get("order", 0), k))
        ],
        prompts=[_choice(key, prompts[key]) for key in sorted(prompts) if prompts[key].get("sounds")],
    )


async def _led(
    session: AsyncSession, held: CaseIncidentRow | None, there: Arranged, person: SignedIn
) -> dict[str, Any]:
    if held is None:
        nothing = dict.fromkeys(("plan_name", "prompt", "prompt_name", "ended_by", "solving"))
        return nothing | {"steps": [], "result": ""}
    users = {each[name] for each in held.steps for name in ("owner", "done_by") if each[name]}
    users |= {each for each in (held.ended_by, held.solving.get("by")) if each}
    names = await people.user_names(session, users)
    prompt = held.notice.get("prompt")
    body = there.whole.get(PROMPT, {}).get(prompt or "", {})
    return {
        "plan_name": words(there.whole.get(PLAN, {}).get(held.plan, {}).get("name")),
        "steps": [_step(each, there, names, person) for each in held.steps],
        "prompt": prompt,
        "prompt_name": words(body.get("name")),
        "result": held.result,
        "ended_by": words(names.get(held.ended_by or "")),
        "solving": await _solving(session, held, names),
    }


def _step(
    step: dict[str, Any], there: Arranged, names: dict[Id, dict[str, str]], person: SignedIn
) -> IncidentStep:
    return IncidentStep(
        id=step["id"],
        name=Words.model_validate(step["name"]),
        team=step["team"],
        team_name=words(there.teams.get(step["team"], {}).get("name")),
        owner=words(names.get(step["owner"] or "")),
        mine=step["owner"] == person.user,
        done_at=moment_or_none(step["done_at"]),
        done_by=words(names.get(step["done_by"] or "")),
    )


async def _solving(
    session: AsyncSession, held: CaseIncidentRow, names: dict[Id, dict[str, str]]
) -> IncidentSolvingShown | None:
    last = held.solving
    if not last:
        return None
    of = CaseIncidentResultRow
    asked = select(func.count(), func.count().filter(of.why != "")).where(
        of.master == held.case_id, of.run == last["run"]
    )
    done, stopped = (await session.execute(asked)).one()
    return IncidentSolvingShown(
        to=last["to"],
        by=words(names.get(last["by"])),
        asked_at=moment(last["asked_at"]),
        done_at=moment_or_none(last["done_at"]),
        done=done,
        stopped=stopped,
        total=last["total"],
    )


def _choice(key: str, body: Any) -> IncidentChoice:  # noqa: ANN401 - what a site arranged
    return IncidentChoice(
        id=key,
        name=Words.model_validate(body.get("name") or {"zh": key}),
        say=Words.model_validate({"zh": "", "en": ""} | dict(body.get("say") or {})),
        types=list(body.get("types", [])),
        words=list(body.get("words", [])),
        steps=len(body.get("steps", [])),
    )


async def incident_contacts(session: AsyncSession, case: Id, limit: int, after: After) -> IncidentContacts:
    """The contacts that were linked, the newest first."""
    link = CaseLinkRow
    asked = select(link).where(link.case_id == case, link.kind == _CONTACT)
    if after is not None:
        asked = asked.where(behind(link.at, link.target, after))
    asked = asked.order_by(link.at.desc(), link.target.desc()).limit(limit + 1)
    found = list((await session.execute(asked)).scalars())
    page = found[:limit]
    known = await interactions.by_id(session, [each.target for each in page])
    whose = {each.customer for each in known.values() if each.customer}
    called = await customers.names(session, whose)
    users = await people.user_names(session, {each.by for each in page})

    def shown(each: CaseLinkRow) -> IncidentContact:
        contact = known.get(each.target)
        customer = called.get((contact.customer if contact else None) or "")
        return IncidentContact(
            id=each.target,
            linked_at=moment(each.at),
            linked_by=words(users.get(each.by)),
            customer=customer.id if customer else None,
            customer_name=customer.name if customer else "",
            started_at=moment_or_none(contact.started_at if contact else None),
        )

    ending = cursor(page[-1].at, page[-1].target) if len(found) > limit else None
    return IncidentContacts(items=[shown(each) for each in page], next=ending)


async def incident_cases(  # noqa: PLR0913 - each is a part of what is asked
    session: AsyncSession, there: Arranged, case: Id, viewer: Id | None, limit: int, after: After, now: Micros
) -> IncidentCases:
    """The cases that were linked, the newest first."""
    row = CaseRow
    asked = select(row).where(row.master == case, *not_about(viewer))
    if after is not None:
        asked = asked.where(behind(row.opened_at, row.id, after))
    found = list(
        (
            await session.execute(asked.order_by(row.opened_at.desc(), row.id.desc()).limit(limit + 1))
        ).scalars()
    )
    page = found[:limit]
    ending = cursor(page[-1].opened_at, page[-1].id) if len(found) > limit else None
    shown = await lines_shown(session, [line_of(each) for each in page], there, now)
    return IncidentCases(items=shown, next=ending)


async def incident_results(
    session: AsyncSession, case: Id, person: SignedIn, limit: int, after: After
) -> IncidentResults:
    """What came of the linked cases the last time, those that were stopped by something first."""
    held = await session.get(CaseIncidentRow, case)
    run = 0 if held is None else held.solving.get("run", 0)
    of, row = CaseIncidentResultRow, CaseRow
    rank = (of.why == "").cast(Integer)
    asked = select(of, row, rank).join(row, row.id == of.case_id)
    asked = asked.where(of.master == case, of.run == run, *not_about(person.agent))
    if after is not None:
        asked = asked.where(behind(rank, of.case_id, after, newest_first=False))
    found = list(await session.execute(asked.order_by(rank, of.case_id).limit(limit + 1)))
    page = found[:limit]
    ending = cursor(page[-1][2], page[-1][0].case_id) if len(found) > limit else None
    return IncidentResults(
        items=[
            IncidentResult(
                case=each.case_id,
                number=about.number,
                subject=about.subject,
                state=each.state,
                why=say(each.why, person.locale, each.params).title if each.why else "",
            )
            for each, about, _ in page
        ],
        next=ending,
    )
