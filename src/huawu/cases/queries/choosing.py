"""Everything that one chooses from when one works with cases."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.cases.core import trees
from huawu.cases.queries.arranged import Arranged
from huawu.cases.schemas.shown import CaseArrangement, CaseNode, CaseTeam, CaseType
from huawu.interactions.queries.presenting import agent_brief
from huawu.people import queries as people
from huawu.people.types import AgentName
from huawu.platform.web.shapes import Words


async def arrangement(session: AsyncSession, there: Arranged) -> CaseArrangement:
    """Types with their forms, causes, solutions, and the teams with who works there."""
    return CaseArrangement(
        tree=nodes(there.types),
        types=_types(there),
        causes=nodes(there.causes),
        solutions=nodes(there.solutions),
        teams=await _teams(session, there),
        receipts=any(body.get("receipt_minutes") for body in there.types.values()),
    )


def nodes(bodies: trees.Bodies, parent: str | None = None) -> list[CaseNode]:
    """A tree as the page shows it."""
    return [
        CaseNode(id=key, name=Words.model_validate(bodies[key]["name"]), children=nodes(bodies, parent=key))
        for key in trees.in_order(bodies, parent)
    ]


def _types(there: Arranged) -> list[CaseType]:
    return [
        CaseType.model_validate(
            {
                "id": key,
                "path_name": trees.path_name(there.types, key),
                "top": (trees.way(there.types, key) or [key])[0],
                "priority": there.of_type(key, "priority") or "medium",
                "team": there.of_type(key, "team") or "",
                "fields": [dict(field) for field in there.form_of(key)],
                "about_asked": bool(there.of_type(key, "about_agent")),
            }
        )
        for key in there.types
        if trees.is_leaf(there.types, key)
    ]


async def _teams(session: AsyncSession, there: Arranged) -> list[CaseTeam]:
    members: dict[str, list[AgentName]] = {}
    for each in await people.directory(session):
        name = AgentName(each.id, each.number, each.extension, each.name)
        members.setdefault(str(each.abilities.get("team") or ""), []).append(name)
    return [
        CaseTeam(
            id=key,
            name=Words.model_validate(there.teams[key]["name"]),
            members=[agent_brief(each) for each in members.get(key, [])],
        )
        for key in trees.in_order(there.teams, None)
    ]
