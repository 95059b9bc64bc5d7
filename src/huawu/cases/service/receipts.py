"""Receipts (签收): a case that is given to another team is confirmed by it, or goes back to its sender."""

from typing import Any

from huawu.cases.core import life
from huawu.cases.core import receipts as core
from huawu.cases.core.notices import told
from huawu.cases.models import CaseReceiptRow, CaseRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.queries.receipts import may_send_again, teams_again
from huawu.cases.service import assigning, notices, promises
from huawu.cases.service.assigning import Place
from huawu.cases.service.common import case_row, noted
from huawu.cases.service.receipt_clocks import drop, receipt_of, unwind, wind
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotAllowed, Refusal
from huawu.platform.work import Work

_MOST_REASON = 1000
_CHANGED: dict[str, Any] = {"fields": []}
"""Nothing that anybody edits."""
_NOT_YOURS = "case.receipt_not_yours"


async def dispatch(
    work: Work, there: Arranged, row: CaseRow, place: Place, asks: life.Who, *, state: str | None = None
) -> None:
    """Somebody assigns a case that is held. The team to which it comes confirms it, where its type wants
    that; whoever of the team lays it elsewhere within the team has it."""
    came = row.team != place.team or await _comes_from_outside(work, there, row)
    await assigning.moved(work, there, row, place, "assign", state=state)
    if came:
        await _ask(work, there, row, asks)
    elif row.receipt_due_at is not None:
        await _worked_on(work, row, "assign", asks)


async def opened(work: Work, there: Arranged, row: CaseRow, asks: life.Who) -> None:
    """A case was opened: the team in whose list it is confirms it. Not one that whoever opened it keeps."""
    if row.owner is None or row.owner != asks.agent:
        await _ask(work, there, row, asks)


def wants(there: Arranged, row: CaseRow) -> bool:
    """Whether its type wants receipts."""
    return bool(there.of_type(row.type, "receipt_minutes"))


async def worked(
    work: Work, there: Arranged, row: CaseRow, step: str, asks: life.Who, before: Id | None
) -> None:
    """Somebody made a step of a case that was with `before`: who works on it for the team has it. What
    somebody of another team gives back comes to the team, as if it was assigned to it."""
    if row.receipt_due_at is not None:
        await _worked_on(work, row, step, asks)
    elif step == "give_back" and asks.agent is not None and asks.agent == before and wants(there, row):
        held = await receipt_of(work, row.id)
        if held is None or held.team != row.team:
            await _ask(work, there, row, asks)


async def had(work: Work, row: CaseRow, asks: life.Who) -> None:
    """Somebody said in another way that they have a case that is held."""
    if row.receipt_due_at is not None:
        await _worked_on(work, row, "confirm", asks)


async def confirm(work: Work, case: Id, asks: life.Who) -> Id | None:
    """Somebody of the team has it. Returns who had confirmed it before; None: nobody. Refused to who is not
    of the team, and where no receipt is asked."""
    _require(work)
    row = await case_row(work, case)
    held = await receipt_of(work, row.id)
    if held is not None and held.state == core.CONFIRMED and held.team == asks.team:
        return held.ended_by
    await _require_awaited(work, held, asks)
    _confirmed(work, row, _there(held), {})
    return None


async def confirm_first(work: Work, case: Id, asks: life.Who) -> None:
    """The same; said twice, nothing happens the second time. Refused when somebody else was quicker."""
    before = await confirm(work, case, asks)
    if before not in (None, work.actor.id):
        raise await _by_another(work, "case.receipt_confirmed", before)


async def refuse(
    work: Work, there: Arranged, case: Id, asks: life.Who, *, sent_at: Micros, reason: str
) -> None:
    """The team does not take it: it goes back to whoever sent it, who is told why. `sent_at`: of what was
    seen; sent twice, it is refused once. Refused without a reason, and where it was confirmed, sent back or
    sent anew meanwhile."""
    _require(work)
    if not reason.strip():
        raise Invalid("case.step_needs_reason")
    row = await case_row(work, case)
    held = await receipt_of(work, row.id)
    if held is not None and held.sent_at != sent_at:
        raise Refusal("case.receipt_other")
    if held is not None and held.state == core.REFUSED and held.ended_by == work.actor.id:
        return
    await _require_awaited(work, held, asks)
    await _sent_back(work, there, row, _there(held), reason.strip()[:_MOST_REASON])


async def send_again(
    work: Work, there: Arranged, case: Id, asks: life.Who, *, sent_at: Micros, team: str
) -> None:
    """Whoever has a case that was sent back sends it again: to the team that did not take it, or to that of
    its type. Sent twice, it is sent once."""
    _require(work)
    row = await case_row(work, case)
    held = await receipt_of(work, row.id)
    if held is not None and held.sent_at > sent_at and held.sent_by == work.actor.id:
        return
    if held is None or held.sent_at != sent_at:
        raise Refusal("case.receipt_other")
    if not may_send_again(held, row, asks):
        raise NotAllowed("case.receipt_not_returned")
    if team not in teams_again(there, row, held):
        raise Invalid("case.unknown_team", team=team)
    await dispatch(work, there, row, Place(team, None), asks)


async def rewound(work: Work, there: Arranged, row: CaseRow) -> None:
    """Its priority, and with it the hours by which its clocks run, may be another now."""
    held = await receipt_of(work, row.id) if row.receipt_due_at is not None else None
    if held is not None:
        wind(row, held, there.time_of(row.priority))


async def _comes_from_outside(work: Work, there: Arranged, row: CaseRow) -> bool:
    """Whether it lay with somebody of another team until now, and its team never had it."""
    if row.owner is None or not wants(there, row):
        return False
    held = await receipt_of(work, row.id)
    if held is not None and held.team == row.team:
        return False
    owner = await people.agent_record(work.session, row.owner)
    return owner is not None and str(owner.abilities.get("team") or "") != row.team


async def _ask(work: Work, there: Arranged, row: CaseRow, asks: life.Who) -> None:
    """The case came to its team from somebody: what was asked of another team is asked no more."""
    minutes, held = there.of_type(row.type, "receipt_minutes"), await receipt_of(work, row.id)
    if not core.asked(minutes, row.team, asks.team):
        if held is not None:
            await drop(work, row, held)
        return
    sent: dict[str, Any] = {
        "team": row.team,
        "from_team": asks.team,
        "sent_at": work.now,
        "sent_by": work.actor.id,
        "due_at": work.now,
        "look_at": work.now,
        "state": core.WAITING,
        "ended_at": None,
        "ended_by": None,
        "reason": "",
    }
    if held is None:
        held = CaseReceiptRow(case_id=row.id, site_id=work.site, **sent)
        work.session.add(held)
    else:
        for name, value in sent.items():
            setattr(held, name, value)
    promises.begin_receipt(row, core.limit(minutes), work.now)
    wind(row, held, there.time_of(row.priority))
    noted(work, row, "receipt_asked", {"team": row.team, "minutes": minutes} | _CHANGED)


async def _worked_on(work: Work, row: CaseRow, step: str, asks: life.Who) -> None:
    held = await receipt_of(work, row.id)
    if held is None:
        return
    after = core.after_step(step, of_team=asks.team == held.team)
    if after == core.CONFIRMED:
        _confirmed(work, row, held, {"step": step})
    elif after is not None:
        await drop(work, row, held)
        noted(work, row, "receipt_dropped", {"team": held.team} | _CHANGED)


def _confirmed(work: Work, row: CaseRow, held: CaseReceiptRow, body: dict[str, Any]) -> None:
    """No change of what others may be editing."""
    late = work.now > held.due_at
    unwind(row, held)
    held.state, held.ended_at, held.ended_by = core.CONFIRMED, work.now, work.actor.id
    noted(work, row, "receipt_confirmed", {"team": held.team, "late": late} | _CHANGED | body)


async def _sent_back(work: Work, there: Arranged, row: CaseRow, held: CaseReceiptRow, reason: str) -> None:
    unwind(row, held)
    held.state, held.ended_at, held.ended_by = core.REFUSED, work.now, work.actor.id
    held.reason = reason
    sender = await people.profile(work.session, held.sent_by)
    agent = sender.agent.id if sender is not None and sender.agent is not None else None
    here = agent is not None and agent != row.about_agent
    place = Place(*core.back_to(agent, held.from_team, here=here))
    said = {"reason": reason, "by_team": held.team}
    await assigning.moved(work, there, row, place, "receipt_refused", said=said)
    users = [held.sent_by] if sender is not None else told("leader", await notices.around(work, row))
    key = f"receipt refused {row.id} {held.sent_at}"
    body = {"name": there.teams.get(held.team, {}).get("name"), "reason": reason}
    await notices.put(work, users, key, "receipt_refused", case=row.id, body=body)


async def _require_awaited(work: Work, held: CaseReceiptRow | None, asks: life.Who) -> None:
    of_team = held is not None and held.team == asks.team
    why = core.why_not(None if held is None else held.state, of_team=of_team)
    if why == _NOT_YOURS:
        raise NotAllowed(why)
    if why is not None and held is not None and held.ended_by is not None:
        raise await _by_another(work, why, held.ended_by)
    if why is not None:
        raise Refusal(why)


async def _by_another(work: Work, key: str, user: Id | None) -> Refusal:
    names = await people.user_names(work.session, {user or ""})
    return Refusal(key, name=names.get(user or "", {"zh": "系统", "en": "The system"}))


def _there(held: CaseReceiptRow | None) -> CaseReceiptRow:
    if held is None:
        raise Refusal("case.receipt_not_asked")
    return held


def _require(work: Work) -> None:
    if not work.allows(CASES_ASSIGN):
        work.require(CASES_WORK)
