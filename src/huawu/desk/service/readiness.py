"""Before the shift (E-07): what changed is confirmed, the own checklist is ticked, and one says that one is
ready."""

from huawu.desk.core.scripts.readiness import HOUSE_LIST
from huawu.desk.models import ChecklistRow, ReadinessRow, ScriptReadRow, ScriptVersionRow
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid, NotFound
from huawu.platform.work import Work


async def confirm_read(work: Work, agent: Id, script: Id, version: int) -> None:
    """The agent has read a version."""
    if await work.session.get(ScriptVersionRow, (script, version)) is None:
        raise NotFound("script.unknown_version", version=version)
    row = await work.session.get(ScriptReadRow, (agent, script, version))
    if row is None:
        row = ScriptReadRow(agent=agent, script=script, version=version)
        work.session.add(row)
    row.read_at = row.read_at or work.now
    await work.session.flush()


async def keep_checklist(work: Work, agent: Id, items: list[dict[str, str]]) -> None:
    """The agent's own list; none: the house's again."""
    if len({each["id"] for each in items}) != len(items):
        raise Invalid("readiness.same_item")
    row = await work.session.get(ChecklistRow, agent)
    if row is None:
        row = ChecklistRow(agent=agent, site_id=work.site)
        work.session.add(row)
    row.items = items
    await work.session.flush()


async def tick(work: Work, agent: Id, day: str, ticked: list[str]) -> None:
    """These items are done today, and no others."""
    own = await work.session.get(ChecklistRow, agent)
    known = {each["id"] for each in (own.items if own and own.items else HOUSE_LIST)}
    if unknown := sorted(set(ticked) - known):
        raise Invalid("readiness.unknown_item", item=unknown[0])
    row = await _today(work, agent, day)
    row.ticked = sorted(set(ticked))
    await work.session.flush()


async def be_ready(work: Work, agent: Id, day: str) -> None:
    """The agent says so; what is still open stays open, and is seen."""
    row = await _today(work, agent, day)
    row.ready_at = row.ready_at or work.now
    await work.session.flush()


async def _today(work: Work, agent: Id, day: str) -> ReadinessRow:
    row = await work.session.get(ReadinessRow, (agent, day))
    if row is None:
        row = ReadinessRow(agent=agent, day=day, site_id=work.site, ticked=[])
        work.session.add(row)
    return row
