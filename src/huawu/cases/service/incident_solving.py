"""The cases of a major incident are solved together: a job goes through them, each in a Work of its own, and
writes there what came of it. A death costs nothing: whose result is written is done, and not done again."""

import logging
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from huawu.cases.core import incidents as core
from huawu.cases.core.life import STEPS
from huawu.cases.models import CaseIncidentResultRow, CaseIncidentRow, CaseRow
from huawu.cases.queries.arranged import Arranged, arranged
from huawu.cases.service.common import case_row, lay_task, noted
from huawu.cases.service.incident_together import promise
from huawu.cases.service.incidents import held_of
from huawu.cases.service.stepping import make_step, said_for
from huawu.people.types import CASES_ASSIGN, CASES_WORK
from huawu.platform import jobs
from huawu.platform.clock import Clock, system_clock
from huawu.platform.database import Sessions
from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.words import say
from huawu.platform.work import Actor, Work, work

log = logging.getLogger(__name__)
AT_ONCE = 50
_TASK = "incident.tell_task"
_MAY = frozenset({CASES_WORK, CASES_ASSIGN})


def solving(sessions: Callable[[], Sessions], clock: Clock = system_clock) -> jobs.Handler:
    """Does some, and promises the next ones."""

    async def handle(job: jobs.Job) -> dict[str, Any]:
        master, run, after = str(job.args["master"]), int(job.args["run"]), str(job.args["after"])
        async with work(sessions(), site=job.site, clock=clock) as w:
            held = await w.session.get(CaseIncidentRow, master)
            if held is None or held.solving.get("run") != run or held.solving["done_at"] is not None:
                return {"done": 0}
            how, there = dict(held.solving), await arranged(w.session, w.site)
            members = await _next(w, master, after)
        for member in members:
            await _one(sessions(), clock, job.site, there, master, how, member)
        async with work(sessions(), actor=Actor(how["by"], _MAY), site=job.site, clock=clock) as w:
            if len(members) == AT_ONCE:
                await promise(w, master, run, members[-1])
            else:
                await _over(w, master)
        return {"done": len(members)}

    return handle


async def _next(work: Work, master: Id, after: Id) -> list[Id]:
    asked = select(CaseRow.id).where(CaseRow.master == master, CaseRow.id > after).order_by(CaseRow.id)
    return list((await work.session.execute(asked.limit(AT_ONCE))).scalars())


async def _over(work: Work, master: Id) -> None:
    row = (await work.session.execute(select(CaseRow).where(CaseRow.id == master))).scalar_one()
    held = await held_of(work, master)
    if held.solving["done_at"] is None:
        held.solving = held.solving | {"done_at": work.now}
        noted(work, row, "incident_solved", {})


async def _one(  # noqa: PLR0913 - one case, and all that is wanted of it
    sessions: Sessions,
    clock: Clock,
    site: str,
    there: Arranged,
    master: Id,
    how: dict[str, Any],
    member: Id,
) -> None:
    """In a Work of its own; one that goes wrong does not cost the others theirs."""
    actor = Actor(how["by"], _MAY)
    try:
        async with work(sessions, actor=actor, site=site, clock=clock) as w:
            await solve_one(w, there, master, how, member)
        return
    except (SQLAlchemyError, OSError):
        raise
    except Refusal as refusal:
        why = refusal.key
    except Exception:
        log.exception("case %s of an incident could not be solved", member)
        why = "incident.not_done"
    async with work(sessions, actor=actor, site=site, clock=clock) as w:
        row = await w.session.get(CaseRow, member)
        if row is not None and not await _known(w, master, how["run"], member):
            _put(w, master, how["run"], row, why, {})


async def solve_one(work: Work, there: Arranged, master: Id, how: dict[str, Any], member: Id) -> None:
    """A linked case gets the result and is taken on as far as its own rules let it. Done twice, nothing
    happens the second time; nor to a case that is closed, or belongs to the incident no more."""
    row = await case_row(work, member)
    if row.master != master or await _known(work, master, how["run"], member):
        return
    why, params = "", dict[str, Any]()
    if row.state != "closed":
        noted(work, row, "note", {"text": how["result"]})
        for step in core.way_to(how["to"], row.state, waiting=row.waiting_since is not None):
            try:
                async with work.session.begin_nested():
                    said = said_for(STEPS[step], row, {"solution_text": how["result"], "cause": how["cause"]})
                    await make_step(work, there, member, step, seen=row.revision, said=said, agent=None)
            except Refusal as refusal:
                why, params = refusal.key, _plain(refusal.params)
            row = await case_row(work, member)
            if why:
                break
        if how["tell"]:
            lay_task(work, row, say(_TASK, "zh-CN", {"result": how["result"]}).title, row.owner)
    _put(work, master, how["run"], row, why, params)


async def _known(work: Work, master: Id, run: int, member: Id) -> bool:
    return await work.session.get(CaseIncidentResultRow, (master, run, member)) is not None


def _put(work: Work, master: Id, run: int, row: CaseRow, why: str, params: dict[str, Any]) -> None:
    work.session.add(
        CaseIncidentResultRow(
            master=master, run=run, case_id=row.id, at=work.now, state=row.state, why=why, params=params
        )
    )


def _plain(params: dict[str, Any]) -> dict[str, Any]:
    """What of a refusal can be kept."""
    return {name: value for name, value in params.items() if isinstance(value, str | int | dict | list)}
