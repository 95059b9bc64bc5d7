"""What a replay needs of the database: the day, the configuration in force, and the drafts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.app import site_plan
from huawu.platform.clock import Micros
from huawu.platform.refusals import Invalid
from huawu.routing import queries
from huawu.routing.service.replay import PastDay
from huawu.routing.service.replay.changes import PLAN_PARTS
from huawu.routing.types import Queue

Site = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """`sites`: "now" and "draft"."""

    day: PastDay
    sites: dict[str, Site]

    def asked(self, changes: dict[str, Any], *, repeats: int, seed: int) -> dict[str, Any]:
        """As `routing.service.replay` reads it from standard input."""
        return {
            "day": self.day.plain(),
            "sites": self.sites,
            "changes": changes,
            "repeats": repeats,
            "seed": seed,
        }


async def gather(session: AsyncSession, site: str, day: str, *, now: Micros) -> Gathered:
    """All of it. Refused (`Invalid`): simulation.bad_day for no date, or a day that is not over."""
    sites = {
        "now": _plain(await site_plan.load_site(session, site)),
        "draft": _plain(await site_plan.load_site(session, site, drafts=True)),
    }
    return Gathered(await day_of(session, site, sites["now"], day, now=now), sites)


async def day_of(session: AsyncSession, site: str, said: Site, day: str, *, now: Micros) -> PastDay:
    """The day alone; `said`: what the site says of itself (`site_plan`). Refused as `gather` is."""
    begins, ends = span(said, day)
    if ends > now:
        raise Invalid("simulation.bad_day", day=day)
    rona = Queue("").rona_state
    pauses = frozenset(body.get("rona_state", rona) for body in said["queues"].values())
    return await queries.read_day(session, site, begins, ends, pauses=pauses | {rona})


def span(site: Site, day: str) -> tuple[Micros, Micros]:
    """When a day of the site begins and ends. Refused with simulation.bad_day."""
    try:
        return queries.span_of(date.fromisoformat(day), site["zone"], site.get("day_starts_hour", 0))
    except (ValueError, OverflowError):
        raise Invalid("simulation.bad_day", day=day) from None


def _plain(site: Site) -> Site:
    return {part: site[part] for part in (*PLAN_PARTS, "day_starts_hour") if part in site}
