"""How long an agent's pause may last: for agents who pause, and for leaders who have them pause."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.config import published
from huawu.platform.ids import Id
from huawu.platform.refusals import Invalid
from huawu.platform.web.place import Place
from huawu.routing.core.pauses import limit_seconds
from huawu.routing.queries.states import paused_today


async def pause_limit(session: AsyncSession, place: Place, agent: Id, reason: str) -> int | None:
    """Seconds that a pause of this agent for this reason may last now; None: as long as it takes. Refused
    for a reason that is not configured."""
    known = await published(session, place.site, "pause_reason")
    if reason not in known:
        raise Invalid("agent.unknown_pause_reason" if reason else "agent.pause_reason_needed")
    paused = await paused_today(session, agent, since=place.day_start(), now=place.clock())
    return limit_seconds(known[reason], paused.get(reason, 0))
