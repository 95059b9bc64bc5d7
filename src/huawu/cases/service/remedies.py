"""Remedies: offered within one's limit, else asked for; decided by another; never changed, only revoked.

Everything that is done with the remedies of a case waits its turn at the case, so that two never spend the
same limit.
"""

from dataclasses import dataclass
from typing import Any

from huawu.cases.config.remedies import REMEDY
from huawu.cases.core import remedies as core
from huawu.cases.core.life import Who, may_edit
from huawu.cases.events import RemedyAsked, RemedySettled
from huawu.cases.models import CaseRemedyRow
from huawu.cases.queries.asking import who
from huawu.cases.queries.remedied import counted_of
from huawu.cases.service.common import case_row, made_before, noted, require_open
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform import config
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.work import Work


@dataclass(frozen=True, slots=True)
class Offer:
    """What is told of a remedy to be. `key`: one a request; `amount`: fen."""

    key: str
    kind: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever asks, with what remedies want to know of them."""

    agent: Id | None
    roles: tuple[str, ...]


async def offer(work: Work, case: Id, said: Offer, asker: Asker) -> Id:
    """Give the customer something if it is within one's limit, else ask for it; sent twice with the same key,
    it is one. Refused of closed cases, to who neither owns the case nor assigns, and for amounts that the
    kind does not have."""
    work.require(CASES_WORK)
    row = await case_row(work, case)
    made = await made_before(work, CaseRemedyRow, CaseRemedyRow.offered_by, said.key)
    if made is not None:
        return made
    require_open(row)
    _require_owner(await who(work.session, asker.agent, work.allows), row.owner)
    rule = await _rule(work, said.kind)
    why = core.why_not(rule, said.amount)
    if why is not None:
        raise Invalid(why, most_yuan=rule.get("most", core.MOST_FEN) // 100)
    has = (await _has(work, case)).get(said.kind, 0)
    alone = core.gives_alone(rule, asker.roles, said.amount, has)
    if not alone and not said.note.strip():
        raise Invalid("case.remedy_needs_note")
    state, remedy = "given" if alone else "asked", new_id()
    work.session.add(
        CaseRemedyRow(
            id=remedy,
            site_id=work.site,
            case_id=case,
            request_key=said.key,
            kind=said.kind,
            rule=rule,
            amount=said.amount,
            note=said.note.strip(),
            state=state,
            offered_at=work.now,
            offered_by=work.actor.id,
            decided_why="",
            given_at=work.now if alone else None,
            revoked_why="",
        )
    )
    body = {"remedy": remedy, "name": rule["name"], "amount": said.amount, "text": said.note.strip()}
    noted(work, row, f"remedy_{state}", body)
    if not alone:
        await work.announce(case, RemedyAsked(case, remedy, said.kind, said.amount, work.actor.id, work.now))
    return remedy


async def decide(work: Work, case: Id, remedy: Id, *, yes: bool, why: str, roles: tuple[str, ...]) -> None:
    """Approve or refuse (with a reason) what somebody else asks for. Refused to whoever asked, to roles that
    do not decide on so much, and when it was decided already."""
    work.require(CASES_ASSIGN)
    row = await case_row(work, case)
    found = await _of_case(work, case, remedy)
    if found.state != "asked":
        raise Refusal("case.remedy_decided")
    if found.offered_by == work.actor.id:
        raise NotAllowed("case.remedy_own")
    has = (await _has(work, case)).get(found.kind, 0) - found.amount
    if not core.decides(found.rule, roles, found.amount, has):
        raise NotAllowed("case.remedy_above_you")
    if not yes and not why.strip():
        raise Invalid("case.step_needs_reason")
    found.state = "given" if yes else "refused"
    found.decided_at, found.decided_by, found.decided_why = work.now, work.actor.id, why.strip()
    found.given_at = work.now if yes else None
    noted(work, row, "remedy_approved" if yes else "remedy_refused", _told(found, why))
    await _settled(work, found)


async def revoke(work: Work, case: Id, remedy: Id, *, why: str) -> None:
    """Take back what was given or asked for, with a reason; it stays on record. By who offered it, and who
    assigns."""
    if not work.allows(CASES_ASSIGN):
        work.require(CASES_WORK)
    row = await case_row(work, case)
    found = await _of_case(work, case, remedy)
    if found.state not in ("given", "asked"):
        raise Refusal("case.remedy_over")
    if found.offered_by != work.actor.id and not work.allows(CASES_ASSIGN):
        raise NotAllowed("case.remedy_not_yours")
    if not why.strip():
        raise Invalid("case.step_needs_reason")
    found.state = "revoked"
    found.revoked_at, found.revoked_by, found.revoked_why = work.now, work.actor.id, why.strip()
    noted(work, row, "remedy_revoked", _told(found, why))
    await _settled(work, found)


def _told(found: CaseRemedyRow, why: str) -> dict[str, Any]:
    body = {"remedy": found.id, "name": found.rule["name"], "amount": found.amount}
    return body | ({"reason": why.strip()} if why.strip() else {})


async def _settled(work: Work, found: CaseRemedyRow) -> None:
    fact = RemedySettled(found.case_id, found.id, found.state, found.offered_by, work.actor.id, work.now)
    await work.announce(found.case_id, fact)


def _require_owner(asks: Who, owner: Id | None) -> None:
    if owner is None and not asks.assigns:
        raise NotAllowed("case.nobodys")
    if not may_edit(owner, asks):
        raise NotAllowed("case.not_owner")


async def _rule(work: Work, kind: str) -> dict[str, Any]:
    rule = (await config.published(work.session, work.site, REMEDY)).get(kind)
    if rule is None:
        raise Invalid("case.unknown_remedy", remedy=kind[:64])
    return dict(rule)


async def _has(work: Work, case: Id) -> dict[str, int]:
    return (await counted_of(work.session, {case})).get(case, {})


async def _of_case(work: Work, case: Id, remedy: Id) -> CaseRemedyRow:
    found = await work.session.get(CaseRemedyRow, remedy)
    if found is None or found.case_id != case:
        raise NotFound("case.no_remedy")
    return found
