"""In which states an agent has been: what the day's figures are computed from."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.interactions import queries as interactions
from huawu.interactions.types import InteractionRecord
from huawu.measures.agent_day import State, in_states
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.routing.models import AgentStateRow
from huawu.routing.types import StateSpan

_LOOK_BACK: Micros = 40 * 24 * 3600 * SECOND
"""A state that is older than this is not looked for: lets PostgreSQL skip whole months."""


async def states_since(session: AsyncSession, agent: Id, since: Micros) -> list[StateSpan]:
    """The state that the agent was in at a moment, and every one after it, oldest first."""
    row = AgentStateRow
    whose = select(row).where(row.agent == agent)
    before = whose.where(row.since < since, row.since >= since - _LOOK_BACK)
    last = (await session.execute(before.order_by(row.since.desc(), row.seq.desc()).limit(1))).scalars()
    after = (await session.execute(whose.where(row.since >= since).order_by(row.since, row.seq))).scalars()
    return [StateSpan(each.state, each.reason, each.since, each.contact) for each in [*last, *after]]


async def paused_today(session: AsyncSession, agent: Id, *, since: Micros, now: Micros) -> dict[str, Micros]:
    """How long an agent has been paused for each reason since a moment, the pause that goes on included."""
    spans = await states_since(session, agent, since)
    states = [State(span.state, span.reason, span.since) for span in spans]
    return {reason: pause.length for reason, pause in in_states(states, since, now)[1].items()}


async def had_part(session: AsyncSession, contact: InteractionRecord, agent: Id) -> bool:
    """Whether the contact was offered to, or handled by, this agent, also of one that is going on: what is
    written down of an interval comes when it has ended, that it rings for somebody at once."""
    if await interactions.took_part(session, contact, agent):
        return True
    row = AgentStateRow
    asked = select(row.seq).where(
        row.agent == agent, row.since >= contact.started_at, row.contact == contact.id
    )
    return (await session.execute(asked.limit(1))).first() is not None
