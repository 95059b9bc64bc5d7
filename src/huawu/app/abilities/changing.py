"""Changing what people can do: drafts of several at once. Publishing and the way back are those of every
configuration (`config_routes`, `history_routes`), asked for these kinds alone.
"""

from collections.abc import Mapping

from huawu.app.abilities.reading import OURS
from huawu.people import queries
from huawu.people.config import AGENT, TEAM
from huawu.people.types import tidy
from huawu.platform import config
from huawu.platform.config.checks import Body
from huawu.platform.work import Work

Item = tuple[str, str]


async def draft(
    work: Work, bodies: Mapping[Item, Body | None], *, bases: Mapping[Item, str], note: str = ""
) -> None:
    """Save drafts, all or none. What says the same as what is in force is no draft, and ends one. Raises
    ChangedMeanwhile where `bases` say that somebody else changed one."""
    standing = await _standing(work)
    wanted = {item: body if body is None else tidy(body) for item, body in bodies.items()}
    same = {item for item, body in wanted.items() if standing.get(item) == body}
    for item in same & await _drafted(work):
        await config.discard_draft(work, *item, base=bases.get(item))
    changed = {item: body for item, body in wanted.items() if item not in same}
    known = {item: base for item, base in bases.items() if item in changed}
    await config.save_drafts(work, changed, bases=known, note=note)


async def discard(work: Work) -> None:
    """Throw every draft of people away."""
    for item in sorted(await _drafted(work)):
        await config.discard_draft(work, *item)


async def _drafted(work: Work) -> set[Item]:
    return {(d.kind, d.key) for d in await config.drafts(work.session, work.site) if d.kind in OURS}


async def _standing(work: Work) -> dict[Item, Body]:
    """What holds now, also of those of whom the configuration says nothing yet."""
    teams = await config.published(work.session, work.site, TEAM)
    agents = await queries.directory(work.session)
    return {(TEAM, key): tidy(body) for key, body in teams.items()} | {
        (AGENT, agent.number): agent.abilities for agent in agents
    }
