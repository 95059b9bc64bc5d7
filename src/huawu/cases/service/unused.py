"""What open cases use, or incidents that run, is not taken out of the configuration."""

from sqlalchemy import func, select

from huawu.cases.config import CAUSE, SOLUTION, TYPE
from huawu.cases.config.plans import PLAN
from huawu.cases.core import trees
from huawu.cases.models import CaseIncidentRow, CaseRow
from huawu.platform.config.checks import Whole
from huawu.platform.refusals import Invalid
from huawu.platform.work import Work

_COLUMNS = {TYPE: CaseRow.type, CAUSE: CaseRow.cause, SOLUTION: CaseRow.solution}


async def require_unused(work: Work, before: Whole, after: Whole) -> None:
    """Refused when a type, cause or solution would be gone that an open case has, or a plan by which an
    incident runs, with how many there are. Closed cases keep its name."""
    await _plans_unused(work, before, after)
    for kind, column in _COLUMNS.items():
        gone = before.get(kind, {}).keys() - after.get(kind, {}).keys()
        if not gone:
            continue
        ours = (CaseRow.site_id == work.site) & (CaseRow.state != "closed") & column.in_(gone)
        counted = select(column, func.count()).where(ours).group_by(column).order_by(column).limit(1)
        for key, many in await work.session.execute(counted):
            name = trees.path_name(before[kind], str(key))
            raise Invalid("case.node_in_use", kind=kind, item=key, item_name=name, many=many)


async def _plans_unused(work: Work, before: Whole, after: Whole) -> None:
    gone = before.get(PLAN, {}).keys() - after.get(PLAN, {}).keys()
    if not gone:
        return
    of = CaseIncidentRow
    ours = (of.site_id == work.site) & of.ended_at.is_(None) & of.plan.in_(gone)
    counted = select(of.plan, func.count()).where(ours).group_by(of.plan).order_by(of.plan).limit(1)
    for key, many in await work.session.execute(counted):
        name = before[PLAN][key].get("name")
        raise Invalid("incident.plan_in_use", kind=PLAN, item=key, item_name=name, many=many)
