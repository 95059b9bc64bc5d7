"""What customers were given: of one case, what waits for somebody's word, and sums over time."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.config.remedies import REMEDY
from huawu.cases.core import remedies as core
from huawu.cases.core.life import may_edit
from huawu.cases.models import CaseRemedyRow, CaseRow
from huawu.cases.queries.asking import who
from huawu.cases.queries.finding import lines, not_about
from huawu.cases.queries.showing import words
from huawu.cases.schemas.remedied import (
    CaseRemedies,
    CaseRemedy,
    RemedyKind,
    RemedySum,
    RemedySums,
)
from huawu.cases.types import CaseLine
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform import config
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn

MOST_WAITING = 200
Counted = dict[Id, dict[str, int]]
"""Fen that were given or are asked for, by case and kind."""


async def remedies(session: AsyncSession, row: CaseRow, person: SignedIn) -> CaseRemedies:
    """Those of a case, with what this person can do."""
    of = CaseRemedyRow
    asked = select(of).where(of.case_id == row.id).order_by(of.offered_at.desc(), of.id.desc())
    every = list((await session.execute(asked)).scalars())
    has = core.counted((each.kind, each.state, each.amount) for each in every)
    kinds = await config.published(session, row.site_id, REMEDY)
    asks = await who(session, person.agent, person.may)
    owns = asks.assigns or row.owner is not None
    offerable = person.may(CASES_WORK) and row.state != "closed" and owns and may_edit(row.owner, asks)
    return CaseRemedies(
        items=await _shown(session, every, {row.id: has}, person),
        given=sum(each.amount for each in every if each.state == "given"),
        asked=sum(each.amount for each in every if each.state == "asked"),
        kinds=[
            RemedyKind(
                id=key,
                name=Words.model_validate(body["name"]),
                limit=core.limit_of(body, person.roles),
                used=has.get(key, 0),
                fixed=body.get("fixed"),
                most=body.get("most", core.MOST_FEN),
            )
            for key, body in sorted(kinds.items(), key=lambda each: (each[1].get("order", 0), each[0]))
        ]
        if offerable
        else [],
        offerable=offerable,
    )


async def waiting(session: AsyncSession, site: str, person: SignedIn) -> list[tuple[CaseRemedy, CaseLine]]:
    """What this person decides on, the longest waiting first; never what they asked for themselves, nor of a
    case that is about them."""
    found, has = await _decidable_by(session, site, person)
    known = await lines(session, {each.case_id for each in found}, viewer=person.agent)
    shown = await _shown(session, found, has, person)
    return [(one, known[each.case_id]) for each, one in zip(found, shown, strict=True)]


async def waiting_many(session: AsyncSession, site: str, person: SignedIn) -> int:
    """How many wait for this person's word."""
    return len((await _decidable_by(session, site, person))[0])


async def _decidable_by(
    session: AsyncSession, site: str, person: SignedIn
) -> tuple[list[CaseRemedyRow], Counted]:
    """What waits for this person's word, with what its cases have."""
    if not person.may(CASES_ASSIGN):
        return [], {}
    of = CaseRemedyRow
    asked = (
        select(of)
        .join(CaseRow, CaseRow.id == of.case_id)
        .where(of.state == "asked", of.site_id == site, of.offered_by != person.user)
        .where(*not_about(person.agent))
        .order_by(of.offered_at, of.id)
        .limit(MOST_WAITING)
    )
    every = list((await session.execute(asked)).scalars())
    has = await counted_of(session, {each.case_id for each in every})
    return [each for each in every if _is_decidable(each, has, person)], has


def _is_decidable(each: CaseRemedyRow, has: Counted, person: SignedIn) -> bool:
    """Somebody who leads decides on so much, but not on what they asked for themselves."""
    before = has.get(each.case_id, {}).get(each.kind, 0) - each.amount
    others = each.state == "asked" and each.offered_by != person.user
    return others and person.may(CASES_ASSIGN) and core.decides(each.rule, person.roles, each.amount, before)


async def sums(session: AsyncSession, site: str, begins: Micros, ends: Micros) -> RemedySums:
    """What was given in a span of time and was not revoked since, kind by kind, the dearest first."""
    of = CaseRemedyRow
    asked = (
        select(of.kind, func.max(of.rule["name"].astext), func.count(), func.sum(of.amount))
        .where(of.state == "given", of.site_id == site, of.given_at >= begins, of.given_at < ends)
        .group_by(of.kind)
    )
    items = [
        RemedySum(kind=kind, name=Words.model_validate_json(name), many=many, amount=int(amount))
        for kind, name, many, amount in await session.execute(asked)
    ]
    items.sort(key=lambda each: (-each.amount, each.kind))
    return RemedySums(
        items=items, many=sum(each.many for each in items), amount=sum(each.amount for each in items)
    )


async def counted_of(session: AsyncSession, cases: Collection[Id]) -> Counted:
    """How much cases have; those that have nothing are left out."""
    if not cases:
        return {}
    of = CaseRemedyRow
    asked = select(of.case_id, of.kind, of.state, of.amount).where(of.case_id.in_(cases))
    found: dict[Id, list[tuple[str, str, int]]] = {}
    for case, kind, state, amount in await session.execute(asked):
        found.setdefault(case, []).append((kind, state, amount))
    return {case: core.counted(each) for case, each in found.items()}


async def _shown(
    session: AsyncSession, every: list[CaseRemedyRow], has: Counted, person: SignedIn
) -> list[CaseRemedy]:
    users = {user for each in every for user in (each.offered_by, each.decided_by, each.revoked_by) if user}
    names = await people.user_names(session, users)
    leads = person.may(CASES_ASSIGN)

    def called(user: Id | None) -> Words | None:
        return words(names.get(user or ""))

    def one(each: CaseRemedyRow) -> CaseRemedy:
        own = each.offered_by == person.user
        return CaseRemedy.model_validate(
            {
                "id": each.id,
                "kind": each.kind,
                "name": each.rule["name"],
                "amount": each.amount,
                "note": each.note,
                "state": each.state,
                "offered_at": moment(each.offered_at),
                "offered_by": called(each.offered_by),
                "decided_at": moment_or_none(each.decided_at),
                "decided_by": called(each.decided_by),
                "decided_why": each.decided_why,
                "revoked_at": moment_or_none(each.revoked_at),
                "revoked_by": called(each.revoked_by),
                "revoked_why": each.revoked_why,
                "decidable": _is_decidable(each, has, person),
                "revocable": each.state in ("asked", "given") and (own or leads),
            }
        )

    return [one(each) for each in every]
