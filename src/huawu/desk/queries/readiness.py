"""What an agent should know before the shift."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.desk.core.scripts import readiness as rules
from huawu.desk.core.scripts.check import graph_of
from huawu.desk.core.scripts.player import lines_of
from huawu.desk.core.scripts.readiness import HOUSE_LIST, Change, Known, Spell
from huawu.desk.core.scripts.scenes import LINE_VARIABLES
from huawu.desk.core.scripts.versions import APPROVED, is_over
from huawu.desk.core.scripts.words import fill
from huawu.desk.models import ChecklistRow, ReadinessRow, ScriptReadRow
from huawu.desk.queries import script_library as library
from huawu.desk.schemas.scripts import ChangeShown, ChecklistItem, Readiness
from huawu.desk.types import Script, ScriptVersion
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.routing import queries as routing

_LINES = 6
"""Lines of a new script that are shown at once; a rehearsal shows all."""


async def readiness(
    session: AsyncSession, site: str, agent: Id, *, day: str, now: Micros, locale: str
) -> Readiness:
    """What changed since the agent's last shift, the checklist, and how far the agent is."""
    states = await routing.states_since(session, agent, now - rules.STATES_LOOKED_AT)
    since = rules.last_shift_ended([Spell(each.state, each.since) for each in states], now)
    changes = await _changes(session, site, agent, day, since=since, now=now)
    own = await session.get(ChecklistRow, agent)
    today = await session.get(ReadinessRow, (agent, day))
    items = _items(own, locale)
    ticked = [each for each in (today.ticked if today else []) if each in {item.id for item in items}]
    names = await people.agent_names(session, [agent])
    return Readiness(
        agent=agent_brief(names[agent]),
        day=date.fromisoformat(day),
        since=moment_or_none(since),
        changes=changes,
        checklist=items,
        own=bool(own and own.items),
        ticked=ticked,
        ready_at=moment_or_none(today.ready_at if today else None),
        complete=all(each.read for each in changes) and len(ticked) == len(items),
    )


def _items(own: ChecklistRow | None, locale: str) -> list[ChecklistItem]:
    if own and own.items:
        return [ChecklistItem(id=each["id"], text=each["text"]) for each in own.items]
    language = "en" if locale.startswith("en") else "zh"
    return [ChecklistItem(id=each["id"], text=each[language]) for each in HOUSE_LIST]


async def _changes(
    session: AsyncSession, site: str, agent: Id, day: str, *, since: Micros | None, now: Micros
) -> list[ChangeShown]:
    scripts = {each.id: each for each in await library.scripts(session, site)}
    versions = {
        (each.script, each.version): each
        for living in (await library.living_versions(session, site)).values()
        for each in living
        if each.status == APPROVED and each.script in scripts and not is_over(each.expires_on, day)
    }
    known = await _known(session, agent)
    came = [Change(each.script, each.version, each.decided_at or 0) for each in versions.values()]
    return [
        _change(
            scripts[change.script],
            versions[change.script, change.version],
            known.get((change.script, change.version), Known()),
            fresh=fresh,
        )
        for change, fresh in rules.to_tell(came, known, since=since, now=now)
    ]


async def _known(session: AsyncSession, agent: Id) -> dict[tuple[Id, int], Known]:
    found = await session.execute(select(ScriptReadRow).where(ScriptReadRow.agent == agent))
    return {
        (row.script, row.version): Known(row.read_at is not None, row.rehearsed_at is not None)
        for row in found.scalars()
    }


def _change(script: Script, version: ScriptVersion, known: Known, *, fresh: bool) -> ChangeShown:
    lines = lines_of(graph_of(script.scene, version.body))[:_LINES]
    return ChangeShown.model_validate(
        {
            "script": script.id,
            "scene": script.scene,
            "name": script.name,
            "version": version.version,
            "approved_at": moment(version.decided_at or version.written_at),
            "fresh": fresh,
            "read": known.read,
            "rehearsed": known.rehearsed,
            "note": version.note,
            "lines": [_unfilled(line) for line in lines],
        }
    )


def _unfilled(line: dict[str, str]) -> Words:
    """Nothing is known of a call yet: what will be filled in stands there by its name."""
    said = {}
    for language in ("zh", "en"):
        called = {name: words[language] for name, words in LINE_VARIABLES.items()}
        said[language] = fill(line.get(language, ""), {}, called, language)
    return Words.model_validate(said)
