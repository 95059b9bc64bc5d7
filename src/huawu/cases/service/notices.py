"""People are told what concerns them, each until they have seen it. Written by subscribers, or with what they
are told of: once for a fact, whatever dies when."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from huawu.cases.core import remedies
from huawu.cases.core.notices import Around, told
from huawu.cases.events import CaseEscalated, RemedyAsked, RemedySettled
from huawu.cases.models import CaseNoticeRow, CaseRemedyRow, CaseRow
from huawu.cases.queries.remedied import counted_of
from huawu.customers.events import CustomerMarked
from huawu.customers.queries.marks import mark_told
from huawu.people import queries as people
from huawu.platform import config
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.work import Work

KEPT: Micros = 30 * 86_400 * SECOND
"""How long notices that were seen are kept."""
_TOLD_BY_ROLE = ("team_leader", "manager", "administrator")
_DECIDE_MARKS = ("team_leader", "administrator")
_MARKS = {
    "abusive": {"zh": "辱骂骚扰", "en": "abuse"},
    "threat": {"zh": "威胁", "en": "threats"},
    "fraud": {"zh": "疑似欺诈", "en": "suspected fraud"},
    "other": {"zh": "其他", "en": "other"},
}


async def put(
    work: Work, users: Iterable[Id], key: str, what: str, *, case: Id | None, body: dict[str, Any]
) -> None:
    """Tell these users; said twice with one key, each is told once."""
    await put_rows(work, rows(work, users, key, what, case=case, body=body))


def rows(
    work: Work, users: Iterable[Id], key: str, what: str, *, case: Id | None, body: dict[str, Any]
) -> list[dict[str, Any]]:
    """What is written to tell these users."""
    return [
        {
            "id": new_id(),
            "site_id": work.site,
            "user": user,
            "key": key,
            "at": work.now,
            "what": what,
            "case_id": case,
            "body": body,
        }
        for user in sorted(set(users))
    ]


async def put_rows(work: Work, telling: list[dict[str, Any]]) -> None:
    """Tell all of it at once, of however many."""
    if telling:
        await work.session.execute(insert(CaseNoticeRow).on_conflict_do_nothing(), telling)


def escalated(work: Work, fact: CaseEscalated, near: Around) -> list[dict[str, Any]]:
    """What is written to tell whoever is named that the time of a case runs out."""
    key = f"escalated {fact.case} {fact.of} {fact.percent} {fact.to} {fact.at}"
    body = {"of": fact.of, "percent": fact.percent}
    return rows(work, told(fact.to, near), key, "escalated", case=fact.case, body=body)


async def remedy_asked(work: Work, fact: RemedyAsked) -> None:
    """Whoever decides on it: the leader of the team if they may, else all who may."""
    row = await _case(work, fact.case)
    found = await work.session.get(CaseRemedyRow, fact.remedy)
    if row is None or found is None or found.state != "asked":
        return
    near = await around(work, row)
    users = await people.users_with_roles(work.session, found.rule["approvers"])
    has = (await counted_of(work.session, {fact.case})).get(fact.case, {})
    before = has.get(found.kind, 0) - found.amount
    may = [
        user
        for user, roles in users.items()
        if user not in (fact.by, near.but) and remedies.decides(found.rule, roles, found.amount, before)
    ]
    first = [near.leader] if near.leader in may and near.leader else may
    body = {"name": found.rule["name"], "amount": found.amount}
    await put(work, first, f"remedy asked {fact.remedy}", "remedy_asked", case=fact.case, body=body)


async def remedy_settled(work: Work, fact: RemedySettled) -> None:
    """Whoever asked for it, when somebody else decided."""
    found = await work.session.get(CaseRemedyRow, fact.remedy)
    if found is not None and fact.offered_by != fact.by:
        body = {"name": found.rule["name"], "amount": found.amount, "state": fact.state}
        key = f"remedy {fact.state} {fact.remedy}"
        await put(work, [fact.offered_by], key, "remedy_settled", case=fact.case, body=body)


async def marked(work: Work, fact: CustomerMarked) -> None:
    """A warning about a customer: whoever decides about it hears that it is proposed, and who proposed it
    what became of it."""
    mark = await mark_told(work.session, fact.mark)
    if mark is None:
        return
    if fact.state == "proposed":
        deciding = await people.users_with_roles(work.session, _DECIDE_MARKS)
        users = [user for user in deciding if user != mark.proposed_by]
        body = {"name": _MARKS[mark.kind], "to": "/marks"}
        await put(work, users, f"mark proposed {mark.id}", "mark_proposed", case=None, body=body)
    elif mark.proposed_by != fact.by:
        body = {"name": _MARKS[mark.kind], "state": fact.state, "to": "/marks?show=mine"}
        body["text"] = mark.decided_why
        key = f"mark {fact.state} {mark.id}"
        await put(work, [mark.proposed_by], key, "mark_decided", case=None, body=body)


async def around(work: Work, row: CaseRow) -> Around:
    """Who signs in around a case."""
    return (await around_each(work, [row]))[row.id]


async def around_each(work: Work, cases: list[CaseRow]) -> dict[Id, Around]:
    """The same of several, by as many statements as for one."""
    teams = await config.published(work.session, work.site, "team")
    led_by = {row.team: str(teams.get(row.team, {}).get("leader")) for row in cases}
    near = {each for row in cases for each in (row.owner, row.about_agent) if each is not None}
    users = await people.users_of_agents(work.session, near, led_by.values())
    having = await people.users_with_roles(work.session, _TOLD_BY_ROLE)
    leaders, managers, administrators = (
        tuple(sorted(user for user, roles in having.items() if role in roles)) for role in _TOLD_BY_ROLE
    )
    return {
        row.id: Around(
            users.get(row.owner or ""),
            users.get(led_by[row.team]),
            leaders,
            managers,
            administrators,
            users.get(row.about_agent or ""),
        )
        for row in cases
    }


async def see(work: Work, notices: list[Id] | None) -> int:
    """Whoever asks has seen these, or (None) all of theirs. Returns how many were news."""
    of = CaseNoticeRow
    mine = update(of).where(of.user == work.actor.id, of.seen_at.is_(None))
    if notices is not None:
        mine = mine.where(of.id.in_(notices))
    return len((await work.session.execute(mine.values(seen_at=work.now).returning(of.id))).all())


async def forget_seen(work: Work) -> int:
    """Drop notices that were seen long ago; how many."""
    of = CaseNoticeRow
    gone = delete(of).where(of.seen_at < work.now - KEPT).returning(of.id)
    return len((await work.session.execute(gone)).all())


async def _case(work: Work, case: Id) -> CaseRow | None:
    return await work.session.get(CaseRow, case)
