"""What is done every hour: partitions made ahead, old facts and done jobs dropped, the rooms' own tidying."""

import logging

from sqlalchemy import func, select

from huawu.app.jobs.wiring import Parts
from huawu.app.models import whole_metadata
from huawu.platform import jobs, partitions
from huawu.platform.clock import SECOND, Clock, Micros
from huawu.platform.database import RawConnection, Sessions, connect
from huawu.platform.outbox import DeliveryRow
from huawu.platform.work import Actor, work

log = logging.getLogger(__name__)

DAY = 86_400 * SECOND
AHEAD_DAYS = 7
KEEP_FACTS_DAYS = 30
KEEP_JOBS_DAYS = 7
ACTOR = Actor("housekeeping", everything=True)


async def keep_house(url: str, sessions: Sessions, parts: Parts, *, site: str, clock: Clock) -> None:
    """Everything once. One thing that fails does not keep the others from being done."""
    whole_metadata()  # the partitioned tables of every room are declared with their models
    connection = await connect(url, name="huawu housekeeping")
    try:
        await partitions.ensure_ahead(connection, clock(), days=AHEAD_DAYS)
        await trim_facts(connection, sessions, clock())
    finally:
        await connection.close()
    await jobs.forget_done(sessions, before=clock() - KEEP_JOBS_DAYS * DAY)
    for name, tidy in parts.tidies.items():
        try:
            async with work(sessions, actor=ACTOR, site=site, clock=clock) as w:
                await tidy(w)
        except Exception:
            log.exception("tidying %s failed", name)


async def trim_facts(connection: RawConnection, sessions: Sessions, now: Micros) -> list[str]:
    """Drop the days of facts that are too old, but none that a subscriber has yet to hear."""
    async with sessions() as session:
        unheard = (await session.execute(select(func.min(DeliveryRow.at)))).scalar_one()
    limit = now - KEEP_FACTS_DAYS * DAY
    if unheard is not None:
        limit = min(limit, unheard)
    of = next(each for each in partitions.declared() if each.table == "facts")
    gone = await partitions.drop_before(connection, of, limit)
    if gone:
        log.info("dropped old facts: %s", ", ".join(gone))
    return gone
