"""Improvements: what is done so that a thing does not happen again, by whom, until when, and what is expected
of it. Who is late is told once for a date."""

from dataclasses import dataclass

from sqlalchemy import select

from huawu.cases.core import improving as core
from huawu.cases.core import trees
from huawu.cases.errors import ChangedMeanwhile
from huawu.cases.models import ImprovementCaseRow, ImprovementRow
from huawu.cases.queries.arranged import Arranged
from huawu.cases.service import notices
from huawu.cases.service.assigning import is_here
from huawu.cases.service.common import case_row, made_before, noted
from huawu.people import queries as people
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform.clock import Micros
from huawu.platform.ids import Id, new_id
from huawu.platform.refusals import Invalid, NotAllowed, NotFound, Refusal
from huawu.platform.work import Work

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class NewImprovement:
    """`key`: one a request. `of`: type or cause, with its `node`: by its cases the effect is measured, over
    `weeks`, of which `percent` fewer are expected."""

    key: str
    what: str
    owner: Id
    due_at: Micros
    expected: str
    of: str
    node: str
    weeks: int
    percent: int
    cases: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class ImprovementChange:
    """What is another now; None leaves it."""

    state: str | None = None
    result: str | None = None
    owner: Id | None = None
    due_at: Micros | None = None


async def create(work: Work, there: Arranged, new: NewImprovement) -> Id:
    """Plan an improvement, for the sake of these cases. Sent twice with the same key, it is one. Refused for
    somebody who is not here, and for a type or cause that there is not."""
    work.require(CASES_ASSIGN)
    await work.alone(f"improvement {work.actor.id} {new.key}")  # the same request, at the same moment
    made = await made_before(work, ImprovementRow, ImprovementRow.created_by, new.key)
    if made is not None:
        return made
    if not new.what.strip() or not new.expected.strip():
        raise Invalid("case.improvement_of_nothing")
    nodes = there.causes if new.of == "cause" else there.types
    if new.node not in nodes:
        raise Invalid("case.improvement_unknown_node")
    await _require_here(work, new.owner)
    row = ImprovementRow(
        id=new_id(),
        site_id=work.site,
        request_key=new.key,
        revision=1,
        what=new.what.strip(),
        owner=new.owner,
        due_at=new.due_at,
        expected=new.expected.strip(),
        of=new.of,
        node=new.node,
        node_name=trees.path_name(nodes, new.node),
        weeks=new.weeks,
        percent=new.percent,
        state="planned",
        result="",
        created_at=work.now,
        created_by=work.actor.id,
        look_at=new.due_at,
    )
    work.session.add(row)
    await work.session.flush()
    for case in sorted(set(new.cases)):  # always in one order, so that two of these never wait for each other
        held = await case_row(work, case)
        work.session.add(ImprovementCaseRow(improvement_id=row.id, case_id=case))
        noted(work, held, "improvement", {"improvement": row.id, "text": row.what})
    return row.id


async def change(
    work: Work, improvement: Id, said: ImprovementChange, *, seen: int, agent: Id | None
) -> None:
    """Take it on, or give it another date or owner. By its owner; owner and date by who assigns. Refused when
    somebody else changed it since `seen`, and to say that it is done without how."""
    row = await _row(work, improvement)
    if row.revision != seen:
        raise ChangedMeanwhile(revision=row.revision, by="", at=work.now, fields=[])
    leads = work.allows(CASES_ASSIGN)
    if not leads:
        work.require(CASES_WORK)
        if row.owner != agent or said.owner is not None or said.due_at is not None:
            raise NotAllowed("case.improvement_not_yours")
    if said.result is not None:
        row.result = said.result.strip()
    if said.state is not None and said.state != row.state:
        _step(row, said.state, work.now)
    if said.owner is not None:
        await _require_here(work, said.owner)
        row.owner = said.owner
    if said.due_at is not None:
        row.due_at = said.due_at
    row.look_at = row.due_at if row.state in core.OPEN and row.due_at > work.now else None
    row.revision += 1


def _step(row: ImprovementRow, state: str, now: Micros) -> None:
    if state not in core.NEXT[row.state]:
        raise Refusal("case.improvement_not_now")
    if state == "done" and not row.result:
        raise Invalid("case.improvement_needs_result")
    row.state, row.done_at = state, now if state == "done" else None


async def look(work: Work) -> int:
    """Tell who owns an improvement that is late, and who planned it; at most 100."""
    of = ImprovementRow
    late = select(of).where(of.look_at <= work.now, of.site_id == work.site).order_by(of.look_at)
    found = list(
        (await work.session.execute(late.limit(AT_ONCE).with_for_update(skip_locked=True))).scalars()
    )
    if not found:
        return 0
    users = await people.users_of_agents(work.session, {row.owner for row in found})
    for row in found:
        row.look_at = None
        heard = {user for user in (users.get(row.owner), row.created_by) if user}
        await _tell(work, row, heard, "late", row.due_at)
    return len(found)


async def owner_left(work: Work, agent: Id) -> None:
    """Somebody works here no more: who planned their improvements, and who leads, are to find another."""
    of = ImprovementRow
    theirs = select(of).where(of.owner == agent, of.state.in_(core.OPEN), of.site_id == work.site)
    found = list((await work.session.execute(theirs.order_by(of.id))).scalars())
    if not found:
        return
    leading = await people.users_with_roles(work.session, ["team_leader"])
    for row in found:
        await _tell(work, row, {row.created_by, *leading}, "left", agent)


async def _tell(work: Work, row: ImprovementRow, users: set[Id], what: str, once: object) -> None:
    """Tell these users of it: once for `once`."""
    key, body = f"improvement {what} {row.id} {once}", {"what": row.what, "to": f"/improvements/{row.id}"}
    case = await _first(work, row.id)
    await notices.put(work, users, key, f"improvement_{what}", case=case, body=body)


async def _first(work: Work, improvement: Id) -> Id | None:
    """A case for whose sake it is: where the notice leads."""
    of = ImprovementCaseRow
    asked = select(of.case_id).where(of.improvement_id == improvement).order_by(of.case_id).limit(1)
    return (await work.session.execute(asked)).scalar_one_or_none()


async def _row(work: Work, improvement: Id) -> ImprovementRow:
    of = ImprovementRow
    asked = select(of).where(of.id == improvement, of.site_id == work.site).with_for_update()
    row = (await work.session.execute(asked)).scalar_one_or_none()
    if row is None:
        raise NotFound("case.no_improvement")
    return row


async def _require_here(work: Work, agent: Id) -> None:
    if not await is_here(work, agent):
        raise Invalid("case.owner_not_here")
