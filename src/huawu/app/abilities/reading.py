"""Reading people with their abilities: in force, and as drafted."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app.abilities.schemas import (
    Abilities,
    People,
    PersonShown,
    SkillOrQueue,
    TeamDrafted,
    TeamKept,
    TeamShown,
)
from huawu.interactions.types import AgentBrief
from huawu.people import queries
from huawu.people.config import AGENT, TEAM
from huawu.people.types import AgentRecord
from huawu.platform import config
from huawu.platform.config import Version
from huawu.platform.config.checks import Body
from huawu.platform.config.queries import Item
from huawu.platform.web.shapes import Words
from huawu.routing.config import in_order

OURS = (TEAM, AGENT)
"""The kinds of configuration that people are."""


async def people(session: AsyncSession, site: str) -> People:
    """Every agent, and what they can be given."""
    whole = await config.whole(session, site)
    drafts = {(d.kind, d.key): d for d in await config.drafts(session, site) if d.kind in OURS}
    marks = {item: each.mark for item, each in (await config.standings(session, site)).items()}
    return People(
        number=await config.number(session, site),
        people=[
            _person(
                agent,
                drafts.get((AGENT, agent.number)),
                marks.get((AGENT, agent.number), config.NOTHING),
            )
            for agent in await queries.directory(session)
        ],
        teams=_teams(
            whole.get(TEAM, {}), {key: d for (kind, key), d in drafts.items() if kind == TEAM}, marks
        ),
        skills=_named(whole.get("skill", {})),
        queues=_named(whole.get("queue", {})),
        nothing=config.NOTHING,
    )


async def teams(session: AsyncSession, site: str) -> list[TeamShown]:
    """Every team in force with its members."""
    bodies = await config.published(session, site, TEAM)
    agents = await queries.directory(session)
    ids = {agent.number: agent.id for agent in agents}
    return [
        TeamShown(
            id=key,
            name=Words.model_validate(bodies[key]["name"]),
            leader=ids.get(bodies[key].get("leader", "")),
            agents=[a.id for a in agents if a.abilities.get("team") == key],
        )
        for key in in_order(bodies)
    ]


def _person(agent: AgentRecord, draft: Version | None, mark: str) -> PersonShown:
    wished = None if draft is None else draft.body
    if draft is not None and wished is None:
        wished = agent.made
    return PersonShown(
        agent=AgentBrief(
            id=agent.id,
            number=agent.number,
            extension=agent.extension,
            name=Words.model_validate(agent.name),
        ),
        abilities=Abilities.model_validate(agent.abilities),
        draft=None if wished is None else Abilities.model_validate(wished),
        mark=mark,
    )


def _teams(bodies: dict[str, Body], drafts: dict[str, Version], marks: Mapping[Item, str]) -> list[TeamKept]:
    drafted = {key: draft.body for key, draft in drafts.items() if draft.body is not None}
    return [
        TeamKept(
            key=key,
            value=_team(bodies.get(key)),
            draft=_team(drafted.get(key)),
            draft_removes=key in drafts and key not in drafted,
            mark=marks[TEAM, key],
        )
        for key in in_order(bodies | drafted)
    ]


def _team(body: Body | None) -> TeamDrafted | None:
    return None if body is None else TeamDrafted.model_validate(body)


def _named(bodies: dict[str, Body]) -> list[SkillOrQueue]:
    return [SkillOrQueue(id=key, name=Words.model_validate(bodies[key]["name"])) for key in in_order(bodies)]
